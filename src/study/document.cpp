#include "study/document.hpp"

#include <fmt/format.h>

namespace assay::study {

Json document_json(const Document& document) {
    return to_json(document);
}

Result<Document> read_document(const Json& json) {
    constexpr std::string_view kSchema = "assay.study/1";
    if (!json.is_object() || !json.contains("schema") || json["schema"] != kSchema) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("not a study document: its \"schema\" is not \"{}\"", kSchema),
                    "give the JSON that `assay study --json` printed");
    }
    Document out;
    TRY(from_json(json, "document", out));
    return out;
}

}  // namespace assay::study
