#include "stats/confident_learning.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "stats/confident_joint.hpp"
#include "stats/rate.hpp"

namespace assay::stats {
namespace {

constexpr double kSlack = 1e-6;           // of the published thresholds
constexpr double kLeastThreshold = 2e-6;  // must stay above the slack
constexpr double kUnreachable = 2;        // threshold of a class that no row is given
constexpr std::size_t kBlock = 1024;      // rows whose columns stay in the nearest cache

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

std::string row_name(std::size_t row) {
    return "row " + std::to_string(row + 1);
}

Result<> check_shape(const ClassChances& chances) {
    if (chances.classes.size() < 2) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(chances.classes.size()) + " class: nothing can be mistaken",
                    "give one column of chances for each class, two at least");
    }
    for (const auto& column : chances.classes) {
        if (column.size() != chances.labels.size()) {
            return fail(ErrorCode::InvalidInput,
                        std::to_string(column.size()) + " rows of chances, but " +
                            std::to_string(chances.labels.size()) + " labels",
                        "give chances and a label for each row");
        }
    }
    return {};
}

tl::unexpected<Error> wrong_chance(std::size_t row, std::size_t cls, double value) {
    return fail(ErrorCode::InvalidInput,
                row_name(row) + ": the chance of class " + std::to_string(cls + 1) + " is " +
                    std::to_string(value) + ", not in 0 to 1",
                "give chances, not scores or log-odds");
}

/// Sums of the chances of the rows of a block, once each is known to be a chance.
Result<> check_block(const ClassChances& chances, std::size_t first, std::size_t count) {
    std::array<double, kBlock> sum{};
    for (std::size_t k = 0; k < chances.classes.size(); ++k) {
        const double* column = chances.classes[k].data() + first;
        bool fine = true;
        for (std::size_t i = 0; i < count; ++i) {
            fine = fine && column[i] >= 0 && column[i] <= 1 + kChanceSlack;
            sum[i] += column[i];
        }
        if (!fine) {
            const auto wrong = std::find_if_not(column, column + count, [](double value) {
                return value >= 0 && value <= 1 + kChanceSlack;
            });
            return wrong_chance(first + static_cast<std::size_t>(wrong - column), k, *wrong);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (std::abs(sum[i] - 1) > kChanceSlack) {
            return fail(ErrorCode::InvalidInput,
                        row_name(first + i) + ": the chances sum to " + std::to_string(sum[i]) +
                            ", not to 1",
                        "give the chance of every class, and no other column");
        }
    }
    return {};
}

/// Rows given each class, and their mean chance of it.
void set_thresholds(const ClassChances& chances, ConfidentJoint& joint) {
    const std::size_t classes = chances.classes.size();
    joint.label_counts.assign(classes, 0);
    std::vector<double> sums(classes, 0.0);
    std::vector<double> part(classes, 0.0);
    const std::size_t rows = chances.labels.size();
    for (std::size_t first = 0; first < rows; first += kBlock) {
        std::fill(part.begin(), part.end(), 0.0);
        for (std::size_t row = first; row < std::min(rows, first + kBlock); ++row) {
            const std::size_t given = at(chances.labels[row]);
            ++joint.label_counts[given];
            part[given] += chances.classes[given][row];
        }
        for (std::size_t k = 0; k < classes; ++k) {
            sums[k] += part[k];
        }
    }
    joint.thresholds.assign(classes, kUnreachable);
    for (std::size_t k = 0; k < classes; ++k) {
        if (joint.label_counts[k] > 0) {
            joint.thresholds[k] =
                std::max(kLeastThreshold, sums[k] / static_cast<double>(joint.label_counts[k]));
        }
    }
}

/// What one pass over the columns of a block says of its rows.
struct Block {
    std::array<double, kBlock> given, best, second;
    std::array<std::int32_t, kBlock> best_at, second_at, confident, first_confident;
};

/// Rows in which class j is likelier than the given class g, at g x classes + j.
using Doubted = std::vector<std::vector<std::int32_t>>;

void open_block(const ClassChances& chances, std::size_t first, std::size_t count, Block& block) {
    for (std::size_t i = 0; i < count; ++i) {
        block.given[i] = chances.classes[at(chances.labels[first + i])][first + i];
        block.best[i] = block.second[i] = -1;
        block.best_at[i] = block.second_at[i] = 0;
        block.confident[i] = block.first_confident[i] = 0;
    }
}

/// Best and second class so far, and how many classes are confident.
void add_class(const double* column, std::int32_t own, double bar, std::size_t count,
               Block& block) {
    for (std::size_t i = 0; i < count; ++i) {
        const double value = column[i];
        if (value > block.best[i]) {
            block.second[i] = block.best[i];
            block.second_at[i] = block.best_at[i];
            block.best[i] = value;
            block.best_at[i] = own;
        } else if (value > block.second[i]) {
            block.second[i] = value;
            block.second_at[i] = own;
        }
        if (value >= bar) {
            block.first_confident[i] = block.confident[i] == 0 ? own : block.first_confident[i];
            ++block.confident[i];
        }
    }
}

void read_block(const ClassChances& chances, const ConfidentJoint& joint, std::size_t first,
                std::size_t count, Block& block, Doubted& doubted) {
    const std::size_t classes = chances.classes.size();
    open_block(chances, first, count, block);
    for (std::size_t k = 0; k < classes; ++k) {
        const double* column = chances.classes[k].data() + first;
        add_class(column, static_cast<std::int32_t>(k), joint.thresholds[k] - kSlack, count, block);
        for (std::size_t i = 0; i < count; ++i) {
            if (column[i] > block.given[i]) {
                doubted[at(chances.labels[first + i]) * classes + k].push_back(
                    static_cast<std::int32_t>(first + i));
            }
        }
    }
}

void count_block(const ClassChances& chances, std::size_t first, std::size_t count,
                 const Block& block, LabelErrors& out) {
    const std::size_t classes = chances.classes.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::int32_t given = chances.labels[first + i];
        const bool agrees = block.best_at[i] == given;
        const double other = agrees ? block.second[i] : block.best[i];
        out.margin[first + i] = (block.given[i] - other + 1) / 2;
        out.suggested[first + i] = agrees ? block.second_at[i] : block.best_at[i];
        if (block.confident[i] > 0) {
            const auto likely =
                block.confident[i] > 1 ? block.best_at[i] : block.first_confident[i];
            ++out.joint.counts[at(given) * classes + at(likely)];
        }
    }
}

