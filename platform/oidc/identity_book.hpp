// Who of ours somebody is that an identity provider vouches for.
#pragma once

#include "platform/audit/audit_deed.hpp"
#include "platform/identity/sessions.hpp"
#include "platform/oidc/claims.hpp"

#include <functional>
#include <memory>

namespace tidemark::platform {

/// Issuer and subject are the identity. An e-mail address never is: it is given to others later,
/// and at some providers everybody may claim any.
class IdentityBook {
public:
    /// `changed` is called with the tenant when rows of entities were written.
    IdentityBook(Database& database, std::function<void(int)> changed)
        : database_(database)
        , changed_(std::move(changed))
    {
    }

    /// The user of this identity, kept as the claims say; made here when the provider may do that.
    /// `forbidden` with `oidc_unknown_person`, `oidc_login_taken`, `oidc_no_login`,
    /// `oidc_email_unverified`, `oidc_unknown_organization` or `user_inactive`.
    [[nodiscard]] asio::awaitable<Result<ProvenUser>> resolve(
        std::shared_ptr<const OidcProvider> provider, ClaimedPerson person, std::string requestId
    );

    /// Says that a user is somebody at a provider, before they ever signed in that way.
    /// `notFound`, `conflict`/`oidc_identity_taken`.
    [[nodiscard]] asio::awaitable<Result<void>>
    link(ActorPointer actor, AuditOrigin origin, Uuid user, Uuid provider, std::string subject);

    [[nodiscard]] asio::awaitable<Result<void>>
    unlink(ActorPointer actor, AuditOrigin origin, Uuid user, std::string issuer);

private:
    Database& database_;
    std::function<void(int)> changed_;
};

} // namespace tidemark::platform
