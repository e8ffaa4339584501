#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.hpp"

// From TOML values to the fields of a struct. A table is a list of keys, each with what becomes of
// its value; a key that is not among them is an error that suggests the nearest one.

namespace assay {

/// Line of each key that was seen, by its path: "rule.sql" -> 21.
using TomlLines = std::map<std::string, int, std::less<>>;

/// "product.toml, line 21, [rule] sql", of a path and how it is shown; without a file, only that.
std::string toml_place(const std::string& file, const TomlLines& lines, std::string_view path,
                       std::string_view shown);

class TomlReader {
  public:
    /// What a value becomes; fails with InvalidInput that opens with the place of `path`.
    using Read = std::function<Result<>(const TomlNode& node, const std::string& path)>;
    struct Key {
        std::string name;
        Read read;
    };

    /// `where` names the place of a path in messages. `lines` is filled while reading, and both
    /// outlive the reader.
    TomlReader(TomlLines& lines, std::function<std::string(std::string_view path)> where)
        : lines_(lines), where_(std::move(where)) {}

    // Each is the way to read one kind of value into a field; `example` is shown where it is wrong.
    Read text(std::string& out, std::string_view example) const;
    Read texts(std::vector<std::string>& out, std::string_view expected,
               std::string_view example) const;
    Read number(double& out, std::string_view example) const;
    Read optional_number(std::optional<double>& out, std::string_view example) const;
    Read whole(int& out, std::string_view example) const;
    Read flag(bool& out) const;
    Read date(std::string& out) const;
    /// A table of its own, with its keys.
    Read table(std::vector<Key> keys) const;

    /// The tables of a whole file; `kinds` are its tables' names, an error says where keys belong.
    Result<> file(const TomlNode& root, const std::vector<Key>& kinds) const;
    /// Reads the keys of a table at `path`.
    Result<> keys(const TomlNode& node, const std::string& path,
                  const std::vector<Key>& known) const;

    tl::unexpected<Error> mismatch(const TomlNode& node, const std::string& path,
                                   std::string_view expected, std::string_view example) const;
    std::string where(std::string_view path) const { return where_(path); }
    /// Notes where a path stands.
    void note(const std::string& path, int line) const { lines_[path] = line; }

  private:
    TomlLines& lines_;
    std::function<std::string(std::string_view)> where_;
};

}  // namespace assay
