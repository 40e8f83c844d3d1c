// The parts of the program for customers and their programs: API keys, the partner API, the portal.
#pragma once

#include "app/platform/access_parts.hpp"
#include "platform/apikeys/key_book.hpp"
#include "platform/apikeys/key_gate.hpp"
#include "platform/portal/portal_gate.hpp"
#include "platform/portal/sign_up_book.hpp"

namespace tidemark::platform {

/// What the parts are made from; must outlive them.
struct KeyGround {
    Database& database;
    Sessions& sessions;
    AccessParts& access;
    const Router& router;
    MailQueue& mails;
};

class KeyParts {
public:
    KeyParts(KeyGround ground, const Secret& serverKey);

    void addTo(Router& router);

    /// Knows people and keys.
    [[nodiscard]] Authenticator& authenticator() { return ring_; }
    [[nodiscard]] Admission& admission() { return gate_; }

    /// What other servers tell. Before `listener.start()`.
    void follow(Listener& listener);

    void start();
    [[nodiscard]] asio::awaitable<void> stop();

private:
    KeyGround ground_;
    KeyRing ring_;
    KeyUsage usage_;
    KeyGate gate_;
    KeyBook book_;
    PortalGate portal_;
    SignUpBook signUps_;
};

} // namespace tidemark::platform
