#include "data/column_work.hpp"

#include <algorithm>
#include <iterator>

#include "data/isolation.hpp"
#include "data/strength.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

/// Quantiles need no more than some rows of a half.
void keep_sample(std::vector<std::uint32_t>& rows, std::uint64_t seed) {
    constexpr std::size_t kMost = 100'000;
    if (rows.size() <= kMost) {
        return;
    }
    std::vector<std::uint32_t> kept;
    for (const auto at : sample_rows(rows.size(), kMost, seed)) {
        kept.push_back(rows[at]);
    }
    rows = std::move(kept);
}

}  // namespace

ColumnWork::ColumnWork(const Scene& scene)
    : scene_(scene),
      near_(scene.check),
      parts_(scene.input->table->columns.size()),
      halves_(halves_of(scene)) {
    if (scene.parts) {
        overlap_.emplace(scene.check, *scene.parts);
    }
}

void ColumnWork::look(std::size_t at, const engine::Column& column, const Distribution& values) {
    auto& part = parts_[at];
    if (!is_prediction(*scene_.input, column.name)) {
        part.near = near_.part_of(column, values);
    }
    part.outline = outline(column, values);
    if (overlap_) {
        part.overlap = overlap_->part_of(column, values);
    }
    look_at_values(column, values, part);
    look_at_target(column, values, part);
}

void ColumnWork::finish(Issues& issues) {
    for (auto& part : parts_) {
        std::ranges::move(part.issues, std::back_inserter(issues));
        near_.add(part.near);
        if (overlap_) {
            overlap_->add(part.overlap);
        }
    }
    near_.finish(issues);
    if (overlap_) {
        overlap_->finish(issues);
    }
}

std::vector<Outline> ColumnWork::outlines() const {
    std::vector<Outline> out;
    std::ranges::transform(parts_, std::back_inserter(out), &Part::outline);
    return out;
}

ColumnWork::HalvesOfTime ColumnWork::halves_of(const Scene& scene) {
    HalvesOfTime out;
    if (scene.time == nullptr) {
        return out;
    }
    const auto sorted = distribute(*scene.time).sorted;
    const auto middle = sorted.empty() ? 0.0 : sorted[sorted.size() / 2];
    for (std::size_t row = 0; row < scene.time->times.size(); ++row) {
        if (scene.time->times[row] != engine::kMissingTime) {
            const bool later = static_cast<double>(scene.time->times[row]) >= middle;
            (later ? out.later : out.earlier).push_back(static_cast<std::uint32_t>(row));
        }
    }
    keep_sample(out.earlier, scene.input->seed);
    keep_sample(out.later, scene.input->seed);
    return out;
}

void ColumnWork::look_at_values(const engine::Column& column, const Distribution& values,
                                Part& part) const {
    const auto& input = *scene_.input;
    if (column.name == input.key || column.name == input.split) {
        return;
    }
    find_encoding(column, values, part.issues);
    find_variants(column, values, part.issues);
    find_out_of_range(column, values, part.issues);
    find_known_later(scene_.check, column, part.issues);
    find_near_texts(column, values, scene_.parts ? &*scene_.parts : nullptr, input.seed,
                    part.issues);
    const bool measured = is_ordered(column) && !is_time(column) && values.distinct > 2;
    if (measured && !halves_.earlier.empty() && !looks_like_id(column, values)) {
        find_unit_change(outline_of(column, halves_.earlier), outline_of(column, halves_.later),
                         "the earlier half", part.issues);
    }
}

void ColumnWork::look_at_target(const engine::Column& column, const Distribution& values,
                                Part& part) const {
    const auto& input = *scene_.input;
    // A moment orders rows whose rate drifts, and says nothing of when it became known. What a
    // model said of the target is meant to order it.
    if (!input.labels.empty() && column.name != input.target && !is_time(column) &&
        column.name != input.split && !is_prediction(input, column.name)) {
        part.strength = strength_of(column, values, input.labels, input.seed);
    }
}

}  // namespace assay::data
