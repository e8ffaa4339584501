#include "study/measure.hpp"
#include "study/study.hpp"

namespace assay::study {

ledger::Record study_record(const Document& document, const Product& product) {
    auto json = document_json(document);
    json.erase("run");
    ledger::Record out{.product = product.name.empty() ? product.source : product.name,
                       .verdict = std::string(name_of(document.verdict.name)),
                       .sentence = document.verdict.headline,
                       .document = canonical(json),
                       .claims = document.claims,
                       .evidence = document.evidence,
                       .contents = {},
                       .id = document.id};
    if (!product.text.empty()) {
        out.contents.emplace_back("product file", product.text);
    }
    return out;
}

}  // namespace assay::study
