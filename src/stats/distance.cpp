#include "stats/distance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace assay::stats {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Distribution function of a sample: the share of its first `rows` rows.
struct Sample {
    std::span<const double> values;
    double share(std::size_t rows) const {
        return static_cast<double>(rows) / static_cast<double>(values.size());
    }
};

/// Distribution function of a Cumulative.
struct Steps {
    std::span<const double> values;
    std::span<const double> up_to;
    double share(std::size_t points) const { return points == 0 ? 0 : up_to[points - 1]; }
};

// Calls visit(value, first's share, second's share) at each distinct value of both, rising.
template <class Function, class Visit>
void walk(const Function& first, const Function& second, Visit&& visit) {
    std::size_t i = 0;
    std::size_t j = 0;
    const auto a = first.values;
    const auto b = second.values;
    while (i < a.size() || j < b.size()) {
        const double value = j == b.size() || (i < a.size() && a[i] <= b[j]) ? a[i] : b[j];
        while (i < a.size() && a[i] == value) {
            ++i;
        }
        while (j < b.size() && b[j] == value) {
            ++j;
        }
        visit(value, first.share(i), second.share(j));
    }
}

template <class Function>
double area_between(const Function& first, const Function& second) {
    if (first.values.empty() || second.values.empty()) {
        return kUnknown;
    }
    double area = 0;
    double gap = 0;
    double before = std::min(first.values.front(), second.values.front());
    walk(first, second, [&](double value, double a, double b) {
        area += gap * (value - before);
        gap = std::abs(a - b);
        before = value;
    });
    return area;
}

template <class Function>
double largest_gap_between(const Function& first, const Function& second) {
    if (first.values.empty() || second.values.empty()) {
        return kUnknown;
    }
    double largest = 0;
    walk(first, second,
         [&](double, double a, double b) { largest = std::max(largest, std::abs(a - b)); });
    return largest;
}

double sum_of(std::span<const double> shares) {
    return std::accumulate(shares.begin(), shares.end(), 0.0);
}

/// a ln(a / b): nothing where a is nothing.
double relative_entropy(double a, double b) {
    if (a <= 0) {
        return 0;
    }
    return b > 0 ? a * std::log(a / b) : std::numeric_limits<double>::infinity();
}

}  // namespace

double wasserstein(std::span<const double> first, std::span<const double> second) {
    return area_between(Sample{first}, Sample{second});
}

double wasserstein(const Cumulative& first, const Cumulative& second) {
    return area_between(Steps{first.values, first.up_to}, Steps{second.values, second.up_to});
}

double kolmogorov_smirnov(std::span<const double> first, std::span<const double> second) {
    return largest_gap_between(Sample{first}, Sample{second});
}

double kolmogorov_smirnov(const Cumulative& first, const Cumulative& second) {
    return largest_gap_between(Steps{first.values, first.up_to},
                               Steps{second.values, second.up_to});
}

double jensen_shannon_divergence(std::span<const double> first, std::span<const double> second,
                                 LogBase base) {
    const double of_first = sum_of(first);
    const double of_second = sum_of(second);
    double sum = 0;
    for (std::size_t bin = 0; bin < first.size(); ++bin) {
        const double a = first[bin] / of_first;
        const double b = second[bin] / of_second;
        const double middle = (a + b) / 2;
        sum += relative_entropy(a, middle) + relative_entropy(b, middle);
    }
    return std::max(0.0, sum / 2) / (base == LogBase::Two ? std::numbers::ln2 : 1.0);
}

double jensen_shannon_distance(std::span<const double> first, std::span<const double> second,
                               LogBase base) {
    return std::sqrt(jensen_shannon_divergence(first, second, base));
}

double kullback_leibler(std::span<const double> first, std::span<const double> second) {
    const double of_first = sum_of(first);
    const double of_second = sum_of(second);
    double sum = 0;
    for (std::size_t bin = 0; bin < first.size(); ++bin) {
        sum += relative_entropy(first[bin] / of_first, second[bin] / of_second);
    }
    return sum;
}

double population_stability(std::span<const double> first, std::span<const double> second) {
    double sum = 0;
    for (std::size_t bin = 0; bin < first.size(); ++bin) {
        sum +=
            relative_entropy(first[bin], second[bin]) + relative_entropy(second[bin], first[bin]);
    }
    return sum;
}

double hellinger(std::span<const double> first, std::span<const double> second) {
    double squares = 0;
    for (std::size_t bin = 0; bin < first.size(); ++bin) {
        const double gap = std::sqrt(first[bin]) - std::sqrt(second[bin]);
        squares += gap * gap;
    }
    return std::sqrt(squares / 2);
}

double largest_difference(std::span<const double> first, std::span<const double> second) {
    double largest = 0;
    for (std::size_t bin = 0; bin < first.size(); ++bin) {
        largest = std::max(largest, std::abs(first[bin] - second[bin]));
    }
    return largest;
}

}  // namespace assay::stats
