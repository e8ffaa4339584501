#include "engine/arrow_reader.hpp"

#include <fmt/format.h>
#include <nanoarrow/nanoarrow.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/text_index.hpp"

namespace assay::engine {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kExact = std::int64_t{1} << 53;  // a double holds every whole number to here
constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();

struct View {
    ArrowArrayView value{};
    View() = default;
    View(const View&) = delete;
    View& operator=(const View&) = delete;
    ~View() { ArrowArrayViewReset(&value); }
};

bool has_nulls(const ArrowArrayView& view) {
    return view.buffer_views[0].data.data != nullptr && view.null_count != 0;
}

template <class Append>
void each_row(const ArrowArrayView& view, Append&& append) {
    const bool nulls = has_nulls(view);
    for (std::int64_t row = 0; row < view.length; ++row) {
        append(row, nulls && ArrowArrayViewIsNull(&view, row) != 0);
    }
}

template <class Number>
const Number* values(const ArrowArrayView& view) {
    return static_cast<const Number*>(view.buffer_views[1].data.data) + view.offset;
}

template <class Number>
void append_numbers(const ArrowArrayView& view, std::vector<double>& out) {
    const auto* data = values<Number>(view);
    each_row(view, [&](std::int64_t row, bool null) {
        out.push_back(null ? kNaN : static_cast<double>(data[row]));
    });
}

// A date or time beyond what 64 bits of microseconds hold stays later, or earlier, than all others.
std::int64_t scaled(std::int64_t value, std::int64_t factor) {
    std::int64_t out = 0;
    if (__builtin_mul_overflow(value, factor, &out)) {
        return value < 0 ? -kLatest : kLatest;
    }
    return out;
}

/// Fills one column from batch after batch.
class Filler {
  public:
    explicit Filler(const Target& target) : wide_(target.wide) {
        column_.name = target.name;
        column_.type = target.type;
    }

    Result<> append(const ArrowArrayView& view, const ArrowSchemaView& schema);
    Column take() && { return std::move(column_); }

  private:
    void append_text(const ArrowArrayView& view);
    void append_times(const ArrowArrayView& view, std::int64_t factor, std::int64_t divisor);
    template <class Whole>
    void append_whole(const ArrowArrayView& view);
    void append_wide(const ArrowArrayView& view);
    template <class Read>
    void append_exact(const ArrowArrayView& view, Read&& read);
    void become_text();
    Result<> append_number(const ArrowArrayView& view, ArrowType type);

