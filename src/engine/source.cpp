#include "engine/source.hpp"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>

#include "base/text.hpp"
#include "engine/arrow_file.hpp"
#include "engine/arrow_reader.hpp"
#include "engine/csv.hpp"
#include "engine/message.hpp"

namespace assay::engine {
namespace {

namespace fs = std::filesystem;

struct Ending {
    std::string_view name;
    Format format;
};
constexpr std::array<Ending, 14> kEndings{{
    {".csv", Format::Csv},
    {".tsv", Format::Csv},
    {".txt", Format::Csv},
    {".tab", Format::Csv},
    {".data", Format::Csv},
    {".parquet", Format::Parquet},
    {".pq", Format::Parquet},
    {".jsonl", Format::JsonLines},
    {".ndjson", Format::JsonLines},
    {".json", Format::Json},
    {".arrow", Format::Arrow},
    {".arrows", Format::Arrow},
    {".feather", Format::Arrow},
    {".ipc", Format::Arrow},
}};

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

std::string ending_of(fs::path file) {
    auto ending = lower(file.extension().string());
    if (ending == ".gz" || ending == ".zst") {
        ending = lower(file.stem().extension().string());
    }
    return ending;
}

Result<Format> format_of(const fs::path& file) {
    const auto ending = ending_of(file);
    for (const auto& known : kEndings) {
        if (known.name == ending) {
            return known.format;
        }
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: a table does not end in \"{}\"", file.string(), ending),
                "assay reads .csv, .tsv, .parquet, .jsonl, .json and .arrow, packed or not");
}

bool is_glob(std::string_view location) {
    return location.find_first_of("*?[") != std::string_view::npos;
}

// What lies in the folder and could have been meant: near names first, else the tables there.
std::string near_files(const fs::path& wanted) {
    std::error_code failed;
    const auto folder = wanted.has_parent_path() ? wanted.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, failed)) {
        return fmt::format("there is no folder {}", folder.string());
    }
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const auto name = entry.path().filename().string();
        if (entry.is_regular_file(failed) && format_of(name)) {
            names.push_back(name);
        }
    }
    std::ranges::sort(names);
    if (names.empty()) {
        return wanted.has_parent_path() ? fmt::format("{} has no table in it", folder.string())
                                        : std::string("there is no table in this folder");
    }
    return suggest(wanted.filename().string(), names);
}

Result<std::vector<fs::path>> expand(const std::string& pattern) {
    glob_t found{};
    const int code = ::glob(pattern.c_str(), 0, nullptr, &found);
    std::vector<fs::path> paths(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    if (code != 0 || paths.empty()) {
        return fail(ErrorCode::NotFound, fmt::format("no file matches {}", pattern),
                    near_files(pattern));
    }
    std::ranges::sort(paths);
    return paths;
}

Result<> refuse_uri(const std::string& location) {
    for (const std::string_view scheme : {"postgres://", "postgresql://", "spark://", "sc://"}) {
        if (location.starts_with(scheme)) {
            return fail(ErrorCode::InvalidInput, "reading from a database is not there yet",
                        "export the table to Parquet and name that file");
        }
    }
    if (location.find("://") != std::string::npos) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{} is not a file of this machine", location),
                    "download it and name the file");
    }
    return {};
}

Result<> check_file(const fs::path& file) {
    std::error_code failed;
    const auto status = fs::status(file, failed);
    if (!fs::exists(status)) {
        return fail(ErrorCode::NotFound, fmt::format("cannot find {}", file.string()),
                    near_files(file));
    }
    if (fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} is a folder", file.string()),
                    fmt::format("name its files, as in {}/*.parquet", file.string()));
    }
    if (!std::ifstream(file)) {
        return fail(ErrorCode::Unavailable, fmt::format("cannot read {}", file.string()),
                    "look at the file's permissions");
    }
    if (fs::is_regular_file(status) && fs::file_size(file, failed) == 0) {
        return fail(ErrorCode::InvalidInput, fmt::format("{} is empty", file.string()),
                    "the export that wrote it may have failed");
    }
    return {};
}

Result<Format> common_format(const Files& files) {
    const auto& first = files.paths.front();
    const auto format = TRY(format_of(first));
    for (const auto& path : files.paths) {
        if (TRY(format_of(path)) != format) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{} mixes kinds of files: {} and {}", files.said,
                                    first.string(), path.string()),
                        "match one kind, as in *.parquet");
        }
    }
    return format;
}

std::string path_list(const Files& files) {
    std::string out = "[";
    for (const auto& path : files.paths) {
        out += (out.size() > 1 ? ", " : "") + quoted_text(path.string());
    }
    return out + "]";
}

