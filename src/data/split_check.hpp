#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "data/coded.hpp"
#include "data/findings.hpp"

// What training and test share, where a column says which row is in which.

namespace assay::data {

/// The parts of a table: training is what is named so, else the largest part; all others are test.
struct Parts {
    std::string column;
    std::string training;           // its name
    std::vector<std::int8_t> part;  // 0 training, 1 test, -1 neither
    std::int64_t training_rows = 0, test_rows = 0;
};
Parts parts_of(const engine::Column& split);

/// Test rows whose features are those of a training row ("split-overlap"), judged by Coincidence.
class SplitOverlapCheck {
  public:
    /// `shown` is the table without what the split does not concern: id, target, time, split.
    SplitOverlapCheck(const CheckInput& input, const Parts& parts);
    std::vector<Coincidence::Surprise> part_of(const engine::Column& column,
                                               const Distribution& values) const;
    void add(const std::vector<Coincidence::Surprise>& part);
    void finish(Issues& issues) const;

  private:
    const CheckInput& input_;
    const Parts& parts_;
    EqualRows across_;  // groups that lie on both sides
    Coincidence chance_;
};

/// Keys or entities on both sides ("split-shares").
void find_shared(const Parts& parts, const std::string& name,
                 const std::vector<std::int32_t>& codes, bool key, Issues& issues);

/// Texts nearly the same on both sides, or twice in the table ("near-duplicate-texts",
/// "split-near-texts"). `parts` may be null.
void find_near_texts(const engine::Column& column, const Distribution& values, const Parts* parts,
                     std::uint64_t seed, Issues& issues);

/// Training rows later than test rows ("training-later").
void find_training_later(const CheckInput& input, const Parts& parts, Issues& issues);

/// A column of times that lie after the row's own ("known-later").
void find_known_later(const CheckInput& input, const engine::Column& column, Issues& issues);

}  // namespace assay::data
