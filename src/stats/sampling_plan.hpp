#pragma once

namespace assay::stats {

/// Student's t that leaves `confidence` between it and its negative; degrees need not be whole, and
/// of a million on it is the normal quantile.
double t_for_degrees(double degrees, double confidence);

}  // namespace assay::stats
