#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "validate/sample.hpp"

// A slice by a column that follows from the label, or from the decision, says only where labels or
// decisions are what they are.

namespace assay::validate {
namespace {

constexpr std::int64_t kRowsALevel = 10;  // of fewer, a level has one answer by luck
constexpr std::int32_t kNone = -1;
constexpr std::int32_t kMixed = -2;

/// The one answer of each level; kNone without rows.
std::vector<std::int32_t> answers_of(const SliceColumn& column,
                                     std::span<const std::int32_t> answer) {
    std::vector<std::int32_t> out(column.words.size(), kNone);
    for (std::size_t row = 0; row < column.level.size(); ++row) {
        if (column.level[row] >= 0) {
            auto& seen = out[static_cast<std::size_t>(column.level[row])];
            seen = seen == kNone || seen == answer[row] ? answer[row] : kMixed;
        }
    }
    return out;
}

bool tells(const SliceColumn& column, std::span<const std::int32_t> answer) {
    const auto rows =
        std::ranges::count_if(column.level, [](std::int16_t level) { return level >= 0; });
    if (rows < kRowsALevel * std::ssize(column.words) || 2 * rows < std::ssize(column.level)) {
        return false;
    }
    auto found = answers_of(column, answer);
    std::erase(found, kNone);
    const bool pure = std::ranges::find(found, kMixed) == found.end();
    return pure && std::ranges::any_of(found, [&](auto each) { return each != found.front(); });
}

}  // namespace

std::vector<std::string> drop_telling(std::vector<SliceColumn>& columns,
                                      std::span<const std::int32_t> answer) {
    std::vector<std::string> out;
    std::erase_if(columns, [&](const SliceColumn& column) {
        const bool told = tells(column, answer);
        if (told) {
            out.push_back(column.name);
        }
        return told;
    });
    return out;
}

void telling_columns(const std::vector<std::string>& names, std::string_view what,
                     std::vector<Finding>& findings) {
    for (const auto& name : names) {
        findings.push_back(
            {.code = "not-a-slice",
             .severity = Severity::Info,
             .column = name,
             .sentence = fmt::format("\"{}\" tells {} by itself: it makes no slices.", name, what),
             .fix = "nothing, if it is known only afterwards; else ask what it is made of"});
    }
}

}  // namespace assay::validate
