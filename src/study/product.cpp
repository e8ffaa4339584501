#include "study/product.hpp"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <span>

#include "base/file.hpp"
#include "base/text.hpp"
#include "study/product_read.hpp"

namespace assay::study {
namespace {

enum class Parameter { None, Share, Count };

struct KnownMetric {
    std::string_view name;
    Parameter parameter;
};

constexpr std::array kMetrics{
    KnownMetric{"value_per_month", Parameter::None},
    KnownMetric{"auc", Parameter::None},
    KnownMetric{"average_precision", Parameter::None},
    KnownMetric{"brier", Parameter::None},
    KnownMetric{"log_loss", Parameter::None},
    KnownMetric{"recall_at_precision", Parameter::Share},
    KnownMetric{"precision_at_recall", Parameter::Share},
    KnownMetric{"recall_at_fpr", Parameter::Share},
    KnownMetric{"precision_at_k", Parameter::Count},
};

constexpr std::array kClassMetrics{
    KnownMetric{"accuracy", Parameter::None},     KnownMetric{"macro_precision", Parameter::None},
    KnownMetric{"macro_recall", Parameter::None}, KnownMetric{"macro_f1", Parameter::None},
    KnownMetric{"macro_auc", Parameter::None},    KnownMetric{"log_loss", Parameter::None},
    KnownMetric{"brier", Parameter::None},        KnownMetric{"value_per_month", Parameter::None},
};

constexpr std::array kNumberMetrics{
    KnownMetric{"mae", Parameter::None},      KnownMetric{"rmse", Parameter::None},
    KnownMetric{"r2", Parameter::None},       KnownMetric{"median_absolute_error", Parameter::None},
    KnownMetric{"pinball", Parameter::Share}, KnownMetric{"cost_per_month", Parameter::None},
};

std::span<const KnownMetric> metrics_of(Task task) {
    if (task == Task::Multiclass) {
        return kClassMetrics;
    }
    return task == Task::Regression ? std::span<const KnownMetric>(kNumberMetrics) : kMetrics;
}

std::vector<std::string> metric_names(Task task) {
    std::vector<std::string> names;
    for (const auto& each : metrics_of(task)) {
        names.emplace_back(each.name);
    }
    return names;
}

Result<double> read_parameter(std::string_view text, const KnownMetric& known) {
    const bool share = known.parameter == Parameter::Share;
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool number = code == std::errc{} && end == text.data() + text.size();
    const bool fits =
        share ? value > 0 && value < 1 : value >= 1 && value <= 1e9 && value == std::floor(value);
    if (!number || !fits) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("metric {} needs {}, saw \"{}\"", known.name,
                                share ? "a share between 0 and 1" : "a whole number of rows", text),
                    fmt::format("for example {}:{}", known.name, share ? "0.05" : "100"));
    }
    return value;
}

/// Tables of which a file may hold several.
bool is_list(std::string_view table) {
    return table == "option" || table == "scenario";
}

std::string header(std::string_view table) {
    return is_list(table) ? fmt::format("[[{}]]", table) : fmt::format("[{}]", table);
}

/// "rule.sql" as people see it in the file: "[rule] sql".
std::string shown(std::string_view key) {
    constexpr std::string_view kKnownAt = "data.known_at.";
    if (key.starts_with(kKnownAt)) {
        return fmt::format("[data.known_at] {}", key.substr(kKnownAt.size()));
    }
    const auto dot = key.find('.');
    const std::string_view table = key.substr(0, dot);
    std::string_view rest = dot == std::string_view::npos ? "" : key.substr(dot + 1);
    if (is_list(table)) {
        const auto second = rest.find('.');
        rest = second == std::string_view::npos ? "" : rest.substr(second + 1);
    }
    return rest.empty() ? header(table) : fmt::format("{} {}", header(table), rest);
}

bool matches_a_file(const std::string& pattern) {
    glob_t found{};
    const bool any = ::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0;
    ::globfree(&found);
    return any;
}

/// `**` spans folders, which glob(3) does not know: the folder before it decides.
std::string before_wildcards(const std::string& pattern) {
    const auto deep = pattern.find("**");
    return deep == std::string::npos ? pattern : pattern.substr(0, deep);
}

std::string resolved_source(const std::string& source, const std::string& file) {
    const std::filesystem::path folder = std::filesystem::path(file).parent_path();
    const bool uri = source.find("://") != std::string::npos;
    if (source.empty() || uri || folder.empty() || std::filesystem::path(source).is_absolute()) {
        return source;
    }
    const std::string beside = (folder / source).string();
    std::error_code ignored;
    const bool there =
        std::filesystem::exists(beside, ignored) || matches_a_file(before_wildcards(beside));
    return there ? beside : source;
}

}  // namespace

std::string Metric::text() const {
    return parameter != 0 ? fmt::format("{}:{}", name, parameter) : name;
}

bool Metric::higher_is_better() const {
    static constexpr std::array<std::string_view, 7> kLower{
        "brier", "log_loss", "mae", "rmse", "median_absolute_error", "pinball", "cost_per_month"};
    return std::ranges::find(kLower, name) == kLower.end();
}

bool Metric::is_share() const {
    return name != "value_per_month" && name != "log_loss" && name != "r2" &&
           (name == "brier" || higher_is_better());
}

Result<Metric> parse_metric(std::string_view text) {
    return parse_metric(text, Task::Binary);
}

Result<Metric> parse_metric(std::string_view text, Task task) {
    const auto colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    for (const auto& each : metrics_of(task)) {
        if (each.name != name) {
            continue;
        }
        Metric metric{.name = std::string(name)};
        if (each.parameter != Parameter::None) {
            const bool given = colon != std::string_view::npos;
            metric.parameter = TRY(read_parameter(given ? text.substr(colon + 1) : "", each));
        } else if (colon != std::string_view::npos) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("metric {} takes no parameter, saw \"{}\"", name, text),
                        fmt::format("write \"{}\"", name));
        }
        return metric;
    }
    return fail(ErrorCode::InvalidInput, fmt::format("\"{}\" is not a known metric", text),
                suggest(name, metric_names(task)));
}

std::string Product::where(std::string_view key) const {
    if (const auto flag = flags.find(key); flag != flags.end()) {
        return flag->second;
    }
    return toml_place(file, lines, key, shown(key));
}

Result<Product> parse_product(std::string_view text, const std::string& file) {
    Product product;
    product.file = file;
    product.text = std::string(text);
    TRY(read_toml(text, product));
    product.source = resolved_source(product.source, file);
    product.card = resolved_source(product.card, file);
    for (auto& scenario : product.scenarios) {
        scenario.file = resolved_source(scenario.file, file);
        scenario.id = product.id;
    }
    return product;
}

Result<Product> read_product(const std::string& file) {
    return parse_product(TRY(read_file(file)), file);
}

}  // namespace assay::study
