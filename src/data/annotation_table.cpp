#include <cmath>

#include "base/text.hpp"
#include "data/annotation_reader.hpp"
#include "data/label_values.hpp"
#include "data/labelling.hpp"

namespace assay::data {
namespace {

struct Found {
    const engine::Column* item = nullptr;
    const engine::Column* annotator = nullptr;
    const engine::Column* label = nullptr;
    const engine::Column* seconds = nullptr;
    const engine::Column* reference = nullptr;
};

Result<Found> find_columns(const engine::Table& table, const AnnotationColumns& columns) {
    Found out;
    out.item = TRY(column_for(table, "item", columns.item));
    out.annotator = TRY(column_for(table, "annotator", columns.annotator));
    out.label = TRY(column_for(table, "label", columns.label));
    if (!columns.seconds.empty()) {
        out.seconds = TRY(column_for(table, "seconds", columns.seconds));
        if (out.seconds->numbers.empty() && table.rows > 0) {
            return fail(ErrorCode::InvalidInput,
                        "--seconds: column \"" + columns.seconds + "\" holds no numbers",
                        "give the seconds that each label took, or leave it out");
        }
    }
    if (!columns.reference.empty()) {
        out.reference = TRY(column_for(table, "reference", columns.reference));
    }
    return out;
}

std::string place(std::size_t row, const engine::Column& column) {
    return "row " + std::to_string(row + 1) + ", column \"" + column.name + "\"";
}

}  // namespace

Result<Annotations> read_annotations(const engine::Table& table, const AnnotationColumns& columns) {
    const Found found = TRY(find_columns(table, columns));
    AnnotationReader reader(columns.classes);
    for (std::size_t row = 0; row < table.rows; ++row) {
        if (found.item->missing(row) || found.annotator->missing(row)) {
            return fail(ErrorCode::InvalidInput,
                        place(row, found.item->missing(row) ? *found.item : *found.annotator) +
                            " is empty: a label needs an item and an annotator",
                        "fill it in, or drop the row");
        }
        const std::int32_t item = reader.item(cell_text(*found.item, row));
        if (found.reference != nullptr && !found.reference->missing(row)) {
            TRY(reader.check(item, cell_text(*found.reference, row), place(row, *found.reference)));
        }
        if (found.label->missing(row)) {
            reader.skip_empty();
            continue;
        }
        const double seconds =
            found.seconds == nullptr ? std::nan("") : found.seconds->numbers[row];
        TRY(reader.add(item, cell_text(*found.annotator, row), cell_text(*found.label, row),
                       seconds, place(row, *found.label)));
    }
    return reader.finish(columns.reference);
}

}  // namespace assay::data
