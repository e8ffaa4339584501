#include <map>

#include "validate/validate.hpp"

namespace assay::validate {

std::string metric_words(const std::string& metric) {
    static const std::map<std::string, std::string> kWords{
        {"auc", "AUC"},
        {"average_precision", "average precision"},
        {"brier", "Brier score"},
        {"log_loss", "log loss"},
        {"value_per_month", "value a month"},
        {"value_per_1000", "value per 1,000 decisions"},
        {"macro_precision", "mean precision of the classes"},
        {"macro_recall", "mean recall of the classes"},
        {"macro_f1", "mean F1 of the classes"},
        {"macro_auc", "mean one-vs-rest AUC"},
        {"mae", "mean absolute error"},
        {"rmse", "RMSE"},
        {"r2", "R²"},
        {"median_absolute_error", "median absolute error"},
        {"pinball", "pinball loss at level"},
        {"cost_per_month", "cost of errors a month"},
        {"recall_at_precision", "recall at precision"},
        {"precision_at_recall", "precision at recall"},
        {"recall_at_fpr", "recall at a false positive rate of"},
        {"precision_at_k", "precision among the first"}};
    const auto colon = metric.find(':');
    const auto found = kWords.find(metric.substr(0, colon));
    if (found == kWords.end()) {
        return metric;
    }
    return colon == std::string::npos ? found->second
                                      : found->second + " " + metric.substr(colon + 1);
}

}  // namespace assay::validate
