#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "study/problem.hpp"

// Who trains and who is tested. Without time: stratified folds, whole entities, several seeds. With
// time: rolling blocks, train on all before, decide on the next; the first two parts of the time
// only train. Rows above the cap are a stratified sample of all.

namespace assay::study {

struct Part {
    std::vector<std::int32_t> train;  // rows, after the cap
    std::vector<std::int32_t> test;   // rows
    std::int64_t train_before_cap = 0;
    int seed = 0;
    int index = 0;  // fold or block
};

struct Splits {
    std::vector<Part> parts;
    int blocks_usable = 0;   // with time
    int blocks_skipped = 0;  // blocks whose past lacks ten rows of a class
    bool capped = false;
    double test_to_train = 0;  // rows of a test part over those of its training part
    double train_rows = 0;     // mean training rows of a part
};

struct SplitOptions {
    int folds = 5, seeds = 2, blocks = 8, train_rows = 60000;
    std::uint64_t seed = 0;
};
Result<Splits> split(const Problem& problem, const SplitOptions& options);

/// The inner part of a training part: rows to fit on, and rows that stop and calibrate. Above 5,000
/// training rows one inner part (a fifth, whole days or entities); below, five cross-fitted ones.
struct Inner {
    std::vector<std::int32_t> fit;
    std::vector<std::int32_t> hold;
};
std::vector<Inner> inner_parts(const Problem& problem, const std::vector<std::int32_t>& train,
                               std::uint64_t seed);

/// A nested random subset of `train` of about `rows` rows: whole units, or stratified rows.
std::vector<std::int32_t> subset(const Problem& problem, const std::vector<std::int32_t>& train,
                                 std::size_t rows, std::uint64_t seed);

}  // namespace assay::study
