#include "api/study_keep.hpp"

#include <cctype>
#include <filesystem>

#include "api/surroundings.hpp"
#include "base/file.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {

namespace {

namespace fs = std::filesystem;

/// A name that is safe in a file name: letters, digits and single hyphens.
std::string file_stem(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0) {
            out += static_cast<char>(std::tolower(byte));
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    constexpr std::size_t kLongest = 60;
    return out.empty() ? "study" : out.substr(0, kLongest);
}

std::string shown(const fs::path& file, const Context& context) {
    const fs::path near = file.lexically_relative(context.working_folder);
    const bool beside = !near.empty() && *near.begin() != "..";
    return beside ? near.string() : file.string();
}

Result<fs::path> reports_folder(const fs::path& workspace) {
    fs::path folder = workspace / "reports";
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        return fail(ErrorCode::Unavailable,
                    "cannot make " + folder.string() + ": " + failed.message(),
                    "-o NAME.html writes the report elsewhere, --no-record keeps none here");
    }
    return folder;
}

/// The report as JSON and, where the program has its template, as HTML; the one that people open
/// is returned.
Result<fs::path> keep_reports(const fs::path& workspace, const study::Document& document,
                              std::string_view name, const Keeping& keeping, const Json& json,
                              const Context& context) {
    const fs::path folder = TRY(reports_folder(workspace));
    constexpr std::size_t kIdLength = 12;
    const std::string stem = file_stem(name) + "-" + document.id.substr(0, kIdLength);
    const fs::path as_json = folder / (stem + ".json");
    TRY(write_with_companions(as_json, json, keeping.companions, context));
    const fs::path as_html = folder / (stem + ".html");
    const auto written = write_with_companions(as_html, json, keeping.companions, context);
    return written ? as_html : as_json;
}

Result<> record(const study::Document& document, const study::Product& product,
                const Keeping& keeping, Context& context, Answer& answer) {
    if (context.on_cancel) {
        context.on_cancel({});
    }
    auto workspace = TRY(make_workspace(context));
    TRY(ledger::record(workspace, study::study_record(document, product), context.now()));
    const fs::path report = TRY(keep_reports(workspace.folder(), document, product.name, keeping,
                                             answer.document, context));
    if (keeping.output.empty()) {
        answer.notes.push_back("report: " + shown(report, context));
    }
    return {};
}

}  // namespace

StepClock::StepClock(const Context& context)
    : context_(context), start_(context.seconds()), step_start_(start_) {}

void StepClock::enter(std::string_view step) {
    // "fitting boosted trees, part 3 of 10" belongs to "fitting boosted trees".
    const std::string_view name = step.substr(0, step.find(','));
    if (name == step_) {
        return;
    }
    const double now = context_.seconds();
    if (!step_.empty()) {
        seconds_[step_] += now - step_start_;
    }
    step_ = name;
    step_start_ = now;
}

Progress StepClock::progress() {
    return {.report =
                [this](std::string_view step, double share) {
                    enter(step);
                    context_.progress.say(step, share);
                },
            .stop = context_.progress.stop};
}

void StepClock::finish(study::Run& run) {
    enter("");
    run.finished_at = context_.now();
    run.duration_s = context_.seconds() - start_;
    run.steps_s = std::move(seconds_);
}

Result<std::string> predictions_beside(const std::string& output, const std::string& product,
                                       const Context& context) {
    if (!output.empty()) {
        const fs::path report(output);
        return (report.parent_path() / (report.stem().string() + "-predictions.parquet")).string();
    }
    const auto workspace = TRY(make_workspace(context));
    const auto folder = TRY(reports_folder(workspace.folder()));
    return (folder / (file_stem(product) + "-predictions.parquet")).string();
}

Result<> keep_study(const study::Document& document, const study::Product& product,
                    const Keeping& keeping, Context& context, Answer& answer) {
    for (const auto& file : {keeping.predictions, keeping.model}) {
        if (!file.empty()) {
            answer.notes.push_back("written: " + file);
        }
    }
    if (!keeping.output.empty()) {
        TRY(write_with_companions(keeping.output, answer.document, keeping.companions, context));
        for (const auto& each : keeping.companions) {
            answer.notes.push_back("written: " + companion_file(keeping.output, each).string());
        }
        answer.notes.push_back("report: " + keeping.output);
    }
    if (keeping.record) {
        TRY(record(document, product, keeping, context, answer));
    }
    return {};
}

}  // namespace assay::api
