#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "engine/engine.hpp"
#include "store/store.hpp"

// What several operations take from their context: an SQL engine whose statements end when the
// person asks to stop, the workspace, and files to write to.

namespace assay::api {

/// An engine that Ctrl-C reaches for as long as this object lives.
class CancellableEngine {
  public:
    static Result<CancellableEngine> open(Context& context, int threads);
    CancellableEngine(CancellableEngine&&) noexcept = default;
    CancellableEngine& operator=(CancellableEngine&&) = delete;
    CancellableEngine(const CancellableEngine&) = delete;
    CancellableEngine& operator=(const CancellableEngine&) = delete;
    ~CancellableEngine();

    engine::Engine& operator*() { return *engine_; }
    engine::Engine* operator->() { return engine_.get(); }

  private:
    CancellableEngine(std::unique_ptr<engine::Engine> engine, Context& context);
    std::unique_ptr<engine::Engine> engine_;
    Context* context_;
};

/// The workspace of this call, made when it is not there yet.
Result<store::Workspace> make_workspace(const Context& context);

/// The workspace of this call. NotFound, with how to get one, when there is none yet: reading makes
/// nothing.
Result<store::Workspace> existing_workspace(const Context& context);

/// Refuses, before any long work, a file that could not be written at the end: another ending than
/// .html or .json, or a folder that is not there. An empty name is fine.
Result<> check_output(const std::string& file, const std::string& flag = "-o");

/// The same of a file with one of these endings.
Result<> check_output(const std::string& file, const std::string& flag,
                      const std::vector<std::string>& endings);

/// Refuses to write over a table that is read: a file, or one of those that a glob matches.
Result<> check_not_input(const std::string& file, const std::string& flag,
                         const std::string& input);

/// Refuses to write over a file that is there, unless forced. "-" is standard output.
Result<> check_free(const std::string& output, bool force);

/// The same of a draft, which must be a .toml file in a folder that is there.
Result<> check_draft(const std::string& output, bool force);

/// The answer to a request for a drafted file: written to `output`, or handed on as text for "-".
/// `next` is the command that goes on from it.
Result<Answer> drafted(const std::string& toml, const std::vector<std::string>& open_questions,
                       const std::string& output, const std::string& next);

/// The moment of this call, in microseconds since 1970 UTC.
std::int64_t now_of(const Context& context);

/// Writes the document as JSON or as the HTML report, by the file's ending.
Result<> write_output(const std::string& file, const Json& document, const Context& context);

/// The same for an answer's document, with the note "report: FILE" or "written: FILE" by `said`.
/// Does nothing without a file.
Result<> write_answer(const std::string& file, const std::string& said, Answer& answer,
                      const Context& context);

/// The same where -o asks for it.
Result<> write_asked(const Request& request, const std::string& said, Answer& answer,
                     const Context& context);

/// Notes the columns that were left out when a table was read, if there are any.
void note_skipped(const std::vector<std::string>& columns, Answer& answer);

}  // namespace assay::api
