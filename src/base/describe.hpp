#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <tuple>
#include <utility>

// How a struct tells its own fields: once, with name and help. JSON, its schema, command-line
// flags and the reference page are derived from this list and from nothing else.
//
//     struct Rows {
//         std::int64_t count = 0;
//         static constexpr auto fields() {
//             return std::tuple{field("count", &Rows::count, "rows in the table")};
//         }
//     };

namespace assay {

template <class Struct, class Member>
struct Field {
    std::string_view name;
    Member Struct::* member;
    std::string_view help;
};

template <class Struct, class Member>
constexpr Field<Struct, Member> field(std::string_view name, Member Struct::* member,
                                      std::string_view help) {
    return {name, member, help};
}

template <class T>
concept Described = requires { T::fields(); };

/// Calls visit(field) for each field of a described struct, in order.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, T::fields());
}

/// Names of an enumeration's values; specialise it to give an enum a JSON form.
///
///     template <> struct EnumNames<Colour> {
///         static constexpr std::array value{std::pair{Colour::Red, "red"}, …};
///     };
template <class Enum>
struct EnumNames;

template <class T>
concept NamedEnum = requires { EnumNames<T>::value; };

template <NamedEnum E>
constexpr std::string_view name_of(E value) {
    for (const auto& [each, name] : EnumNames<E>::value) {
        if (each == value) {
            return name;
        }
    }
    return "?";
}

}  // namespace assay
