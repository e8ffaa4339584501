#pragma once

#include <optional>
#include <vector>

#include "data/compared.hpp"
#include "data/near_rows.hpp"
#include "data/scene.hpp"

namespace assay::data {

/// What inspect() looks for in each column beyond check(), in the same pass.
class ColumnWork {
  public:
    explicit ColumnWork(const Scene& scene);

    /// On any thread; `at` is the column's place.
    void look(std::size_t at, const engine::Column& column, const Distribution& values);
    void finish(Issues& issues);

    std::vector<Outline> outlines() const;
    /// Of a column alone against the target; 0.5 where it was not asked.
    double strength(std::size_t at) const { return parts_[at].strength; }

  private:
    /// What one column gives.
    struct Part {
        Issues issues;
        NearRowsCheck::Part near;
        std::vector<Coincidence::Surprise> overlap;
        Outline outline;
        double strength = 0.5;
    };
    /// Rows before and from the median time on.
    struct HalvesOfTime {
        std::vector<std::uint32_t> earlier, later;
    };

    static HalvesOfTime halves_of(const Scene& scene);
    void look_at_values(const engine::Column& column, const Distribution& values, Part& part) const;
    void look_at_target(const engine::Column& column, const Distribution& values, Part& part) const;

    const Scene& scene_;
    NearRowsCheck near_;
    std::optional<SplitOverlapCheck> overlap_;
    std::vector<Part> parts_;
    HalvesOfTime halves_;
};

}  // namespace assay::data
