#include "engine/csv.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace assay::engine {

Result<std::string> csv_relation(Connection&, const Files& files, bool sample_all) {
    std::string paths;
    for (const auto& path : files.paths) {
        paths += (paths.empty() ? "" : ", ") + quoted_text(path.string());
    }
    return fmt::format(
        "read_csv([{}], quote = '\"', escape = '\"', skip = 0, comment = '', header = true, "
        "nullstr = ['', 'NA', 'N/A', 'NULL', 'null', 'NaN', 'nan']{})",
        paths, sample_all ? ", sample_size = -1" : "");
}

}  // namespace assay::engine
