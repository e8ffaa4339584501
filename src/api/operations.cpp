#include <algorithm>

#include "api/table.hpp"

namespace assay::api {

std::span<const Operation> operations() {
    static const std::vector<Operation> table = {
        study_operation(),
        study_diff_operation(),
        evaluate_operation(),
        evaluate_claim_operation(),
        init_operation(),
        data_profile_operation(),
        data_check_operation(),
        data_drift_operation(),
        data_labels_operation(),
        data_contract_draft_operation(),
        data_contract_check_operation(),
        data_contract_diff_operation(),
        data_snapshot_operation(),
        data_diff_operation(),
        data_sample_operation(),
        data_card_operation(),
        ledger_list_operation(),
        ledger_show_operation(),
        ledger_verify_operation(),
        ledger_export_operation(),
        report_operation(),
        schema_operation(),
        version_operation(),
    };
    return table;
}

const Operation* find_operation(std::string_view name) {
    const auto all = operations();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace assay::api
