#include "study/split.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "base/random.hpp"
#include "base/text.hpp"

namespace assay::study {
namespace {

using Rows = std::vector<std::int32_t>;

constexpr std::size_t kCrossFitBelow = 5000;
constexpr int kInnerFolds = 5;
constexpr std::int64_t kLeastOfAClass = 10;

bool is_positive(const Problem& problem, std::int32_t row) {
    return problem.label[static_cast<std::size_t>(row)] == 1;
}

bool at_least_of_each(const Problem& problem, const Rows& rows, std::int64_t least) {
    const auto positives =
        std::ranges::count_if(rows, [&](std::int32_t row) { return is_positive(problem, row); });
    return positives >= least && static_cast<std::int64_t>(rows.size()) - positives >= least;
}

bool enough_of_both(const Problem& problem, const Rows& rows) {
    return at_least_of_each(problem, rows, kLeastOfAClass);
}

bool both_classes(const Problem& problem, const Rows& rows) {
    return at_least_of_each(problem, rows, 1);
}

/// A fold in [0, folds) for each of `rows`: stratified by label, or whole units (entities, days).
std::vector<int> fold_of(const Problem& problem, const Rows& rows, int folds, bool whole_units,
                         Random random) {
    std::vector<int> fold(rows.size());
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(order);
    if (!whole_units) {
        int next[2] = {0, 0};
        for (const auto i : order) {
            auto& turn = next[is_positive(problem, rows[i]) ? 1 : 0];
            fold[i] = turn;
            turn = (turn + 1) % folds;
        }
        return fold;
    }
    // Units in random order go to the fold that has the fewest rows so far.
    std::vector<std::int64_t> size(static_cast<std::size_t>(folds), 0);
    std::unordered_map<std::int32_t, std::int64_t> unit_rows;
    for (const auto row : rows) {
        ++unit_rows[problem.unit[static_cast<std::size_t>(row)]];
    }
    std::unordered_map<std::int32_t, int> chosen;
    for (const auto i : order) {
        const auto unit = problem.unit[static_cast<std::size_t>(rows[i])];
        if (!chosen.contains(unit)) {
            const auto least = std::ranges::min_element(size) - size.begin();
            chosen[unit] = static_cast<int>(least);
            size[static_cast<std::size_t>(least)] += unit_rows[unit];
        }
        fold[i] = chosen[unit];
    }
    return fold;
}

void by_time(const Problem& problem, Rows& rows) {
    std::ranges::stable_sort(
        rows, {}, [&](std::int32_t row) { return problem.time[static_cast<std::size_t>(row)]; });
}

/// Stratified sample of `most` rows, in the order given.
Rows sampled(const Problem& problem, const Rows& rows, std::size_t most, Random random) {
    Rows shuffled = rows;
    random.shuffle(shuffled);
    const double share = static_cast<double>(most) / static_cast<double>(rows.size());
    std::size_t all[2] = {0, 0};
    for (const auto row : rows) {
        ++all[is_positive(problem, row) ? 1 : 0];
    }
    std::size_t left[2];
    left[1] = static_cast<std::size_t>(static_cast<double>(all[1]) * share + 0.5);
    left[0] = most - left[1];
    std::unordered_set<std::int32_t> kept;
    for (const auto row : shuffled) {
        auto& quota = left[is_positive(problem, row) ? 1 : 0];
        if (quota == 0) {
            continue;
        }
        --quota;
        kept.insert(row);
    }
    Rows out;
    out.reserve(most);
    std::ranges::copy_if(rows, std::back_inserter(out),
                         [&](std::int32_t row) { return kept.contains(row); });
    return out;
}

/// Units in random order until `rows` are reached, their rows in the order given.
Rows whole_units(const Problem& problem, const Rows& train, std::size_t rows, Random random) {
    std::vector<std::int32_t> order;
    std::unordered_map<std::int32_t, std::size_t> size;
    for (const auto row : train) {
        const auto unit = problem.unit[static_cast<std::size_t>(row)];
        if (++size[unit] == 1) {
            order.push_back(unit);
        }
    }
    random.shuffle(order);
    std::unordered_set<std::int32_t> kept;
    std::size_t have = 0;
    for (const auto unit : order) {
        if (have >= rows) {
            break;
        }
        kept.insert(unit);
        have += size[unit];
    }
    Rows out;
    std::ranges::copy_if(train, std::back_inserter(out), [&](std::int32_t row) {
        return kept.contains(problem.unit[static_cast<std::size_t>(row)]);
    });
    return out;
}

void cap(const Problem& problem, Part& part, const SplitOptions& options, Splits& splits) {
    part.train_before_cap = static_cast<std::int64_t>(part.train.size());
    const auto most = static_cast<std::size_t>(options.train_rows);
    if (part.train.size() <= most) {
        return;
    }
    splits.capped = true;
    // Rows from all of the past: on a year of flights the newest rows alone, which know one season,
    // and whole days, which repeat themselves, both cost 0.01 of AUC.
    const auto purpose = static_cast<std::uint64_t>(part.seed * 1000 + part.index);
    part.train = sampled(problem, part.train, most, Random(options.seed, "cap", purpose));
}

void folds(const Problem& problem, const SplitOptions& options, Splits& splits) {
    for (int seed = 0; seed < options.seeds; ++seed) {
        const auto fold = fold_of(problem, problem.labelled, options.folds, problem.has_units(),
                                  Random(options.seed, "folds", static_cast<std::uint64_t>(seed)));
        for (int index = 0; index < options.folds; ++index) {
            Part part{.train = {}, .test = {}, .seed = seed, .index = index};
            for (std::size_t i = 0; i < fold.size(); ++i) {
                (fold[i] == index ? part.test : part.train).push_back(problem.labelled[i]);
            }
            cap(problem, part, options, splits);
            splits.parts.push_back(std::move(part));
        }
    }
}

/// Ends of `parts` equal parts of time-ordered rows, moved forward to the end of a cluster.
std::vector<std::size_t> time_edges(const Problem& problem, const Rows& ordered, int parts) {
    std::vector<std::size_t> edges{0};
    for (int i = 1; i < parts; ++i) {
        std::size_t at =
            ordered.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(parts);
        at = std::max(at, edges.back());
        const auto cluster = [&](std::size_t k) {
            return problem.unit[static_cast<std::size_t>(ordered[k])];
        };
        while (at > 0 && at < ordered.size() && cluster(at) == cluster(at - 1)) {
            ++at;
        }
        edges.push_back(at);
    }
    edges.push_back(ordered.size());
    return edges;
}

void drop_shared_entities(const Problem& problem, Part& part) {
    if (problem.entity.empty()) {
        return;
    }
    std::unordered_set<std::int32_t> tested;
    for (const auto row : part.test) {
        tested.insert(problem.entity[static_cast<std::size_t>(row)]);
    }
    std::erase_if(part.train, [&](std::int32_t row) {
        return tested.contains(problem.entity[static_cast<std::size_t>(row)]);
    });
}

void blocks(const Problem& problem, const SplitOptions& options, Splits& splits) {
    Rows ordered = problem.labelled;
    by_time(problem, ordered);
    constexpr int kWarmUp = 2;  // parts that only train
    const auto edges = time_edges(problem, ordered, options.blocks + kWarmUp);
    for (int index = 0; index < options.blocks; ++index) {
        const auto from = edges[static_cast<std::size_t>(index + kWarmUp)];
        const auto to = edges[static_cast<std::size_t>(index + kWarmUp + 1)];
        const auto at = [&](std::size_t i) {
            return ordered.begin() + static_cast<std::ptrdiff_t>(i);
        };
        Part part{.train = Rows(ordered.begin(), at(from)),
                  .test = Rows(at(from), at(to)),
                  .seed = 0,
                  .index = index};
        drop_shared_entities(problem, part);
        if (part.test.empty() || !enough_of_both(problem, part.train)) {
            ++splits.blocks_skipped;
            continue;
        }
        cap(problem, part, options, splits);
        if (!enough_of_both(problem, part.train)) {
            ++splits.blocks_skipped;
            continue;
        }
        ++splits.blocks_usable;
        splits.parts.push_back(std::move(part));
    }
}

}  // namespace

Result<Splits> split(const Problem& problem, const SplitOptions& options) {
    Splits splits;
    if (problem.by_time()) {
        blocks(problem, options, splits);
        constexpr int kLeastBlocks = 2;
        if (splits.blocks_usable < kLeastBlocks) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("only {} of {} time blocks can be judged: too few rows of one "
                                    "class before the others",
                                    splits.blocks_usable, options.blocks),
                        "use fewer blocks ([study] blocks), more history, or study without "
                        "[data] time");
        }
    } else {
        folds(problem, options, splits);
        for (const auto& part : splits.parts) {
            if (!enough_of_both(problem, part.train)) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("a training part of {} rows has fewer than {} rows of one "
                                        "class",
                                        count(static_cast<std::int64_t>(part.train.size())),
                                        kLeastOfAClass),
                            "add rows of the rarer class, or use fewer folds");
            }
        }
    }
    double train = 0;
    double test = 0;
    for (const auto& part : splits.parts) {
        train += static_cast<double>(part.train.size());
        test += static_cast<double>(part.test.size());
    }
    splits.test_to_train = test / train;
    splits.train_rows = train / static_cast<double>(splits.parts.size());
    return splits;
}