    bool wide_;
    Column column_;
    TextIndex index_;
};

void Filler::append_text(const ArrowArrayView& view) {
    each_row(view, [&](std::int64_t row, bool null) {
        if (null) {
            column_.codes.push_back(kMissingCode);
            return;
        }
        const auto text = ArrowArrayViewGetStringUnsafe(&view, row);
        column_.codes.push_back(
            index_.code({text.data, static_cast<std::size_t>(text.size_bytes)}, column_.levels));
    });
}

void Filler::append_times(const ArrowArrayView& view, std::int64_t factor, std::int64_t divisor) {
    each_row(view, [&](std::int64_t row, bool null) {
        const auto value = null ? 0 : ArrowArrayViewGetIntUnsafe(&view, row);
        column_.times.push_back(null ? kMissingTime : scaled(value, factor) / divisor);
    });
}

// So far every number was exact, so the column can start again as text without the source.
void Filler::become_text() {
    column_.type = Type::Text;
    column_.codes.reserve(column_.numbers.capacity());
    for (const double number : column_.numbers) {
        column_.codes.push_back(
            std::isnan(number) ? kMissingCode
                               : index_.code(fmt::format("{}", static_cast<std::int64_t>(number)),
                                             column_.levels));
    }
    column_.numbers = {};
}

/// `read(row)` gives a whole number that fits 64 bits exactly.
template <class Read>
void Filler::append_exact(const ArrowArrayView& view, Read&& read) {
    each_row(view, [&](std::int64_t row, bool null) {
        if (column_.type == Type::Integer && !null) {
            const auto value = read(row);
            if (std::cmp_less_equal(value, kExact) && std::cmp_greater_equal(value, -kExact)) {
                column_.numbers.push_back(static_cast<double>(value));
                return;
            }
            become_text();
        }
        if (column_.type == Type::Integer) {
            column_.numbers.push_back(kNaN);
        } else {
            column_.codes.push_back(
                null ? kMissingCode : index_.code(fmt::format("{}", read(row)), column_.levels));
        }
    });
}

template <class Whole>
void Filler::append_whole(const ArrowArrayView& view) {
    const auto* data = values<Whole>(view);
    append_exact(view, [&](std::int64_t row) { return data[row]; });
}

void Filler::append_wide(const ArrowArrayView& view) {
    each_row(view, [&](std::int64_t row, bool null) {
        const auto bytes = null ? ArrowStringView{} : ArrowArrayViewGetStringUnsafe(&view, row);
        const std::string_view text(bytes.data, static_cast<std::size_t>(bytes.size_bytes));
        std::int64_t value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool exact = read.ec == std::errc{} && value <= kExact && value >= -kExact;
        if (!null && !exact && column_.type == Type::Integer) {
            become_text();
        }
        if (column_.type == Type::Integer) {
            column_.numbers.push_back(null ? kNaN : static_cast<double>(value));
        } else {
            column_.codes.push_back(null ? kMissingCode : index_.code(text, column_.levels));
        }
    });
}

Result<> Filler::append_number(const ArrowArrayView& view, ArrowType type) {
    auto& out = column_.numbers;
    switch (type) {
        case NANOARROW_TYPE_NA:
            out.insert(out.end(), static_cast<std::size_t>(view.length), kNaN);
            return {};
        case NANOARROW_TYPE_BOOL:
            each_row(view, [&](std::int64_t row, bool null) {
                out.push_back(null ? kNaN
                                   : static_cast<double>(ArrowArrayViewGetIntUnsafe(&view, row)));
            });
            return {};
        case NANOARROW_TYPE_INT8:
            append_numbers<std::int8_t>(view, out);
            return {};
        case NANOARROW_TYPE_INT16:
            append_numbers<std::int16_t>(view, out);
            return {};
        case NANOARROW_TYPE_INT32:
            append_numbers<std::int32_t>(view, out);
            return {};
        case NANOARROW_TYPE_UINT8:
            append_numbers<std::uint8_t>(view, out);
            return {};
        case NANOARROW_TYPE_UINT16:
            append_numbers<std::uint16_t>(view, out);
            return {};
        case NANOARROW_TYPE_UINT32:
            append_numbers<std::uint32_t>(view, out);
            return {};
        case NANOARROW_TYPE_FLOAT:
            append_numbers<float>(view, out);
            return {};
        case NANOARROW_TYPE_DOUBLE:
            append_numbers<double>(view, out);
            return {};
        default:
            return fail(ErrorCode::Internal, fmt::format("column \"{}\" came as Arrow {}",
                                                         column_.name, ArrowTypeString(type)));
    }
}

Result<> Filler::append(const ArrowArrayView& view, const ArrowSchemaView& schema) {
    switch (schema.type) {
        case NANOARROW_TYPE_STRING:
        case NANOARROW_TYPE_LARGE_STRING:
        case NANOARROW_TYPE_STRING_VIEW:
            wide_ ? append_wide(view) : append_text(view);
            return {};
        case NANOARROW_TYPE_INT64:
            append_whole<std::int64_t>(view);
            return {};
        case NANOARROW_TYPE_UINT64:
            append_whole<std::uint64_t>(view);
            return {};
        case NANOARROW_TYPE_DATE32:
            append_times(view, kDay, 1);
            return {};
        case NANOARROW_TYPE_TIMESTAMP:
            append_times(view,
                         schema.time_unit == NANOARROW_TIME_UNIT_SECOND  ? 1'000'000
                         : schema.time_unit == NANOARROW_TIME_UNIT_MILLI ? 1'000
                                                                         : 1,
                         schema.time_unit == NANOARROW_TIME_UNIT_NANO ? 1'000 : 1);
            return {};
        default:
            return append_number(view, schema.type);
    }
}

Type natural(ArrowType type) {
    switch (type) {
        case NANOARROW_TYPE_BOOL:
            return Type::Boolean;
        case NANOARROW_TYPE_FLOAT:
        case NANOARROW_TYPE_DOUBLE:
            return Type::Real;
        case NANOARROW_TYPE_STRING:
        case NANOARROW_TYPE_LARGE_STRING:
        case NANOARROW_TYPE_STRING_VIEW:
            return Type::Text;
        case NANOARROW_TYPE_DATE32:
            return Type::Date;
        case NANOARROW_TYPE_TIMESTAMP:
            return Type::Timestamp;
        default:
            return Type::Integer;
    }
}

Result<std::vector<ArrowSchemaView>> schema_views(const ArrowSchema& schema) {
    std::vector<ArrowSchemaView> out;
    ArrowError error;
    for (std::int64_t i = 0; i < schema.n_children; ++i) {
        if (ArrowSchemaViewInit(&out.emplace_back(), schema.children[i], &error) != NANOARROW_OK) {
            return fail(ErrorCode::Internal, ArrowErrorMessage(&error));
        }
    }
    return out;
}

Result<> append_batch(const ArrowArray& batch, const ArrowSchema& schema,
                      const std::vector<ArrowSchemaView>& schemas, std::vector<Filler>& fillers) {
    View view;
    ArrowError error;
    if (ArrowArrayViewInitFromSchema(&view.value, &schema, &error) != NANOARROW_OK ||
        ArrowArrayViewSetArray(&view.value, &batch, &error) != NANOARROW_OK) {
        return fail(ErrorCode::Internal, ArrowErrorMessage(&error));
    }
    for (std::size_t i = 0; i < fillers.size(); ++i) {
        TRY(fillers[i].append(*view.value.children[i], schemas[i]));
    }
    return {};
}

std::vector<Filler> fillers_for(const ArrowSchema& schema,
                                const std::vector<ArrowSchemaView>& schemas,
                                const std::vector<Target>& targets) {
    std::vector<Filler> out;
    for (std::size_t i = 0; i < schemas.size(); ++i) {
        out.emplace_back(targets.empty() ? Target{.name = schema.children[i]->name,
                                                  .type = natural(schemas[i].type)}
                                         : targets[i]);
    }
    return out;
}

/// Takes every batch; the number of rows.
Result<std::size_t> append_all(ArrowArrayStream& stream, const ArrowSchema& schema,
                               const std::vector<ArrowSchemaView>& schemas,
                               std::vector<Filler>& fillers) {
    std::size_t rows = 0;
    while (true) {
        Owned<ArrowArray> batch;
        TRY(next(stream, batch.value));
        if (batch.value.release == nullptr) {
            return rows;
        }
        TRY(append_batch(batch.value, schema, schemas, fillers));
        rows += static_cast<std::size_t>(batch.value.length);
    }
}

Result<Table> read_all(ArrowArrayStream& stream, const std::vector<Target>& targets) {
    Owned<ArrowSchema> schema;
    if (stream.get_schema(&stream, &schema.value) != 0) {
        const char* text = stream.get_last_error(&stream);
        return fail(ErrorCode::Internal, text == nullptr ? "a result without a schema" : text);
    }
    const auto schemas = TRY(schema_views(schema.value));
    auto fillers = fillers_for(schema.value, schemas, targets);
    Table table;
    table.rows = TRY(append_all(stream, schema.value, schemas, fillers));
    for (auto& filler : fillers) {
        table.columns.push_back(std::move(filler).take());
    }
    return table;
}

}  // namespace

Result<Table> fetch(Connection& connection, const std::string& sql,
                    const std::vector<Target>& targets) {
    return connection.steady([&]() -> Result<Table> {
        auto stream = TRY(connection.run(sql));
        return read_all(stream.value, targets);
    });
}

}  // namespace assay::engine
