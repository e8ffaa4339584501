#include "stats/coverage_cases.hpp"
#include "stats/ranking.hpp"

namespace assay::stats::coverage {
namespace {

struct Table {
    std::vector<std::uint8_t> labels;
    std::vector<double> first;
    std::vector<double> second;
};

// Normal scores, positives shifted: AUC = Phi(shift / sqrt 2). The two scores share half their
// noise. Class sizes are fixed, as DeLong has them.
Table draw_table(Random& random, int positives, int negatives, double shift_first,
                 double shift_second) {
    Table table;
    for (int row = 0; row < positives + negatives; ++row) {
        const std::uint8_t label = row < positives ? 1 : 0;
        const double shared = random.normal() * std::sqrt(0.5);
        table.labels.push_back(label);
        table.first.push_back(shared + random.normal() * std::sqrt(0.5) + shift_first * label);
        table.second.push_back(shared + random.normal() * std::sqrt(0.5) + shift_second * label);
    }
    return table;
}

double area_of(double shift) {
    return normal_cdf(shift / std::sqrt(2.0));
}

std::string classes(int positives, int negatives) {
    return std::to_string(positives) + " positives, " + std::to_string(negatives) +
           " negatives, AUC .50 to .94";
}

double draw_shift(Random& random) {
    return 2.2 * random.uniform();
}

Row closed_form(int positives, int negatives) {
    return simulate(
        "AUC, DeLong", classes(positives, negatives), Promise::Nominal, [&](Random& random) {
            const double shift = draw_shift(random);
            const Table table = draw_table(random, positives, negatives, shift, 0);
            return Trial{sure(auc_delong(table.first, table.labels, kConfidence)), area_of(shift)};
        });
}

Row paired(int positives, int negatives) {
    return simulate("two AUC, paired DeLong", classes(positives, negatives), Promise::Nominal,
                    [&](Random& random) {
                        const double one = draw_shift(random);
                        const double other = draw_shift(random);
                        const Table table = draw_table(random, positives, negatives, one, other);
                        return Trial{sure(auc_delong_paired(table.first, table.second, table.labels,
                                                            kConfidence))
                                         .difference,
                                     area_of(one) - area_of(other)};
                    });
}

Row bootstrap(int positives, int negatives) {
    constexpr int kReplicates = 500;
    return simulate("AUC, bootstrap", classes(positives, negatives), Promise::Nominal,
                    [&](Random& random) {
                        const double shift = draw_shift(random);
                        const Table table = draw_table(random, positives, negatives, shift, 0);
                        return Trial{sure(auc_bootstrap(table.first, table.labels, kReplicates,
                                                        kConfidence, random.next())),
                                     area_of(shift)};
                    });
}

}  // namespace

std::vector<Row> areas() {
    return {closed_form(25, 25), closed_form(20, 300), closed_form(200, 200), paired(25, 25),
            paired(30, 300),     bootstrap(100, 100),  bootstrap(60, 300)};
}

}  // namespace assay::stats::coverage
