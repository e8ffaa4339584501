#include "validate/levels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "validate/validate.hpp"

namespace assay::validate {
namespace {

using engine::Column;
using engine::Type;

constexpr std::int16_t kNone = -1;

std::string time_text(double microseconds, Type type) {
    using namespace std::chrono;
    const sys_time<std::chrono::microseconds> moment{
        std::chrono::microseconds(static_cast<std::int64_t>(microseconds))};
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const std::string text =
        fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    const auto minutes = floor<std::chrono::minutes>(moment - day).count();
    return type == Type::Date || minutes == 0
               ? text
               : fmt::format("{} {:02}:{:02}", text, minutes / 60, minutes % 60);
}

std::string number_text(double value, Type type, int digits) {
    if (type == Type::Boolean) {
        return value != 0 ? "true" : "false";
    }
    const bool whole = std::isfinite(value) && value == std::trunc(value) && std::abs(value) < 1e15;
    return whole ? fmt::format("{:.0f}", value) : fmt::format("{:.{}g}", value, digits);
}

/// Texts of rising values, with as many digits as tell neighbours apart.
std::vector<std::string> texts_of(const std::vector<double>& rising, Type type) {
    constexpr int kFewDigits = 6;
    constexpr int kAllDigits = 17;
    std::vector<std::string> texts;
    for (int digits = kFewDigits; digits <= kAllDigits; ++digits) {
        texts.clear();
        for (const double value : rising) {
            const bool time = type == Type::Date || type == Type::Timestamp;
            texts.push_back(time ? time_text(value, type) : number_text(value, type, digits));
        }
        if (std::adjacent_find(texts.begin(), texts.end()) == texts.end()) {
            break;
        }
    }
    return texts;
}

/// Value of a number or time; NaN where it is missing.
double value_of(const Column& column, std::size_t row) {
    if (column.missing(row)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const bool time = column.type == Type::Date || column.type == Type::Timestamp;
    return time ? static_cast<double>(column.times[row]) : column.numbers[row];
}

/// Builds levels one after the other.
class Builder {
  public:
    Builder(const Column& column, std::span<const std::int32_t> rows, const LevelRule& rule)
        : column_(column), rows_(rows), rule_(rule) {
        out_.level.assign(rows.size(), kNone);
    }

    Levels build() {
        if (column_.type == Type::Text) {
            by_text();
        } else {
            by_number();
        }
        add_missing();
        return std::move(out_);
    }

  private:
    std::int16_t add(Level::Kind kind, std::string text) {
        out_.levels.push_back({.kind = kind, .text = std::move(text)});
        return static_cast<std::int16_t>(out_.levels.size() - 1);
    }
    std::size_t at(std::size_t i) const { return static_cast<std::size_t>(rows_[i]); }
    std::vector<std::size_t> by_frequency() const;
    void by_text();
    void by_number();
    void by_value(const std::vector<double>& values);
    void by_range(const std::vector<double>& sorted);
    void add_missing();

    const Column& column_;
    std::span<const std::int32_t> rows_;
    const LevelRule& rule_;
    Levels out_;
};

/// Codes that are seen (or wanted unseen), the most frequent first.
std::vector<std::size_t> Builder::by_frequency() const {
    std::vector<std::int64_t> count(column_.levels.size(), 0);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!column_.missing(at(i))) {
            ++count[static_cast<std::size_t>(column_.codes[at(i)])];
        }
    }
    std::vector<std::size_t> order;
    for (std::size_t code = 0; code < count.size(); ++code) {
        if (count[code] > 0 || rule_.unseen) {
            order.push_back(code);
        }
    }
    // Ties by name, so that the order of rows decides nothing.
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return count[a] != count[b] ? count[a] > count[b] : column_.levels[a] < column_.levels[b];
    });
    return order;
}

