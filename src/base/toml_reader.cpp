#include "base/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace assay {
namespace {

using Kind = TomlNode::Kind;

std::vector<std::string> names(const std::vector<TomlReader::Key>& keys) {
    std::vector<std::string> out;
    std::ranges::transform(keys, std::back_inserter(out), &TomlReader::Key::name);
    return out;
}

}  // namespace

std::string toml_place(const std::string& file, const TomlLines& lines, std::string_view path,
                       std::string_view shown) {
    if (file.empty()) {
        return std::string(shown);
    }
    const auto line = lines.find(path);
    return line == lines.end() ? fmt::format("{}, {}", file, shown)
                               : fmt::format("{}, line {}, {}", file, line->second, shown);
}

tl::unexpected<Error> TomlReader::mismatch(const TomlNode& node, const std::string& path,
                                           std::string_view expected,
                                           std::string_view example) const {
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: expected {}, saw {}", where(path), expected, node.seen()),
                fmt::format("for example {} = {}", path.substr(path.rfind('.') + 1), example));
}

TomlReader::Read TomlReader::text(std::string& out, std::string_view example) const {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind != Kind::Text) {
            return mismatch(node, path, "text", example);
        }
        out = node.text;
        return {};
    };
}

TomlReader::Read TomlReader::texts(std::vector<std::string>& out, std::string_view expected,
                                   std::string_view example) const {
    return
        [this, &out, expected, example](const TomlNode& node, const std::string& path) -> Result<> {
            if (node.kind != Kind::List) {
                return mismatch(node, path, expected, example);
            }
            for (const auto& each : node.items) {
                if (each.kind != Kind::Text || each.text.empty()) {
                    return mismatch(each, path, expected, example);
                }
                out.push_back(each.text);
            }
            return {};
        };
}

TomlReader::Read TomlReader::number(double& out, std::string_view example) const {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        const auto value = node.finite();
        if (!value) {
            return mismatch(node, path, "a finite number", example);
        }
        out = *value;
        return {};
    };
}

TomlReader::Read TomlReader::optional_number(std::optional<double>& out,
                                             std::string_view example) const {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        double value = 0;
        TRY(number(value, example)(node, path));
        out = value;
        return {};
    };
}

TomlReader::Read TomlReader::whole(int& out, std::string_view example) const {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        constexpr std::int64_t kMost = 1'000'000'000;
        if (node.kind != Kind::Whole || node.whole > kMost || node.whole < -kMost) {
            return mismatch(node, path, "a whole number", example);
        }
        out = static_cast<int>(node.whole);
        return {};
    };
}

TomlReader::Read TomlReader::flag(bool& out) const {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind != Kind::Flag) {
            return mismatch(node, path, "true or false", "true");
        }
        out = node.flag;
        return {};
    };
}

TomlReader::Read TomlReader::date(std::string& out) const {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        const bool written = node.kind == Kind::Text && is_date(node.text);
        if (node.kind != Kind::Date && !written) {
            return mismatch(node, path, "a date", "2027-03-31");
        }
        out = node.text;
        return {};
    };
}

TomlReader::Read TomlReader::table(std::vector<Key> known) const {
    return [this, known = std::move(known)](const TomlNode& node, const std::string& path) {
        return keys(node, path, known);
    };
}

Result<> TomlReader::keys(const TomlNode& node, const std::string& path,
                          const std::vector<Key>& known) const {
    if (node.kind != Kind::Table) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: expected a table, saw {}", where(path), node.seen()),
                    fmt::format("write [{}] on a line of its own, once, its keys below", path));
    }
    for (const auto& each : node.items) {
        const std::string inner = path + "." + each.key;
        note(inner, each.line);
        const auto key = std::ranges::find(known, each.key, &Key::name);
        if (key == known.end()) {
            return fail(ErrorCode::InvalidInput, where(inner) + ": unknown key",
                        suggest(each.key, names(known)));
        }
        TRY(key->read(each, inner));
    }
    return {};
}

Result<> TomlReader::file(const TomlNode& root, const std::vector<Key>& kinds) const {
    for (const auto& each : root.items) {
        note(each.key, each.line);
        const auto found = std::ranges::find(kinds, each.key, &Key::name);
        if (found != kinds.end()) {
            TRY(found->read(each, each.key));
            continue;
        }
        if (each.kind == Kind::Table || each.kind == Kind::List) {
            return fail(ErrorCode::InvalidInput, where(each.key) + ": unknown table",
                        suggest(each.key, names(kinds)));
        }
        // Such a key has no table whose name could be shown.
        auto place = where(each.key);
        place.replace(place.rfind('['), std::string::npos, each.key);
        return fail(ErrorCode::InvalidInput, place + ": a key outside of every table",
                    fmt::format("put it below the line of its table, such as [{}]",
                                kinds[kinds.size() > 1 ? 1 : 0].name));
    }
    return {};
}

}  // namespace assay
