#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>

#include "base/moment.hpp"
#include "base/text.hpp"
#include "base/toml.hpp"
#include "data/contract.hpp"
#include "data/contract_rows.hpp"
#include "data/words.hpp"
#include "stats/rate.hpp"

namespace assay::data {
namespace {

using engine::Type;

// Fewer rows than these say little about what the next ones may hold.
constexpr std::int64_t kEnoughRows = 100;
constexpr std::int64_t kMostValues = 25;
// A closed set is believed when the chance of a value not yet seen, by Good (1953) the share of
// rows whose value was seen once, is below this.
constexpr double kMostUnseen = 0.002;
constexpr double kRoom = 0.25;  // of the range, on both sides

/// A number rounded outward to two figures of the range.
double outward(double value, double range, bool up) {
    if (range <= 0) {
        return value;
    }
    const double step = std::pow(10.0, std::floor(std::log10(range)) - 1);
    return up ? std::ceil(value / step) * step : std::floor(value / step) * step;
}

/// A rounded number without the last digits that binary fractions add.
std::string short_number(double value) {
    return fmt::format("{}", std::stod(fmt::format("{:.12g}", value)));
}

std::string table_name(const std::string& source) {
    const auto name = std::filesystem::path(source).stem().string();
    const auto end = name.find_first_of("*?[");
    return end == 0 || name.empty() ? "table" : name.substr(0, end);
}

/// A name as a TOML key: bare where it may be.
std::string key_text(const std::string& name) {
    const bool bare = !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
        return c < 0x80 && (std::isalnum(c) != 0 || c == '_' || c == '-');
    });
    return bare ? name : toml_text(name);
}

/// Values of a column in order, and how many of them one row holds alone.
struct SeenValues {
    std::vector<std::string> texts;
    std::int64_t once = 0;
};

SeenValues seen_texts(const engine::Column& column, const Distribution& values) {
    SeenValues out;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        if (values.level_rows[code] > 0) {
            out.texts.push_back(column.levels[code]);
            out.once += values.level_rows[code] == 1 ? 1 : 0;
        }
    }
    std::ranges::sort(out.texts);
    return out;
}

SeenValues seen_values(const engine::Column& column, const Distribution& values) {
    if (column.type == Type::Text) {
        return seen_texts(column, values);
    }
    SeenValues out;
    auto runs = most_frequent(values, static_cast<std::size_t>(values.distinct));
    std::ranges::sort(runs, {}, &Run::value);
    for (const auto& run : runs) {
        out.texts.push_back(value_text(column, run.value));
        out.once += run.rows == 1 ? 1 : 0;
    }
    return out;
}

/// Writes the contract from top to bottom and collects what a person must still say.
class Writer {
  public:
    Writer(const engine::Table& table, std::string source, std::int64_t now)
        : table_(table), profile_(profile(table)), source_(std::move(source)), now_(now) {}

    ContractDraft write();

  private:
    void line(std::string_view text) { draft_.toml += fmt::format("{}\n", text); }
    void key(std::string_view name, std::string_view value, std::string_view comment);
    void suggested(std::string_view name, std::string_view value, std::string_view comment) {
        key(fmt::format("# {}", name), value, comment);
    }
    void ask(std::string question) { draft_.open_questions.push_back(std::move(question)); }

    void contract();
    void table();
    void freshness();
    void column(const engine::Column& column, const ColumnProfile& profile);
    void missing(const ColumnProfile& profile);
    void range(const engine::Column& column, const ColumnProfile& profile,
               const Distribution& values);
    void days(const Distribution& values);
    void set(const engine::Column& column, const ColumnProfile& profile,
             const Distribution& values);

    const engine::Table& table_;
    Profile profile_;
    std::string source_;
    std::int64_t now_;
    std::string key_;
    ContractDraft draft_;
};

void Writer::key(std::string_view name, std::string_view value, std::string_view comment) {
    line(fmt::format("{:<32} # {}", fmt::format("{} = {}", name, value), comment));
}

ContractDraft Writer::write() {
    line(
        "# A contract, drafted from data: what readers of this table may rely on. Read each "
        "clause,");
    line("# tighten or loosen it, then hold every delivery to it: assay data contract check.");
    line("");
    contract();
    table();
    for (std::size_t at = 0; at < table_.columns.size(); ++at) {
        column(table_.columns[at], profile_.columns[at]);
    }
    return std::move(draft_);
}

void Writer::contract() {
    line("[contract]");
    key("name", toml_text(table_name(source_)), "a short name; from the file's name");
    key("version", toml_text("1.0"), "raise the first number when a promise is taken back");
    key("owner", toml_text(""), "EDIT: who answers for this table");
    line("");
    ask("[contract] owner: who answers for this table?");
}

void Writer::table() {
    line("[table]");
    key("source", toml_text(source_), "the file or glob that this speaks of");
    for (const auto& each : profile_.columns) {
        if (each.role == "id" && each.missing == 0 && profile_.rows >= kEnoughRows) {
            key_ = each.name;
            key("key", toml_list(std::vector{each.name}), "names each row once");
            break;
        }
    }
    const auto rows = profile_.rows;
    key("rows_at_least", std::to_string(rows / 2), "half of the " + count(rows) + " seen");
    key("rows_at_most", std::to_string(rows * 2), "twice as many");
    ask("[table] rows_at_least, rows_at_most: one table was seen; how many rows does the next "
        "have?");
    freshness();
    suggested("other_columns", "false", "when nobody may add a column");
    line("");
}

