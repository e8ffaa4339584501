#include "data/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "data/sample_parts.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kMostStrata = 200;
// Stands for a population without end: the correction for its rows is below 1e-9.
constexpr std::int64_t kEndless = 1'000'000'000'000'000;

/// One stratum of the work: its rows in the frame, what is known of it, what is planned.
struct Part {
    std::string name;
    std::vector<std::size_t> rows;
    Known known;
};

void learn(const SampleFrame& frame, std::map<std::string, Part>& parts) {
    for (std::size_t row = 0; row < frame.values.size(); ++row) {
        const auto part = parts.find(stratum_of(frame, row));
        if (part != parts.end() && std::isfinite(frame.values[row])) {
            part->second.known.add(frame.values[row]);
        }
    }
}

/// Deviation to plan with. A share comes from one hit and one miss more than were seen, so that no
/// pilot calls it certain; without any value it is one half.
double planned_deviation(const Known& known, const Known& all, bool share) {
    if (share) {
        const double p = (known.sum + 1) / (static_cast<double>(known.rows) + 2);
        return known.rows == 0 && all.rows > 0 ? planned_deviation(all, all, share)
                                               : std::sqrt(p * (1 - p));
    }
    const auto& from = known.rows > 1 ? known : all;
    return from.rows > 1 ? stats::planning_deviation(std::sqrt(from.variance()), from.rows)
                         : kUnknown;
}

/// Builds one document.
class Plan {
  public:
    Plan(const SampleRequest& request, const std::string& quantity) : request_(request) {
        out_.confidence = request.confidence;
        out_.quantity = quantity;
        out_.estimate.confidence = request.confidence;
    }

    Result<> strata(const SampleFrame& frame, const SampleFrame* pilot);
    void endless(const SampleFrame& pilot, std::optional<std::int64_t> population);
    Result<> size();
    Result<DrawnSample> draw(const SampleFrame& frame);
    void say_plan();
    Sample take() { return std::move(out_); }

  private:
    Result<> check_deviations() const;

    const SampleRequest& request_;
    std::vector<Part> parts_;
    std::vector<stats::PlannedStratum> planned_;
    std::vector<std::int64_t> allocated_;
    stats::Allocation how_ = stats::Allocation::Proportional;
    Sample out_;

    void plan(std::vector<Part> parts, const std::vector<std::int64_t>& populations);
};

void Plan::plan(std::vector<Part> parts, const std::vector<std::int64_t>& populations) {
    parts_ = std::move(parts);
    Known all;
    for (const auto& part : parts_) {
        all.rows += part.known.rows;
        all.sum += part.known.sum;
        all.squares += part.known.squares;
    }
    const bool planned = !out_.quantity.empty();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const auto& known = parts_[i].known;
        const double deviation = planned ? planned_deviation(known, all, request_.share) : kUnknown;
        planned_.push_back({.population = populations[i], .deviation = deviation});
        out_.strata.push_back({.name = parts_[i].name,
                               .population = populations[i],
                               .known = known.rows,
                               .mean = known.rows > 0 ? known.mean() : kUnknown,
                               .deviation = deviation});
        out_.population += populations[i];
    }
    const bool learned = planned && all.rows > 1;
    how_ = request_.allocation.value_or(learned ? stats::Allocation::Neyman
                                                : stats::Allocation::Proportional);
    out_.allocation = parts_.size() == 1                  ? "simple"
                      : how_ == stats::Allocation::Neyman ? "neyman"
                                                          : "proportional";
}

Result<> Plan::strata(const SampleFrame& frame, const SampleFrame* pilot) {
    std::map<std::string, Part> parts;
    for (std::size_t row = 0; row < frame.rows; ++row) {
        auto& part = parts[stratum_of(frame, row)];
        part.rows.push_back(row);
        if (parts.size() > kMostStrata) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("--by: more than {} strata", kMostStrata),
                        "choose a column of few values, or make one with --query");
        }
    }
    if (parts.empty()) {
        return fail(ErrorCode::InvalidInput, "the table has no rows to sample",
                    "check the file, or the --query");
    }
    learn(pilot == nullptr ? frame : *pilot, parts);
    std::vector<Part> list;
    std::vector<std::int64_t> populations;
    for (auto& [name, part] : parts) {
        part.name = name;
        populations.push_back(static_cast<std::int64_t>(part.rows.size()));
        list.push_back(std::move(part));
    }
    plan(std::move(list), populations);
    return {};
}

