#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/text.hpp"
#include "data/contract_rows.hpp"
#include "data/key_match.hpp"
#include "data/snapshot.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kExamples = 5;
constexpr std::size_t kCellsAtOnce = 32'000'000;

using Columns = std::vector<engine::ColumnInfo>;

/// Code of each old level among the new levels, so that texts are compared as numbers.
std::vector<std::int32_t> translated(const engine::Column& before, const engine::Column& after) {
    std::unordered_map<std::string_view, std::int32_t> codes;
    for (std::size_t code = 0; code < after.levels.size(); ++code) {
        codes.emplace(after.levels[code], static_cast<std::int32_t>(code));
    }
    constexpr std::int32_t kNowhere = -2;
    std::vector<std::int32_t> out;
    for (const auto& level : before.levels) {
        const auto found = codes.find(level);
        out.push_back(found == codes.end() ? kNowhere : found->second);
    }
    return out;
}

/// Whether two columns hold the same value in a pair of rows.
class Equality {
  public:
    Equality(const engine::Column& before, const engine::Column& after)
        : before_(before), after_(after) {
        both_text_ = !is_ordered(before) && !is_ordered(after);
        both_ordered_ =
            is_ordered(before) && is_ordered(after) && is_time(before) == is_time(after);
        if (both_text_) {
            codes_ = translated(before, after);
        }
    }
    bool operator()(std::size_t old_row, std::size_t new_row) const {
        const bool gone = before_.missing(old_row);
        if (gone || after_.missing(new_row)) {
            return gone == after_.missing(new_row);
        }
        if (both_text_) {
            return codes_[static_cast<std::size_t>(before_.codes[old_row])] ==
                   after_.codes[new_row];
        }
        return both_ordered_ ? value_at(before_, old_row) == value_at(after_, new_row)
                             : text_at(before_, old_row) == text_at(after_, new_row);
    }

  private:
    const engine::Column& before_;
    const engine::Column& after_;
    bool both_text_ = false;
    bool both_ordered_ = false;
    std::vector<std::int32_t> codes_;
};

/// The comparison of two tables, step by step.
class Comparison {
  public:
    Comparison(engine::Engine& engine, const NamedSource& before, const NamedSource& after,
               const std::vector<std::string>& key, const Progress& progress)
        : engine_(engine), before_(before), after_(after), progress_(progress) {
        out_.key = key;
        out_.before.named = before.named;
        out_.after.named = after.named;
    }
    Result<DataDiff> run();

  private:
    Result<engine::Table> read(const NamedSource& side, const std::vector<std::string>& names);
    Result<> describe();
    Result<> check_key() const;
    Result<> match();
    Result<> compare_columns();
    ColumnDiff compare(const engine::Column& before, const engine::Column& after);
    void count_rows();
    void say();

    engine::Engine& engine_;
    const NamedSource& before_;
    const NamedSource& after_;
    const Progress& progress_;
    Columns old_columns_, new_columns_;
    std::vector<std::string> common_;  // columns of both, without the key
    KeyedRows old_rows_, new_rows_;
    std::vector<std::uint32_t> partner_;  // of each new row
    std::vector<bool> changed_;           // each new row
    DataDiff out_;
};

const engine::ColumnInfo* find(const Columns& columns, const std::string& name) {
    const auto found = std::ranges::find(columns, name, &engine::ColumnInfo::name);
    return found == columns.end() ? nullptr : &*found;
}

Result<engine::Table> Comparison::read(const NamedSource& side,
                                       const std::vector<std::string>& names) {
    std::string list;
    for (const auto& name : names) {
        list += (list.empty() ? "" : ", ") + quoted_name(name);
    }
    auto source = side.source;
    source.query = fmt::format("SELECT {} FROM data", list);
    return engine_.read(source);
}

Result<> Comparison::describe() {
    old_columns_ = TRY(engine_.describe(before_.source));
    new_columns_ = TRY(engine_.describe(after_.source));
    for (const auto& column : old_columns_) {
        const auto* now = find(new_columns_, column.name);
        const std::string type(type_name(column.type));
        if (now == nullptr) {
            out_.schema_changes.push_back({column.name, "removed", type, ""});
        } else if (now->type != column.type) {
            out_.schema_changes.push_back(
                {column.name, "type", type, std::string(type_name(now->type))});
        }
        if (now != nullptr && std::ranges::find(out_.key, column.name) == out_.key.end()) {
            common_.push_back(column.name);
        }
    }
    for (const auto& column : new_columns_) {
        if (find(old_columns_, column.name) == nullptr) {
            out_.schema_changes.push_back(
                {column.name, "added", "", std::string(type_name(column.type))});
        }
    }
    out_.before.columns = static_cast<std::int64_t>(old_columns_.size());
    out_.after.columns = static_cast<std::int64_t>(new_columns_.size());
    return {};
}

/// Numbers among themselves, times among themselves, text alone: only these can be matched.
int kind_of(engine::Type type) {
    const bool time = type == engine::Type::Date || type == engine::Type::Timestamp;
    return type == engine::Type::Text ? 0 : time ? 1 : 2;
}

