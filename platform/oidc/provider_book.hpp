// The identity providers of tenants, stored; secrets sealed.
#pragma once

#include "platform/audit/audit_deed.hpp"
#include "platform/oidc/provider.hpp"
#include "platform/vault/sealer.hpp"

namespace tidemark::platform {

/// What there is to sign in with, as the sign-in screen shows it.
struct OfferedProvider {
    Uuid id = {};
    std::string name = {};
    bool allowsDeviceCode = false;
};

class ProviderBook {
public:
    ProviderBook(Database& database, const Sealer& sealer)
        : database_(database)
        , sealer_(sealer)
    {
    }

    /// The tenant's number by its slug; 0 for none.
    [[nodiscard]] asio::awaitable<Result<int>> tenantOf(std::string slug);

    [[nodiscard]] asio::awaitable<Result<std::vector<OfferedProvider>>> offered(int tenant);

    /// One that is enabled. `notFound`/`oidc_no_provider`.
    [[nodiscard]] asio::awaitable<Result<std::shared_ptr<const OidcProvider>>>
    enabled(int tenant, Uuid id);

    /// Makes it, or changes the one with this id and version. `notFound`, `conflict`/`stale`,
    /// `conflict`/`oidc_provider_exists`, `forbidden`/`more_than_own` when its mapping gives what
    /// the actor has not, `invalid`/`unknown_role`.
    [[nodiscard]] asio::awaitable<Result<Uuid>> save(
        ActorPointer actor,
        AuditOrigin origin,
        std::shared_ptr<const OidcProvider> provider,
        std::optional<std::int64_t> expectedRv
    );

    /// Sets the client's secret, or takes it away.
    [[nodiscard]] asio::awaitable<Result<void>> setSecret(
        ActorPointer actor, AuditOrigin origin, Uuid id, std::shared_ptr<const Secret> secret
    );

    [[nodiscard]] asio::awaitable<Result<void>>
    remove(ActorPointer actor, AuditOrigin origin, Uuid id, std::int64_t expectedRv);

private:
    Database& database_;
    const Sealer& sealer_;
};

} // namespace tidemark::platform
