#include "engine/csv_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "base/text.hpp"

namespace assay::engine {
namespace {

constexpr char kQuote = '"';

// Calls visit(character, quoted) for each character of a line; the quotes themselves count as
// quoted.
template <class Visit>
void each_character(std::string_view line, Visit&& visit) {
    bool quoted = false;
    for (const char c : line) {
        if (c == kQuote) {
            quoted = !quoted;
        }
        visit(c, quoted || c == kQuote);
    }
}

bool is_number(std::string_view text) {
    double value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

}  // namespace

char delimiter_of(std::string_view header) {
    constexpr std::array<char, 4> kKnown{',', '\t', ';', '|'};
    std::array<int, kKnown.size()> seen{};
    each_character(header, [&](char c, bool quoted) {
        for (std::size_t i = 0; i < kKnown.size(); ++i) {
            seen[i] += !quoted && c == kKnown[i] ? 1 : 0;
        }
    });
    return kKnown[static_cast<std::size_t>(std::ranges::max_element(seen) - seen.begin())];
}

std::vector<std::string> fields_of(std::string_view line, char delimiter) {
    std::vector<std::string> out(1);
    char last = '\0';
    each_character(line, [&](char c, bool quoted) {
        if (c == delimiter && !quoted) {
            out.emplace_back();
        } else if (c != kQuote || (last == kQuote && quoted)) {
            out.back() += c;
        }
        last = c == kQuote && last == kQuote ? '\0' : c;
    });
    return out;
}

Result<std::vector<std::string>> check_header(std::string_view header, char delimiter,
                                              const std::string& file) {
    auto names = fields_of(header, delimiter);
    if (std::ranges::all_of(names, is_number)) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the first line of {} holds numbers, not column names", file),
                    "put a line with the names of the columns above the data");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (std::size_t j = i + 1; j < names.size() && !names[i].empty(); ++j) {
            if (lower(names[i]) == lower(names[j])) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("{} names column \"{}\" twice, as columns {} and {}", file,
                                        names[j], i + 1, j + 1),
                            "rename one; capital and small letters are not told apart");
            }
        }
    }
    return names;
}

namespace {

/// Follows a CSV text byte by byte and remembers where its records begin.
class Follower {
  public:
    explicit Follower(char delimiter) : delimiter_(delimiter) {}

    /// Takes one line without its line feed; the fault it completes, if any.
    std::optional<std::string> take(std::string_view line) {
        ++line_;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (!quoted_) {
            start_ = line_;
            fields_ = 1;
            stray_ = false;
            blank_ = line.empty();
        }
        follow(line);
        return quoted_ ? std::nullopt : finish_record();
    }

    std::optional<std::string> finish_file() const {
        if (!quoted_) {
            return std::nullopt;
        }
        return fmt::format("line {}: a quote opens and is never closed", count(opened_));
    }

    std::int64_t line() const { return line_; }

  private:
    void follow(std::string_view line) {
        bool at_start = !quoted_;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const char c = line[i];
            if (quoted_) {
                i += follow_quoted(line.substr(i));
            } else if (c == kQuote && at_start) {
                quoted_ = true;
                opened_ = line_;
            } else {
                fields_ += c == delimiter_ ? 1 : 0;
            }
            at_start = !quoted_ && c == delimiter_;
        }
    }

    // Takes the next character of a quoted field; how many more it stands for.
    std::size_t follow_quoted(std::string_view rest) {
        if (rest.front() != kQuote) {
            return 0;
        }
        if (rest.substr(1).starts_with(kQuote)) {
            return 1;
        }
        quoted_ = false;
        stray_ = stray_ || (rest.size() > 1 && rest[1] != delimiter_);
        return 0;
    }

    std::optional<std::string> finish_record() {
        if (expected_ == 0) {
            expected_ = fields_;
        }
        if (stray_) {
            return fmt::format("line {}: text follows the closing quote of a field", count(start_));
        }
        if (blank_ || fields_ == expected_) {
            return std::nullopt;
        }
        return fmt::format("line {}: {} fields where the header has {}", count(start_), fields_,
                           expected_);
    }

    char delimiter_;
    bool quoted_ = false;
    bool blank_ = false;
    bool stray_ = false;  // a quoted field is followed by more than a delimiter
    std::int64_t line_ = 0, start_ = 0, opened_ = 0;
    int fields_ = 1, expected_ = 0;
};

Error not_utf8(const std::string& file, std::string_view text, std::int64_t line,
               std::size_t byte) {
    const bool wide = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    return {ErrorCode::InvalidInput,
            fmt::format("{}, line {}: byte {} is not UTF-8", file, count(line), byte + 1),
            fmt::format("convert it first, as in iconv -f {} -t utf-8 {} > utf8.csv",
                        wide ? "utf-16" : "latin1", file)};
}

}  // namespace

std::optional<Error> first_fault(const std::filesystem::path& file, char delimiter) {
    std::ifstream in(file, std::ios::binary);
    Follower follower(delimiter);
    const auto fault = [&](std::string text) {
        return Error{ErrorCode::InvalidInput, fmt::format("{}, {}", file.string(), text),
                     "mend that line, or export the file again"};
    };
    for (std::string line; std::getline(in, line);) {
        std::size_t byte = 0;
        if (!valid_utf8(line, &byte)) {
            return not_utf8(file.string(), line, follower.line() + 1, byte);
        }
        if (auto wrong = follower.take(line)) {
            return fault(*wrong);
        }
    }
    const auto wrong = follower.finish_file();
    return wrong ? std::optional(fault(*wrong)) : std::nullopt;
}

}  // namespace assay::engine
