#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "data/scene.hpp"
#include "data/words.hpp"

// Rows by day: is the table fresh, are days missing, do some have far more or fewer rows than the
// same weekday in the weeks around.

namespace assay::data {
namespace {

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kWeek = 7;
constexpr std::int64_t kWeeksAround = 6;  // on each side
constexpr std::size_t kFewestDays = 28;

std::int64_t day_of(double time) {
    return static_cast<std::int64_t>(std::floor(time / static_cast<double>(kDay)));
}

struct Days {
    std::int64_t first = 0;
    std::vector<double> rows;  // of each day from the first on
};

Days days_of(std::span<const double> sorted) {
    constexpr std::int64_t kMost = 400'000;  // a thousand years: beyond it, dates are broken
    Days out{.first = day_of(sorted.front()), .rows = {}};
    const auto last = day_of(sorted.back());
    if (last - out.first > kMost) {
        return out;
    }
    out.rows.assign(static_cast<std::size_t>(last - out.first + 1), 0);
    for (const double time : sorted) {
        ++out.rows[static_cast<std::size_t>(day_of(time) - out.first)];
    }
    return out;
}

double median_of(std::vector<double> values) {
    std::ranges::sort(values);
    return quantile(values, 0.5);
}

/// What each day should hold: the median of the same weekday in the weeks around it; 0 where there
/// are too few of them.
std::vector<double> usual_rows(const Days& days) {
    constexpr std::size_t kFewestWeeks = 3;
    std::vector<double> out(days.rows.size(), 0);
    for (std::size_t day = 0; day < out.size(); ++day) {
        std::vector<double> around;
        for (std::int64_t week = -kWeeksAround; week <= kWeeksAround; ++week) {
            const auto other = static_cast<std::int64_t>(day) + week * kWeek;
            // The first and the last day may be cut off.
            if (week != 0 && other > 0 && other + 1 < std::ssize(days.rows)) {
                around.push_back(days.rows[static_cast<std::size_t>(other)]);
            }
        }
        out[day] = around.size() < kFewestWeeks ? 0 : median_of(std::move(around));
    }
    return out;
}

/// How far a day lies off, in units in which counts scatter by one, few or many (Anscombe 1948).
double distance(double rows, double usual) {
    constexpr double kShift = 0.375;
    return 2 * (std::sqrt(rows + kShift) - std::sqrt(usual + kShift));
}

/// How far days scatter around what they should hold, where chance alone gives 1: by the median
/// absolute deviation over all days, no less than 1.
double scatter(const Days& days, const std::vector<double>& usual) {
    std::vector<double> off;
    for (std::size_t day = 1; day + 1 < usual.size(); ++day) {
        if (usual[day] > 0) {
            off.push_back(std::abs(distance(days.rows[day], usual[day])));
        }
    }
    return off.empty() ? 1 : std::max(1.0, 1.4826 * median_of(std::move(off)));
}

struct OddDays {
    std::vector<double> usual;
    std::vector<std::size_t> absent, odd;
};

OddDays odd_days(const Days& days) {
    constexpr double kFewestRows = 10;  // by chance, a day of ten stays empty once in 22,000
    constexpr double kDeviations = 5;
    OddDays out{.usual = usual_rows(days), .absent = {}, .odd = {}};
    const double wide = scatter(days, out.usual);
    for (std::size_t day = 1; day + 1 < days.rows.size(); ++day) {
        const double usual = out.usual[day];
        if (usual < kFewestRows) {
            continue;
        }
        const double off = distance(days.rows[day], usual) / wide;
        if (days.rows[day] == 0) {
            out.absent.push_back(day);
        } else if (std::abs(off) > kDeviations) {
            out.odd.push_back(day);
        }
    }
    return out;
}

std::string days_said(const Days& days, const std::vector<double>& usual,
                      const std::vector<std::size_t>& odd, bool with_rows) {
    constexpr std::size_t kTold = 5;
    std::vector<std::string> said;
    for (std::size_t i = 0; i < std::min(kTold, odd.size()); ++i) {
        const auto date = iso_time((days.first + static_cast<std::int64_t>(odd[i])) * kDay, true);
        said.push_back(with_rows ? fmt::format("{} ({} for {})", date,
                                               count(static_cast<std::int64_t>(days.rows[odd[i]])),
                                               figure(usual[odd[i]]))
                                 : date);
    }
    if (odd.size() > kTold) {
        said.push_back(fmt::format("{} more", odd.size() - kTold));
    }
    return listed(said);
}

std::vector<std::uint32_t> rows_on(const engine::Column& time, const Days& days,
                                   const std::vector<std::size_t>& odd) {
    return first_rows(time.times.size(), [&](std::size_t row) {
        return time.times[row] != engine::kMissingTime &&
               std::ranges::binary_search(
                   odd, static_cast<std::size_t>(day_of(static_cast<double>(time.times[row])) -
                                                 days.first));
    });
}

void say_absent(const engine::Column& time, const Days& days, const OddDays& odd, Issues& issues) {
    if (odd.absent.empty()) {
        return;
    }
    double lost = 0;
    for (const auto day : odd.absent) {
        lost += odd.usual[day];
    }
    issues.push_back(
        {.code = "days-absent",
         .severity = Severity::Warning,
         .column = time.name,
         .rows = static_cast<std::int64_t>(std::lround(lost)),
         .sentence = fmt::format(
             "{} {} no row, though the same weekday around has: {}. About {} are absent; means, "
             "trends and time splits are off by them.",
             counted(std::ssize(odd.absent), "day"), odd.absent.size() == 1 ? "has" : "have",
             days_said(days, odd.usual, odd.absent, false),
             counted(static_cast<std::int64_t>(std::lround(lost)), "row")),
         .fix = "Load these days again, or write down why they are empty."});
}

void say_volume(const engine::Column& time, const Days& days, const OddDays& odd, Issues& issues) {
    const auto& both = odd.odd;
    if (both.empty()) {
        return;
    }
    double rows = 0;
    for (const auto day : both) {
        rows += days.rows[day];
    }
    issues.push_back(
        {.code = "odd-volume",
         .severity = Severity::Warning,
         .column = time.name,
         .rows = static_cast<std::int64_t>(rows),
         .sentence = fmt::format(
             "{} {} far more or fewer rows than the same weekday in the weeks around (5 "
             "robust deviations off their median): {}. Loaded twice, or in part?",
             counted(std::ssize(both), "day"), both.size() == 1 ? "has" : "have",
             days_said(days, odd.usual, both, true)),
         .fix = "Compare the days with their source.",
         .at = rows_on(time, days, both)});
}

/// The pause between rows that is hardly ever exceeded: between moments, or between days with rows
/// where the data comes by the day.
double usual_pause(std::span<const double> sorted) {
    std::vector<double> pauses;
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i] > sorted[i - 1]) {
            pauses.push_back(sorted[i] - sorted[i - 1]);
        }
    }
    std::ranges::sort(pauses);
    return pauses.empty() ? 0 : std::max(quantile(pauses, 0.99), quantile(pauses, 0.5));
}