/// The newest value of the only time column says how fresh the table is, if it is fresh today.
void Writer::freshness() {
    const engine::Column* time = nullptr;
    for (const auto& each : table_.columns) {
        if (is_time(each) && time != nullptr) {
            ask("[table] time: more than one column holds times; which says how fresh it is?");
            return;
        }
        time = is_time(each) ? &each : time;
    }
    const auto values = time == nullptr ? Distribution{} : distribute(*time);
    if (values.distinct < 3) {
        return;
    }
    double widest = static_cast<double>(kMicrosecondsADay);
    for (std::size_t i = 1; i < values.sorted.size(); ++i) {
        widest = std::max(widest, values.sorted[i] - values.sorted[i - 1]);
    }
    const auto days = std::ceil(2 * widest / static_cast<double>(kMicrosecondsADay));
    const double age = static_cast<double>(now_) - values.sorted.back();
    const bool fresh = age <= days * static_cast<double>(kMicrosecondsADay);
    const auto span = toml_text(fmt::format("{} days", days));
    const auto name = toml_text(time->name);
    if (fresh) {
        key("time", name, "its newest value says how fresh the table is");
        key("max_age", span, "twice the widest gap between its values");
        return;
    }
    suggested(
        "time", name,
        "its newest value is " + value_text(*time, values.sorted.back()) + ": not a fresh table");
    suggested("max_age", span, "twice the widest gap between its values");
}

void Writer::column(const engine::Column& column, const ColumnProfile& profile) {
    const auto values = distribute(column);
    line(fmt::format("[columns.{}]", key_text(column.name)));
    if (values.present() == 0) {
        suggested("type", toml_text("text"), "EDIT: no row has a value");
        line("");
        ask(fmt::format("[columns.{}] type: the column is empty; what will it hold?",
                        key_text(column.name)));
        return;
    }
    key("type", toml_text(type_name(column.type)),
        column.type == Type::Text && all_dates(column, values) ? "it reads as dates, as text"
                                                               : profile.role);
    missing(profile);
    const bool unique = profile.role == "id" && values.distinct == values.present();
    if (column.name == key_) {
        suggested("unique", "true", "the key of the table says so already");
    } else if (unique && values.present() >= kEnoughRows) {
        key("unique", "true", fmt::format("no value twice in {} rows", count(values.present())));
    } else if (profile.role == "category" || column.type == Type::Text) {
        set(column, profile, values);
    } else {
        range(column, profile, values);
    }
    line("");
}

void Writer::missing(const ColumnProfile& profile) {
    const auto rows = profile_.rows;
    if (profile.missing == 0 && rows >= kEnoughRows) {
        key("nullable", "false", fmt::format("missing in none of {} rows", count(rows)));
        return;
    }
    const auto end = stats::clopper_pearson({.hits = profile.missing, .trials = rows}, 0.99);
    const double most = end ? std::min(1.0, std::ceil(end->high * 100) / 100) : 1;
    const auto said = fmt::format("missing in {} of {} rows; up to this many are likely",
                                  count(profile.missing), count(rows));
    if (most < 1) {
        key("missing_at_most", fmt::format("{}", most), said);
    } else {
        suggested("missing_at_most", "0.5", said);
    }
}

void Writer::range(const engine::Column& column, const ColumnProfile& profile,
                   const Distribution& values) {
    const auto finite = values.finite();
    if (is_time(column)) {
        days(values);
        return;
    }
    if (column.type == Type::Boolean || finite.empty()) {
        return;
    }
    const double low = finite.front();
    const double high = finite.back();
    const double width = high - low;
    const bool share = column.type == Type::Real && low >= 0 && high <= 1;
    double min = share ? 0 : outward(low - kRoom * width, width, false);
    double max = share ? 1 : outward(high + kRoom * width, width, true);
    min = low >= 0 ? std::max(0.0, min) : min;
    max = high <= 0 ? std::min(0.0, max) : max;
    if (column.type == Type::Integer) {
        min = std::floor(min);
        max = std::ceil(max);
    }
    const auto seen =
        fmt::format("seen: {} to {}", value_text(column, low), value_text(column, high));
    const bool infinite = finite.size() < values.sorted.size();
    const bool few = values.present() < kEnoughRows || profile.role == "id" || width <= 0;
    const auto say = few || infinite || !std::isfinite(width) ? &Writer::suggested : &Writer::key;
    (this->*say)("min", short_number(min), seen);
    (this->*say)("max", short_number(max), "with room of a quarter of that range");
}

void Writer::days(const Distribution& values) {
    const auto first = static_cast<std::int64_t>(values.sorted.front());
    const auto last = static_cast<std::int64_t>(values.sorted.back());
    suggested("min", iso_time(first, true), "first and last day seen; the next table moves on");
    suggested("max", iso_time(last, true), "a day holds all of its hours");
}

void Writer::set(const engine::Column& column, const ColumnProfile& profile,
                 const Distribution& values) {
    if (profile.role != "category" || values.distinct > kMostValues ||
        column.type == Type::Boolean) {
        return;
    }
    const auto [texts, once] = seen_values(column, values);
    const bool empty = std::ranges::find(texts, "") != texts.end();
    const double unseen = static_cast<double>(once) / static_cast<double>(values.present());
    const bool closed = values.present() >= kEnoughRows && unseen < kMostUnseen && !empty;
    const auto list =
        column.type == Type::Text ? toml_list(texts) : fmt::format("[{}]", fmt::join(texts, ", "));
    const auto say = closed ? &Writer::key : &Writer::suggested;
    (this->*say)("values", list,
                 closed ? fmt::format("the only ones in {} rows", count(values.present()))
                        : "seen so far; too few rows to call the set closed");
}

}  // namespace

ContractDraft draft_contract(const engine::Table& table, const std::string& source,
                             std::int64_t now) {
    return Writer(table, source, now).write();
}

}  // namespace assay::data