// A Parquet file ends in a footer; one without it was cut, or is another kind of file.
Error explain_parquet(const Files& files, const Error& raw) {
    constexpr std::array<std::string_view, 3> kCut{"No magic bytes found", "too small to be",
                                                   "Footer length error"};
    for (const auto& path : files.paths) {
        const bool named = raw.what.find(path.string()) != std::string::npos;
        const bool cut = std::ranges::any_of(
            kCut, [&](std::string_view sign) { return raw.what.find(sign) != std::string::npos; });
        if (named && cut) {
            return {ErrorCode::InvalidInput,
                    fmt::format("{} is cut short, or is no Parquet file",
                                files.paths.size() == 1 ? files.said : path.string()),
                    "copy or export it again"};
        }
    }
    return {ErrorCode::InvalidInput, fmt::format("{} is damaged: {}", files.said, gist(raw.what)),
            "copy or export it again"};
}

// "Malformed JSON in file "x", at byte 9 in line 3: unexpected character"
Error explain_json(const Files& files, const Error& raw) {
    const auto at = raw.what.find("in line ");
    const auto colon = raw.what.find(": ", at == std::string::npos ? 0 : at);
    if (at == std::string::npos || colon == std::string::npos) {
        return explain(raw, files.said);
    }
    constexpr std::size_t kLine = 8;
    return {ErrorCode::InvalidInput,
            fmt::format("{}, line {}: not JSON, {}", files.said,
                        raw.what.substr(at + kLine, colon - at - kLine),
                        gist(raw.what.substr(colon + 2))),
            "each line of JSON lines is one object"};
}

constexpr std::string_view kHeld = "assay_arrow_";

std::string arrow_table(std::size_t index) {
    return fmt::format("{}{}", kHeld, index);
}

// Arrow files become temporary tables, which hold the rows until forget() is called.
Result<std::string> arrow_relation(Connection& connection, const Files& files) {
    std::string out;
    for (std::size_t i = 0; i < files.paths.size(); ++i) {
        TRY(connection.execute(fmt::format("DROP TABLE IF EXISTS {}", arrow_table(i))));
        TRY(ingest_arrow(connection, files.paths[i], arrow_table(i)));
        const auto file = files.file_column.empty()
                              ? std::string()
                              : fmt::format(", {} AS {}", quoted_text(files.paths[i].string()),
                                            quoted_name(files.file_column));
        out += fmt::format("{}SELECT *{} FROM {}", i == 0 ? "" : " UNION ALL BY NAME ", file,
                           arrow_table(i));
    }
    return fmt::format("({})", out);
}

}  // namespace

// What stays after all costs memory only, and the next reading replaces it.
void forget(Connection& connection) {
    static_cast<void>(connection.execute("DROP VIEW IF EXISTS data"));
    const auto tables =
        fetch(connection, fmt::format("SELECT table_name FROM duckdb_tables() WHERE temporary AND "
                                      "starts_with(table_name, '{}')",
                                      kHeld));
    if (!tables || tables->columns.empty()) {
        return;
    }
    for (const auto& name : tables->columns[0].levels) {
        static_cast<void>(connection.execute(fmt::format("DROP TABLE {}", name)));
    }
}

Result<Files> find_files(const std::string& location) {
    TRY(refuse_uri(location));
    Files files{.paths = {location}, .format = Format::Csv, .said = location, .file_column = {}};
    std::error_code failed;
    if (is_glob(location) && !fs::exists(location, failed)) {
        files.paths = TRY(expand(location));
    }
    for (const auto& path : files.paths) {
        TRY(check_file(path));
    }
    files.format = TRY(common_format(files));
    return files;
}

std::string file_option(const Files& files) {
    return files.file_column.empty()
               ? ""
               : fmt::format(", filename = {}", quoted_text(files.file_column));
}

Result<std::string> relation_of(Connection& connection, const Files& files, bool sample_all) {
    switch (files.format) {
        case Format::Csv:
            return csv_relation(connection, files, sample_all);
        case Format::Parquet:
            return fmt::format("read_parquet({}, union_by_name = true{})", path_list(files),
                               file_option(files));
        case Format::JsonLines:
            return fmt::format("read_json({}, format = 'newline_delimited'{})", path_list(files),
                               file_option(files));
        case Format::Json:
            return fmt::format("read_json({}{})", path_list(files), file_option(files));
        case Format::Arrow:
            return arrow_relation(connection, files);
    }
    return fail(ErrorCode::Internal, fmt::format("{}: no way to read it", files.said));
}

Error explain_files(Connection& connection, const Files& files, const Error& raw) {
    if (raw.code == ErrorCode::Cancelled || raw.what.starts_with("Out of Memory Error")) {
        return explain(raw, files.said);
    }
    switch (files.format) {
        case Format::Csv:
            return explain_csv(connection, files, raw);
        case Format::Parquet:
            return explain_parquet(files, raw);
        case Format::JsonLines:
        case Format::Json:
            return explain_json(files, raw);
        case Format::Arrow:
            break;
    }
    return explain(raw, files.said);
}

}  // namespace assay::engine
