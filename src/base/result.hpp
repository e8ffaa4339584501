#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>

// How failure travels: a function that can fail returns Result<T>, the value or an Error. What went
// wrong names the input and the place; the hint says what a person can do next. Exit code and HTTP
// status follow from the code, here and nowhere else. Rooms never throw.

namespace assay {

enum class ErrorCode : std::uint8_t {
    InvalidInput,  // the input or the usage is wrong
    NotFound,      // a file, column or record that was named is not there
    Conflict,      // another process or an earlier record stands in the way
    Cancelled,     // the person asked to stop
    Unavailable,   // something outside failed: disk, memory, database, network
    Internal,      // a defect in assay
};

struct Error {
    ErrorCode code;
    std::string what;
    std::string hint;
};

/// Exit code of a command that failed: 2 input or usage, 3 something outside, 4 a defect, and 130,
/// as shells have it, when the person stopped it.
constexpr int exit_code(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidInput:
        case ErrorCode::NotFound:
            return 2;
        case ErrorCode::Conflict:
        case ErrorCode::Unavailable:
            return 3;
        case ErrorCode::Cancelled:
            return 130;
        case ErrorCode::Internal:
            return 4;
    }
    return 4;
}

/// A value or an Error. The attribute makes a dropped failure a compile error.
template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  public:
    using tl::expected<T, Error>::expected;
};

inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string hint = {}) {
    return tl::unexpected(Error{code, std::move(what), std::move(hint)});
}

// tl::expected 1.0 has no operator* for void.
template <class T>
T take(Result<T>&& result) {
    if constexpr (!std::is_void_v<T>) {
        return *std::move(result);
    }
}

/// Says where a programmer's assumption broke, and aborts. Use ASSAY_CHECK.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace assay

#define ASSAY_PASTE_(a, b) a##b
#define ASSAY_PASTE(a, b) ASSAY_PASTE_(a, b)
#define ASSAY_TRY_(name, expression)                                               \
    __extension__({                                                                \
        auto name = (expression);                                                  \
        if (!name) return tl::unexpected<::assay::Error>(std::move(name).error()); \
        ::assay::take(std::move(name));                                            \
    })
/// The value of a Result, or return its Error. Never inside a coroutine (GCC 12 crashes).
#define TRY(expression) ASSAY_TRY_(ASSAY_PASTE(try_, __COUNTER__), expression)

/// A programmer's assumption; its failure is a defect and ends the process.
#define ASSAY_CHECK(condition) \
    ((condition) ? void() : ::assay::check_failed(#condition, __FILE__, __LINE__))
