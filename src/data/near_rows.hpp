#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/findings.hpp"

// Rows that are equal in all columns but one. The key of a row is a sum over columns, so a column
// is left out by taking its part away. Chance is judged as for copies (Coincidence).

namespace assay::data {

class NearRowsCheck {
  public:
    using Part = std::vector<std::vector<Coincidence::Surprise>>;  // by candidate

    /// Columns beyond the id and the target, at most 64 of them, evenly chosen.
    explicit NearRowsCheck(const CheckInput& input);
    Part part_of(const engine::Column& column, const Distribution& values) const;
    void add(const Part& part);
    /// At most three columns, those with most rows first.
    void finish(Issues& issues) const;

  private:
    struct Candidate {
        std::size_t column;
        EqualRows equal;
        Coincidence chance;
    };
    Issue issue_of(const Candidate& candidate) const;

    const CheckInput& input_;
    std::size_t left_out_ = 0;  // columns that were not tried
    std::vector<Candidate> candidates_;
};

}  // namespace assay::data
