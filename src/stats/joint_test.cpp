#include "stats/joint.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "stats/resampling.hpp"

namespace assay::stats {
namespace {

Matrix normal_influence(std::size_t groups, std::size_t coordinates, std::uint64_t seed) {
    Random random(seed, "influence");
    Matrix out(groups, coordinates);
    for (std::size_t group = 0; group < groups; ++group) {
        const double shared = random.normal();
        for (std::size_t k = 0; k < coordinates; ++k) {
            out.at(group, k) = (shared + random.normal()) / static_cast<double>(groups);
        }
    }
    return out;
}

// B B', scaled by coordinate, so that scales differ by many orders of magnitude.
Matrix any_covariance(std::size_t size, std::size_t rank, std::uint64_t seed) {
    Random random(seed, "covariance");
    Matrix factor(size, rank);
    for (std::size_t i = 0; i < size; ++i) {
        const double scale = std::pow(10.0, 3.0 * random.normal());
        for (std::size_t k = 0; k < rank; ++k) {
            factor.at(i, k) = scale * random.normal();
        }
    }
    Matrix out(size, size);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            for (std::size_t k = 0; k < rank; ++k) {
                out.at(i, j) += factor.at(i, k) * factor.at(j, k);
            }
        }
    }
    return out;
}

Matrix covariance_of(const Matrix& draws) {
    std::vector<double> mean(draws.columns, 0.0);
    for (std::size_t draw = 0; draw < draws.rows; ++draw) {
        for (std::size_t k = 0; k < draws.columns; ++k) {
            mean[k] += draws.at(draw, k) / static_cast<double>(draws.rows);
        }
    }
    Matrix out(draws.columns, draws.columns);
    for (std::size_t draw = 0; draw < draws.rows; ++draw) {
        for (std::size_t i = 0; i < draws.columns; ++i) {
            for (std::size_t j = 0; j < draws.columns; ++j) {
                out.at(i, j) += (draws.at(draw, i) - mean[i]) * (draws.at(draw, j) - mean[j]) /
                                static_cast<double>(draws.rows - 1);
            }
        }
    }
    return out;
}

// Largest difference of two covariances, each entry in units of the wanted standard deviations.
double largest_difference(const Matrix& ours, const Matrix& wanted) {
    double most = 0;
    for (std::size_t i = 0; i < wanted.rows; ++i) {
        for (std::size_t j = 0; j < wanted.rows; ++j) {
            const double scale = std::sqrt(wanted.at(i, i) * wanted.at(j, j));
            if (scale > 0) {
                most = std::max(most, std::abs(ours.at(i, j) - wanted.at(i, j)) / scale);
            } else {
                most = std::max(most, std::abs(ours.at(i, j)));
            }
        }
    }
    return most;
}

TEST(PoissonWeights, HaveMeanAndVarianceOne) {
    const auto weights = poisson_weights(1001, 1001, 3);
    ASSERT_EQ(weights.size(), 1001U * 1001U);
    double sum = 0;
    double squares = 0;
    for (const std::uint8_t weight : weights) {
        sum += weight;
        squares += weight * weight;
    }
    const auto count = static_cast<double>(weights.size());
    // Six standard errors at a million draws.
    EXPECT_NEAR(sum / count, 1, 0.006);
    EXPECT_NEAR(squares / count - sum / count * sum / count, 1, 0.011);
    EXPECT_EQ(weights, poisson_weights(1001, 1001, 3));
    EXPECT_NE(weights, poisson_weights(1001, 1001, 4));
}

TEST(JointDraws, HaveTheWantedCovarianceExactly) {
    const auto weights = poisson_weights(800, 60, 1);
    const JointInput input{.means = {1, 2, 3, 4, 5},
                           .influence = normal_influence(60, 5, 1),
                           .covariance = any_covariance(5, 5, 2)};
    const Matrix draws = joint_draws(input, weights, 1);
    ASSERT_EQ(draws.rows, 800U);
    EXPECT_LT(largest_difference(covariance_of(draws), input.covariance), 1e-10);
}

TEST(JointDraws, KeepTheBootstrapsOwnShapeWhereTheCovarianceIsIts) {
    const auto weights = poisson_weights(4000, 50, 2);
    JointInput input{.means = {0, 0}, .influence = normal_influence(50, 2, 3), .covariance = {}};
    Matrix plain(4000, 2);
    for (std::size_t draw = 0; draw < plain.rows; ++draw) {
        for (std::size_t group = 0; group < 50; ++group) {
            for (std::size_t k = 0; k < 2; ++k) {
                plain.at(draw, k) +=
                    (weights[draw * 50 + group] - 1.0) * input.influence.at(group, k);
            }
        }
    }
    input.covariance = covariance_of(plain);
    const Matrix draws = joint_draws(input, weights, 0);
    for (std::size_t k = 0; k < 2; ++k) {
        double mean = 0;
        for (std::size_t draw = 0; draw < plain.rows; ++draw) {
            mean += plain.at(draw, k) / 4000;
        }
        for (std::size_t draw = 0; draw < plain.rows; ++draw) {
            EXPECT_NEAR(draws.at(draw, k), plain.at(draw, k) - mean, 1e-12);
        }
    }
}

