// The keys of a tenant: made, changed, rotated and revoked, each with an audit entry.
#pragma once

#include "platform/apikeys/key_form.hpp"
#include "platform/apikeys/key_ring.hpp"
#include "platform/audit/audit_deed.hpp"

#include <functional>
#include <string>

namespace tidemark::platform {

/// A key as JSON, and its secret when it was just made: nobody can be told it again.
struct KeyShown {
    boost::json::object row = {};
    Secret secret = {};
};

/// Who asks, and for which key.
struct KeyOrder {
    ActorPointer actor = {};
    AuditOrigin origin = {};
    Uuid keyId = {};
};

/// Faults: `notFound`/`no_such_row` for a key that who asks may not know of, `forbidden`
/// `row_out_of_reach` and `not_your_key`, `conflict` `key_over`.
class KeyBook {
public:
    KeyBook(Database& database, KeyRing& ring)
        : database_(database)
        , ring_(ring)
    {
    }

    /// A key of the actor's own. `conflict`/`too_many_keys`.
    [[nodiscard]] asio::awaitable<Result<KeyShown>>
    make(ActorPointer actor, AuditOrigin origin, KeyForm form);

    /// `conflict`/`stale` when the key is no longer at `version`.
    [[nodiscard]] asio::awaitable<Result<KeyShown>>
    change(KeyOrder order, std::int64_t version, KeyForm form);

    [[nodiscard]] asio::awaitable<Result<KeyShown>>
    rotate(KeyOrder order, std::chrono::seconds overlap);

    /// Also when it was revoked before.
    [[nodiscard]] asio::awaitable<Result<void>> revoke(KeyOrder order);

    /// The key as who asks sees it.
    [[nodiscard]] asio::awaitable<Result<KeyShown>> find(ActorPointer actor, Uuid keyId);

private:
    Database& database_;
    KeyRing& ring_;
};

} // namespace tidemark::platform
