// The parts of the program for other programs: API keys, and what is built on them.
#pragma once

#include "app/platform/access_parts.hpp"
#include "platform/apikeys/key_book.hpp"
#include "platform/apikeys/key_gate.hpp"

namespace tidemark::platform {

/// Made after what it is given, which must outlive it.
class KeyParts {
public:
    KeyParts(Database& database, Sessions& sessions, AccessParts& access);

    void addTo(Router& router);

    /// Knows people and keys.
    [[nodiscard]] Authenticator& authenticator() { return ring_; }
    [[nodiscard]] Admission& admission() { return gate_; }

    /// What other servers tell. Before `listener.start()`.
    void follow(Listener& listener);

    void start();
    [[nodiscard]] asio::awaitable<void> stop();

private:
    Database& database_;
    KeyRing ring_;
    KeyUsage usage_;
    KeyGate gate_;
    KeyBook book_;
};

} // namespace tidemark::platform