void Builder::by_text() {
    const auto order = by_frequency();
    std::vector<std::int16_t> level(column_.levels.size(), kNone);
    for (std::size_t i = 0; i < std::min(order.size(), rule_.most); ++i) {
        level[order[i]] = add(Level::Kind::Value, column_.levels[order[i]]);
    }
    if (rule_.gather && order.size() > rule_.most) {
        const std::int16_t other = add(Level::Kind::Other, "other");
        for (std::size_t i = rule_.most; i < order.size(); ++i) {
            level[order[i]] = other;
        }
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!column_.missing(at(i))) {
            out_.level[i] = level[static_cast<std::size_t>(column_.codes[at(i)])];
        }
    }
}

void Builder::by_number() {
    std::vector<double> sorted;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!column_.missing(at(i))) {
            sorted.push_back(value_of(column_, at(i)));
        }
    }
    std::ranges::sort(sorted);
    std::vector<double> values = sorted;
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.size() <= rule_.most) {
        by_value(values);
    } else {
        by_range(sorted);
    }
}

void Builder::by_value(const std::vector<double>& values) {
    for (auto& text : texts_of(values, column_.type)) {
        add(Level::Kind::Value, std::move(text));
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const double value = value_of(column_, at(i));
        if (!std::isnan(value)) {
            const auto found = std::ranges::lower_bound(values, value);
            out_.level[i] = static_cast<std::int16_t>(found - values.begin());
        }
    }
}

void Builder::by_range(const std::vector<double>& sorted) {
    std::vector<double> edges{sorted.front()};
    for (std::size_t k = 1; k < rule_.parts; ++k) {
        const double edge = sorted[k * sorted.size() / rule_.parts];
        if (edge > edges.back()) {
            edges.push_back(edge);
        }
    }
    if (edges.size() == 1) {
        // One value fills all quantiles: it against all that lies above.
        edges.push_back(*std::ranges::upper_bound(sorted, edges.front()));
    }
    std::vector<double> marks = edges;
    if (sorted.back() > edges.back()) {
        marks.push_back(sorted.back());
    }
    const auto texts = texts_of(marks, column_.type);
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const bool last = i + 1 == edges.size();
        add(Level::Kind::Range,
            fmt::format("[{}, {}{}", texts[i], texts[std::min(i + 1, texts.size() - 1)],
                        last ? "]" : ")"));
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const double value = value_of(column_, at(i));
        if (!std::isnan(value)) {
            const auto above = std::ranges::upper_bound(edges, value);
            out_.level[i] = static_cast<std::int16_t>(above - edges.begin() - 1);
        }
    }
}

void Builder::add_missing() {
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        count += column_.missing(at(i)) ? 1 : 0;
    }
    const double share = static_cast<double>(count) / static_cast<double>(rows_.size());
    if (count == 0 || share < rule_.missing_share) {
        return;
    }
    const std::int16_t missing = add(Level::Kind::Missing, "missing");
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (column_.missing(at(i))) {
            out_.level[i] = missing;
        }
    }
}

}  // namespace

Levels levels_of(const engine::Column& column, std::span<const std::int32_t> rows,
                 const LevelRule& rule) {
    return Builder(column, rows, rule).build();
}

SliceColumn slice_column(const engine::Column& column, std::span<const std::int32_t> rows,
                         int most) {
    constexpr std::size_t kQuintiles = 5;
    const auto limit = static_cast<std::size_t>(std::max(most, 1));
    // One level of the limit is kept for missing.
    const std::size_t values = limit > 1 ? limit - 1 : 1;
    auto levels =
        levels_of(column, rows,
                  {.most = values, .parts = std::min(kQuintiles, values), .missing_share = 0.01});
    SliceColumn out{.name = column.name, .level = std::move(levels.level), .words = {}};
    for (const auto& each : levels.levels) {
        switch (each.kind) {
            case Level::Kind::Value:
                out.words.push_back("= " + each.text);
                break;
            case Level::Kind::Range:
                out.words.push_back("in " + each.text);
                break;
            case Level::Kind::Missing:
            case Level::Kind::Other:
                out.words.push_back(each.text);
                break;
        }
    }
    return out;
}

}  // namespace assay::validate
