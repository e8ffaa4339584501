#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "cli/terminal.hpp"

// How long work shows itself on standard error. A terminal gets one line (bar, share, step, time
// left), redrawn at most ten times a second and erased at the end; a file or a pipe gets a plain
// line at most every ten seconds. Threads may report at once.

namespace assay::cli {

class ProgressLine {
  public:
    using Clock = std::function<double()>;  // seconds, only forward
    using Sink = std::function<void(std::string_view)>;

    ProgressLine(const Terminal& terminal, Clock clock, Sink sink);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    /// The step that is being done, and the share of all work that is done, 0 to 1.
    void report(std::string_view step, double share);
    /// Erases the line.
    void clear();

  private:
    std::string bar_line(std::string_view step, double share, double elapsed) const;

    Terminal terminal_;
    Clock clock_;
    Sink sink_;
    std::mutex mutex_;
    double start_;
    double last_ = -1;
    bool drawn_ = false;
};

/// "about 40 s left", "about 3 min left"; "" while too little is done to tell.
std::string time_left(double elapsed, double share);

}  // namespace assay::cli
