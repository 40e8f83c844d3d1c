#include "models/entity/describe.hpp"

#include <cstdio>
#include <cstdlib>

namespace tidemark {

FieldInfo& detail::mutableField(EntityInfo& info, std::string_view name)
{
    for (FieldInfo& field : info.fields) {
        if (field.name == name)
            return field;
    }
    std::fprintf(
        stderr,
        "%s has no field %.*s\n",
        info.name.c_str(),
        static_cast<int>(name.size()),
        name.data()
    );
    std::abort();
}

FieldRule length(std::string_view field, std::int64_t least, std::int64_t most)
{
    return range(field, least, most);
}

FieldRule range(std::string_view field, std::int64_t least, std::int64_t most)
{
    return [=](EntityInfo& info) {
        FieldInfo& target = detail::mutableField(info, field);
        target.least = least;
        target.most = most;
    };
}

FieldRule unique(std::string_view field)
{
    return [=](EntityInfo& info) { detail::mutableField(info, field).unique = true; };
}

FieldRule platformSet(std::initializer_list<std::string_view> fields)
{
    return [names = std::vector(fields)](EntityInfo& info) {
        for (const auto name : names)
            detail::mutableField(info, name).platformSet = true;
    };
}

FieldRule fixed(std::initializer_list<std::string_view> fields)
{
    return [names = std::vector(fields)](EntityInfo& info) {
        for (const auto name : names)
            detail::mutableField(info, name).fixed = true;
    };
}

FieldRule scale(int digits, std::initializer_list<std::string_view> fields)
{
    return [digits, names = std::vector(fields)](EntityInfo& info) {
        for (const auto name : names)
            detail::mutableField(info, name).scale = digits;
    };
}

FieldRule references(std::string_view field, std::string_view entity)
{
    return [=](EntityInfo& info) { detail::mutableField(info, field).references = entity; };
}

FieldRule mergeGroup(std::initializer_list<std::string_view> fields)
{
    return [names = std::vector(fields)](EntityInfo& info) {
        for (const auto name : names)
            detail::mutableField(info, name).mergeGroup = names.front();
    };
}

FieldRule mergeBy(MergeRule rule, std::initializer_list<std::string_view> fields)
{
    return [rule, names = std::vector(fields)](EntityInfo& info) {
        for (const auto name : names)
            detail::mutableField(info, name).merge = rule;
    };
}

} // namespace tidemark
