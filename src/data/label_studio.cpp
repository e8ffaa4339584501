#include <algorithm>
#include <cmath>

#include "data/annotation_reader.hpp"
#include "data/labelling.hpp"

namespace assay::data {
namespace {

const Json* member(const Json& value, const char* name) {
    if (!value.is_object()) {
        return nullptr;
    }
    const auto found = value.find(name);
    return found == value.end() || found->is_null() ? nullptr : &*found;
}

std::string plain_text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : dump(value, false);
}

/// Who made an annotation: a number, or an object with an address.
std::string person(const Json& annotation) {
    const Json* by = member(annotation, "completed_by");
    if (by == nullptr) {
        return "unknown";
    }
    for (const char* name : {"email", "id"}) {
        if (const Json* known = member(*by, name)) {
            return plain_text(*known);
        }
    }
    return plain_text(*by);
}

/// Reads one export; remembers which tags of the interface it read.
class Export {
  public:
    Export(std::string control, const std::vector<std::string>& classes)
        : reader_(classes), control_(std::move(control)) {}

    Result<> add(const Json& task, std::size_t index) {
        const Json* id = member(task, "id");
        const std::string name = id == nullptr ? std::to_string(index + 1) : plain_text(*id);
        const std::int32_t item = reader_.item(name);
        if (static_cast<std::size_t>(item) < tasks_.size()) {
            return fail(ErrorCode::InvalidInput,
                        "task " + std::to_string(index + 1) + ": id " + name +
                            " is that of an earlier task",
                        "export each task once");
        }
        const Json* data = member(task, "data");
        tasks_.push_back(data == nullptr ? Json::object() : *data);
        const Json* annotations = member(task, "annotations");
        if (annotations == nullptr) {
            annotations = member(task, "completions");  // exports before 1.0
        }
        if (annotations == nullptr || !annotations->is_array()) {
            return fail(ErrorCode::InvalidInput,
                        "task " + std::to_string(index + 1) + ": it has no list of annotations",
                        "export as JSON, not as JSON-MIN or CSV");
        }
        for (const Json& annotation : *annotations) {
            TRY(add_annotation(item, annotation, "task " + std::to_string(index + 1)));
        }
        return {};
    }

    Result<Annotations> finish() {
        if (control_.empty()) {
            return fail(ErrorCode::InvalidInput, "no annotation holds a choice",
                        "assay reads interfaces with <Choices>; other kinds have no one label");
        }
        auto out = TRY(reader_.finish(""));
        out.tasks = std::move(tasks_);
        out.control = control_;
        out.object = object_;
        return out;
    }

  private:
    Result<> add_annotation(std::int32_t item, const Json& annotation, const std::string& where) {
        const Json* cancelled = member(annotation, "was_cancelled");
        const Json* result = member(annotation, "result");
        const bool skipped =
            cancelled != nullptr && cancelled->is_boolean() && cancelled->get<bool>();
        const Json* choices = nullptr;
        if (!skipped && result != nullptr && result->is_array()) {
            choices = TRY(choices_of(*result, where));
        }
        if (choices == nullptr || choices->empty()) {
            reader_.skip_empty();
            return {};
        }
        if (choices->size() > 1) {
            reader_.skip_several();
            return {};
        }
        const Json* lead = member(annotation, "lead_time");
        const double seconds =
            lead != nullptr && lead->is_number() ? lead->get<double>() : std::nan("");
        return reader_.add(item, person(annotation), plain_text(choices->front()), seconds, where);
    }

    /// The choices of the tag that is read; the first tag with choices decides which that is.
    Result<const Json*> choices_of(const Json& result, const std::string& where) {
        const Json* found = nullptr;
        for (const Json& region : result) {
            const Json* value = member(region, "value");
            const Json* choices = value == nullptr ? nullptr : member(*value, "choices");
            if (choices != nullptr && choices->is_array() && TRY(is_read(region, where))) {
                found = choices;
            }
        }
        return found;
    }

    /// Whether a region is of the tag that is read.
    Result<bool> is_read(const Json& region, const std::string& where) {
        const Json* from = member(region, "from_name");
        const std::string tag = from == nullptr ? "label" : plain_text(*from);
        if (control_.empty()) {
            control_ = tag;
            told_ = false;
        }
        if (tag == control_) {
            const Json* to = member(region, "to_name");
            object_ = to == nullptr ? object_ : plain_text(*to);
            return true;
        }
        if (!told_) {
            return fail(ErrorCode::InvalidInput,
                        where + ": it has choices by \"" + control_ + "\" and by \"" + tag + "\"",
                        "say which to read with --control");
        }
        return false;
    }

    AnnotationReader reader_;
    std::string control_;
    std::string object_ = "text";
    bool told_ = true;
    std::vector<Json> tasks_;
};

}  // namespace

bool is_label_studio(const Json& json) {
    return json.is_array() && !json.empty() && json.front().is_object() &&
           (json.front().contains("annotations") || json.front().contains("completions"));
}

Result<Annotations> read_label_studio(const Json& tasks, const std::string& control,
                                      const std::vector<std::string>& classes) {
    if (!tasks.is_array()) {
        return fail(ErrorCode::InvalidInput,
                    "not an export of Label Studio: it is no list of tasks", "export as JSON");
    }
    Export read(control, classes);
    for (std::size_t index = 0; index < tasks.size(); ++index) {
        TRY(read.add(tasks[index], index));
    }
    return read.finish();
}

}  // namespace assay::data
