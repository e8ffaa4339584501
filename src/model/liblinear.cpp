#include "model/liblinear.hpp"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace assay::model {
namespace {

struct FreeModel {
    void operator()(struct ::model* handle) const { free_and_destroy_model(&handle); }
};

void quiet(const char*) {}

void silence() {
    static const bool once = (set_print_string_function(quiet), true);
    static_cast<void>(once);
}

// Ten times finer changed no AUC of eleven real tables by more than 0.0004, in twice the time.
constexpr double kTolerance = 0.01;

// Debian's LIBLINEAR has weights of classes but not of rows. Rows whose weights differ within a
// class are repeated, this many times on average.
constexpr double kCopies = 4;

}  // namespace

struct LinearProblem::Storage {
    std::int32_t width = 0;
    std::vector<feature_node> nodes;
    std::vector<std::size_t> starts;
    std::vector<double> labels;  // 1 or -1
    std::vector<double> weights;

    double mean_weight() const {
        return std::accumulate(weights.begin(), weights.end(), 0.0) /
               static_cast<double>(weights.size());
    }
    /// The weight of a class when its rows share one, else -1.
    double class_weight(double label) const;
    /// The rows with their repeats: each as often as its weight asks, rounded so that the running
    /// total is never off by more than half a row.
    std::vector<std::size_t> repeated() const;
};

double LinearProblem::Storage::class_weight(double label) const {
    double shared = -1;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] == label && shared >= 0 && weights[i] != shared) {
            return -1;
        }
        shared = labels[i] == label ? weights[i] : shared;
    }
    return shared;
}

std::vector<std::size_t> LinearProblem::Storage::repeated() const {
    const double scale = kCopies / mean_weight();
    std::vector<std::size_t> rows;
    for (const double label : {1.0, -1.0}) {
        double total = 0.5;
        double given = 0;
        for (std::size_t i = 0; i < labels.size(); ++i) {
            if (labels[i] != label) {
                continue;
            }
            total += weights[i] * scale;
            for (; given + 1 <= total; given += 1) {
                rows.push_back(i);
            }
        }
    }
    return rows;
}

LinearProblem::LinearProblem(std::int32_t width) : storage_(std::make_unique<Storage>()) {
    storage_->width = width;
    storage_->starts.push_back(0);
}

LinearProblem::~LinearProblem() = default;

void LinearProblem::reserve(std::size_t rows, std::size_t terms) {
    storage_->nodes.reserve(rows * (terms + 2));  // with the intercept and the end
    storage_->starts.reserve(rows + 1);
    storage_->labels.reserve(rows);
    storage_->weights.reserve(rows);
}

void LinearProblem::add_term(const Term& term) {
    storage_->nodes.push_back({.index = term.index + 1, .value = term.value});
}

void LinearProblem::end_row(bool positive, double weight) {
    storage_->nodes.push_back({.index = storage_->width + 1, .value = 1});
    storage_->nodes.push_back({.index = -1, .value = 0});
    storage_->starts.push_back(storage_->nodes.size());
    storage_->labels.push_back(positive ? 1 : -1);
    storage_->weights.push_back(weight);
}

Result<LinearProblem::Solution> LinearProblem::solve(double cost, const Solution* start) const {
    silence();
    Storage& data = *storage_;
    const double positive_weight = data.class_weight(1);
    const double negative_weight = data.class_weight(-1);
    const bool by_class = positive_weight > 0 && negative_weight > 0;

    std::vector<std::size_t> rows(data.labels.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    if (!by_class) {
        rows = data.repeated();
    }
    std::vector<feature_node*> pointers;
    std::vector<double> labels;
    for (const std::size_t row : rows) {
        pointers.push_back(data.nodes.data() + data.starts[row]);
        labels.push_back(data.labels[row]);
    }
    problem input{};
    input.l = static_cast<int>(rows.size());
    input.n = data.width + 1;
    input.y = labels.data();
    input.x = pointers.data();
    input.bias = 1;

    int classes[] = {1, -1};
    double class_weights[] = {1, 1};
    if (by_class) {
        const double mean = data.mean_weight();
        class_weights[0] = positive_weight / mean;
        class_weights[1] = negative_weight / mean;
    }
    std::vector<double> from;
    parameter options{};
    options.solver_type = L2R_LR;
    options.eps = kTolerance;
    options.C = by_class ? cost : cost / kCopies;
    options.nr_weight = 2;
    options.weight_label = classes;
    options.weight = class_weights;
    if (start != nullptr) {
        from = start->coefficients;
        from.push_back(start->intercept);
        options.init_sol = from.data();
    }
    if (const char* wrong = check_parameter(&input, &options)) {
        return fail(ErrorCode::Internal, std::string("LIBLINEAR: ") + wrong);
    }
    const std::unique_ptr<struct ::model, FreeModel> fitted(train(&input, &options));
    return Solution{.coefficients = std::vector<double>(fitted->w, fitted->w + data.width),
                    .intercept = fitted->w[data.width]};
}

}  // namespace assay::model