/// Without a table the strata have the shares that they have in the pilot.
void Plan::endless(const SampleFrame& pilot, std::optional<std::int64_t> population) {
    std::map<std::string, Part> parts;
    for (std::size_t row = 0; row < pilot.rows; ++row) {
        parts[stratum_of(pilot, row)].rows.push_back(row);
    }
    learn(pilot, parts);
    const auto total = population.value_or(kEndless);
    std::vector<Part> list;
    std::vector<std::int64_t> populations;
    std::int64_t left = total;
    for (auto& [name, part] : parts) {
        part.name = name;
        const double share =
            static_cast<double>(part.rows.size()) / static_cast<double>(pilot.rows);
        populations.push_back(
            std::max<std::int64_t>(1, std::llround(share * static_cast<double>(total))));
        left -= populations.back();
        list.push_back(std::move(part));
    }
    populations.back() = std::max<std::int64_t>(1, populations.back() + left);
    plan(std::move(list), populations);
    out_.population = population.value_or(0);
}

Result<> Plan::check_deviations() const {
    const bool known =
        std::ranges::none_of(planned_, [](const auto& each) { return std::isnan(each.deviation); });
    if (known) {
        return {};
    }
    return out_.quantity.empty()
               ? fail(ErrorCode::InvalidInput, "the width of what?",
                      "name a yes/no column with --target, or a number with --mean")
               : fail(ErrorCode::InvalidInput,
                      "nothing is known yet of how the " + out_.quantity + " varies",
                      "give a few rows that have it: --pilot FILE, or fill in some rows");
}

Result<> Plan::size() {
    if (request_.width) {
        TRY(check_deviations());
        out_.wanted_width = *request_.width;
        out_.rows =
            TRY(stats::rows_for_width(planned_, *request_.width, how_, request_.confidence));
    } else {
        out_.rows = *request_.rows;
    }
    auto plan = planned_;
    for (auto& each : plan) {
        each.deviation = std::isnan(each.deviation) ? 1 : each.deviation;
    }
    allocated_ = TRY(stats::allocate(plan, out_.rows, how_));
    for (std::size_t i = 0; i < allocated_.size(); ++i) {
        out_.strata[i].rows = allocated_[i];
    }
    if (check_deviations()) {
        out_.expected_width =
            TRY(stats::expected_width(planned_, out_.rows, how_, request_.confidence));
    }
    return {};
}

Result<DrawnSample> Plan::draw(const SampleFrame& frame) {
    DrawnSample out;
    Seen seen;
    std::vector<std::pair<std::size_t, double>> chosen;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const auto& rows = parts_[i].rows;
        Random random(request_.seed, "sample " + parts_[i].name);
        const double weight = static_cast<double>(rows.size()) / static_cast<double>(allocated_[i]);
        std::vector<double> values;
        for (const auto at :
             stats::draw_rows(rows.size(), static_cast<std::size_t>(allocated_[i]), random)) {
            chosen.emplace_back(rows[at], weight);
            values.push_back(frame.values.empty() ? kUnknown : frame.values[rows[at]]);
        }
        seen.add(planned_[i].population, values);
    }
    std::ranges::sort(chosen);
    for (const auto& [row, weight] : chosen) {
        out.chosen.push_back(row);
        out.weights.push_back(weight);
    }
    say_plan();
    if (!out_.quantity.empty()) {
        estimate(seen, request_, out_);
    } else {
        out_.estimate.method = "nothing is in question";
    }
    out.sample = take();
    return out;
}

void Plan::say_plan() {
    const auto of = out_.population > 0 ? " of " + count(out_.population) : std::string();
    const auto strata = out_.strata.size() == 1
                            ? std::string()
                            : fmt::format(", from {} strata ({})", out_.strata.size(),
                                          out_.allocation == "neyman" ? "more where values vary"
                                                                      : "each by its size");
    if (std::isfinite(out_.wanted_width)) {
        out_.sentences.push_back(fmt::format(
            "{}{} are needed for an interval of width {} ({:.0f} %){}.", counted(out_.rows, "row"),
            of, figure(out_.wanted_width), 100 * out_.confidence, strata));
    } else {
        out_.sentences.push_back(fmt::format("{}{}{}.", counted(out_.rows, "row"), of, strata));
        if (std::isfinite(out_.expected_width)) {
            out_.sentences.push_back(fmt::format("The interval will be about {} wide ({:.0f} %).",
                                                 figure(out_.expected_width),
                                                 100 * out_.confidence));
        }
    }
}

}  // namespace

Result<DrawnSample> draw_sample(const SampleFrame& frame, const SampleFrame* pilot,
                                const SampleRequest& request, const std::string& quantity) {
    Plan plan(request, quantity);
    TRY(plan.strata(frame, pilot));
    TRY(plan.size());
    return plan.draw(frame);
}

Result<Sample> plan_sample(const SampleFrame& pilot, std::optional<std::int64_t> population,
                           const SampleRequest& request, const std::string& quantity) {
    if (pilot.rows == 0) {
        return fail(ErrorCode::InvalidInput, "the pilot has no rows", "check the file");
    }
    Plan plan(request, quantity);
    plan.endless(pilot, population);
    TRY(plan.size());
    plan.say_plan();
    auto out = plan.take();
    out.estimate.method = "cannot tell: no sample is drawn yet";
    return out;
}

}  // namespace assay::data
