#include "cli/interrupt.hpp"

#include <pthread.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

#include "base/result.hpp"
#include "cli/terminal.hpp"

namespace assay::cli {

namespace {

constexpr int kWakeUp = SIGUSR1;  // ends the watching thread
constexpr auto kPatience = std::chrono::milliseconds(800);

sigset_t watched_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, kWakeUp);
    return signals;
}

}  // namespace

Interrupt::Interrupt(std::function<void()> erase) : erase_(std::move(erase)) {
    // A reader that goes away shows as a failed write, not as a sudden end.
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
    {
        const std::lock_guard lock(mutex_);
        finished_ = true;
    }
    changed_.notify_all();
    pthread_kill(watcher_.native_handle(), kWakeUp);
    watcher_.join();
    const sigset_t signals = watched_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void Interrupt::on_cancel(std::function<void()> cancel) {
    const std::lock_guard lock(mutex_);
    recording_ = !cancel;
    cancel_ = std::move(cancel);
}

void Interrupt::watch() {
    const sigset_t signals = watched_signals();
    while (true) {
        int signal = 0;
        sigwait(&signals, &signal);
        {
            const std::lock_guard lock(mutex_);
            if (finished_) {
                return;
            }
        }
        if (signal != kWakeUp) {
            stop();
        }
    }
}

void Interrupt::stop() {
    const bool again = stop_.exchange(true);
    std::unique_lock lock(mutex_);
    if (cancel_) {
        cancel_();
    }
    const bool ended = !again && changed_.wait_for(lock, kPatience, [this] { return finished_; });
    if (ended || recording_) {
        return;
    }
    // Inside a library that cannot be asked to stop: nothing was recorded yet, so nothing is lost.
    erase_();
    write_whole(STDERR_FILENO, "stopped; nothing was recorded\n");
    ::_exit(exit_code(ErrorCode::Cancelled));
}

}  // namespace assay::cli
