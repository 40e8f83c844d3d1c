// Bodies of record_codec.hpp, over Boost.Describe. Included by the entities' .cpp files only, which
// instantiate them with TIDEMARK_RECORD and TIDEMARK_CHOICE.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/entity/record_codec.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

#include <charconv>
#include <optional>
#include <string>
#include <type_traits>

namespace tidemark {
namespace detail {

template <class T>
struct IsOptional : std::false_type {
};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
};
template <class T>
struct IsId : std::false_type {
};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {
};

inline std::string_view viewOf(const boost::json::string& text)
{
    return {text.data(), text.size()};
}

template <class T>
boost::json::value writeValue(const T& value)
{
    if constexpr (IsOptional<T>::value)
        return value ? writeValue(*value) : boost::json::value();
    else if constexpr (IsId<T>::value)
        return boost::json::value(value.value.toString());
    else if constexpr (std::is_enum_v<T>)
        return boost::json::value(choiceName(value));
    else if constexpr (std::is_constructible_v<boost::json::value, T>)
        return boost::json::value(value);
    else
        return boost::json::value(value.toString());
}

/// Reads a text by `parse`; false when it is none or refused.
template <class T, class Parse>
bool readText(const boost::json::value& from, T& into, Parse parse)
{
    const boost::json::string* text = from.if_string();
    if (text == nullptr)
        return false;
    auto parsed = parse(viewOf(*text));
    if (!parsed)
        return false;
    into = std::move(*parsed);
    return true;
}

/// Reads `from` into `into`; false when it is of the wrong kind. Null counts as wrong, but for
/// optionals and JSON.
template <class T>
bool readValue(const boost::json::value& from, T& into)
{
    if constexpr (IsOptional<T>::value) {
        if (from.is_null()) {
            into.reset();
            return true;
        }
        return readValue(from, into.emplace());
    } else if constexpr (std::is_same_v<T, boost::json::value>) {
        into = from;
        return true;
    } else if constexpr (std::is_same_v<T, std::string>) {
        const boost::json::string* text = from.if_string();
        if (text != nullptr)
            into.assign(text->data(), text->size());
        return text != nullptr;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (from.is_bool())
            into = from.get_bool();
        return from.is_bool();
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        if (from.is_int64())
            into = from.get_int64();
        return from.is_int64();
    } else if constexpr (std::is_same_v<T, Decimal>) {
        if (from.is_int64()) {
            into = Decimal(from.get_int64());
            return true;
        }
        return readText(from, into, &Decimal::parse);
    } else if constexpr (IsId<T>::value) {
        return readText(from, into.value, &Uuid::parse);
    } else if constexpr (std::is_enum_v<T>) {
        return readText(from, into, &choiceOf<T>);
    } else {
        return readText(from, into, &T::parse);
    }
}

/// The row version: a string of digits, or a whole number.
inline bool readVersion(const boost::json::value& from, std::int64_t& into)
{
    if (from.is_int64()) {
        into = from.get_int64();
        return true;
    }
    const boost::json::string* text = from.if_string();
    if (text == nullptr || text->empty())
        return false;
    const char* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, into);
    return error == std::errc{} && stop == end;
}

} // namespace detail

template <class T>
Result<T> readRecord(const boost::json::object& row)
{
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    T record{};
    std::string_view wrong;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        constexpr std::string_view name = member.name;
        using Member = std::remove_cvref_t<decltype(record.*member.pointer)>;
        const boost::json::value* value = row.if_contains(name);
        bool read = false;
        if (name == "rv")
            read = value == nullptr || detail::readVersion(*value, record.rv);
        else if (value == nullptr)
            read = detail::IsOptional<Member>::value;
        else
            read = detail::readValue(*value, record.*member.pointer);
        if (!read && wrong.empty())
            wrong = name;
    });
    if (!wrong.empty())
        return Fault{
            FaultCode::corrupt,
            "malformed_record",
            "The row's `" + std::string(wrong) + "` is missing or cannot be read.",
            "Fetch the row again; if it stays so, report it."};
    return record;
}

template <class T>
boost::json::object writeRecord(const T& record)
{
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::json::object row;
    row.reserve(boost::mp11::mp_size<Members>::value);
    boost::mp11::mp_for_each<Members>([&](auto member) {
        constexpr std::string_view name = member.name;
        if constexpr (name == "rv")
            row.emplace(name, std::to_string(record.rv));
        else
            row.emplace(name, detail::writeValue(record.*member.pointer));
    });
    return row;
}

template <class Enum>
std::string_view choiceName(Enum choice)
{
    return boost::describe::enum_to_string(choice, "");
}

template <class Enum>
std::optional<Enum> choiceOf(std::string_view name)
{
    std::optional<Enum> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
        if (name == enumerator.name)
            found = enumerator.value;
    });
    return found;
}

} // namespace tidemark

/// Makes the codec of a described struct available to everybody.
#define TIDEMARK_RECORD(Type)                                                                      \
    template Result<Type> readRecord<Type>(const boost::json::object&);                            \
    template boost::json::object writeRecord<Type>(const Type&);

/// Makes the names of a described enumeration available to everybody.
#define TIDEMARK_CHOICE(Enum)                                                                      \
    template std::string_view choiceName<Enum>(Enum);                                              \
    template std::optional<Enum> choiceOf<Enum>(std::string_view);
