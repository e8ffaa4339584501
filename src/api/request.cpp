#include <algorithm>

#include "api/api.hpp"
#include "base/text.hpp"

namespace assay::api {

namespace {

/// Flags have hyphens, JSON fields underscores; both find the same value.
std::string field_name(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
}

const Json* value_of(const Json& values, std::string_view name) {
    const auto found = values.find(field_name(name));
    return found == values.end() || found->is_null() ? nullptr : &*found;
}

std::string as_text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : dump(value, false);
}

}  // namespace

bool Request::has(std::string_view name) const {
    return value_of(values_, name) != nullptr;
}

std::string Request::text(std::string_view name, std::string_view fallback) const {
    const Json* value = value_of(values_, name);
    return value == nullptr ? std::string(fallback) : as_text(*value);
}

std::vector<std::string> Request::list(std::string_view name) const {
    std::vector<std::string> out;
    const Json* value = value_of(values_, name);
    if (value == nullptr) {
        return out;
    }
    if (!value->is_array()) {
        out.push_back(as_text(*value));
        return out;
    }
    for (const auto& each : *value) {
        out.push_back(as_text(each));
    }
    return out;
}

std::vector<std::string> Request::names(std::string_view name) const {
    std::vector<std::string> out;
    for (const std::string& text : list(name)) {
        const std::string_view given = text;
        for (std::size_t from = 0; from <= given.size();) {
            const std::size_t end = std::min(given.find(',', from), given.size());
            if (const auto each = trimmed(given.substr(from, end - from)); !each.empty()) {
                out.emplace_back(each);
            }
            from = end + 1;
        }
    }
    return out;
}

std::optional<double> Request::number(std::string_view name) const {
    const Json* value = value_of(values_, name);
    if (value == nullptr || !value->is_number()) {
        return std::nullopt;
    }
    return value->get<double>();
}

std::int64_t Request::whole(std::string_view name, std::int64_t fallback) const {
    const Json* value = value_of(values_, name);
    return value == nullptr || !value->is_number_integer() ? fallback : value->get<std::int64_t>();
}

bool Request::flag(std::string_view name) const {
    const Json* value = value_of(values_, name);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

}  // namespace assay::api
