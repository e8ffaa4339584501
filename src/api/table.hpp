#pragma once

#include "api/api.hpp"

// The rows of the table of operations. Each is described and handled in a file of its own; a new
// operation is a new file, its line here, and its place in operations.cpp.

namespace assay::api {

Operation study_operation();
Operation study_diff_operation();
Operation evaluate_operation();
Operation evaluate_claim_operation();
Operation init_operation();
Operation data_profile_operation();
Operation data_check_operation();
Operation data_labels_operation();
Operation data_drift_operation();
Operation data_contract_draft_operation();
Operation data_contract_check_operation();
Operation data_contract_diff_operation();
Operation data_snapshot_operation();
Operation data_diff_operation();
Operation data_sample_operation();
Operation data_card_operation();
Operation ledger_list_operation();
Operation ledger_show_operation();
Operation ledger_verify_operation();
Operation ledger_export_operation();
Operation report_operation();
Operation schema_operation();
Operation version_operation();

/// Version of assay, "0.1.0".
std::string version();

}  // namespace assay::api
