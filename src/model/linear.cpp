#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "model/fitted.hpp"
#include "model/liblinear.hpp"
#include "model/linear_space.hpp"

namespace assay::model {
namespace {

constexpr double kCost = 1;
// The loss of the stop rows fell, then rose along these on all of eleven real tables, so the first
// rise ends the search; 0.01 was never best.
constexpr std::array kCosts{0.1, 1.0, 10.0};
// N-grams are many and each is weak: on both real texts 0.1 was far from the best.
constexpr std::array kTextCosts{1.0, 10.0};

struct Linear final : Model::Fitted {
    LinearSpace space;
    LinearProblem::Solution solution;
    double cost = kCost;

    Result<std::vector<double>> score(const Features& features, RowIndices rows) const override;
    Result<std::string> model_json() const override;
    Json preprocessing() const override { return space.describe(); }
    std::string readme() const override;

  private:
    void add_part(const LinearReader& reader, std::size_t part, const Feature& feature,
                  RowIndices rows, std::vector<double>& scores) const;
};

void Linear::add_part(const LinearReader& reader, std::size_t part, const Feature& feature,
                      RowIndices rows, std::vector<double>& scores) const {
    const auto sum = [&](std::size_t row) {
        double total = 0;
        reader.visit(part, row, [&](const Term& term) {
            total += term.value * solution.coefficients[at(term.index)];
        });
        return total;
    };
    const bool keep = reader.by_level(part);
    // One sum a level, and the last for missing.
    std::vector<double> kept(keep ? feature.levels.size() + 1 : 0, std::nan(""));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t row = at(rows[i]);
        if (!keep) {
            scores[i] += sum(row);
            continue;
        }
        const std::int32_t level = feature.codes[row];
        double& known = kept[level < 0 ? feature.levels.size() : at(level)];
        if (std::isnan(known)) {
            known = sum(row);
        }
        scores[i] += known;
    }
}

Result<std::vector<double>> Linear::score(const Features& features, RowIndices rows) const {
    const LinearReader reader(space, features);
    std::vector<double> scores(rows.size(), solution.intercept);
    for (std::size_t part = 0; part < reader.parts(); ++part) {
        add_part(reader, part, features.columns[part], rows, scores);
    }
    return scores;
}

Result<std::string> Linear::model_json() const {
    Json coefficients = Json::array();
    const auto names = space.names();
    for (std::size_t i = 0; i < names.size(); ++i) {
        Json one;
        one["name"] = names[i];
        one["value"] = to_json(solution.coefficients[i]);
        coefficients.push_back(std::move(one));
    }
    Json out;
    out["schema"] = "assay.linear/1";
    out["cost"] = to_json(cost);
    out["intercept"] = to_json(solution.intercept);
    out["coefficients"] = std::move(coefficients);
    return dump(out);
}

std::string Linear::readme() const {
    return fmt::format(
        "# Logistic regression, {} coefficients\n\n"
        "log-odds = intercept + sum of value x coefficient; probability = 1 / (1 + "
        "exp(-log-odds)).\nThe values of each column, by preprocessing.json; coefficients count "
        "from 0:\n\n"
        "- number: (x - mean) / sd, between -8 and 8, at `first_coefficient`; missing: 1 at\n"
        "  `missing_coefficient` instead.\n"
        "- category: 1 at `first_coefficient` + position in `levels`; not listed: 1 at\n"
        "  `rare_coefficient`; missing: 1 at `missing_coefficient`; null: nothing.\n"
        "- time: 1 at `first_coefficient` + hour and 1 at `first_coefficient` + 24 + weekday\n"
        "  (Monday = 0), UTC.\n"
        "- text: hashed n-grams, weighted (1 + log count) x `inverse_document_frequency`, at\n"
        "  `first_coefficient` + position of the bucket in `buckets`. ASCII letters in lower "
        "case.\n"
        "  Of the first 200 runs of ASCII letters, digits and bytes beyond ASCII, each between "
        "two\n"
        "  spaces: alone and in pairs, bucket = XXH3-64 with seed 1 modulo 262144. Of the first "
        "40\n"
        "  runs of bytes between white space, each between two spaces: all runs of 3 and 4\n"
        "  characters, bucket = 262144 + XXH3-64 with seed 2 modulo 262144. Buckets below 262144\n"
        "  and those from there on are each scaled to length 1.\n",
        solution.coefficients.size());
}

void add_rows(LinearProblem& problem, const LinearSpace& space, const Sample& sample) {
    const LinearReader reader(space, sample.features);
    problem.reserve(sample.train.size(), reader.parts());
    for (const std::int32_t index : sample.train) {
        const std::size_t row = at(index);
        for (std::size_t part = 0; part < reader.parts(); ++part) {
            reader.visit(part, row, [&](const Term& term) { problem.add_term(term); });
        }
        problem.end_row(sample.labels[row] == 1, sample.weight(row));
    }
}

double log_loss(const std::vector<double>& scores, const Sample& sample) {
    double loss = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const std::size_t row = at(sample.stop[i]);
        const double wrong = sample.labels[row] == 1 ? -scores[i] : scores[i];
        loss +=
            sample.weight(row) * (std::max(wrong, 0.0) + std::log1p(std::exp(-std::abs(wrong))));
    }
    return loss;
}

}  // namespace

Result<std::unique_ptr<Model::Fitted>> fit_linear(const Sample& sample, const Progress& progress) {
    auto fitted = std::make_unique<Linear>();
    fitted->space = LinearSpace::fit(sample.features, sample.train);
    LinearProblem problem(fitted->space.width());
    add_rows(problem, fitted->space, sample);
    if (sample.stop.empty()) {
        fitted->solution = TRY(problem.solve(kCost, nullptr));
        return fitted;
    }
    double least = std::numeric_limits<double>::infinity();
    LinearProblem::Solution best;
    const auto costs = fitted->space.has_text() ? std::span<const double>(kTextCosts)
                                                : std::span<const double>(kCosts);
    for (const double cost : costs) {
        TRY(progress.check());
        const bool first = fitted->solution.coefficients.empty();
        fitted->solution = TRY(problem.solve(cost, first ? nullptr : &fitted->solution));
        const double loss = log_loss(TRY(fitted->score(sample.features, sample.stop)), sample);
        if (loss >= least) {
            break;
        }
        least = loss;
        best = fitted->solution;
        fitted->cost = cost;
    }
    fitted->solution = std::move(best);
    return fitted;
}

}  // namespace assay::model
