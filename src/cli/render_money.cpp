#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

using stats::Estimate;

/// A linear scale from money to character cells. Zero always lies on it.
struct Scale {
    double low, high;
    int cells;

    int cell(double value) const {
        const double share = high > low ? (value - low) / (high - low) : 0;
        return std::clamp(static_cast<int>(std::lround(share * (cells - 1))), 0, cells - 1);
    }
};

bool drawn(const Estimate& estimate) {
    return std::isfinite(estimate.value);
}

double low_end(const Estimate& estimate) {
    return std::isfinite(estimate.low) ? estimate.low : estimate.value;
}

double high_end(const Estimate& estimate) {
    return std::isfinite(estimate.high) ? estimate.high : estimate.value;
}

/// Acting on all may lose so much that nothing else could be told apart: an option far below the
/// rest is left off the scale and pointed at.
Scale scale_of(const std::vector<study::Option>& options, int cells) {
    double low = 0;
    double high = 0;
    for (const auto& each : options) {
        if (drawn(each.value_per_month) && each.name != "everything") {
            low = std::min(low, low_end(each.value_per_month));
            high = std::max(high, high_end(each.value_per_month));
        }
    }
    const double span = high - low;
    for (const auto& each : options) {
        const bool near = low_end(each.value_per_month) >= low - span;
        if (drawn(each.value_per_month) && each.name == "everything" && (near || span == 0)) {
            low = std::min(low, low_end(each.value_per_month));
            high = std::max(high, high_end(each.value_per_month));
        }
    }
    return {.low = low, .high = high, .cells = cells};
}

void draw(std::vector<std::string>& cells, int from, int to, std::string_view with) {
    for (int i = from; i <= to; ++i) {
        cells[static_cast<std::size_t>(i)] = with;
    }
}

std::string joined(const std::vector<std::string>& cells) {
    std::string out;
    for (const auto& each : cells) {
        out += each;
    }
    return out;
}

std::string picture(const Estimate& estimate, const Scale& scale) {
    std::vector<std::string> cells(static_cast<std::size_t>(scale.cells), " ");
    draw(cells, scale.cell(0), scale.cell(0), "\u2502");
    if (!drawn(estimate)) {
        return joined(cells);
    }
    if (high_end(estimate) < scale.low) {
        constexpr std::string_view kOff = "< off the scale";
        return left(scale.cells > columns(kOff) ? kOff : kOff.substr(0, 1), scale.cells);
    }
    draw(cells, scale.cell(low_end(estimate)), scale.cell(high_end(estimate)), "\u2500");
    if (std::isfinite(estimate.low_50) && std::isfinite(estimate.high_50)) {
        draw(cells, scale.cell(estimate.low_50), scale.cell(estimate.high_50), "\u2501");
    }
    draw(cells, scale.cell(estimate.value), scale.cell(estimate.value), "\u25CF");
    return joined(cells);
}

/// The ends of the scale and zero between them, where there is room.
std::string axis(const Scale& scale) {
    std::string line(static_cast<std::size_t>(scale.cells), ' ');
    const std::string high = scale.high > 0 ? figure(scale.high, 2) : "";
    const std::string low = scale.low < 0 ? figure(scale.low, 2) : "";
    const int zero = scale.cell(0);
    std::string out = low;
    const bool room_for_zero = zero > columns(low) || low.empty();
    if (room_for_zero) {
        out = left(out, zero) + "0";
    }
    const int high_at = scale.cells - columns(high);
    return high_at > columns(out) ? left(out, high_at) + high : left(out, scale.cells);
}

std::string label_of(const study::Option& option) {
    return option.label.empty() ? option.name : option.label;
}

std::string value_of(const Estimate& estimate) {
    return drawn(estimate) ? figure(estimate.value) : "cannot tell";
}

std::string range_of(const Estimate& estimate) {
    return estimate.low == estimate.high ? std::string() : range(estimate.low, estimate.high);
}

constexpr std::string_view kRangeTitle = "90 % range";

/// Columns of the table around the picture, as wide as what they hold; what is left is the
/// picture's, which stays away where there is no room for it.
struct Layout {
    int label = 0, value = 0, range = 0, cells = 0;
};

Layout layout_of(const std::vector<study::Option>& options, const std::string& currency,
                 int width) {
    constexpr int kBetween = 6;
    constexpr int kMostLabel = 24;
    constexpr int kMostUnit = 16;
    constexpr int kFewestCells = 10;
    constexpr int kMark = 2;
    Layout out{.value = std::min(columns(currency), kMostUnit), .range = columns(kRangeTitle)};
    for (const auto& each : options) {
        out.label = std::max(out.label, std::min(columns(label_of(each)), kMostLabel));
        out.value = std::max(out.value, columns(value_of(each.value_per_month)));
        out.range = std::max(out.range, columns(range_of(each.value_per_month)));
    }
    const int cells = width - kMark - out.label - out.value - out.range - kBetween;
    out.cells = cells < kFewestCells ? 0 : cells;
    return out;
}

}  // namespace

void money_plot(Page& page, const std::vector<study::Option>& options,
                const std::string& currency) {
    const Layout layout = layout_of(options, currency, page.width());
    const Scale scale = scale_of(options, layout.cells);
    const auto behind = [&](std::string_view value, std::string_view ends) {
        return "  " + right(fitted(value, layout.value), layout.value) + "  " + std::string(ends);
    };
    page.line(page.paint(Tone::Faint, left("", layout.label + 4) +
                                          (layout.cells > 0 ? axis(scale) : std::string()) +
                                          behind(currency, kRangeTitle)));
    for (const auto& each : options) {
        const auto& value = each.value_per_month;
        const bool chosen = each.role == "chosen";
        const std::string label = (chosen ? "\u25B8 " : "  ") +
                                  left(fitted(label_of(each), layout.label), layout.label + 2);
        page.line(page.paint(chosen ? Tone::Strong : Tone::Plain, label) +
                  (layout.cells > 0
                       ? page.paint(chosen ? Tone::Good : Tone::Plain, picture(value, scale))
                       : std::string()) +
                  behind(value_of(value), range_of(value)));
    }
}

}  // namespace assay::cli
