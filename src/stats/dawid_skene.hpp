#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "stats/estimate.hpp"
#include "stats/ratings.hpp"

namespace assay::stats {

struct DawidSkeneOptions {
    int most_rounds = 200;
    /// Stops when no chance of an item moves further than this in a round.
    double tolerance = 1e-6;
    double confidence = 0.9;
};

/// What one annotator's labels are worth.
struct AnnotatorSkill {
    std::int64_t labels = 0;
    std::vector<double> truths;  // items by class that the labels are expected to be of
    /// confusion[truth x classes + said]: chance of a label given the truth; rows sum to 1.
    std::vector<double> confusion;
    /// Share of the annotator's labels that are right by the fitted chances, with the Wilson limits
    /// of as many labels. Their own label is part of the evidence: see `against_others`.
    Estimate quality;
    /// Share of labels equal to the likeliest label by all others; items that nobody else labelled,
    /// and those on which the others are tied, are left out.
    Estimate against_others;
    std::int64_t right = 0, compared = 0;  // behind against_others
};

struct DawidSkene {
    std::vector<double> chances;          // items x classes; even where an item has no label
    std::vector<std::int32_t> consensus;  // likeliest class, the first of equals; -1 without label
    std::vector<std::uint8_t> tied;       // 1: another class is as likely
    std::vector<double> priors;           // share of each class among the items with labels
    std::vector<AnnotatorSkill> annotators;
    /// For each rating: 1 right, 0 wrong against the others' consensus, -1 not compared.
    std::vector<std::int8_t> right;
    int rounds = 0;
    bool converged = false;
};

/// Consensus, and how good each annotator is, by expectation and maximisation (Dawid & Skene 1979):
/// starts from the shares of votes, then in turn estimates class shares and annotators' confusion
/// (chances below 1e-10 lifted to it) and the chance of each class for each item. No randomness;
/// the same ratings in another order give the same answer but for rounding. Fails as
/// check_ratings() does, and without ratings.
Result<DawidSkene> dawid_skene(const Ratings& ratings, const DawidSkeneOptions& options = {});

}  // namespace assay::stats
