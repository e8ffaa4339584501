#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "base/text.hpp"
#include "stats/rate.hpp"
#include "validate/cuts.hpp"

namespace assay::validate {
namespace {

/// What the first tenth of a falling list holds of all, where entry i stands `times[i]` times.
double held_by_tenth(const std::vector<double>& falling, const std::vector<int>& times) {
    double entries = 0;
    double all = 0;
    for (std::size_t i = 0; i < falling.size(); ++i) {
        entries += times[i];
        all += times[i] * falling[i];
    }
    double room = entries / 10;
    double held = 0;
    for (std::size_t i = 0; i < falling.size() && room > 0; ++i) {
        const double taken = std::min(room, static_cast<double>(times[i]));
        held += taken * falling[i];
        room -= taken;
    }
    return held / all;
}

/// Percentile interval over entities, each drawn a Poisson number of times.
stats::Estimate top_share(std::vector<double> gains, const EvaluationInput& input) {
    constexpr std::size_t kFewest = 20;
    stats::Estimate out{.confidence = input.confidence, .method = {}};
    if (gains.empty()) {
        out.method = "cannot tell: nobody gains";
        return out;
    }
    std::ranges::sort(gains, std::greater<>());
    std::vector<int> times(gains.size(), 1);
    out.value = held_by_tenth(gains, times);
    if (gains.size() < kFewest) {
        out.method = "cannot tell: fewer than 20 gain";
        return out;
    }
    constexpr std::size_t kMostDrawn = 20'000'000;
    const std::size_t replicates = std::clamp<std::size_t>(kMostDrawn / gains.size(), 200, 1000);
    std::vector<double> drawn;
    for (std::size_t b = 0; b < replicates; ++b) {
        Random random(input.seed, "reach", b);
        std::ranges::generate(times, [&] { return random.poisson_one(); });
        drawn.push_back(held_by_tenth(gains, times));
    }
    std::ranges::sort(drawn);
    const auto at = [&](double level) {
        return drawn[static_cast<std::size_t>(
            std::lround(level * static_cast<double>(replicates - 1)))];
    };
    out.low = at((1 - input.confidence) / 2);
    out.high = at((1 + input.confidence) / 2);
    out.low_50 = at(0.25);
    out.high_50 = at(0.75);
    out.method = "bootstrap of entities, percentiles";
    return out;
}

std::string sentence(const Reach& reach) {
    return fmt::format(
        "Of {} values of {}, {} gain{} and {} lose{} against {}; of all that is gained, the top "
        "tenth of those that gain holds {}{}. With few decisions each, who gains is partly luck.",
        count(reach.entities), reach.entity, in_100(reach.helped.value),
        range_words(reach.helped, 100), in_100(reach.harmed.value), range_words(reach.harmed, 100),
        reach.against,
        std::isnan(reach.top_share.value) ? "nothing" : in_100(reach.top_share.value),
        range_words(reach.top_share, 100));
}

}  // namespace

Reach reach(const EvaluationInput& input, const Prepared& prepared, std::span<const double> act,
            std::span<const double> baseline, const std::string& baseline_words) {
    const auto entities = static_cast<std::size_t>(*std::ranges::max_element(prepared.entity) + 1);
    std::vector<double> money(entities, 0.0);
    for (std::size_t row = 0; row < prepared.size(); ++row) {
        const double before = baseline.empty() ? 0 : baseline[row];
        money[static_cast<std::size_t>(prepared.entity[row])] +=
            prepared.weight_of(row) * (act[row] - before) * prepared.gain[row];
    }
    std::vector<double> gains;
    std::int64_t harmed = 0;
    for (const double each : money) {
        if (each > 0) {
            gains.push_back(each);
        }
        harmed += each < 0 ? 1 : 0;
    }
    Reach out{.entity = input.entity_name,
              .against = baseline_words,
              .entities = static_cast<std::int64_t>(entities)};
    out.helped = stats::wilson_estimate({.hits = std::ssize(gains), .trials = out.entities},
                                        input.confidence);
    out.harmed = stats::wilson_estimate({.hits = harmed, .trials = out.entities}, input.confidence);
    out.top_share = top_share(std::move(gains), input);
    out.sentence = sentence(out);
    return out;
}

}  // namespace assay::validate
