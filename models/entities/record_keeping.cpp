#include "models/entities/record_keeping.hpp"

#include "models/entities/descriptions.hpp"
#include "models/entity/describe.hpp"

namespace tidemark {

BOOST_DESCRIBE_ENUM(ActivityKind, created, updated, deleted, statusChanged)
BOOST_DESCRIBE_STRUCT(Activity, (), (id, rv, entity, entityId, kind, title, performedBy, at))
BOOST_DESCRIBE_STRUCT(
    AuditEntry,
    (),
    (id,
     rv,
     at,
     actorId,
     actor,
     action,
     entity,
     entityId,
     before,
     after,
     requestId,
     address,
     device,
     agent)
)

TIDEMARK_CHOICE(ActivityKind)
TIDEMARK_RECORD(Activity)
TIDEMARK_RECORD(AuditEntry)

std::vector<EntityInfo> describeRecordKeeping()
{
    return {
        describeEntity<Activity>(
            {.name = "activity",
             .plural = "activities",
             .code = 40,
             .permission = "activity",
             .writable = false,
             .search = {"title", "performedBy"},
             .list = {"at", "performedBy", "title"}}
        ),
        describeEntity<AuditEntry>(
            {.name = "auditEntry",
             .plural = "audit-entries",
             .code = 41,
             .permission = "audit",
             .sync = SyncPolicy::onlineOnly,
             .writable = false,
             .search = {"actor", "action"},
             .list = {"at", "actor", "action", "entity"}}
        ),
    };
}

} // namespace tidemark
