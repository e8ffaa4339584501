#include "api/interview.hpp"

#include <array>
#include <vector>

#include "api/amounts.hpp"

namespace assay::api {

namespace {

enum class Kind : std::uint8_t { Text, Number };

struct Question {
    std::string_view table, key, words;
    Kind kind;
};

constexpr std::array kQuestions{
    Question{"product", "decision", "Who decides what, and when, for each row? (Enter skips)",
             Kind::Text},
    Question{"rule", "sql", "What would you do without a model? SQL, such as delay >= 15",
             Kind::Text},
    Question{"costs", "currency", "In which currency, or unit, do you count?", Kind::Text},
    Question{"costs", "true_positive", "What is it worth to act, and rightly?", Kind::Number},
    Question{"costs", "false_positive", "And to act in vain? (a loss is negative)", Kind::Number},
    Question{"costs", "decisions_per_month", "How many such decisions fall in a month?",
             Kind::Number},
};

/// A TOML basic string; answers are single lines.
std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += static_cast<unsigned char>(c) < 0x20U ? ' ' : c;
    }
    return out + "\"";
}

/// The value as TOML; nothing when a number was wanted and another thing was said.
std::optional<std::string> as_toml(Kind kind, const std::string& said) {
    if (kind == Kind::Text) {
        return in_quotes(said);
    }
    const auto amount = parse_amount("", said);
    if (!amount) {
        return std::nullopt;
    }
    const auto dots = said.find("..");
    return dots == std::string::npos
               ? said
               : "[" + said.substr(0, dots) + ", " + said.substr(dots + 2) + "]";
}

std::string_view without_mark(std::string_view line) {
    return line.starts_with("# ") ? line.substr(2) : line;
}

void mark_answered(study::Draft& draft, const Question& question) {
    const std::string about =
        "[" + std::string(question.table) + "] " + std::string(question.key) + ":";
    std::erase_if(draft.open_questions,
                  [&](const std::string& each) { return each.starts_with(about); });
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

bool set_key(std::string& toml, std::string_view table, std::string_view key,
             std::string_view value) {
    auto lines = lines_of(toml);
    std::string* heading = nullptr;
    std::string* found = nullptr;
    for (auto& line : lines) {
        const std::string_view bare = without_mark(line);
        if (bare.starts_with('[')) {
            heading = bare == "[" + std::string(table) + "]" ? &line : nullptr;
        } else if (heading != nullptr && bare.starts_with(std::string(key) + " =")) {
            found = &line;
            break;
        }
    }
    if (found == nullptr) {
        return false;
    }
    *heading = std::string(without_mark(*heading));
    *found = std::string(key) + " = " + std::string(value);
    toml.clear();
    for (const auto& each : lines) {
        toml += each + "\n";
    }
    return true;
}

void interview(study::Draft& draft, const Ask& ask) {
    for (const auto& question : kQuestions) {
        auto said = ask(question.words);
        std::optional<std::string> value;
        while (said && !said->empty() && !(value = as_toml(question.kind, *said))) {
            said = ask("\"" + *said + "\" is neither a number nor a range such as 4..8");
        }
        if (!said) {
            return;
        }
        if (value && set_key(draft.toml, question.table, question.key, *value)) {
            mark_answered(draft, question);
        }
    }
}

}  // namespace assay::api
