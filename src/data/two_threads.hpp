#pragma once

#include <atomic>
#include <cstddef>
#include <future>

namespace assay::data {

/// Calls work(0) … work(count - 1), shared between this thread and one more. Each call writes only
/// its own slot, so the outcome does not depend on who ran what.
template <class Work>
void on_two_threads(std::size_t count, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (auto mine = next.fetch_add(1); mine < count; mine = next.fetch_add(1)) {
            work(mine);
        }
    };
    auto other = std::async(std::launch::async, run);
    run();
    other.get();
}

}  // namespace assay::data
