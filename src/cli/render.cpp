#include "cli/render.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"

namespace assay::cli {

namespace {

using View = std::string (*)(const Json&, const Terminal&);

/// A described document read back from its JSON.
template <class T>
T read_back(const Json& json) {
    T out;
    const auto read = from_json(json, "document", out);
    ASSAY_CHECK(read.has_value());
    return out;
}

std::string text_at(const Json& document, const char* name) {
    const auto found = document.find(name);
    return found != document.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string();
}

std::string study_view(const Json& document, const Terminal& terminal) {
    const auto read = study::read_document(document);
    return read ? render_study(*read, terminal) : dump(document) + "\n";
}

std::string profile_view(const Json& document, const Terminal& terminal) {
    return render_profile(read_back<data::Profile>(document), terminal);
}

std::string check_view(const Json& document, const Terminal& terminal) {
    return render_check(read_back<data::Inspection>(document), terminal);
}

std::string labels_view(const Json& document, const Terminal& terminal) {
    return render_labels(read_back<data::Labelling>(document), terminal);
}

std::string drift_view(const Json& document, const Terminal& terminal) {
    return render_drift(read_back<data::DriftReport>(document), terminal);
}

std::string evaluation_view(const Json& document, const Terminal& terminal) {
    return render_evaluation(read_back<study::EvaluationDocument>(document), terminal);
}

std::string multiclass_view(const Json& document, const Terminal& terminal) {
    return render_multiclass(read_back<study::MulticlassDocument>(document), terminal);
}

std::string regression_view(const Json& document, const Terminal& terminal) {
    return render_regression(read_back<study::RegressionDocument>(document), terminal);
}

std::string claim_view(const Json& document, const Terminal& terminal) {
    return render_claim_check(read_back<study::ClaimCheck>(document), terminal);
}

std::string diff_view(const Json& document, const Terminal& terminal) {
    return render_study_diff(read_back<study::StudyDiff>(document), terminal);
}

std::string contract_check_view(const Json& document, const Terminal& terminal) {
    return render_contract_check(read_back<data::ContractCheck>(document), terminal);
}

std::string contract_diff_view(const Json& document, const Terminal& terminal) {
    return render_contract_diff(read_back<data::ContractDiff>(document), terminal);
}

std::string plan_view(const Json& document, const Terminal& terminal) {
    const auto plan = read_back<study::Plan>(document);
    Page page(terminal);
    page.line(page.paint(Tone::Strong, "What a study would do"));
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        page.item(right(std::to_string(i + 1), 2), plan.steps[i]);
    }
    page.line();
    page.paragraph("About " + figure(std::max(1.0, std::round(plan.seconds)), 2) +
                       " s on this machine. Nothing was fitted, and nothing was recorded.",
                   0);
    return page.text();
}

std::string ledger_list_view(const Json& document, const Terminal& terminal) {
    std::vector<ledger::Line> entries;
    const auto read = from_json(document["entries"], "entries", entries);
    ASSAY_CHECK(read.has_value());
    return render_ledger_list(entries, terminal);
}

std::string data_diff_view(const Json& document, const Terminal& terminal) {
    return render_data_diff(read_back<data::DataDiff>(document), terminal);
}

std::string sample_view(const Json& document, const Terminal& terminal) {
    return render_sample(read_back<data::Sample>(document), terminal);
}

std::string card_view(const Json& document, const Terminal& terminal) {
    return render_card(read_back<data::CardCheck>(document), terminal);
}

std::string snapshot_list_view(const Json& document, const Terminal& terminal) {
    std::vector<ledger::Snapshot> snapshots;
    const auto read = from_json(document["snapshots"], "snapshots", snapshots);
    ASSAY_CHECK(read.has_value());
    return render_snapshots(snapshots, terminal);
}

std::string sentence_view(const Json& document, const Terminal& terminal) {
    Page page(terminal);
    page.paragraph(text_at(document, "sentence"), 0);
    return page.text();
}

std::string draft_view(const Json& document, const Terminal& terminal) {
    Page page(terminal);
    const std::string file = text_at(document, "written");
    page.line("Drafted " + page.paint(Tone::Strong, file) + ".");
    if (document.contains("open_questions") && !document["open_questions"].empty()) {
        page.heading("Still to be said");
        for (const auto& each : document["open_questions"]) {
            page.item("?", each.get<std::string>());
        }
    }
    page.heading("Next");
    page.line("  Read it and finish it, then: " + text_at(document, "next"));
    return page.text();
}

std::string raw_text_view(const Json& document, const Terminal&) {
    return text_at(document, "text");
}

std::string version_view(const Json& document, const Terminal&) {
    return "assay " + text_at(document, "version") + "\n";
}

std::string nothing(const Json&, const Terminal&) {
    return {};
}

/// Control characters from data never reach the terminal.
Json made_printable(const Json& value) {
    if (value.is_string()) {
        return printable(value.get<std::string>());
    }
    if (!value.is_structured()) {
        return value;
    }
    Json out = value.is_array() ? Json::array() : Json::object();
    for (const auto& [key, each] : value.items()) {
        if (value.is_array()) {
            out.push_back(made_printable(each));
        } else {
            out[printable(key)] = made_printable(each);
        }
    }
    return out;
}

}  // namespace

std::string range(double low, double high) {
    return std::isnan(low) || std::isnan(high) ? std::string()
                                               : figure(low) + " to " + figure(high);
}

std::string histogram(const std::vector<std::int64_t>& counts, int width) {
    if (counts.empty() || width <= 0) {
        return {};
    }
    // Neighbouring bins are added up where there is less room than bins.
    std::vector<std::int64_t> bars(std::min(counts.size(), static_cast<std::size_t>(width)), 0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        bars[i * bars.size() / counts.size()] += counts[i];
    }
    static constexpr std::string_view kHeights[] = {"\u2581", "\u2582", "\u2583", "\u2584",
                                                    "\u2585", "\u2586", "\u2587"};
    const auto tallest =
        static_cast<double>(std::max<std::int64_t>(1, *std::max_element(bars.begin(), bars.end())));
    std::string out;
    for (const auto each : bars) {
        const double share = static_cast<double>(each) / tallest;
        out += each == 0 ? std::string_view(" ")
                         : kHeights[static_cast<std::size_t>(std::lround(share * 6))];
    }
    return out;
}

std::string render(const api::Answer& answer, const Terminal& terminal) {
    static const std::map<std::string, View> views = {
        {"study", study_view},
        {"profile", profile_view},
        {"drift", drift_view},
        {"labels", labels_view},
        {"check", check_view},
        {"study diff", diff_view},
        {"evaluation", evaluation_view},
        {"multi-class evaluation", multiclass_view},
        {"regression evaluation", regression_view},
        {"claim check", claim_view},
        {"plan", plan_view},
        {"draft", draft_view},
        {"contract check", contract_check_view},
        {"contract diff", contract_diff_view},
        {"snapshot", sentence_view},
        {"snapshot list", snapshot_list_view},
        {"card", card_view},
        {"data diff", data_diff_view},
        {"sample", sample_view},
        {"ledger list", ledger_list_view},
        {"ledger show", render_ledger_entry},
        {"ledger verify", sentence_view},
        {"text", raw_text_view},
        {"version", version_view},
        {"written", nothing},
    };
    const auto view = views.find(answer.kind);
    if (view == views.end()) {
        return dump(answer.document) + "\n";
    }
    // A text is handed on as it is: a file's content, not a screen.
    return answer.kind == "text" ? raw_text_view(answer.document, terminal)
                                 : view->second(made_printable(answer.document), terminal);
}

}  // namespace assay::cli
