#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "data/data.hpp"
#include "engine/engine.hpp"

// Labels as text and as numbers, for the readers of label tables.

namespace assay::data {

/// The value of any column as a person would write it; "" when missing.
std::string cell_text(const engine::Column& column, std::size_t row);

/// The column of that name. InvalidInput names the flag that asked for it.
Result<const engine::Column*> column_for(const engine::Table& table, const std::string& flag,
                                         const std::string& name);

/// Names numbered in the order in which they are first asked for.
class Names {
  public:
    Names() = default;
    explicit Names(const std::vector<std::string>& names);
    /// Number of the name, a new one where it is new.
    std::int32_t number(const std::string& name);
    /// Number of a known name; -1 of another.
    std::int32_t find(const std::string& name) const;
    const std::vector<std::string>& all() const { return names_; }
    std::int32_t size() const { return static_cast<std::int32_t>(names_.size()); }

  private:
    std::vector<std::string> names_;
    std::map<std::string, std::int32_t, std::less<>> numbers_;
};

/// Names in the order people expect: as numbers where all are, else by letter. `order[i]` is the
/// place of name i.
std::vector<std::int32_t> places_in_order(const std::vector<std::string>& names);

Issue issue(std::string code, Severity severity, std::int64_t rows, std::string sentence,
            std::string fix);

}  // namespace assay::data
