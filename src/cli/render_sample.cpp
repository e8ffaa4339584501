#include <cmath>

#include "base/text.hpp"
#include "cli/render.hpp"

namespace assay::cli {

std::string render_sample(const data::Sample& sample, const Terminal& terminal) {
    Page page(terminal);
    for (std::size_t i = 0; i < sample.sentences.size(); ++i) {
        page.paragraph(sample.sentences[i], 0, i == 0 ? Tone::Strong : Tone::Plain);
    }
    if (sample.strata.size() < 2) {
        return page.text();
    }
    constexpr int kNumber = 12;
    constexpr int kName = 24;
    page.line();
    page.line(page.paint(Tone::Faint, left("stratum", kName) + right("rows", kNumber) +
                                          right("of", kNumber) + right("known", kNumber) +
                                          right("mean", kNumber)));
    for (const auto& each : sample.strata) {
        page.line(left(fitted(each.name, kName - 1), kName) + right(count(each.rows), kNumber) +
                  right(sample.population == 0 ? "" : count(each.population), kNumber) +
                  right(count(each.known), kNumber) +
                  right(std::isnan(each.mean) ? "" : figure(each.mean), kNumber));
    }
    return page.text();
}

}  // namespace assay::cli
