#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/progress.hpp"
#include "base/result.hpp"

// One table of operations. An operation is a name ("data profile"), a request whose parameters
// carry name, unit, help and default, a handler, and an example. From it derive the command line's
// flags and help, shell completion, the man page and the reference page; REST routes and OpenAPI
// will derive from it too. Every operation returns one document as JSON.

namespace assay::api {

enum class ParameterKind : std::uint8_t {
    Text,
    TextList,
    Number,
    Whole,
    Flag,
    InputFile,
    OutputFile
};

/// One parameter of an operation, as people give it.
struct Parameter {
    std::string name;  // "at-least": flag --at-least, JSON field at_least
    ParameterKind kind;
    std::string help;           // one line, no full stop
    std::string fallback = {};  // default in words, "" when none
    bool positional = false;
    bool required = false;
    std::string section = {};               // heading in the help: "", "the data", "output", …
    std::string value = {};                 // what the help calls its value, "COLUMN"; "" = by kind
    char letter = '\0';                     // short flag, 'o' for -o; none when zero
    std::vector<std::string> choices = {};  // the only values it may have; empty = any
};

/// Values given for one call, by parameter name.
class Request {
  public:
    explicit Request(Json values = Json::object()) : values_(std::move(values)) {}
    bool has(std::string_view name) const;
    std::string text(std::string_view name, std::string_view fallback = {}) const;
    std::vector<std::string> list(std::string_view name) const;
    /// The same where one text may hold several names with commas between them; trimmed,
    /// and empty ones go.
    std::vector<std::string> names(std::string_view name) const;
    std::optional<double> number(std::string_view name) const;
    std::int64_t whole(std::string_view name, std::int64_t fallback) const;
    bool flag(std::string_view name) const;

  private:
    Json values_;
};

/// What an operation needs from outside: it reads no clock and no environment of its own.
struct Context {
    std::function<std::string()> now;  // ISO 8601, UTC
    std::function<double()> seconds;   // a clock that only runs forward, for durations
    std::string program_folder;        // where the program and its lib/ and share/ lie
    std::string working_folder;
    std::string workspace;  // --workspace, or ""
    Progress progress;
    /// Asks the person one question; empty when nobody can answer (no terminal).
    std::function<std::optional<std::string>(std::string_view question)> ask;
    /// Called with a way to end the running SQL statement, so that Ctrl-C is prompt; and with an
    /// empty function once results are being recorded: that is short, and is not cut off.
    std::function<void(std::function<void()> cancel)> on_cancel;
};

/// What an operation answers: its document, how it reads in a terminal, and whether the answer is
/// "no" (exit code 1).
struct Answer {
    Json document;
    std::string kind;  // "study", "profile", …: which terminal rendering
    bool no = false;
    std::vector<std::string> notes = {};  // said on stderr: where files were written
    /// The document stands, but keeping it failed: it is shown, and the command fails.
    std::optional<Error> failed = std::nullopt;
};

struct Operation {
    std::string name;         // words with a space: "study", "study diff"
    std::string summary;      // one line
    std::string description;  // paragraphs for help, man and reference page
    std::vector<Parameter> parameters = {};
    std::string example = {};  // a command line that runs in examples/
    std::function<Result<Answer>(const Request&, Context&)> run;
    bool hidden = false;  // not listed in help, completion and man page
};

/// All operations, in the order in which help lists them.
std::span<const Operation> operations();

/// The operation of that name, or null.
const Operation* find_operation(std::string_view name);

/// The HTML report of a document (study or profile): the template with the document inlined.
/// NotFound when the program's share/report.html is missing.
Result<std::string> report_html(const Json& document, const Context& context);

}  // namespace assay::api
