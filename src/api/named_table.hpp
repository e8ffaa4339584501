#pragma once

#include <filesystem>
#include <string>

#include "api/api.hpp"

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

}  // namespace assay::api
