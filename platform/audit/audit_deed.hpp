// One entry of the audit: who did what to which row, from where, and what changed by it.
#pragma once

#include "models/access/audit_action.hpp"
#include "platform/database/database.hpp"
#include "platform/http/request.hpp"

#include <optional>
#include <string>

namespace tidemark::platform {

/// On whose behalf something is done.
struct AuditOrigin {
    std::optional<Uuid> actorId = {};
    std::string actor = {};
    std::string requestId = {};
    std::string address = {};
    std::string device = {};
    std::string agent = {};

    [[nodiscard]] static AuditOrigin of(const Request& request);
};

/// What was done. `before` and `after` are JSON: objects of the changed fields, or null.
struct AuditDeed {
    AuditAction action;
    std::string entity = {};
    std::optional<Uuid> entityId = {};
    std::string before = "null";
    std::string after = "null";
};

/// The statement that notes it, for the transaction that does it.
[[nodiscard]] Statement auditStatement(int tenant, const AuditOrigin& origin, AuditDeed deed);

} // namespace tidemark::platform
