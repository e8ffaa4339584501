#include "data/annotation_reader.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace assay::data {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

std::string are(std::int64_t number, std::string_view thing) {
    return counted(number, thing) + (number == 1 ? " is" : " are");
}

}  // namespace

AnnotationReader::AnnotationReader(const std::vector<std::string>& classes)
    : classes_(classes), declared_(!classes.empty()) {}

Result<std::int32_t> AnnotationReader::class_of(const std::string& label,
                                                const std::string& where) {
    if (!declared_) {
        return classes_.number(label);
    }
    const std::int32_t found = classes_.find(label);
    if (found < 0) {
        return fail(ErrorCode::InvalidInput,
                    where + ": label \"" + label + "\" is none of the classes",
                    "--classes declares " + listed(classes_.all()));
    }
    return found;
}

Result<> AnnotationReader::check(std::int32_t item, const std::string& label,
                                 const std::string& where) {
    const std::int32_t truth = TRY(class_of(label, where));
    out_.checked.resize(std::max(out_.checked.size(), at(item) + 1), -1);
    auto& known = out_.checked[at(item)];
    if (known >= 0 && known != truth) {
        return fail(ErrorCode::InvalidInput,
                    where + ": item \"" + items_.all()[at(item)] + "\" has the reference \"" +
                        classes_.all()[at(known)] + "\" in an earlier row and \"" + label +
                        "\" here",
                    "give each item one reference");
    }
    known = truth;
    return {};
}

Result<> AnnotationReader::add(std::int32_t item, const std::string& annotator,
                               const std::string& label, double seconds, const std::string& where) {
    const std::int32_t value = TRY(class_of(label, where));
    const std::int32_t person = annotators_.number(annotator);
    if (!seen_.emplace(item, person).second) {
        ++again_;
        return {};
    }
    out_.ratings.item.push_back(item);
    out_.ratings.annotator.push_back(person);
    out_.ratings.label.push_back(value);
    const bool odd = seconds < 0 || std::isinf(seconds);
    odd_seconds_ += odd ? 1 : 0;
    out_.seconds.push_back(odd ? std::nan("") : seconds);
    return {};
}

/// Classes that were met are put in order, so that the order of rows does not number them.
void AnnotationReader::order_classes(Annotations& out) {
    const auto& met = classes_.all();
    if (declared_) {
        out.classes = met;
        return;
    }
    const auto places = places_in_order(met);
    out.classes.resize(met.size());
    for (std::size_t i = 0; i < met.size(); ++i) {
        out.classes[at(places[i])] = met[i];
    }
    for (auto& label : out.ratings.label) {
        label = places[at(label)];
    }
    for (auto& truth : out.checked) {
        truth = truth < 0 ? truth : places[at(truth)];
    }
}

void AnnotationReader::say(Annotations& out) const {
    std::vector<bool> labelled(at(items_.size()), false);
    for (const auto item : out.ratings.item) {
        labelled[at(item)] = true;
    }
    const auto bare =
        static_cast<std::int64_t>(std::count(labelled.begin(), labelled.end(), false));
    if (bare > 0) {
        out.issues.push_back(
            issue("item-without-label", Severity::Warning, bare,
                  counted(bare, "item") + (bare == 1 ? " has" : " have") + " no label at all.",
                  "have them labelled: they lead the review queue"));
    }
    if (annotators_.size() == 1) {
        out.issues.push_back(issue(
            "one-annotator", Severity::Warning, static_cast<std::int64_t>(out.ratings.item.size()),
            "All labels are by \"" + annotators_.all().front() +
                "\": nothing tells how sure they are.",
            "have a second person label some of the items; 50 already tell much"));
    }
    if (again_ > 0) {
        out.issues.push_back(issue("labelled-again", Severity::Info, again_,
                                   are(again_, "label") +
                                       " a second one by the same person of the same item; the "
                                       "first counts.",
                                   ""));
    }
    if (several_ > 0) {
        out.issues.push_back(issue("several-choices", Severity::Warning, several_,
                                   counted(several_, "annotation") +
                                       (several_ == 1 ? " has several choices and was left out."
                                                      : " have several choices and were left out."),
                                   "agreement needs one choice an annotation"));
    }
    if (empty_ > 0) {
        out.issues.push_back(issue("no-label", Severity::Info, empty_,
                                   are(empty_, "annotation") + " empty or skipped.", ""));
    }
    if (odd_seconds_ > 0) {
        out.issues.push_back(issue("odd-seconds", Severity::Warning, odd_seconds_,
                                   counted(odd_seconds_, "label") +
                                       " took less than no time; their seconds were left out.",
                                   "check how the times were taken"));
    }
}

Result<Annotations> AnnotationReader::finish(const std::string& reference) {
    if (out_.ratings.item.empty()) {
        return fail(ErrorCode::InvalidInput, "no item has a label",
                    "name the column of labels with --label");
    }
    if (classes_.size() < 2) {
        return fail(ErrorCode::InvalidInput,
                    "all labels are \"" + classes_.all().front() +
                        "\": with one class there is nothing to agree on",
                    "declare the others with --classes, if there are any");
    }
    Annotations out = std::move(out_);
    order_classes(out);
    out.items = items_.all();
    out.annotators = annotators_.all();
    out.ratings.items = items_.size();
    out.ratings.annotators = annotators_.size();
    out.ratings.classes = classes_.size();
    if (!out.checked.empty()) {
        out.checked.resize(out.items.size(), -1);
    }
    out.reference = reference;
    say(out);
    return out;
}

}  // namespace assay::data