/// How many rows of a given class are suspected of being each other class; one row at least stays.
std::vector<std::int64_t> to_prune(const ConfidentJoint& joint, std::size_t given) {
    const std::size_t classes = joint.label_counts.size();
    const auto row = std::span(joint.joint).subspan(given * classes, classes);
    const auto lifted = static_cast<double>(std::max<std::int64_t>(0, 1 - row[given]));
    const auto filled = static_cast<double>(
        std::count_if(row.begin(), row.end(), [](std::int64_t cell) { return cell != 0; }));
    const double less = lifted / std::max(filled - 1, 1.0);
    std::vector<std::int64_t> out(classes, 0);
    for (std::size_t k = 0; k < classes; ++k) {
        if (k != given) {
            out[k] = static_cast<std::int64_t>(std::max(0.0, static_cast<double>(row[k]) - less));
        }
    }
    return out;
}

/// The `wanted` rows whose chance of the likely class is furthest above that of the given one.
void suspect(const ClassChances& chances, std::size_t given, std::size_t likely,
             std::vector<std::int32_t> rows, std::size_t wanted, LabelErrors& out) {
    const auto& own = chances.classes[given];
    const auto& other = chances.classes[likely];
    if (rows.size() < wanted) {
        rows.clear();
        for (std::size_t row = 0; row < chances.labels.size(); ++row) {
            if (at(chances.labels[row]) == given) {
                rows.push_back(static_cast<std::int32_t>(row));
            }
        }
    }
    wanted = std::min(wanted, rows.size());
    const auto further = [&](std::int32_t a, std::int32_t b) {
        const double of_a = other[at(a)] - own[at(a)];
        const double of_b = other[at(b)] - own[at(b)];
        return of_a != of_b ? of_a > of_b : a < b;
    };
    const auto cut = rows.begin() + static_cast<std::ptrdiff_t>(wanted);
    if (cut != rows.end()) {
        std::nth_element(rows.begin(), cut, rows.end(), further);
    }
    for (auto row = rows.begin(); row != cut; ++row) {
        out.suspected[at(*row)] = 1;
    }
}

void suspect_by_noise_rate(const ClassChances& chances, Doubted& doubted, LabelErrors& out) {
    const std::size_t classes = chances.classes.size();
    for (std::size_t given = 0; given < classes; ++given) {
        if (out.joint.label_counts[given] <= 1) {
            continue;
        }
        const auto wanted = to_prune(out.joint, given);
        for (std::size_t likely = 0; likely < classes; ++likely) {
            if (wanted[likely] > 0) {
                suspect(chances, given, likely, std::move(doubted[given * classes + likely]),
                        static_cast<std::size_t>(wanted[likely]), out);
            }
        }
    }
    // Where the given class is the likeliest, within the slack, nothing is suspected.
    for (std::size_t row = 0; row < out.suspected.size(); ++row) {
        if (out.suspected[row] == 0) {
            continue;
        }
        const std::int32_t given = chances.labels[row];
        const std::int32_t other = out.suggested[row];
        const double lifted = chances.classes[at(given)][row] + kSlack;
        const double rival = chances.classes[at(other)][row];
        if (lifted > rival || (lifted == rival && given < other)) {
            out.suspected[row] = 0;
        }
    }
}