std::string duration_said(double microseconds) {
    const double hours = microseconds / 3.6e9;
    return hours < 48 ? figure(hours, 2) + " hours" : figure(hours / 24, 2) + " days";
}

void find_age(const engine::Column& time, std::span<const double> sorted, std::int64_t now,
              Issues& issues) {
    constexpr double kPauses = 5;
    constexpr double kLeast = 2 * static_cast<double>(kDay);
    if (now == engine::kMissingTime) {
        return;
    }
    const double pause = usual_pause(sorted);
    const double age = static_cast<double>(now) - sorted.back();
    const auto last = iso_time(static_cast<std::int64_t>(sorted.back()), true);
    if (age > std::max(kLeast, kPauses * pause)) {
        issues.push_back(
            {.code = "stale",
             .severity = Severity::Warning,
             .column = time.name,
             .rows = static_cast<std::int64_t>(time.times.size()),
             .sentence = fmt::format(
                 "{} ends on {}, {} ago; 99 % of the pauses between rows are at most {}. If "
                 "the table is meant to be today's, it has stopped.",
                 time.name, last, duration_said(age), duration_said(pause)),
             .fix = "Load what has come since; a table that is meant to be old is fine."});
    }
    const auto future = [&](std::size_t row) {
        return time.times[row] != engine::kMissingTime && time.times[row] > now + kDay;
    };
    const auto rows = std::ranges::count_if(
        sorted, [&](double each) { return each > static_cast<double>(now + kDay); });
    if (rows > 0) {
        issues.push_back(
            {.code = "from-the-future",
             .severity = Severity::Warning,
             .column = time.name,
             .rows = rows,
             .sentence = fmt::format("{} lies in the future in {}, up to {}: a wrong clock, or a "
                                     "plan among what has happened.",
                                     time.name, counted(rows, "row"), last),
             .fix = fmt::format("SELECT * FROM data WHERE {} <= now()", quoted_name(time.name)),
             .at = first_rows(time.times.size(), future)});
    }
}

}  // namespace

void find_volume_trouble(const Scene& scene, Issues& issues) {
    const auto values = distribute(*scene.time);
    if (values.sorted.empty()) {
        return;
    }
    find_age(*scene.time, values.sorted, scene.now, issues);
    const auto days = days_of(values.sorted);
    if (days.rows.size() < kFewestDays) {
        return;
    }
    const auto odd = odd_days(days);
    say_absent(*scene.time, days, odd, issues);
    say_volume(*scene.time, days, odd, issues);
}

}  // namespace assay::data
