#include "validate/prepared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/digest.hpp"
#include "base/text.hpp"

namespace assay::validate {
namespace {

Result<> check_columns(const EvaluationInput& input) {
    const std::size_t rows = input.label.size();
    for (const auto& model : input.models) {
        TRY(same_length(rows, model.score.size(), "the score of " + model.name));
        TRY(same_length(rows, model.decision.size(), "the decision of " + model.name));
        if (model.score.empty() && model.decision.empty()) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} has neither a score nor a decision", model.name),
                        "give one of both, one entry a row");
        }
    }
    TRY(check_lengths(input, rows));
    for (const auto* money : {&input.if_positive, &input.if_negative}) {
        if (money->size() != 1) {
            TRY(same_length(rows, money->size(), "the money"));
        }
    }
    return {};
}

bool has_score(const ModelInput& model, std::size_t row) {
    return model.score.empty() || std::isfinite(model.score[row]);
}

bool all_scored(const EvaluationInput& input, std::size_t row) {
    return std::ranges::all_of(input.models,
                               [&](const ModelInput& model) { return has_score(model, row); });
}

Result<> check_scores(const EvaluationInput& input) {
    for (const auto& model : input.models) {
        bool any = model.score.empty();
        for (std::size_t row = 0; row < model.score.size() && !any; ++row) {
            any = std::isfinite(model.score[row]);
        }
        if (!any && !model.score.empty()) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the score of {} is missing in all {} rows", model.name,
                                    count(std::ssize(model.score))),
                        "check the name of the column, and that it holds numbers");
        }
    }
    return {};
}

/// Rows that can be judged; what is left out becomes a finding.
std::vector<std::int32_t> usable_rows(const EvaluationInput& input,
                                      std::vector<Finding>& findings) {
    std::vector<std::int32_t> out;
    std::int64_t unlabelled = 0;
    std::int64_t unscored = 0;
    for (std::size_t row = 0; row < input.label.size(); ++row) {
        if (input.label[row] == kNoLabel) {
            ++unlabelled;
        } else if (!all_scored(input, row)) {
            ++unscored;
        } else {
            out.push_back(static_cast<std::int32_t>(row));
        }
    }
    left_out(unlabelled, unscored, "score", findings);
    return out;
}

/// Content of a row as far as the evaluation uses it, where the caller gives no key.
std::uint64_t key_of(const EvaluationInput& input, std::size_t row) {
    std::vector<std::uint64_t> parts{input.label[row]};
    for (const auto& model : input.models) {
        for (const auto& values : {model.score, model.decision}) {
            parts.push_back(values.empty() ? 0 : std::bit_cast<std::uint64_t>(values[row]));
        }
    }
    const auto add = [&](const auto& values) {
        const bool each = values.size() == input.label.size();
        parts.push_back(each ? std::bit_cast<std::uint64_t>(values[row]) : 0);
    };
    add(input.weight);
    add(input.time);
    add(input.if_positive);
    add(input.if_negative);
    return fast_hash({reinterpret_cast<const char*>(parts.data()), parts.size() * sizeof parts[0]});
}

std::vector<double> money(const std::vector<double>& given, const std::vector<std::int32_t>& rows) {
    return given.size() == 1 ? std::vector<double>(rows.size(), given[0])
                             : picked(std::span<const double>(given), rows);
}

PreparedModel prepared_model(const ModelInput& model, const std::vector<std::int32_t>& rows) {
    PreparedModel out{.name = model.name,
                      .label = model.label,
                      .kind = Kind::Decision,
                      .score = picked(model.score, rows),
                      .decision = picked(model.decision, rows),
                      .within_capacity = model.within_capacity};
    for (double& each : out.decision) {
        each = each > 0 ? 1.0 : 0.0;  // a missing decision acts on nobody
    }
    if (!out.score.empty()) {
        const auto [low, high] = std::ranges::minmax_element(out.score);
        out.kind = *low >= 0 && *high <= 1 ? Kind::Probability : Kind::Score;
    }
    return out;
}

Result<> check_classes(const EvaluationInput& input, const Prepared& prepared) {
    std::int64_t positives = 0;
    for (const auto label : prepared.label) {
        positives += label;
    }
    const auto rows = static_cast<std::int64_t>(prepared.size());
    if (rows == 0) {
        return fail(ErrorCode::InvalidInput, "no row has both a label and a score",
                    "check the columns of label and score");
    }
    if (positives == 0 || positives == rows) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{} {} with a label and a score {} {}: one class alone cannot "
                        "be told apart",
                        positives == 0 ? "none of" : "all", counted(rows, "row"),
                        positives == 0 ? "has" : "have",
                        input.positive_words.empty() ? "a positive label" : input.positive_words),
            "check which value of the label is the positive one, or add rows of the other "
            "class");
    }
    return {};
}

}  // namespace

const char* words_of(Kind kind) {
    return kind == Kind::Probability ? "probability" : kind == Kind::Score ? "score" : "decision";
}

Decisions Prepared::decisions(std::span<const double> probability,
                              std::span<const double> act) const {
    return {.probability = probability,
            .act = act,
            .label = label,
            .gain_if_acted = gain,
            .weight = weight,
            .cluster = cluster,
            .clusters = clusters,
            .time = time};
}

Result<Prepared> prepare(const EvaluationInput& input, std::vector<Finding>& findings) {
    if (input.models.empty()) {
        return fail(ErrorCode::InvalidInput, "no model to evaluate",
                    "give a column of scores or of decisions");
    }
    TRY(check_columns(input));
    TRY(check_scores(input));
    Prepared out;
    static_cast<Sample&>(out) = TRY(take_rows(input, usable_rows(input, findings),
                                              [&](std::size_t row) { return key_of(input, row); }));
    out.label = picked(input.label, out.rows);
    TRY(check_classes(input, out));
    out.same_money = input.if_positive.size() == 1 && input.if_negative.size() == 1;
    out.if_positive = money(input.if_positive, out.rows);
    out.if_negative = money(input.if_negative, out.rows);
    for (std::size_t row = 0; row < out.size(); ++row) {
        out.gain.push_back(out.label[row] != 0 ? out.if_positive[row] : out.if_negative[row]);
        if (!std::isfinite(out.gain.back())) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the money of row {} is not finite", count(out.rows[row] + 1)),
                        "wrap the cost, for example coalesce(column, 0)");
        }
    }
    for (const auto& model : input.models) {
        out.models.push_back(prepared_model(model, out.rows));
    }
    deal_halves(out, out.label, input.seed);
    return out;
}

}  // namespace assay::validate
