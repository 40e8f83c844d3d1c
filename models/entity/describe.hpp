// From a described struct to its EntityInfo. Included by the entities' .cpp files only.
#pragma once

#include "models/core/decimal.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/entity/entity_info.hpp"
#include "models/entity/record_codec_impl.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

#include <functional>
#include <initializer_list>
#include <type_traits>

namespace tidemark {

/// A change to one field's description; see `length`, `range`, `platformSet` and the others.
using FieldRule = std::function<void(EntityInfo&)>;

namespace detail {

template <class T>
void describeKind(FieldInfo& field)
{
    if constexpr (IsOptional<T>::value) {
        field.nullable = true;
        describeKind<typename T::value_type>(field);
    } else if constexpr (std::is_same_v<T, std::string>) {
        field.kind = FieldKind::text;
    } else if constexpr (std::is_same_v<T, bool>) {
        field.kind = FieldKind::boolean;
    } else if constexpr (std::is_integral_v<T>) {
        field.kind = FieldKind::integer;
    } else if constexpr (std::is_same_v<T, Decimal>) {
        field.kind = FieldKind::decimal;
    } else if constexpr (std::is_same_v<T, Timestamp>) {
        field.kind = FieldKind::timestamp;
    } else if constexpr (std::is_same_v<T, Date>) {
        field.kind = FieldKind::date;
    } else if constexpr (std::is_same_v<T, Uuid> || IsId<T>::value) {
        field.kind = FieldKind::uuid;
    } else if constexpr (std::is_same_v<T, boost::json::value>) {
        field.kind = FieldKind::json;
    } else {
        static_assert(std::is_enum_v<T>, "an entity's field must have one of the FieldKinds");
        field.kind = FieldKind::enumeration;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto enumerator) {
            field.choices.emplace_back(enumerator.name);
        });
    }
}

/// What a new record holds in a member; none where that is no value to go on with.
template <class T>
std::optional<boost::json::value> fallbackOf(const T& initial)
{
    if constexpr (IsOptional<T>::value)
        return boost::json::value();
    else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Decimal> ||
                       std::is_arithmetic_v<T> || std::is_enum_v<T>)
        return writeValue(initial);
    else
        return std::nullopt;
}

/// The field of that name; ends the program when there is none, a mistake of the author.
[[nodiscard]] FieldInfo& mutableField(EntityInfo& info, std::string_view name);

} // namespace detail

/// What an entity's author states; the fields follow from the struct.
struct EntityStatement {
    std::string_view name;
    std::string_view plural;
    int code;
    std::string_view permission;
    std::string_view writing = {};
    SyncPolicy sync = SyncPolicy::mirrored;
    Scope scope = Scope::tenant;
    bool writable = true;
    std::vector<std::string_view> search = {};
    std::vector<std::string_view> list = {};
    std::vector<FieldRule> rules = {};
};

/// The description of `T`, whose members `id` and `rv` are common to all and not repeated.
template <class T>
[[nodiscard]] EntityInfo describeEntity(const EntityStatement& statement)
{
    EntityInfo info{
        .name = std::string(statement.name),
        .plural = std::string(statement.plural),
        .table = snakeCase(statement.name),
        .code = statement.code,
        .permission = std::string(statement.permission),
        .writing = std::string(statement.writing),
        .sync = statement.sync,
        .scope = statement.scope,
        .writable = statement.writable,
        .fields = {}};
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        const std::string_view name = member.name;
        if (name == "id" || name == "rv")
            return;
        FieldInfo field{.name = std::string(name), .column = snakeCase(name)};
        using Member = std::remove_reference_t<decltype(std::declval<T>().*member.pointer)>;
        detail::describeKind<std::remove_cv_t<Member>>(field);
        field.fallback = detail::fallbackOf(T{}.*member.pointer);
        info.fields.push_back(std::move(field));
    });
    for (const auto name : statement.search)
        detail::mutableField(info, name).searchable = true;
    for (const auto name : statement.list)
        detail::mutableField(info, name).listed = true;
    for (const FieldRule& rule : statement.rules)
        rule(info);
    return info;
}

/// The text has `least` to `most` bytes.
[[nodiscard]] FieldRule length(std::string_view field, std::int64_t least, std::int64_t most);
/// The number lies in `least` to `most`.
[[nodiscard]] FieldRule range(std::string_view field, std::int64_t least, std::int64_t most);
/// No two rows of a tenant have the same value.
[[nodiscard]] FieldRule unique(std::string_view field);
/// Only the platform writes these.
[[nodiscard]] FieldRule platformSet(std::initializer_list<std::string_view> fields);
/// Given at creation and never changed.
[[nodiscard]] FieldRule fixed(std::initializer_list<std::string_view> fields);
/// Digits after the point of decimals.
[[nodiscard]] FieldRule scale(int digits, std::initializer_list<std::string_view> fields);
/// The uuid names a row of `entity`.
[[nodiscard]] FieldRule references(std::string_view field, std::string_view entity);
/// These mean nothing apart: two people who change any of them are in conflict. The group has the
/// name of the first.
[[nodiscard]] FieldRule mergeGroup(std::initializer_list<std::string_view> fields);
/// How two changes of the fields meet; without it a person is asked.
[[nodiscard]] FieldRule mergeBy(MergeRule rule, std::initializer_list<std::string_view> fields);

} // namespace tidemark
