// The sessions and devices of people: seen, ended, and devices told to wipe themselves.
#pragma once

#include "platform/audit/audit_deed.hpp"
#include "platform/identity/sessions.hpp"

#include <optional>

namespace tidemark::platform {

/// Which sessions are to end. Without an id: all of the user but `except`.
struct EndedSessions {
    std::optional<Uuid> userId = {};
    std::optional<Uuid> sessionId = {};
    std::optional<Uuid> except = {};
    ActorPointer by = {}; ///< Who ends those of others; without: themselves or the platform.
    const char* reason = "administrator"; ///< As app.session allows.
};

class SessionBook {
public:
    SessionBook(Database& database, Sessions& sessions)
        : database_(database)
        , sessions_(sessions)
    {
    }

    /// Ends them for all servers, with an audit entry each; how many there were. Faults of
    /// ensureMayHandle.
    [[nodiscard]] asio::awaitable<Result<int>>
    end(Tenancy tenancy, AuditOrigin origin, EndedSessions which);

    /// Marks the device and ends its sessions. `notFound` when the user has no such device, and
    /// the faults of ensureMayHandle when it is another's.
    [[nodiscard]] asio::awaitable<Result<void>>
    wipe(ActorPointer actor, AuditOrigin origin, Uuid userId, Uuid deviceId);

private:
    Database& database_;
    Sessions& sessions_;
};

} // namespace tidemark::platform
