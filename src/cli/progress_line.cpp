#include "cli/progress_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/page.hpp"

namespace assay::cli {

namespace {

constexpr double kRedrawSeconds = 0.1;
constexpr double kPlainSeconds = 10;
constexpr std::string_view kErase = "\r\x1b[K";

int percent(double share) {
    return static_cast<int>(std::floor(share * 100));
}

}  // namespace

std::string time_left(double elapsed, double share) {
    constexpr double kTooEarlySeconds = 2;
    constexpr double kTooLittle = 0.03;
    if (elapsed < kTooEarlySeconds || share < kTooLittle || share >= 1) {
        return {};
    }
    const double left_seconds = elapsed * (1 - share) / share;
    constexpr double kMinutesFrom = 90;
    if (left_seconds > kMinutesFrom) {
        return fmt::format("about {:.0f} min left", std::ceil(left_seconds / 60));
    }
    const double step = left_seconds > 20 ? 10 : 5;
    return fmt::format("about {:.0f} s left", std::ceil(left_seconds / step) * step);
}

ProgressLine::ProgressLine(const Terminal& terminal, Clock clock, Sink sink)
    : terminal_(terminal), clock_(std::move(clock)), sink_(std::move(sink)), start_(clock_()) {}

ProgressLine::~ProgressLine() {
    clear();
}

std::string ProgressLine::bar_line(std::string_view step, double share, double elapsed) const {
    constexpr int kBar = 20;
    const int full = static_cast<int>(std::lround(share * kBar));
    std::string bar;
    for (int i = 0; i < kBar; ++i) {
        bar += i < full ? "\u2588" : "\u2591";
    }
    const std::string left_over = time_left(elapsed, share);
    std::string line = fmt::format("{} {:3} %  {}", bar, percent(share), step);
    if (!left_over.empty()) {
        line += "  " + left_over;
    }
    line = fitted(line, terminal_.width - 1);
    return terminal_.utf8 ? line : ascii(line);
}

void ProgressLine::report(std::string_view step, double share) {
    const std::lock_guard lock(mutex_);
    const double done = std::clamp(share, 0.0, 1.0);
    const double now = clock_() - start_;
    if (terminal_.interactive) {
        if (last_ >= 0 && now - last_ < kRedrawSeconds) {
            return;
        }
        sink_(std::string(kErase) + bar_line(printable(step), done, now));
        drawn_ = true;
        last_ = now;
        return;
    }
    if (now - std::max(last_, 0.0) < kPlainSeconds) {
        return;
    }
    const std::string left_over = time_left(now, done);
    sink_(fmt::format("assay: {} % done, {}{}\n", percent(done), printable(step),
                      left_over.empty() ? "" : ", " + left_over));
    last_ = now;
}

void ProgressLine::clear() {
    const std::lock_guard lock(mutex_);
    if (drawn_) {
        sink_(kErase);
        drawn_ = false;
    }
}

}  // namespace assay::cli
