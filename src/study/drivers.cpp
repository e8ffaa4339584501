#include "study/drivers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"
#include "study/parallel.hpp"

namespace assay::study {
namespace {

constexpr std::size_t kMostParts = 4;
constexpr std::size_t kMostRowsOfPart = 5000;
constexpr double kCollinear = 0.95;
constexpr std::size_t kCorrelationRows = 4000;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

double correlation(const model::Feature& a, const model::Feature& b,
                   const std::vector<std::int32_t>& rows) {
    double n = 0;
    double sa = 0;
    double sb = 0;
    double saa = 0;
    double sbb = 0;
    double sab = 0;
    const std::size_t step = std::max<std::size_t>(1, rows.size() / kCorrelationRows);
    for (std::size_t i = 0; i < rows.size(); i += step) {
        const double x = a.numbers[at(rows[i])];
        const double y = b.numbers[at(rows[i])];
        if (!std::isfinite(x) || !std::isfinite(y)) {
            continue;
        }
        n += 1;
        sa += x;
        sb += y;
        saa += x * x;
        sbb += y * y;
        sab += x * y;
    }
    const double va = saa - sa * sa / n;
    const double vb = sbb - sb * sb / n;
    return n > 2 && va > 0 && vb > 0 ? (sab - sa * sb / n) / std::sqrt(va * vb) : 0;
}

/// Columns that tell nearly the same, joined; each group in the order of the columns.
std::vector<std::vector<std::size_t>> collinear_groups(const model::Features& features,
                                                       const std::vector<std::int32_t>& rows) {
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t c = 0; c < features.columns.size(); ++c) {
        const auto& column = features.columns[c];
        const auto joins = [&](const std::vector<std::size_t>& group) {
            const auto& first = features.columns[group.front()];
            return column.kind == model::FeatureKind::Number &&
                   first.kind == model::FeatureKind::Number &&
                   std::abs(correlation(column, first, rows)) >= kCollinear;
        };
        const auto found = std::ranges::find_if(groups, joins);
        if (found != groups.end()) {
            found->push_back(c);
        } else {
            groups.push_back({c});
        }
    }
    return groups;
}

/// For each test row a donor row of another cluster: clusters are permuted, rows within them
/// cycled.
std::vector<std::int32_t> donors(const Problem& problem, const std::vector<std::int32_t>& rows,
                                 Random random) {
    std::vector<std::int32_t> ids;
    std::vector<std::vector<std::int32_t>> members;
    std::vector<std::int32_t> slot(at(problem.units), -1);
    for (const auto row : rows) {
        auto& mine = slot[at(problem.unit[at(row)])];
        if (mine < 0) {
            mine = static_cast<std::int32_t>(members.size());
            members.emplace_back();
        }
        members[at(mine)].push_back(row);
    }
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(order);
    std::vector<std::size_t> partner(members.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        partner[order[i]] = order[(i + 1) % order.size()];
    }
    std::vector<std::size_t> used(members.size(), 0);
    std::vector<std::int32_t> out;
    out.reserve(rows.size());
    for (const auto row : rows) {
        const auto other = partner[at(slot[at(problem.unit[at(row)])])];
        out.push_back(members[other][used[other]++ % members[other].size()]);
    }
    return out;
}

/// Column values that a permuted copy of the features points into.
struct Replaced {
    std::vector<double> numbers;
    std::vector<std::int32_t> codes;
    std::vector<std::int64_t> times;
};

void replace(model::Feature& feature, Replaced& store, const std::vector<std::int32_t>& rows,
             const std::vector<std::int32_t>& donor) {
    const auto move = [&](auto& copy, auto& span) {
        if (span.empty()) {
            return;
        }
        copy.assign(span.begin(), span.end());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            copy[at(rows[i])] = span[at(donor[i])];
        }
        span = copy;
    };
    move(store.numbers, feature.numbers);
    move(store.codes, feature.codes);
    move(store.times, feature.times);
}

struct Lost {
    double sum = 0;               // value lost, weighted
    std::vector<double> cluster;  // the same by cluster
};

/// The test rows of the judged parts, their decisions as they are, and room for the permuted ones.
class Permuted {
  public:
    Permuted(const Measured& measured, const model::Features& features, const Terms& terms)
        : measured_(measured),
          features_(features),
          gains_(measured.problem->gains(terms.economics.prices)),
          capacity_(terms.economics.capacity_share) {
        const auto count = measured.splits->parts.size();
        const auto take = std::min(kMostParts, count);
        for (std::size_t i = 0; i < take; ++i) {
            const auto part = i * count / take;
            parts_.push_back(part);
            rows_.push_back(subset(*measured.problem, measured.splits->parts[part].test,
                                   kMostRowsOfPart, measured.seed));
        }
    }

