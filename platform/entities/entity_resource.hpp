// The REST resource that every entity has: list, get, create, patch, delete.
#pragma once

#include "platform/entities/client_writer.hpp"
#include "platform/entities/idempotency.hpp"
#include "platform/entities/total_cache.hpp"
#include "platform/http/router.hpp"

#include <functional>

namespace tidemark::platform {

/// Serves all entities of `allEntities()` that are not server-only. Lives as long as the router.
class EntityResource {
public:
    /// `committed` is called after each transaction that wrote rows, with the tenant.
    using Committed = std::function<void(int tenant)>;

    EntityResource(Database& database, ReferenceCache& reference, Committed committed);

    /// Adds the routes of all entities, and `openapi.json` for whatever the router holds.
    void addTo(Router& router);

    /// The tenant's rows changed: totals of lists are counted anew.
    void forgetTotals(int tenant) { totals_.forget(tenant); }

private:
    using Answer = asio::awaitable<Response>;

    [[nodiscard]] Answer list(const EntityInfo& info, const Request& request);
    [[nodiscard]] Answer get(const EntityInfo& info, const Request& request);
    [[nodiscard]] Answer create(const EntityInfo& info, const Request& request);
    [[nodiscard]] Answer patch(const EntityInfo& info, const Request& request);
    [[nodiscard]] Answer remove(const EntityInfo& info, const Request& request);
    /// What `write` does in its transaction.
    using Writing = std::function<asio::awaitable<Result<Response>>(ClientWriter&)>;
    [[nodiscard]] Answer write(const Request& request, Writing writing);

    Database& database_;
    ReferenceCache& reference_;
    Committed committed_;
    TotalCache totals_;
};

/// The version in an `If-Match` header. Fault `invalid`/`missing_if_match`.
[[nodiscard]] Result<std::int64_t> expectedVersion(const Request& request);

/// An answer with a row and its ETag.
[[nodiscard]] Response rowResponse(int status, StoredRow row);

} // namespace tidemark::platform
