#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"

// JSON of described structs: to_json writes, from_json reads and says which field is wrong,
// json_schema publishes the shape. Numbers are written in their shortest form that reads back to
// the same double; NaN and infinities, which JSON does not have, become null.

namespace assay {

/// A JSON value whose objects keep the order in which fields were added.
using Json = nlohmann::ordered_json;

inline Json to_json(const Json& value) {
    return value;
}
inline Json to_json(bool value) {
    return value;
}
inline Json to_json(std::int64_t value) {
    return value;
}
inline Json to_json(int value) {
    return value;
}
Json to_json(double value);
inline Json to_json(const std::string& value) {
    return value;
}
template <NamedEnum E>
Json to_json(E value) {
    return std::string(name_of(value));
}
template <class T>
Json to_json(const std::optional<T>& value);
template <class T>
Json to_json(const std::vector<T>& values);
template <class T>
Json to_json(const std::map<std::string, T>& values);
template <Described T>
Json to_json(const T& value);

template <class T>
Json to_json(const std::optional<T>& value) {
    return value ? to_json(*value) : Json(nullptr);
}
template <class T>
Json to_json(const std::vector<T>& values) {
    Json out = Json::array();
    for (const auto& each : values) {
        out.push_back(to_json(static_cast<const T&>(each)));
    }
    return out;
}
template <class T>
Json to_json(const std::map<std::string, T>& values) {
    Json out = Json::object();
    for (const auto& [key, each] : values) {
        out[key] = to_json(each);
    }
    return out;
}
template <Described T>
Json to_json(const T& value) {
    Json out = Json::object();
    for_each_field<T>(
        [&](const auto& each) { out[std::string(each.name)] = to_json(value.*each.member); });
    return out;
}

/// Text of a JSON value: indented for people, or compact. Invalid UTF-8 is replaced by U+FFFD.
std::string dump(const Json& value, bool indented = true);

/// Canonical text: keys sorted, no spaces. What hashes are taken over.
std::string canonical(const Json& value);

/// Parses text. Fails with InvalidInput that names the byte where the text stops being JSON.
Result<Json> parse_json(std::string_view text);

// from_json(value, where, out): reads `value` into `out`; `where` is the path for error messages.
Result<> from_json(const Json& value, const std::string& where, bool& out);
Result<> from_json(const Json& value, const std::string& where, std::int64_t& out);
Result<> from_json(const Json& value, const std::string& where, int& out);
Result<> from_json(const Json& value, const std::string& where, double& out);
Result<> from_json(const Json& value, const std::string& where, std::string& out);
Result<> from_json(const Json& value, const std::string& where, Json& out);
template <NamedEnum E>
Result<> from_json(const Json& value, const std::string& where, E& out);
template <class T>
Result<> from_json(const Json& value, const std::string& where, std::optional<T>& out);
template <class T>
Result<> from_json(const Json& value, const std::string& where, std::vector<T>& out);
template <class T>
Result<> from_json(const Json& value, const std::string& where, std::map<std::string, T>& out);
template <Described T>
Result<> from_json(const Json& value, const std::string& where, T& out);

template <NamedEnum E>
Result<> from_json(const Json& value, const std::string& where, E& out) {
    std::string text;
    TRY(from_json(value, where, text));
    for (const auto& [each, name] : EnumNames<E>::value) {
        if (text == name) {
            out = each;
            return {};
        }
    }
    return fail(ErrorCode::InvalidInput, where + ": \"" + text + "\" is not one of its values");
}
template <class T>
Result<> from_json(const Json& value, const std::string& where, std::optional<T>& out) {
    out.reset();
    if (value.is_null()) {
        return {};
    }
    T inner{};
    TRY(from_json(value, where, inner));
    out = std::move(inner);
    return {};
}
template <class T>
Result<> from_json(const Json& value, const std::string& where, std::vector<T>& out) {
    if (!value.is_array()) {
        return fail(ErrorCode::InvalidInput, where + ": expected a list");
    }
    out.clear();
    for (std::size_t i = 0; i < value.size(); ++i) {
        T inner{};
        TRY(from_json(value[i], where + "[" + std::to_string(i) + "]", inner));
        out.push_back(std::move(inner));
    }
    return {};
}
template <class T>
Result<> from_json(const Json& value, const std::string& where, std::map<std::string, T>& out) {
    if (!value.is_object()) {
        return fail(ErrorCode::InvalidInput, where + ": expected an object");
    }
    out.clear();
    for (const auto& [key, each] : value.items()) {
        TRY(from_json(each, where + "." + key, out[key]));
    }
    return {};
}
template <Described T>
Result<> from_json(const Json& value, const std::string& where, T& out) {
    if (!value.is_object()) {
        return fail(ErrorCode::InvalidInput, where + ": expected an object");
    }
    Result<> done;
    for_each_field<T>([&](const auto& each) {
        if (!done) {
            return;
        }
        const auto found = value.find(std::string(each.name));
        if (found != value.end()) {
            done = from_json(*found, where + "." + std::string(each.name), out.*each.member);
        }
    });
    return done;
}

// JSON schema (draft 2020-12) of a described struct; every field is required, optionals may be
// null. Bad documents are thus found by any validator.
template <class T>
struct SchemaOf;
template <class T>
Json json_schema() {
    return SchemaOf<T>::make();
}
template <>
struct SchemaOf<bool> {
    static Json make() { return {{"type", "boolean"}}; }
};
template <>
struct SchemaOf<std::int64_t> {
    static Json make() { return {{"type", "integer"}}; }
};
template <>
struct SchemaOf<int> {
    static Json make() { return {{"type", "integer"}}; }
};
template <>
struct SchemaOf<double> {
    static Json make() { return {{"type", Json::array({"number", "null"})}}; }
};
template <>
struct SchemaOf<std::string> {
    static Json make() { return {{"type", "string"}}; }
};
template <>
struct SchemaOf<Json> {
    static Json make() { return Json::object(); }
};
template <NamedEnum E>
struct SchemaOf<E> {
    static Json make() {
        Json names = Json::array();
        for (const auto& [each, name] : EnumNames<E>::value) {
            names.push_back(std::string(name));
        }
        return {{"enum", names}};
    }
};
template <class T>
struct SchemaOf<std::optional<T>> {
    static Json make() {
        return {{"anyOf", Json::array({json_schema<T>(), Json{{"type", "null"}}})}};
    }
};
template <class T>
struct SchemaOf<std::vector<T>> {
    static Json make() { return {{"type", "array"}, {"items", json_schema<T>()}}; }
};
template <class T>
struct SchemaOf<std::map<std::string, T>> {
    static Json make() { return {{"type", "object"}, {"additionalProperties", json_schema<T>()}}; }
};
template <Described T>
struct SchemaOf<T> {
    static Json make() {
        Json properties = Json::object();
        Json required = Json::array();
        for_each_field<T>([&](const auto& each) {
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*each.member)>;
            Json one = json_schema<Member>();
            one["description"] = std::string(each.help);
            properties[std::string(each.name)] = std::move(one);
            required.push_back(std::string(each.name));
        });
        return {{"type", "object"},
                {"properties", properties},
                {"required", required},
                {"additionalProperties", false}};
    }
};

}  // namespace assay
