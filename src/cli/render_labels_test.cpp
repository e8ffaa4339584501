#include <gtest/gtest.h>

#include <algorithm>

#include "cli/render.hpp"

namespace assay::cli {
namespace {

stats::Estimate share(double value, double low, double high) {
    stats::Estimate out;
    out.value = value;
    out.low = low;
    out.high = high;
    return out;
}

data::Labelling example() {
    data::Labelling out;
    out.source = "pets.csv";
    out.rows = 3000;
    out.classes = {"cat", "dog"};
    data::LabelErrorReport errors;
    errors.suspected = 40;
    errors.sentences = {
        "About 1.3 % (1.0 to 1.7 %) of the labels are wrong: some 39 of 3,000 rows."};
    errors.cuts = {{.rows = 20, .margin = 0.1, .precision = share(0.97, 0.9, 1), .measured = {}},
                   {.rows = 50, .margin = 0.4, .precision = share(0.7, 0.6, 0.8), .measured = {}}};
    for (int i = 0; i < 12; ++i) {
        errors.suspects.push_back(
            {.row = i,
             .id = "a photograph with a very long name, number " + std::to_string(i),
             .given = "cat",
             .suggested = "dog",
             .margin = 0.01 * i,
             .chance_given = 0.1,
             .chance_suggested = 0.9,
             .precision = share(0.97, 0.9, 1)});
    }
    errors.effect.sentence = "Looking at 40 suspected rows leaves 0.1 % of labels wrong.";
    out.errors = errors;
    data::AgreementReport agreement;
    agreement.sentences = {"Krippendorff's alpha is 0.57 (0.53 to 0.62)."};
    data::Annotator person;
    person.name = "somebody.with.a.long.address@example.org";
    person.labels = 300;
    person.quality = share(0.9, 0.87, 0.93);
    agreement.people = {person};
    agreement.queued = 1;
    data::QueuedItem item;
    item.item = "photo-7";
    item.votes = {{"cat", 2}, {"dog", 2}};
    agreement.queue = {item};
    out.agreement = agreement;
    out.not_run = {"measured precision: give --reference"};
    return out;
}

TEST(RenderLabels, FitsTheTerminal) {
    for (const int width : {60, 80, 120}) {
        const std::string text = render_labels(example(), {.width = width});
        for (std::size_t at = 0; at < text.size();) {
            const auto end = text.find('\n', at);
            EXPECT_LE(columns(std::string_view(text).substr(at, end - at)), width)
                << text.substr(at, end - at);
            at = end + 1;
        }
    }
}

TEST(RenderLabels, ShowsTheWorstAndCountsTheRest) {
    const std::string text = render_labels(example(), {.width = 80});
    EXPECT_NE(text.find("97 % (90 to 100)"), std::string::npos);
    EXPECT_NE(text.find("and 30 more; --queue FILE writes all of them"), std::string::npos);
    EXPECT_NE(text.find("2 cat and 2 dog"), std::string::npos);
    EXPECT_NE(text.find("not run: measured precision: give --reference"), std::string::npos);
    EXPECT_EQ(text.find("measured\n"), std::string::npos) << "no column without a reference";
}

}  // namespace
}  // namespace assay::cli
