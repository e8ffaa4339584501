#include "engine/arrow_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <nanoarrow/nanoarrow.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <system_error>

#include "base/text.hpp"
#include "engine/message.hpp"

namespace assay::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 65'536;
constexpr std::int64_t kDay = 86'400'000'000;
constexpr const char* kTable = "assay_written";

ArrowType arrow_type(Type type) {
    switch (type) {
        case Type::Boolean:
            return NANOARROW_TYPE_BOOL;
        case Type::Integer:
            return NANOARROW_TYPE_INT64;
        case Type::Real:
            return NANOARROW_TYPE_DOUBLE;
        case Type::Text:
            return NANOARROW_TYPE_STRING;
        case Type::Date:
            return NANOARROW_TYPE_DATE32;
        case Type::Timestamp:
            return NANOARROW_TYPE_TIMESTAMP;
    }
    return NANOARROW_TYPE_NA;
}

int append_value(ArrowArray* out, const Column& column, std::size_t row) {
    if (column.missing(row)) {
        return ArrowArrayAppendNull(out, 1);
    }
    switch (column.type) {
        case Type::Boolean:
        case Type::Integer:
            return ArrowArrayAppendInt(out, static_cast<std::int64_t>(column.numbers[row]));
        case Type::Real:
            return ArrowArrayAppendDouble(out, column.numbers[row]);
        case Type::Text: {
            const auto& text = column.levels[static_cast<std::size_t>(column.codes[row])];
            return ArrowArrayAppendString(
                out, {.data = text.data(), .size_bytes = static_cast<std::int64_t>(text.size())});
        }
        case Type::Date:
            return ArrowArrayAppendInt(
                out, (column.times[row] - (column.times[row] < 0 ? kDay - 1 : 0)) / kDay);
        case Type::Timestamp:
            return ArrowArrayAppendInt(out, column.times[row]);
    }
    return EINVAL;
}

/// A table as an Arrow stream. Ingest reports success when its producer fails, so the failure is
/// kept here for the caller to look at.
struct Producer {
    const Table* table = nullptr;
    std::size_t row = 0;
    int failed = 0;
};

int set_column(ArrowSchema* schema, const Column& column) {
    const auto type = arrow_type(column.type);
    const int made = type == NANOARROW_TYPE_TIMESTAMP
                         ? ArrowSchemaSetTypeDateTime(schema, type, NANOARROW_TIME_UNIT_MICRO, "")
                         : ArrowSchemaSetType(schema, type);
    return made != NANOARROW_OK ? made : ArrowSchemaSetName(schema, column.name.c_str());
}

int make_schema(const Table& table, ArrowSchema* out) {
    ArrowSchemaInit(out);
    const auto columns = static_cast<std::int64_t>(table.columns.size());
    int code = ArrowSchemaSetTypeStruct(out, columns);
    for (std::int64_t i = 0; code == NANOARROW_OK && i < columns; ++i) {
        code = set_column(out->children[i], table.columns[static_cast<std::size_t>(i)]);
    }
    return code;
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    auto* producer = static_cast<Producer*>(stream->private_data);
    producer->failed = make_schema(*producer->table, out);
    return producer->failed;
}

int fill(const Table& table, std::size_t from, std::size_t until, ArrowArray* out) {
    int code = ArrowArrayStartAppending(out);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        for (std::size_t row = from; code == NANOARROW_OK && row < until; ++row) {
            code = append_value(out->children[i], table.columns[i], row);
        }
    }
    out->length = static_cast<std::int64_t>(until - from);
    return code != NANOARROW_OK ? code : ArrowArrayFinishBuildingDefault(out, nullptr);
}

int make_batch(Producer& producer, ArrowArray* out) {
    const auto& table = *producer.table;
    Owned<ArrowSchema> schema;
    int code = make_schema(table, &schema.value);
    code = code != NANOARROW_OK ? code : ArrowArrayInitFromSchema(out, &schema.value, nullptr);
    if (code != NANOARROW_OK) {
        return code;
    }
    const auto until = std::min(table.rows, producer.row + kBatch);
    code = fill(table, producer.row, until, out);
    producer.row = until;
    return code;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto* producer = static_cast<Producer*>(stream->private_data);
    *out = ArrowArray{};
    if (producer->row >= producer->table->rows) {
        return 0;
    }
    producer->failed = make_batch(*producer, out);
    if (producer->failed != 0 && out->release != nullptr) {
        out->release(out);
    }
    return producer->failed;
}

const char* last_error(ArrowArrayStream*) {
    return "a table could not be turned into Arrow";
}

void release(ArrowArrayStream* stream) {
    stream->release = nullptr;
}

ArrowArrayStream stream_of(Producer& producer) {
    return {.get_schema = get_schema,
            .get_next = get_next,
            .get_last_error = last_error,
            .release = release,
            .private_data = &producer};
}

Result<> ingest_all(Connection& connection, const Table& table) {
    Producer producer{.table = &table};
    Stream stream;
    stream.value = stream_of(producer);
    const auto arrived = TRY(connection.ingest(kTable, stream.value));
    const bool all = arrived < 0 || static_cast<std::size_t>(arrived) == table.rows;
    if (!all || producer.failed != 0 || producer.row != table.rows) {
        return fail(ErrorCode::Internal, "the table could not be handed to the engine");
    }
    return {};
}

Result<> copy_out(Connection& connection, const fs::path& file, bool csv) {
    return connection.execute(fmt::format("COPY {} TO {} ({})", kTable, quoted_text(file.string()),
                                          csv ? "FORMAT csv, HEADER" : "FORMAT parquet"));
}

Result<> sync_and_rename(const fs::path& from, const fs::path& to) {
    const int descriptor = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    std::error_code failed;
    if (synced) {
        fs::rename(from, to, failed);
    }
    if (!synced || failed) {
        return fail(ErrorCode::Unavailable, fmt::format("cannot write {}", to.string()),
                    "look at the folder's permissions and free space");
    }
    return {};
}

Result<> check_shape(const Table& table, const fs::path& file) {
    if (table.columns.empty()) {
        return fail(ErrorCode::Internal,
                    fmt::format("cannot write {}: the table has no columns", file.string()));
    }
    for (const auto& column : table.columns) {
        if (column.size() != table.rows) {
            return fail(ErrorCode::Internal,
                        fmt::format("cannot write {}: column \"{}\" has {} values for {} rows",
                                    file.string(), column.name, column.size(), table.rows));
        }
    }
    return {};
}

}  // namespace

Result<> write_table(Connection& connection, const Table& table, const fs::path& file) {
    TRY(check_shape(table, file));
    const auto neighbour = fs::path(fmt::format("{}.{}.part", file.string(), ::getpid()));
    auto done = ingest_all(connection, table);
    if (done) {
        done = copy_out(connection, neighbour, file.extension() == ".csv");
    }
    const auto dropped = connection.execute(fmt::format("DROP TABLE IF EXISTS {}", kTable));
    if (done && !dropped) {
        done = dropped;
    }
    if (done) {
        done = sync_and_rename(neighbour, file);
    }
    if (!done) {
        std::error_code ignored;
        fs::remove(neighbour, ignored);
        return tl::unexpected(explain(done.error(), "cannot write " + file.string()));
    }
    return {};
}

}  // namespace assay::engine
