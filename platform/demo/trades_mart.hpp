// The demonstration's source of trades: a database of its own in the private cluster.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <cstdint>
#include <string>

namespace tidemark::platform {

/// How large the source is.
struct TradesMartSize {
    std::int64_t trades = 120'000;
    std::int64_t parties = 400;
};

inline constexpr const char* tradesMartDatabase = "trades_mart";
inline constexpr const char* tradesMartReader = "trades_reader";

/// Makes the database `trades_mart` with parties and their trades of one day, a few of them wrong,
/// and the role `trades_reader`, who may only SELECT. What is there stays; the reader's password
/// becomes `readerPassword` each time. Blocking. `adminConnection` signs in as a superuser.
[[nodiscard]] Result<void> makeTradesMart(
    const std::string& adminConnection, const Secret& readerPassword, TradesMartSize size = {}
);

} // namespace tidemark::platform
