// What happened, for people (activity) and for proof (audit).
#pragma once

#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"
#include "models/entities/identity.hpp"

#include <boost/json/value.hpp>

namespace tidemark {

using ActivityId = Id<struct ActivityTag>;
using AuditEntryId = Id<struct AuditEntryTag>;

enum class ActivityKind { created, updated, deleted, statusChanged };

/// One line of the activity feed.
struct Activity {
    ActivityId id = {};
    std::int64_t rv = 0;
    std::string entity = {};
    Uuid entityId = {};
    ActivityKind kind = ActivityKind::created;
    std::string title = {};
    std::string performedBy = {};
    Timestamp at = {};
};

/// One write, with what it changed. Append-only.
struct AuditEntry {
    AuditEntryId id = {};
    std::int64_t rv = 0;
    Timestamp at = {};
    std::optional<UserId> actorId = {};
    std::string actor = {};
    std::string action = {}; ///< `fuelSupply.update`
    std::string entity = {};
    std::optional<Uuid> entityId = {};
    boost::json::value before = {};
    boost::json::value after = {};
    std::string requestId = {};
    std::string address = {};
    std::string device = {};
    std::string agent = {}; ///< As the program names itself.
};

} // namespace tidemark
