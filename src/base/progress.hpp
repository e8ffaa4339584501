#pragma once

#include <atomic>
#include <functional>
#include <string_view>

#include "base/result.hpp"

// Long work tells what it is doing and asks whether it should stop. The caller owns both ends: the
// terminal draws a bar, a server sends events, a test listens.

namespace assay {

struct Progress {
    /// Called with the step ("fitting boosted trees, part 3 of 10") and the share done, 0 to 1.
    std::function<void(std::string_view step, double share)> report;
    /// Set by a signal handler or another thread; work ends with Cancelled soon after.
    const std::atomic<bool>* stop = nullptr;

    void say(std::string_view step, double share) const {
        if (report) {
            report(step, share);
        }
    }
    /// Cancelled once the person asked to stop.
    Result<> check() const {
        if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "stopped", "nothing was recorded");
        }
        return {};
    }
};

}  // namespace assay
