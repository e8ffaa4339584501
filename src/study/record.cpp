#include "base/file.hpp"
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
    // The study read it a moment ago; a card that is gone since is no reason to lose the study.
    const auto card =
        product.card.empty() ? Result<std::string>(std::string()) : read_file(product.card);
    if (card && !card->empty()) {
        out.contents.emplace_back("data card", *card);
    }
    return out;
}

}  // namespace assay::study
