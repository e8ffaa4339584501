#pragma once

#include <algorithm>
#include <chrono>
#include <limits>

namespace bench {

/// The least seconds that some work takes of `times` in one process: the peers are warm as well.
template <class Work>
double least_seconds(int times, const Work& work) {
    double least = std::numeric_limits<double>::infinity();
    for (int time = 0; time < times; ++time) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        least = std::min(least, taken.count());
    }
    return least;
}

}  // namespace bench
