#include <filesystem>
#include <initializer_list>

#include "api/api.hpp"
#include "base/file.hpp"

namespace assay::api {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), with);
        at += with.size();
    }
}

/// Inside a script element only "<" can end the block; U+2028 and U+2029 break older readers.
std::string inlined(const Json& document) {
    std::string json = dump(document, false);
    replace_all(json, "<", "\\u003c");
    replace_all(json, "\u2028", "\\u2028");
    replace_all(json, "\u2029", "\\u2029");
    return json;
}

std::string text_at(const Json& document, const std::string& pointer) {
    const Json::json_pointer path(pointer);
    return document.contains(path) && document[path].is_string() ? document[path].get<std::string>()
                                                                 : std::string();
}

/// The first of these places that holds a text: documents of different kinds name theirs anew.
std::string first_text(const Json& document, std::initializer_list<const char*> pointers) {
    for (const char* pointer : pointers) {
        if (auto text = text_at(document, pointer); !text.empty()) {
            return text;
        }
    }
    return {};
}

void add(std::string& page, const char* open, const std::string& text, const char* close) {
    if (!text.empty()) {
        page += open + escaped(text) + close;
    }
}

/// What mail previews, searches and browsers without script see.
std::string summary(const Json& document) {
    std::string page = "<main>";
    add(page, "<h1>",
        first_text(document,
                   {"/title", "/claim", "/source", "/current", "/contract", "/after/named"}),
        "</h1>");
    add(page, "<p><b>", first_text(document, {"/verdict/headline", "/headline"}), "</b></p>");
    add(page, "<p>", first_text(document, {"/verdict/sentence", "/sentence"}), "</p>");
    for (const char* reasons : {"/verdict/because", "/reasons", "/sentences"}) {
        const Json::json_pointer place(reasons);
        if (!document.contains(place) || !document[place].is_array()) {
            continue;
        }
        for (const auto& each : document[place]) {
            add(page, "<p>", each.is_string() ? each.get<std::string>() : "", "</p>");
        }
    }
    return page + "</main>";
}

/// Puts `text` in the place of the mark, which must stand in the template once. The text itself is
/// never searched for marks.
Result<std::size_t> mark_position(const std::string& page, const std::string& mark) {
    const auto at = page.find(mark);
    if (at == std::string::npos || page.find(mark, at + mark.size()) != std::string::npos) {
        return fail(ErrorCode::Internal, "the report template must hold " + mark + " once",
                    "install assay again, or build web/");
    }
    return at;
}

}  // namespace

Result<std::string> report_html(const Json& document, const Context& context) {
    const auto file = std::filesystem::path(context.program_folder) / "share" / "report.html";
    auto page = read_file(file);
    if (!page) {
        return fail(page.error().code, "no report template: " + page.error().what,
                    "the program was built without its report; write JSON with -o NAME.json");
    }
    static const std::string kSummary = "<!--assay:summary-->";
    static const std::string kData = "<!--assay:data-->";
    const auto summary_at = TRY(mark_position(*page, kSummary));
    const auto data_at = TRY(mark_position(*page, kData));
    // The later mark first: so the earlier position still holds.
    const auto fill = [&](std::size_t at, const std::string& mark, const std::string& text) {
        page->replace(at, mark.size(), text);
    };
    const std::string static_part = summary(document);
    const std::string data = inlined(document);
    if (summary_at < data_at) {
        fill(data_at, kData, data);
        fill(summary_at, kSummary, static_part);
    } else {
        fill(summary_at, kSummary, static_part);
        fill(data_at, kData, data);
    }
    return *std::move(page);
}

}  // namespace assay::api
