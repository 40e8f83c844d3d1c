// Which fields a program writes. The two sides compare theirs when a session opens.
#pragma once

#include "models/core/json_reader.hpp"
#include "models/entity/entity_info.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace tidemark {

/// Fields of entities, by their names.
struct KnownFields {
    using Names = std::set<std::string, std::less<>>;

    std::map<std::string, Names, std::less<>> entities = {};

    friend bool operator==(const KnownFields&, const KnownFields&) = default;
};

/// Those of mirrored entities that a client may set.
[[nodiscard]] KnownFields writableFields(std::span<const EntityInfo> entities);

/// Short, and the same for the same fields.
[[nodiscard]] std::string stampOf(const KnownFields& fields);

/// What `ours` has and `theirs` lacks. An entity that they lack altogether is there without names.
[[nodiscard]] KnownFields lackingIn(const KnownFields& theirs, const KnownFields& ours);

[[nodiscard]] boost::json::object toJson(const KnownFields& fields);
/// Of the member `key`; what cannot be read is remembered by `in`.
[[nodiscard]] KnownFields readKnownFields(JsonReader& in, std::string_view key);

} // namespace tidemark
