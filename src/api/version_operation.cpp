#include "api/table.hpp"

namespace assay::api {

std::string version() {
    return ASSAY_VERSION;
}

Operation version_operation() {
    return {.name = "version",
            .summary = "Show which version this is",
            .description = "Prints the version of assay. It opens no library and reads no file.",

            .example = "assay version",
            .run = [](const Request&, Context&) -> Result<Answer> {
                return Answer{.document = {{"schema", "assay.version/1"}, {"version", version()}},
                              .kind = "version"};
            }};
}

}  // namespace assay::api
