// What a window asks rows with, and what comes back.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::sync {

/// One condition; all of a query must hold. `op`: eq ne lt le gt ge contains startsWith in isNull.
struct RowCondition {
    std::string field = {};
    std::string op = {};
    boost::json::value value = {};

    friend bool operator==(const RowCondition&, const RowCondition&) = default;
};

/// Which rows of an entity, and in which order. The agent turns it into SQL.
struct RowQuery {
    std::string entity = {};
    std::vector<RowCondition> filter = {};
    std::string search = {};
    std::vector<std::string> sort = {}; ///< Field names; `-` in front: descending.

    friend bool operator==(const RowQuery&, const RowQuery&) = default;
};

/// A stretch of the rows of a query.
struct RowPage {
    std::int64_t total = 0;
    std::int64_t offset = 0;
    std::vector<boost::json::object> rows = {};
    std::string cut = {};
};

/// An exact sum, as decimal text, over the rows of a query.
struct RowSum {
    std::string sum = {};
    std::int64_t count = 0;
};

/// One write inside a mutation. `base` holds the value that each `set` field had.
struct MutationOp {
    enum class Kind { create, update, remove };
    Kind kind = Kind::update;
    std::string entity = {};
    std::string id = {};
    std::optional<std::string> baseRv = {};
    boost::json::object base = {};
    boost::json::object set = {};
};

/// An edit as one intent, `fuelSupply.edit`.
struct Mutation {
    std::string name = {};
    std::vector<MutationOp> ops = {};
    std::string mergeMode = "atomic"; ///< or `cleanFields`
};

/// Which rows moved. An entity with nothing listed: too many to name, ask again.
struct Changes {
    std::map<std::string, std::optional<std::vector<std::string>>, std::less<>> entities = {};
    std::string cut = {};
};

/// How the platform answered a mutation: applied merged partial noop conflict rejected parked.
struct MutationResult {
    std::int64_t mid = 0;
    std::string status = {};
    std::string cause = {};
    std::string nextStep = {};
};

[[nodiscard]] boost::json::object toJson(const RowQuery& query);
[[nodiscard]] boost::json::object toJson(const Mutation& mutation);

} // namespace tidemark::sync
