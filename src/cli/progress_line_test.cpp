#include "cli/progress_line.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace assay::cli {
namespace {

struct Screen {
    double time = 0;
    std::string shown;
    ProgressLine::Clock clock() {
        return [this] { return time; };
    }
    ProgressLine::Sink sink() {
        return [this](std::string_view text) { shown += text; };
    }
};

TEST(ProgressLine, RedrawsALineAndErasesIt) {
    Screen screen;
    {
        ProgressLine line({.interactive = true, .width = 80}, screen.clock(), screen.sink());
        line.report("reading", 0.1);
        screen.time = 10;
        line.report("fitting", 0.5);
    }
    EXPECT_EQ(screen.shown,
              "\r\x1b[K\u2588\u2588\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591"
              "\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591  10 %  reading"
              "\r\x1b[K\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2588\u2591\u2591"
              "\u2591\u2591\u2591\u2591\u2591\u2591\u2591\u2591  50 %  fitting  about 10 s left"
              "\r\x1b[K");
}

TEST(ProgressLine, RedrawsAtMostTenTimesASecond) {
    Screen screen;
    ProgressLine line({.interactive = true, .utf8 = false}, screen.clock(), screen.sink());
    for (int i = 0; i < 1000; ++i) {
        screen.time = i / 1000.0;
        line.report("fitting", 0.5);
    }
    std::size_t drawn = 0;
    for (auto at = screen.shown.find('\r'); at != std::string::npos;
         at = screen.shown.find('\r', at + 1)) {
        ++drawn;
    }
    EXPECT_LE(drawn, 10U);
    EXPECT_GE(drawn, 9U);
}

TEST(ProgressLine, AFileGetsAPlainLineEveryTenSeconds) {
    Screen screen;
    {
        ProgressLine line({.interactive = false}, screen.clock(), screen.sink());
        for (int second = 0; second <= 25; ++second) {
            screen.time = second;
            line.report("fitting", second / 100.0);
        }
    }
    EXPECT_EQ(screen.shown,
              "assay: 10 % done, fitting, about 90 s left\n"
              "assay: 20 % done, fitting, about 80 s left\n");
}

TEST(ProgressLine, ThreadsMayReportAtOnce) {
    Screen screen;
    std::vector<std::thread> threads;
    ProgressLine line({.interactive = true}, screen.clock(), screen.sink());
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 200; ++k) {
                line.report("fitting", 0.5);
            }
        });
    }
    for (auto& each : threads) {
        each.join();
    }
    EXPECT_EQ(screen.shown.find('\r', 1), std::string::npos);
}

TEST(TimeLeft, IsSilentUntilItCanTell) {
    EXPECT_EQ(time_left(1, 0.5), "");
    EXPECT_EQ(time_left(60, 0.01), "");
    EXPECT_EQ(time_left(60, 1), "");
    EXPECT_EQ(time_left(60, 0.2), "about 4 min left");
    EXPECT_EQ(time_left(60, 0.95), "about 5 s left");
}

}  // namespace
}  // namespace assay::cli
