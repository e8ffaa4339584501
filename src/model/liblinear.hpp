#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "model/linear_space.hpp"

// Logistic regression with an L2 penalty by LIBLINEAR (Fan et al. 2008): the primal trust-region
// Newton solver, which draws no random numbers, unlike the dual one.

namespace assay::model {

/// Sparse rows with a label each, in LIBLINEAR's own form.
class LinearProblem {
  public:
    explicit LinearProblem(std::int32_t width);
    ~LinearProblem();
    LinearProblem(const LinearProblem&) = delete;
    LinearProblem& operator=(const LinearProblem&) = delete;

    /// Room for rows of so many terms; more may come.
    void reserve(std::size_t rows, std::size_t terms);
    void add_term(const Term& term);
    /// Ends the row; its terms are those added since the last one.
    void end_row(bool positive, double weight);

    struct Solution {
        std::vector<double> coefficients;
        double intercept = 0;
    };
    /// Minimises |w|^2 / 2 + cost x sum of weighted log losses, weights scaled to mean 1. `start`
    /// may hold the solution of a near cost, or be null.
    Result<Solution> solve(double cost, const Solution* start) const;

  private:
    struct Storage;
    std::unique_ptr<Storage> storage_;
};

}  // namespace assay::model
