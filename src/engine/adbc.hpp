#pragma once

#include <arrow-adbc/adbc.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "engine/engine.hpp"

// One connection to DuckDB through ADBC, with the handles owned. What DuckDB's driver gets wrong is
// put right here: a refused statement is never executed, a result without a stream is an error, and
// the class of a failure is read from its message, because the status codes mean nothing.

namespace assay::engine {

/// An Arrow struct that is released with its scope.
template <class Arrow>
struct Owned {
    Arrow value{};
    Owned() = default;
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Owned(Owned&& other) noexcept : value(std::exchange(other.value, Arrow{})) {}
    Owned& operator=(Owned&&) = delete;
    ~Owned() {
        if (value.release != nullptr) {
            value.release(&value);
        }
    }
};

using Stream = Owned<ArrowArrayStream>;

class Connection {
  public:
    /// Loads the library and opens a database in memory. Unavailable when it cannot be loaded.
    Result<> open(const EngineOptions& options);
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Runs one statement; its rows come from the stream, and so do late errors. A failure is the
    /// engine's own message, unexplained: message.hpp puts it into words.
    Result<Stream> run(const std::string& sql);
    /// Work that runs statements, done again on one thread when it ends as interrupted although
    /// nobody asked: where one thread of the engine fails, another may report the interruption
    /// that this caused, and the reason is lost.
    template <class Work>
    auto steady(Work&& work) {
        auto done = work();
        if (done || done.error().code != ErrorCode::Cancelled || cancelled_) {
            return done;
        }
        set_threads(1);
        done = work();
        set_threads(threads_);
        return done;
    }
    /// Runs one statement to its end and drops its rows.
    Result<> execute(const std::string& sql);
    /// Copies the rows of a stream into a new temporary table and returns how many arrived,
    /// or -1 when the engine does not say.
    Result<std::int64_t> ingest(const std::string& table, ArrowArrayStream& rows);

    /// Forgets an earlier cancel(): a new piece of work begins.
    void begin() { cancelled_ = false; }
    /// From any thread: ends the running statement and all further ones until begin().
    Result<> cancel();

  private:
    Result<> check() const;
    Result<> drain(const std::string& sql);
    void set_threads(int threads);

    AdbcDatabase database_{};
    AdbcConnection connection_{};
    std::atomic<bool> cancelled_ = false;
    int threads_ = 1;
};

/// Next batch of a stream; `batch` stays unreleased at the end. Fails with the engine's message.
Result<> next(ArrowArrayStream& stream, ArrowArray& batch);

}  // namespace assay::engine