    /// Decides the rows as they are; call once before without().
    Result<> prepare() {
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const auto& scores = measured_.options[measured_.model].parts[parts_[i]];
            before_.push_back(TRY(acts(scores, features_, rows_[i])));
        }
        return {};
    }

    Result<Lost> without(const std::vector<std::size_t>& columns) const {
        Lost out;
        out.cluster.assign(at(measured_.problem->clusters), 0.0);
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            TRY(add_part(i, columns, out));
        }
        return out;
    }

    /// Weight of the judged rows, by cluster; 0 for a cluster without one.
    std::vector<double> weights() const {
        const auto& problem = *measured_.problem;
        std::vector<double> out(at(problem.clusters), 0.0);
        for (const auto& rows : rows_) {
            for (const auto row : rows) {
                out[at(problem.cluster[at(row)])] += problem.weight[at(row)];
            }
        }
        return out;
    }

  private:
    Result<> add_part(std::size_t i, const std::vector<std::size_t>& columns, Lost& out) const {
        const auto& problem = *measured_.problem;
        const auto& scores = measured_.options[measured_.model].parts[parts_[i]];
        const auto& rows = rows_[i];
        const auto donor =
            donors(problem, rows, Random(measured_.seed, "drivers", static_cast<std::uint64_t>(i)));
        model::Features changed = features_;
        std::vector<Replaced> stores(columns.size());
        for (std::size_t c = 0; c < columns.size(); ++c) {
            replace(changed.columns[columns[c]], stores[c], rows, donor);
        }
        const auto after = TRY(acts(scores, changed, rows));
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const auto row = at(rows[r]);
            const double gain =
                problem.label[row] == 1 ? gains_.positive(row) : gains_.negative(row);
            const double lost =
                problem.weight[row] * gain * static_cast<double>(before_[i][r] - after[r]);
            out.sum += lost;
            out.cluster[at(problem.cluster[row])] += lost;
        }
        return {};
    }

    Result<std::vector<float>> acts(const PartScores& scores, const model::Features& features,
                                    const std::vector<std::int32_t>& rows) const {
        PartScores part{.probability = {},
                        .raw = {},
                        .hold = scores.hold,
                        .hold_probability = scores.hold_probability,
                        .chosen_column = {},
                        .model = {},
                        .calibration = scores.calibration};
        for (const double score : TRY(scores.model->score(features, rows))) {
            part.probability.push_back(static_cast<float>(scores.calibration(score)));
        }
        return decide(part, rows, gains_, capacity_, Scores::Calibrated).act;
    }

    const Measured& measured_;
    const model::Features& features_;
    Gains gains_;
    double capacity_;
    std::vector<std::size_t> parts_;
    std::vector<std::vector<std::int32_t>> rows_;
    std::vector<std::vector<float>> before_;
};

/// A weighted mean over clusters, each with its residual from it (linearised ratio).
stats::Estimate lost_a_month(const Lost& lost, const std::vector<double>& weights,
                             double decisions) {
    const double weight = std::accumulate(weights.begin(), weights.end(), 0.0);
    const double mean = lost.sum / weight;
    double clusters = 0;
    double squares = 0;
    for (std::size_t c = 0; c < weights.size(); ++c) {
        const double residual = lost.cluster[c] - mean * weights[c];
        clusters += weights[c] > 0 ? 1 : 0;
        squares += residual * residual;
    }
    const double variance = clusters / (clusters - 1) * squares / (weight * weight);
    return stats::mean_estimate(mean * decisions,
                                {.variance = variance * decisions * decisions,
                                 .degrees = 0,
                                 .method = "permuted by cluster, cluster-robust"},
                                0.9);
}

}  // namespace

Result<std::vector<Driver>> drivers(const Measured& measured, const model::Features& features,
                                    const Terms& terms, std::size_t most, int threads,
                                    const Progress& progress) {
    Permuted permuted(measured, features, terms);
    TRY(permuted.prepare());
    const auto groups = collinear_groups(features, measured.problem->labelled);
    const auto weights = permuted.weights();
    std::vector<Driver> out(groups.size());
    std::atomic<std::size_t> done{0};
    TRY(in_parallel(groups.size(), threads, [&](std::size_t g) -> Result<> {
        TRY(progress.check());
        const auto lost = TRY(permuted.without(groups[g]));
        for (const auto c : groups[g]) {
            out[g].columns.emplace_back(features.columns[c].name);
        }
        out[g].value_per_month = lost_a_month(lost, weights, terms.decisions.middle());
        const auto so_far = done.fetch_add(1) + 1;
        progress.say(fmt::format("drivers, {} of {}", so_far, groups.size()),
                     static_cast<double>(so_far) / static_cast<double>(groups.size()));
        return {};
    }));
    std::ranges::stable_sort(out, std::greater<>(),
                             [](const Driver& d) { return d.value_per_month.value; });
    if (out.size() > most) {
        out.resize(most);
    }
    return out;
}

}  // namespace assay::study
