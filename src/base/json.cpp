#include "base/json.hpp"

#include <cmath>
#include <limits>

namespace assay {

Json to_json(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

std::string dump(const Json& value, bool indented) {
    return value.dump(indented ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

std::string canonical(const Json& value) {
    // nlohmann::json keeps objects in a std::map, hence sorted.
    return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<Json> parse_json(std::string_view text) {
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& wrong) {
        return fail(ErrorCode::InvalidInput,
                    "not JSON: it breaks off at byte " + std::to_string(wrong.byte));
    }
}

namespace {
tl::unexpected<Error> expected(const std::string& where, const char* what, const Json& seen) {
    return fail(ErrorCode::InvalidInput,
                where + ": expected " + what + ", got " + dump(seen, false).substr(0, 60));
}
}  // namespace

Result<> from_json(const Json& value, const std::string& where, bool& out) {
    if (!value.is_boolean()) {
        return expected(where, "true or false", value);
    }
    out = value.get<bool>();
    return {};
}

Result<> from_json(const Json& value, const std::string& where, std::int64_t& out) {
    if (!value.is_number_integer()) {
        return expected(where, "a whole number", value);
    }
    out = value.get<std::int64_t>();
    return {};
}

Result<> from_json(const Json& value, const std::string& where, int& out) {
    std::int64_t wide = 0;
    TRY(from_json(value, where, wide));
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) {
        return expected(where, "a smaller whole number", value);
    }
    out = static_cast<int>(wide);
    return {};
}

Result<> from_json(const Json& value, const std::string& where, double& out) {
    if (value.is_null()) {
        out = std::numeric_limits<double>::quiet_NaN();
        return {};
    }
    if (!value.is_number()) {
        return expected(where, "a number", value);
    }
    out = value.get<double>();
    return {};
}

Result<> from_json(const Json& value, const std::string& where, std::string& out) {
    if (!value.is_string()) {
        return expected(where, "text", value);
    }
    out = value.get<std::string>();
    return {};
}

Result<> from_json(const Json& value, const std::string&, Json& out) {
    out = value;
    return {};
}

}  // namespace assay
