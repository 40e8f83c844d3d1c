// The portal's own way in: a browser holds cookies that no script reads, and calls some routes.
#pragma once

#include "models/core/secret.hpp"
#include "platform/http/inner_call.hpp"
#include "platform/identity/actor.hpp"

namespace tidemark::platform {

/// What the gate stands in front of; must outlive it.
struct PortalFront {
    const Router& router;
    Authenticator& people;
    Admission& admission;
};

/// Tokens never reach a script: they are moved into cookies that are HttpOnly, SameSite=Strict and,
/// over TLS, Secure. A request that changes something comes from our own page and shows the
/// session's token against forgery.
class PortalGate {
public:
    PortalGate(PortalFront front, const Secret& serverKey);

    /// As the route of the API that has this path below `auth/`; tokens go into cookies.
    [[nodiscard]] asio::awaitable<Response> signIn(Request& request, std::string path);

    /// Who is signed in, and the token against forgery.
    [[nodiscard]] asio::awaitable<Response> session(Request& request);

    [[nodiscard]] asio::awaitable<Response> renew(Request& request);
    [[nodiscard]] asio::awaitable<Response> signOut(Request& request);

    /// Goes on to the API as the person of the cookie; `/portal/api/x` is `/api/v1/x`.
    [[nodiscard]] asio::awaitable<Response> call(Request& request);

private:
    [[nodiscard]] asio::awaitable<Result<void>> identify(Request& request);
    [[nodiscard]] std::string forgeryToken(const Actor& actor) const;

    PortalFront front_;
    Secret key_;
};

/// `forbidden`/`foreign_page` unless the request comes from a page of this server itself.
[[nodiscard]] Result<void> ensureOwnPage(const Request& request);

} // namespace tidemark::platform
