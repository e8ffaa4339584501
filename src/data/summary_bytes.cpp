#include <algorithm>
#include <concepts>
#include <cstring>
#include <type_traits>

#include "data/summary.hpp"

// A summary as bytes: numbers as they lie in memory, lists and texts behind their length. One list
// of fields serves both directions, so that what is written is what is read.

namespace assay::data {
namespace {

class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}

    template <class T>
        requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    void operator()(const T& value) {
        put(&value, sizeof value);
    }
    void operator()(const std::string& text) {
        (*this)(static_cast<std::uint64_t>(text.size()));
        put(text.data(), text.size());
    }
    template <class T>
    void operator()(const std::vector<T>& values);

  private:
    void put(const void* from, std::size_t size) {
        out_.append(static_cast<const char*>(from), size);
    }
    std::string& out_;
};

/// Reads what Writer wrote; from the first thing on that does not fit, nothing.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : left_(bytes) {}

    bool at_end() const { return sound_ && left_.empty(); }

    template <class T>
        requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    void operator()(T& value) {
        take(&value, sizeof value);
    }
    void operator()(std::string& text) {
        text.resize(length(1));
        take(text.data(), text.size());
    }
    template <class T>
    void operator()(std::vector<T>& values);

  private:
    /// A length that the bytes that are left can hold.
    std::size_t length(std::size_t least_each) {
        std::uint64_t out = 0;
        (*this)(out);
        sound_ = sound_ && out <= left_.size() / least_each;
        return sound_ ? static_cast<std::size_t>(out) : 0;
    }
    void take(void* to, std::size_t size) {
        sound_ = sound_ && size <= left_.size();
        if (sound_ && size > 0) {
            std::memcpy(to, left_.data(), size);
            left_.remove_prefix(size);
        }
    }
    std::string_view left_;
    bool sound_ = true;
};

template <class Archive, class Each>
void go_through(Archive& archive, Each& each)
    requires std::same_as<std::remove_const_t<Each>, LevelCount>
{
    archive(each.level);
    archive(each.rows);
}

template <class Archive, class Each>
void go_through(Archive& archive, Each& each)
    requires std::same_as<std::remove_const_t<Each>, ColumnSummary>
{
    archive(each.name);
    archive(each.type);
    archive(each.rows);
    archive(each.missing);
    archive(each.distinct.lowest);
    archive(each.values.values);
    archive(each.values.bins);
    archive(each.values.rows);
    archive(each.values.error_rows);
    archive(each.values.lowest);
    archive(each.values.highest);
    for (auto& place : each.signature) {
        archive(place);
    }
    archive(each.all_levels);
    archive(each.levels);
}

template <class Archive, class Each>
void go_through(Archive& archive, Each& each)
    requires std::same_as<std::remove_const_t<Each>, TableSummary>
{
    archive(each.rows);
    archive(each.columns);
    archive(each.row_shapes);
    archive(each.row_hashes.hashes);
    archive(each.row_hashes.up_to);
    archive(each.key_hashes.hashes);
    archive(each.key_hashes.up_to);
}

template <class T>
void Writer::operator()(const std::vector<T>& values) {
    (*this)(static_cast<std::uint64_t>(values.size()));
    if constexpr (std::is_arithmetic_v<T>) {
        put(values.data(), values.size() * sizeof(T));
    } else {
        for (const auto& each : values) {
            go_through(*this, each);
        }
    }
}

template <class T>
void Reader::operator()(std::vector<T>& values) {
    if constexpr (std::is_arithmetic_v<T>) {
        values.resize(length(sizeof(T)));
        take(values.data(), values.size() * sizeof(T));
    } else {
        // A level is its length and its rows at least; a column has more.
        values.resize(length(2 * sizeof(std::uint64_t)));
        for (auto& each : values) {
            go_through(*this, each);
        }
    }
}

bool is_sound(const ColumnSummary& column) {
    const auto& values = column.values;
    return column.type <= engine::Type::Timestamp && values.values.size() == values.bins.size() &&
           std::ranges::is_sorted(values.values) && std::ranges::is_sorted(column.distinct.lowest);
}

}  // namespace

std::string to_bytes(const TableSummary& summary) {
    std::string out(kSummaryFormat);
    Writer writer(out);
    go_through(writer, summary);
    return out;
}

Result<TableSummary> summary_from_bytes(std::string_view bytes) {
    TableSummary out;
    const bool known = bytes.starts_with(kSummaryFormat);
    Reader reader(known ? bytes.substr(kSummaryFormat.size()) : "");
    go_through(reader, out);
    const bool sound = known && reader.at_end() && std::ranges::all_of(out.columns, is_sound) &&
                       std::ranges::is_sorted(out.row_hashes.hashes) &&
                       std::ranges::is_sorted(out.key_hashes.hashes);
    if (!sound) {
        return fail(ErrorCode::InvalidInput, "this is no summary of a table as assay keeps it",
                    "it is made anew when its file is checked again");
    }
    return out;
}

}  // namespace assay::data
