#include "cli/program.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <iostream>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/interrupt.hpp"
#include "cli/page.hpp"
#include "cli/progress_line.hpp"
#include "cli/render.hpp"

namespace assay::cli {

namespace {

constexpr int kDone = 0;
constexpr int kNo = 1;

std::string now() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

std::string program_folder() {
    std::error_code failed;
    return std::filesystem::read_symlink("/proc/self/exe", failed).parent_path().string();
}

std::string working_folder() {
    std::error_code failed;
    return std::filesystem::current_path(failed).string();
}

std::optional<std::string> ask(std::string_view question) {
    write_whole(STDERR_FILENO, printable(question) + "\n> ");
    std::string answer;
    if (!std::getline(std::cin, answer)) {
        return std::nullopt;
    }
    return answer;
}

/// Both ends of the program's output, and what may be said where.
class Voice {
  public:
    Voice()
        : out(terminal_of(STDOUT_FILENO, from_environment)),
          error(terminal_of(STDERR_FILENO, from_environment)) {}

    const Terminal out, error;
    bool quiet = false;

    /// What was asked for, on standard output. Unavailable when it cannot be written, as on a full
    /// disk; that the reader went away is no failure.
    static Result<> print(std::string_view text) {
        if (write_whole(STDOUT_FILENO, text) == Written::Failed) {
            return fail(ErrorCode::Unavailable, "cannot write to standard output",
                        "check the free space where it goes");
        }
        return {};
    }
    void say(std::string_view text) const {
        write_whole(STDERR_FILENO, error.utf8 ? std::string(text) : ascii(text));
    }
    int complain(const Error& wrong) const {
        if (wrong.code == ErrorCode::Cancelled) {
            say("stopped; nothing was recorded\n");
            return exit_code(wrong.code);
        }
        Page page(error);
        page.line(page.paint(Tone::Bad, "error:") + " " + printable(wrong.what));
        if (!wrong.hint.empty()) {
            page.line(page.paint(Tone::Strong, "hint:") + " " + printable(wrong.hint));
        }
        say(page.text());
        return exit_code(wrong.code);
    }
    int finish(const Result<>& printed, int code) const {
        return printed ? code : complain(printed.error());
    }
};

Result<api::Answer> run_operation(const Call& call, const Voice& voice) {
    ProgressLine line(voice.error, seconds,
                      [](std::string_view text) { write_whole(STDERR_FILENO, text); });
    Interrupt interrupt([&] { line.clear(); });
    api::Context context;
    context.now = now;
    context.seconds = seconds;
    context.program_folder = program_folder();
    context.working_folder = working_folder();
    context.workspace = call.workspace;
    context.progress.stop = interrupt.flag();
    if (!voice.quiet) {
        context.progress.report = [&](std::string_view step, double share) {
            line.report(step, share);
        };
    }
    if (::isatty(STDIN_FILENO) == 1 && voice.error.interactive) {
        context.ask = ask;
    }
    context.on_cancel = [&](std::function<void()> cancel) {
        interrupt.on_cancel(std::move(cancel));
    };
    return call.operation->run(api::Request(call.values), context);
}

int show(const api::Answer& answer, const Call& call, const Voice& voice) {
    const auto printed =
        Voice::print(call.json ? dump(answer.document) + "\n" : render(answer, voice.out));
    if (!voice.quiet) {
        for (const auto& each : answer.notes) {
            voice.say(printable(each) + "\n");
        }
    }
    if (answer.failed) {
        return voice.complain(*answer.failed);
    }
    return voice.finish(printed, answer.no ? kNo : kDone);
}

int help(const Call& call, const Voice& voice) {
    const Terminal& terminal = voice.out;
    return voice.finish(
        Voice::print(call.operation != nullptr ? help_page(*call.operation, terminal)
                                               : command_list(commands(), call.group, terminal)),
        kDone);
}

int run_call(Call call, Voice& voice) {
    if (call.version) {
        call.operation = api::find_operation("version");
    }
    if (call.help) {
        return help(call, voice);
    }
    if (call.operation == nullptr) {
        voice.say(call.group.empty() ? overview(voice.error)
                                     : command_list(commands(), call.group, voice.error));
        return exit_code(ErrorCode::InvalidInput);
    }
    voice.quiet = call.quiet;
    const auto answer = run_operation(call, voice);
    return answer ? show(*answer, call, voice) : voice.complain(answer.error());
}

}  // namespace

int run_program(const std::vector<std::string>& arguments) {
    Voice voice;
    try {
        auto call = read_command_line(arguments, commands());
        return call ? run_call(*std::move(call), voice) : voice.complain(call.error());
    } catch (const std::bad_alloc&) {
        return voice.complain({.code = ErrorCode::Unavailable,
                               .what = "out of memory",
                               .hint = "study fewer rows with --query, or use a larger machine"});
    } catch (const std::exception& defect) {
        return voice.complain({.code = ErrorCode::Internal,
                               .what = std::string("a defect in assay: ") + defect.what(),
                               .hint = "please report it, with the command that led here"});
    }
}

}  // namespace assay::cli
