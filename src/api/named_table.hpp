#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "api/api.hpp"
#include "engine/engine.hpp"

namespace assay::api {

/// A table that a person named: a file or glob, or a snapshot by its name or id, which is laid out
/// as a file for as long as this object lives.
class NamedTable {
  public:
    /// NotFound when it is neither.
    static Result<NamedTable> open(const std::string& named, const Context& context);
    NamedTable(NamedTable&& other) noexcept;
    NamedTable& operator=(NamedTable&&) = delete;
    NamedTable(const NamedTable&) = delete;
    NamedTable& operator=(const NamedTable&) = delete;
    ~NamedTable();

    const std::string& location() const { return location_; }

  private:
    NamedTable() = default;
    std::string location_;
    std::filesystem::path folder_;  // empty: a file of the person's own
};

/// Reads the rows of a table that a person named, or what the source's query selects from them.
Result<engine::Table> read_named(engine::Engine& engine, const engine::Source& named,
                                 const Context& context,
                                 std::vector<std::string>* skipped = nullptr);

/// The same of what --query selects, and says that it is at it.
Result<engine::Table> read_named(engine::Engine& engine, const std::string& named,
                                 const Request& request, const Context& context,
                                 std::vector<std::string>* skipped = nullptr);

}  // namespace assay::api