TEST(JointDraws, DirectionsThatTheBootstrapLacksAreFilled) {
    const auto weights = poisson_weights(500, 40, 5);
    JointInput input{.means = {0, 0, 0, 0},
                     .influence = normal_influence(40, 4, 7),
                     .covariance = any_covariance(4, 4, 8)};
    for (std::size_t group = 0; group < 40; ++group) {
        input.influence.at(group, 1) = input.influence.at(group, 0);
        input.influence.at(group, 3) = 0;
    }
    const Matrix draws = joint_draws(input, weights, 1);
    EXPECT_LT(largest_difference(covariance_of(draws), input.covariance), 1e-10);
    EXPECT_EQ(draws.cells, joint_draws(input, weights, 1).cells);
    EXPECT_NE(draws.cells, joint_draws(input, weights, 2).cells);
}

TEST(JointDraws, CoordinatesWithoutVarianceStayAtTheirMean) {
    const auto weights = poisson_weights(300, 20, 1);
    JointInput input{.means = {7, 1, 2},
                     .influence = normal_influence(20, 3, 1),
                     .covariance = any_covariance(3, 3, 1)};
    for (std::size_t k = 0; k < 3; ++k) {
        input.covariance.at(0, k) = 0;
        input.covariance.at(k, 0) = 0;
    }
    const Matrix draws = joint_draws(input, weights, 0);
    for (std::size_t draw = 0; draw < draws.rows; ++draw) {
        ASSERT_EQ(draws.at(draw, 0), 7);
    }
    EXPECT_LT(largest_difference(covariance_of(draws), input.covariance), 1e-10);
}

TEST(JointDraws, AnImpossibleCovarianceKeepsItsVariances) {
    const auto weights = poisson_weights(400, 30, 1);
    JointInput input{
        .means = {0, 0, 0}, .influence = normal_influence(30, 3, 1), .covariance = Matrix(3, 3)};
    // Correlations .9, .9 and -.9 contradict one another.
    const double sd[] = {1, 10, 1000};
    const double correlation[3][3] = {{1, 0.9, 0.9}, {0.9, 1, -0.9}, {0.9, -0.9, 1}};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j) {
            input.covariance.at(i, j) = correlation[i][j] * sd[i] * sd[j];
        }
    }
    const Matrix found = covariance_of(joint_draws(input, weights, 0));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(found.at(i, i) / (sd[i] * sd[i]), 1, 1e-10);
    }
    EXPECT_GT(found.at(0, 1), 0);
    EXPECT_LT(found.at(1, 2), 0);
}

TEST(JointDraws, DegreesOfFreedomGiveStudentsTails) {
    const auto weights = poisson_weights(20000, 100, 1);
    const JointInput input{.means = {0},
                           .influence = normal_influence(100, 1, 1),
                           .covariance = any_covariance(1, 1, 1),
                           .degrees = 4};
    const Matrix draws = joint_draws(input, weights, 0);
    std::vector<double> sorted = draws.cells;
    std::sort(sorted.begin(), sorted.end());
    const double sd = std::sqrt(input.covariance.at(0, 0));
    EXPECT_NEAR(sorted[19000] / sd, t_quantile(0.95, 4), 0.1);
    EXPECT_NEAR(sorted[1000] / sd, -t_quantile(0.95, 4), 0.1);
}

TEST(JointDraws, UnknownCovariancesCountAsNone) {
    const auto weights = poisson_weights(300, 20, 1);
    JointInput input{.means = {5, 6},
                     .influence = normal_influence(20, 2, 1),
                     .covariance = any_covariance(2, 2, 1)};
    input.covariance.at(0, 0) = std::nan("");
    input.covariance.at(0, 1) = std::nan("");
    const Matrix draws = joint_draws(input, weights, 0);
    EXPECT_EQ(draws.at(17, 0), 5);
    EXPECT_TRUE(std::isfinite(draws.at(17, 1)));
    EXPECT_NE(draws.at(17, 1), 6);
}

RC_GTEST_PROP(JointProperties, AnyRankAndScaleIsMet, (std::uint64_t seed)) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 7);
    const auto rank = *rc::gen::inRange<std::size_t>(1, size + 1);
    const auto weights = poisson_weights(64, 5, seed);
    const JointInput input{.means = std::vector<double>(size, 0.0),
                           .influence = normal_influence(5, size, seed),
                           .covariance = any_covariance(size, rank, seed)};
    const Matrix draws = joint_draws(input, weights, seed);
    RC_ASSERT(largest_difference(covariance_of(draws), input.covariance) < 1e-6);
}

}  // namespace
}  // namespace assay::stats
