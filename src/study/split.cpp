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

bool enough_of_both(const Problem& problem, const Rows& rows) {
    std::int64_t positives = 0;
    for (const auto row : rows) {
        positives += is_positive(problem, row) ? 1 : 0;
    }
    const auto negatives = static_cast<std::int64_t>(rows.size()) - positives;
    return positives >= kLeastOfAClass && negatives >= kLeastOfAClass;
}

/// A fold in [0, folds) for each of `rows`: stratified by label, or whole entities.
std::vector<int> fold_of(const Problem& problem, const Rows& rows, int folds, Random random) {
    std::vector<int> fold(rows.size());
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    random.shuffle(order);
    if (problem.entity.empty()) {
        int next[2] = {0, 0};
        for (const auto i : order) {
            auto& turn = next[is_positive(problem, rows[i]) ? 1 : 0];
            fold[i] = turn;
            turn = (turn + 1) % folds;
        }
        return fold;
    }
    // Entities in random order go to the fold that has the fewest rows so far.
    std::vector<std::int64_t> size(static_cast<std::size_t>(folds), 0);
    std::unordered_map<std::int32_t, std::int64_t> entity_rows;
    for (const auto row : rows) {
        ++entity_rows[problem.entity[static_cast<std::size_t>(row)]];
    }
    std::unordered_map<std::int32_t, int> chosen;
    for (const auto i : order) {
        const auto entity = problem.entity[static_cast<std::size_t>(rows[i])];
        if (!chosen.contains(entity)) {
            const auto least = std::ranges::min_element(size) - size.begin();
            chosen[entity] = static_cast<int>(least);
            size[static_cast<std::size_t>(least)] += entity_rows[entity];
        }
        fold[i] = chosen[entity];
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

void cap(const Problem& problem, Part& part, const SplitOptions& options, Splits& splits) {
    part.train_before_cap = static_cast<std::int64_t>(part.train.size());
    const auto most = static_cast<std::size_t>(options.train_rows);
    if (part.train.size() <= most) {
        return;
    }
    splits.capped = true;
    if (problem.by_time()) {
        part.train.erase(part.train.begin(), part.train.end() - static_cast<std::ptrdiff_t>(most));
    } else {
        part.train = sampled(
            problem, part.train, most,
            Random(options.seed, "cap", static_cast<std::uint64_t>(part.seed * 1000 + part.index)));
    }
}

void folds(const Problem& problem, const SplitOptions& options, Splits& splits) {
    for (int seed = 0; seed < options.seeds; ++seed) {
        const auto fold = fold_of(problem, problem.labelled, options.folds,
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
            return problem.cluster[static_cast<std::size_t>(ordered[k])];
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
    if (train.size() >= kCrossFitBelow) {
        Inner inner;
        if (problem.by_time()) {
            const auto from = static_cast<std::ptrdiff_t>(train.size() * 4 / 5);
            inner.fit.assign(train.begin(), train.begin() + from);
            inner.hold.assign(train.begin() + from, train.end());
            if (enough_of_both(problem, inner.fit) && enough_of_both(problem, inner.hold)) {
                return {inner};
            }
            inner = {};
        }
        const auto fold = fold_of(problem, train, kInnerFolds, Random(seed, "inner"));
        for (std::size_t i = 0; i < train.size(); ++i) {
            (fold[i] == 0 ? inner.hold : inner.fit).push_back(train[i]);
        }
        return {inner};
    }
    const auto fold = fold_of(problem, train, kInnerFolds, Random(seed, "inner"));
    std::vector<Inner> out(kInnerFolds);
    for (int k = 0; k < kInnerFolds; ++k) {
        auto& inner = out[static_cast<std::size_t>(k)];
        for (std::size_t i = 0; i < train.size(); ++i) {
            (fold[i] == k ? inner.hold : inner.fit).push_back(train[i]);
        }
    }
    return out;
}

Rows subset(const Problem& problem, const Rows& train, std::size_t rows, std::uint64_t seed) {
    if (rows >= train.size()) {
        return train;
    }
    if (!problem.by_time() && problem.entity.empty()) {
        return sampled(problem, train, rows, Random(seed, "subset"));
    }
    std::vector<std::int32_t> clusters;
    std::unordered_set<std::int32_t> known;
    for (const auto row : train) {
        const auto id = problem.cluster[static_cast<std::size_t>(row)];
        if (known.insert(id).second) {
            clusters.push_back(id);
        }
    }
    Random random(seed, "subset");
    random.shuffle(clusters);
    std::unordered_map<std::int32_t, std::size_t> size;
    for (const auto row : train) {
        ++size[problem.cluster[static_cast<std::size_t>(row)]];
    }
    std::unordered_set<std::int32_t> kept;
    std::size_t have = 0;
    for (const auto id : clusters) {
        if (have >= rows) {
            break;
        }
        kept.insert(id);
        have += size[id];
    }
    Rows out;
    std::ranges::copy_if(train, std::back_inserter(out), [&](std::int32_t row) {
        return kept.contains(problem.cluster[static_cast<std::size_t>(row)]);
    });
    return out;
}

}  // namespace assay::study