std::vector<Inner> inner_parts(const Problem& problem, const Rows& train, std::uint64_t seed) {
    const std::size_t parts = train.size() >= kCrossFitBelow ? 1 : kInnerFolds;
    const auto dealt = [&](bool whole_units) {
        const auto fold = fold_of(problem, train, kInnerFolds, whole_units, Random(seed, "inner"));
        std::vector<Inner> out(parts);
        for (std::size_t k = 0; k < parts; ++k) {
            for (std::size_t i = 0; i < train.size(); ++i) {
                const bool held = fold[i] == static_cast<int>(k);
                (held ? out[k].hold : out[k].fit).push_back(train[i]);
            }
        }
        return out;
    };
    auto out = dealt(problem.has_units());
    const bool usable = std::ranges::all_of(out, [&](const Inner& inner) {
        return both_classes(problem, inner.fit) && both_classes(problem, inner.hold);
    });
    return usable ? out : dealt(false);
}

Rows subset(const Problem& problem, const Rows& train, std::size_t rows, std::uint64_t seed) {
    if (rows >= train.size()) {
        return train;
    }
    if (problem.has_units()) {
        auto out = whole_units(problem, train, rows, Random(seed, "subset"));
        if (enough_of_both(problem, out)) {
            return out;
        }
    }
    return sampled(problem, train, rows, Random(seed, "subset"));
}

}  // namespace assay::study
