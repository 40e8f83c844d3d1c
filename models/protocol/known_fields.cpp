#include "models/protocol/known_fields.hpp"

#include "models/protocol/sha_text.hpp"

#include <algorithm>

namespace tidemark {
namespace {

namespace json = boost::json;

constexpr std::size_t stampLength = 16;

} // namespace

KnownFields writableFields(std::span<const EntityInfo> entities)
{
    KnownFields known;
    for (const EntityInfo& entity : entities) {
        if (entity.sync != SyncPolicy::mirrored)
            continue;
        KnownFields::Names& names = known.entities[entity.name];
        for (const FieldInfo& field : entity.fields) {
            if (!field.platformSet)
                names.insert(field.name);
        }
    }
    return known;
}

std::string stampOf(const KnownFields& fields)
{
    std::string text;
    for (const auto& [entity, names] : fields.entities) {
        text += entity + '\n';
        for (const std::string& name : names)
            text += ' ' + name + '\n';
    }
    return shaText(text).substr(0, stampLength);
}

KnownFields lackingIn(const KnownFields& theirs, const KnownFields& ours)
{
    KnownFields lacking;
    for (const auto& [entity, names] : ours.entities) {
        const auto there = theirs.entities.find(entity);
        if (there == theirs.entities.end()) {
            lacking.entities[entity];
            continue;
        }
        KnownFields::Names more;
        std::ranges::set_difference(names, there->second, std::inserter(more, more.end()));
        if (!more.empty())
            lacking.entities.emplace(entity, std::move(more));
    }
    return lacking;
}

json::object toJson(const KnownFields& fields)
{
    json::object out;
    for (const auto& [entity, names] : fields.entities)
        out[entity] = json::array(names.begin(), names.end());
    return out;
}

KnownFields readKnownFields(JsonReader& in, std::string_view key)
{
    KnownFields known;
    for (const auto& [entity, names] : in.object(key)) {
        KnownFields::Names& kept = known.entities[std::string(entity)];
        const json::array* list = names.if_array();
        if (list == nullptr) {
            in.refuse(key, "is not lists of names");
            continue;
        }
        for (const json::value& name : *list) {
            if (const json::string* text = name.if_string())
                kept.emplace(text->data(), text->size());
            else
                in.refuse(key, "holds what is not a name");
        }
    }
    return known;
}

} // namespace tidemark
