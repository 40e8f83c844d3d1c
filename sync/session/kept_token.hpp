// A refresh token as it is kept on disk.
#pragma once

#include "models/core/secret.hpp"

namespace tidemark::sync {

/// The token, and the nonce of the renewal that was begun with it. The nonce is kept before the
/// platform is asked: whoever shows it again, after a lost answer or a restart, is the same client
/// and gets the same successor, and not somebody with a stolen token.
struct KeptToken {
    Secret refresh = {};
    Secret nonce = {}; ///< Empty: no renewal was begun.

    [[nodiscard]] static KeptToken read(const Secret& text);
    [[nodiscard]] Secret toText() const;
    [[nodiscard]] bool isEmpty() const { return refresh.isEmpty(); }
};

} // namespace tidemark::sync
