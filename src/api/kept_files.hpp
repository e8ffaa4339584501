#pragma once

#include <string>
#include <vector>

#include "api/api.hpp"
#include "data/inspection.hpp"
#include "store/store.hpp"

// The files of a table that arrives in files: which of them the workspace knows, by their content.

namespace assay::api {

class KeptFiles {
  public:
    /// Looks up every file that the location matches. Files are hashed, not read as tables. A
    /// summary that is damaged or of another version counts as none, and is noted.
    static Result<KeptFiles> look_up(const std::string& location, const std::string& key,
                                     const Context& context);

    bool all_known() const { return fresh_.empty(); }
    /// Reads the new files as one table, and sums up each of them.
    Result<engine::Table> read(engine::Engine& engine, std::vector<std::string>& skipped);
    /// Keeps the summaries of the new files, in a workspace that is made where there is none.
    Result<> keep(const Context& context) const;

    const data::Deliveries& deliveries() const { return deliveries_; }
    const std::vector<std::string>& notes() const { return notes_; }

  private:
    std::string location_, key_;
    std::vector<std::size_t> fresh_;  // places in the list of files
    data::Deliveries deliveries_;
    std::vector<std::string> notes_;
};

}  // namespace assay::api