Result<> Comparison::check_key() const {
    for (const auto& name : out_.key) {
        for (const auto& [side, columns] :
             {std::pair{&before_, &old_columns_}, std::pair{&after_, &new_columns_}}) {
            if (find(*columns, name) == nullptr) {
                std::vector<std::string> known;
                std::ranges::transform(*columns, std::back_inserter(known),
                                       &engine::ColumnInfo::name);
                return fail(ErrorCode::NotFound,
                            fmt::format("--key: {} has no column \"{}\"", side->named, name),
                            suggest(name, known));
            }
        }
        const auto old_type = find(old_columns_, name)->type;
        const auto new_type = find(new_columns_, name)->type;
        if (kind_of(old_type) != kind_of(new_type)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("--key: {} is {} in {} and {} in {}", name, type_name(old_type),
                                    before_.named, type_name(new_type), after_.named),
                        "write both tables with one type, or choose another key");
        }
    }
    return {};
}

Result<> Comparison::match() {
    progress_.say("matching keys", 0);
    old_rows_ = TRY(key_rows(TRY(read(before_, out_.key)), before_.named));
    TRY(progress_.check());
    new_rows_ = TRY(key_rows(TRY(read(after_, out_.key)), after_.named));
    partner_ = partners(old_rows_, new_rows_);
    changed_.assign(partner_.size(), false);
    out_.before.rows = static_cast<std::int64_t>(old_rows_.keys.size());
    out_.after.rows = static_cast<std::int64_t>(new_rows_.keys.size());
    return {};
}

ColumnDiff Comparison::compare(const engine::Column& before, const engine::Column& after) {
    ColumnDiff out{.column = before.name, .examples = {}};
    const Equality equal(before, after);
    for (std::size_t row = 0; row < partner_.size(); ++row) {
        const auto old_row = partner_[row];
        if (old_row == kNoPartner || equal(old_row, row)) {
            continue;
        }
        ++out.changed;
        out.emptied += after.missing(row) ? 1 : 0;
        out.filled += before.missing(old_row) ? 1 : 0;
        changed_[row] = true;
        if (out.examples.size() < kExamples) {
            out.examples.push_back(
                {new_rows_.text(row), text_at(before, old_row), text_at(after, row)});
        }
    }
    return out;
}

Result<> Comparison::compare_columns() {
    const auto rows = std::max(old_rows_.keys.size(), new_rows_.keys.size());
    const auto at_once = std::max<std::size_t>(1, kCellsAtOnce / std::max<std::size_t>(1, rows));
    for (std::size_t from = 0; from < common_.size(); from += at_once) {
        const auto until = std::min(common_.size(), from + at_once);
        progress_.say("comparing columns",
                      static_cast<double>(from) / static_cast<double>(common_.size()));
        TRY(progress_.check());
        const std::vector<std::string> names(common_.begin() + static_cast<std::ptrdiff_t>(from),
                                             common_.begin() + static_cast<std::ptrdiff_t>(until));
        const auto olds = TRY(read(before_, names));
        const auto news = TRY(read(after_, names));
        if (olds.rows != old_rows_.keys.size() || news.rows != new_rows_.keys.size()) {
            return fail(ErrorCode::Conflict, "a table changed while it was read",
                        "compare again, or compare snapshots of it");
        }
        for (std::size_t at = 0; at < names.size(); ++at) {
            auto column = compare(olds.columns[at], news.columns[at]);
            if (column.changed > 0) {
                out_.columns.push_back(std::move(column));
            }
        }
    }
    std::ranges::stable_sort(out_.columns, std::ranges::greater{}, &ColumnDiff::changed);
    return {};
}

void Comparison::count_rows() {
    std::vector<bool> stayed(old_rows_.keys.size());
    for (std::size_t row = 0; row < partner_.size(); ++row) {
        if (partner_[row] == kNoPartner) {
            ++out_.added;
            if (out_.added_keys.size() < kExamples) {
                out_.added_keys.push_back(new_rows_.text(row));
            }
            continue;
        }
        stayed[partner_[row]] = true;
        ++(changed_[row] ? out_.changed : out_.same);
    }
    for (std::size_t row = 0; row < stayed.size(); ++row) {
        if (!stayed[row]) {
            ++out_.removed;
            if (out_.removed_keys.size() < kExamples) {
                out_.removed_keys.push_back(old_rows_.text(row));
            }
        }
    }
}

void Comparison::say() {
    out_.identical = out_.added + out_.removed + out_.changed == 0 && out_.schema_changes.empty();
    if (out_.identical) {
        out_.sentence = fmt::format("The tables hold the same {}.", counted(out_.same, "row"));
        return;
    }
    out_.sentence =
        fmt::format("{} added, {} removed, {} changed and {} the same.", counted(out_.added, "row"),
                    count(out_.removed), count(out_.changed), count(out_.same));
    if (!out_.schema_changes.empty()) {
        out_.sentence += fmt::format(
            " {} came, went or changed type.",
            capitalised(counted(static_cast<std::int64_t>(out_.schema_changes.size()), "column")));
    }
}

Result<DataDiff> Comparison::run() {
    TRY(describe());
    TRY(check_key());
    TRY(match());
    TRY(compare_columns());
    count_rows();
    say();
    return std::move(out_);
}

}  // namespace

Result<DataDiff> diff_tables(engine::Engine& engine, const NamedSource& before,
                             const NamedSource& after, const std::vector<std::string>& key,
                             const Progress& progress) {
    return Comparison(engine, before, after, key, progress).run();
}

}  // namespace assay::data
