#pragma once

#include <string>
#include <vector>

#include "data/inspection.hpp"
#include "data/scene.hpp"

// A table that arrives in files: the new ones are checked, and held against the summaries of those
// that were checked before.

namespace assay::data {

/// From how many known files on their own differences say how far apart files usually are.
inline constexpr std::size_t kFewestKnownFiles = 5;

/// "the 30 files checked before"
std::string files_said(const Deliveries& deliveries);

/// What the document and its sentence say of the files.
void tell_files(const Deliveries& deliveries, Inspection& out);

/// The known files' columns as the last of them has them: what was dropped earlier is not missed.
std::vector<Outline> outlines_before(const Deliveries& deliveries, const TableSummary& before);

/// "drift", "label-shift" and "missing-drift" of the new files together: how far they lie from the
/// known files, less one and a half times that of the known file that is furthest from the others,
/// at the bars of `assay data drift`. Distances are by Wasserstein over the standard deviation of
/// the known rows, or Jensen-Shannon; a known file's is made larger, by the square root of the
/// ratio of rows, where it has more rows than are new. That is an effect held against what is
/// usual: no chance is computed. Not looked at: times, texts of too many values, and columns that
/// count up from file to file.
void find_drift_from_known(const Scene& scene, const TableSummary& before,
                           const TableSummary& fresh, Issues& issues);

/// "keys-delivered-before", and "rows-delivered-before": equal in all columns but the key. Rows may
/// be equal by chance where columns are coarse. A new row then meets an equal one about as often as
/// the known rows do among themselves, so rows are told when there are twice as many as that, and
/// more by two rows and five standard deviations of a Poisson count; keys when there are three
/// times as many and three standard deviations more. Untold when the columns changed.
void find_delivered_before(const Scene& scene, const TableSummary& before,
                           const TableSummary& fresh, Issues& issues, Untold& untold);

}  // namespace assay::data
