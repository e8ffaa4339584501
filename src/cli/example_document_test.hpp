#pragma once

#include "study/document.hpp"

namespace assay::cli {

/// A study as flights might give it, with something to say in every section.
study::Document example_document();

}  // namespace assay::cli
