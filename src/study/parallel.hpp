#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.hpp"

namespace assay::study {

/// Runs job(0) … job(count - 1) on up to `threads` threads; each job writes its own slot, so the
/// outcome does not depend on who ran what. The first error (by job number) is returned; no new
/// job starts after one.
inline Result<> in_parallel(std::size_t count, int threads,
                            const std::function<Result<>(std::size_t)>& job) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::mutex guard;
    std::optional<std::pair<std::size_t, Error>> first;
    const auto work = [&] {
        while (!failed.load()) {
            const auto mine = next.fetch_add(1);
            if (mine >= count) {
                return;
            }
            const auto done = job(mine);
            if (done) {
                continue;
            }
            failed.store(true);
            const std::lock_guard lock(guard);
            if (!first || mine < first->first) {
                first = {mine, done.error()};
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads; ++i) {
            others.emplace_back(work);
        }
        work();
    }
    if (first) {
        return tl::unexpected(first->second);
    }
    return {};
}

}  // namespace assay::study
