#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

// Ctrl-C and SIGTERM. The signals are blocked in every thread and taken by one that waits for them,
// so that stopping may lock, cancel the running SQL statement, and speak. Work that looks at the
// flag ends by itself; work inside a library, which cannot, is cut off within a second. Once
// results are being recorded nothing is cut off.

namespace assay::cli {

class Interrupt {
  public:
    /// Starts to watch; `erase` is called before the last words, to remove a progress line. Must be
    /// made before any other thread, which inherits the blocked signals.
    explicit Interrupt(std::function<void()> erase);
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    ~Interrupt();

    /// Set once the person asked to stop.
    const std::atomic<bool>* flag() const { return &stop_; }

    /// How to end what runs now; an empty function: recording has begun, let it end.
    void on_cancel(std::function<void()> cancel);

  private:
    void watch();
    void stop();

    std::function<void()> erase_;
    std::atomic<bool> stop_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<void()> cancel_;
    bool recording_ = false;
    bool finished_ = false;
    std::thread watcher_;
};

}  // namespace assay::cli