template <class Keep>
std::vector<std::int32_t> ranked_rows(const LabelErrors& errors, const Keep& keep) {
    std::vector<std::int32_t> out;
    for (std::size_t row = 0; row < errors.margin.size(); ++row) {
        if (keep(row)) {
            out.push_back(static_cast<std::int32_t>(row));
        }
    }
    std::sort(out.begin(), out.end(), [&](std::int32_t a, std::int32_t b) {
        const double of_a = errors.margin[at(a)];
        const double of_b = errors.margin[at(b)];
        return of_a != of_b ? of_a < of_b : a < b;
    });
    return out;
}

}  // namespace

Result<> check_chances(const ClassChances& chances) {
    TRY(check_shape(chances));
    const std::size_t rows = chances.labels.size();
    const auto classes = static_cast<std::int32_t>(chances.classes.size());
    for (std::size_t row = 0; row < rows; ++row) {
        if (chances.labels[row] < 0 || chances.labels[row] >= classes) {
            return fail(ErrorCode::InvalidInput, row_name(row) + ": the label is none of the " +
                                                     std::to_string(classes) + " classes");
        }
    }
    for (std::size_t first = 0; first < rows; first += kBlock) {
        TRY(check_block(chances, first, std::min(kBlock, rows - first)));
    }
    return {};
}

Result<LabelErrors> label_errors(const ClassChances& chances) {
    TRY(check_chances(chances));
    const std::size_t rows = chances.labels.size();
    const std::size_t classes = chances.classes.size();
    LabelErrors out;
    set_thresholds(chances, out.joint);
    out.joint.counts.assign(classes * classes, 0);
    out.margin.resize(rows);
    out.suggested.resize(rows);
    out.suspected.assign(rows, 0);

    Doubted doubted(classes * classes);
    Block block;
    for (std::size_t first = 0; first < rows; first += kBlock) {
        const std::size_t count = std::min(kBlock, rows - first);
        read_block(chances, out.joint, first, count, block, doubted);
        count_block(chances, first, count, block, out);
    }
    for (std::size_t k = 0; k < classes; ++k) {
        auto& correct = out.joint.counts[k * classes + k];
        correct = std::max<std::int64_t>(1, correct);
    }
    scale_to_labels(out.joint);
    suspect_by_noise_rate(chances, doubted, out);
    out.ranked = ranked_rows(out, [&](std::size_t row) { return out.suspected[row] != 0; });
    return out;
}

std::vector<std::int32_t> ranked_by_margin(const LabelErrors& errors) {
    constexpr double kNoPreference = 0.5;
    return ranked_rows(errors, [&](std::size_t row) { return errors.margin[row] < kNoPreference; });
}

Estimate noise_rate(const ConfidentJoint& joint, double confidence) {
    const std::size_t classes = joint.label_counts.size();
    const auto rows = static_cast<double>(
        std::accumulate(joint.label_counts.begin(), joint.label_counts.end(), 0LL));
    double rate = 0;
    double within = 0;
    double between = 0;
    double confident = 0;
    for (std::size_t given = 0; given < classes; ++given) {
        const auto row = std::span(joint.counts).subspan(given * classes, classes);
        const auto total = static_cast<double>(std::accumulate(row.begin(), row.end(), 0LL));
        const double share = static_cast<double>(joint.label_counts[given]) / rows;
        const double wrong = 1 - static_cast<double>(row[given]) / total;
        rate += share * wrong;
        within += share * share * wrong * (1 - wrong) / total;
        between += share * wrong * wrong / rows;
        confident += joint.label_counts[given] > 0 ? total : 0;
    }
    const double variance = within + std::max(0.0, between - rate * rate / rows);
    // The binomial trials that would be as uncertain.
    const double trials = variance > 0 ? rate * (1 - rate) / variance : confident;
    Estimate out = wilson_estimate({.hits = std::llround(rate * trials),
                                    .trials = std::max<std::int64_t>(1, std::llround(trials))},
                                   confidence);
    out.value = rate;
    out.method = "confident learning; Wilson score at the effective number of confident rows";
    return out;
}

}  // namespace assay::stats
