#include "api/surroundings.hpp"

#include <algorithm>
#include <thread>

#include "base/file.hpp"
#include "base/moment.hpp"
#include "base/text.hpp"

namespace assay::api {

namespace fs = std::filesystem;

namespace {

constexpr const char* kStandardOutput = "-";

/// An ending that says the format, and a folder that is there.
Result<> check_place(const fs::path& path, const std::string& flag,
                     const std::vector<std::string>& endings, const std::string& hint) {
    const std::string said = flag + " " + path.string();
    if (std::ranges::find(endings, path.extension().string()) == endings.end()) {
        return fail(ErrorCode::InvalidInput, said + ": cannot tell which format is wanted", hint);
    }
    std::error_code unreadable;
    if (path.has_parent_path() && !fs::is_directory(path.parent_path(), unreadable)) {
        return fail(ErrorCode::NotFound,
                    said + ": there is no folder " + path.parent_path().string(),
                    "make it first, or choose another");
    }
    return {};
}

}  // namespace

CancellableEngine::CancellableEngine(std::unique_ptr<engine::Engine> engine, Context& context)
    : engine_(std::move(engine)), context_(&context) {
    if (context_->on_cancel) {
        // What cancel() answers is of no use to the thread that serves the signal: the statement
        // itself ends with Cancelled, or had ended already.
        context_->on_cancel([target = engine_.get()] { static_cast<void>(target->cancel()); });
    }
}

CancellableEngine::~CancellableEngine() {
    if (engine_ && context_->on_cancel) {
        context_->on_cancel([] {});
    }
}

Result<CancellableEngine> CancellableEngine::open(Context& context, int threads) {
    const engine::EngineOptions options{
        .library = fs::path(context.program_folder) / "lib" / "libduckdb.so",
        .threads = threads,
    };
    auto opened = TRY(engine::Engine::open(options));
    return CancellableEngine(std::make_unique<engine::Engine>(std::move(opened)), context);
}

Result<store::Workspace> make_workspace(const Context& context) {
    return store::Workspace::open(store::find_workspace(context.working_folder, context.workspace));
}

Result<store::Workspace> existing_workspace(const Context& context) {
    const fs::path folder = store::find_workspace(context.working_folder, context.workspace);
    std::error_code unreadable;
    if (!fs::exists(folder / "records.db", unreadable)) {
        return fail(ErrorCode::NotFound, "no ledger in " + folder.string(),
                    "`assay study` makes one; --workspace DIR reads another");
    }
    return store::Workspace::open(folder);
}

Result<> check_output(const std::string& file, const std::string& flag) {
    constexpr const char* kHint =
        "give it the ending .html for the report or .json for the document";
    return file.empty() ? Result<>() : check_place(file, flag, {".html", ".json"}, kHint);
}

Result<> check_output(const std::string& file, const std::string& flag,
                      const std::vector<std::string>& endings) {
    std::string either;
    for (const auto& each : endings) {
        either += (either.empty() ? "" : " or ") + each;
    }
    return file.empty() ? Result<>()
                        : check_place(file, flag, endings, "give it the ending " + either);
}

Result<> check_not_input(const std::string& file, const std::string& flag,
                         const std::string& input) {
    const auto files = engine::Engine::files(input);
    if (file.empty() || input.empty() || !files) {
        return {};
    }
    for (const auto& each : *files) {
        std::error_code unlike;
        if (fs::equivalent(file, each, unlike)) {
            return fail(ErrorCode::InvalidInput, flag + " " + file + " is the table that is read",
                        "write to another file");
        }
    }
    return {};
}

Result<> check_free(const std::string& output, bool force) {
    std::error_code unreadable;
    if (output != kStandardOutput && !force && fs::exists(output, unreadable)) {
        return fail(ErrorCode::InvalidInput, output + " is there already",
                    "write elsewhere with -o FILE, print it with -o -, or replace it with --force");
    }
    return {};
}

Result<> check_draft(const std::string& output, bool force) {
    if (output != kStandardOutput) {
        TRY(check_place(output, "-o", {".toml"},
                        "give it the ending .toml, or print it with -o -"));
    }
    return check_free(output, force);
}

Result<Answer> drafted(const std::string& toml, const std::vector<std::string>& open_questions,
                       const std::string& output, const std::string& next) {
    if (output == kStandardOutput) {
        return Answer{.document = {{"schema", "assay.text/1"}, {"text", toml}}, .kind = "text"};
    }
    TRY(write_file(output, toml));
    return Answer{.document = {{"schema", "assay.draft/1"},
                               {"toml", toml},
                               {"open_questions", open_questions},
                               {"written", output},
                               {"next", next}},
                  .kind = "draft"};
}

std::int64_t now_of(const Context& context) {
    const auto moment = parse_moment(context.now());
    ASSAY_CHECK(moment.has_value());
    return *moment;
}

Result<> write_output(const std::string& file, const Json& document, const Context& context) {
    if (fs::path(file).extension() == ".html") {
        return write_file(file, TRY(report_html(document, context)));
    }
    return write_file(file, dump(document) + "\n");
}

Result<> write_answer(const std::string& file, const std::string& said, Answer& answer,
                      const Context& context) {
    if (!file.empty()) {
        TRY(write_output(file, answer.document, context));
        answer.notes.push_back(said + ": " + file);
    }
    return {};
}

Result<> write_asked(const Request& request, const std::string& said, Answer& answer,
                     const Context& context) {
    return write_answer(request.text("output"), said, answer, context);
}

void note_skipped(const std::vector<std::string>& columns, Answer& answer) {
    if (!columns.empty()) {
        answer.notes.push_back("left out, as their type is no column: " + listed(columns));
    }
}

}  // namespace assay::api
