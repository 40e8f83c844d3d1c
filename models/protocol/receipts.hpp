// What a device reports when access ended: that rows are gone from it, and work that was not sent.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/protocol/push.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark {

/// A device removed the rows of a scope.
struct PurgeReceipt {
    std::int64_t scope = 0;
    std::int64_t rv = 0; ///< Of the revoke frame; with the scope it names the receipt.
    std::int64_t rows = 0;
    std::int64_t bytes = 0;
    std::int64_t escrowed = 0; ///< Unsent mutations that were handed over or kept aside.
    Timestamp at = {};         ///< When, by the device's clock.

    friend bool operator==(const PurgeReceipt&, const PurgeReceipt&) = default;
};

/// `POST sync/receipts`.
struct ReceiptsRequest {
    std::string clientId = {};
    std::vector<PurgeReceipt> receipts = {};

    friend bool operator==(const ReceiptsRequest&, const ReceiptsRequest&) = default;
};

/// Unsent work in a scope that its author lost.
struct EscrowItem {
    std::int64_t scope = 0;
    std::string reason = {}; ///< Of the revoke frame, or the code of the refusal.
    PushMutation mutation = {};

    friend bool operator==(const EscrowItem&, const EscrowItem&) = default;
};

/// `POST sync/escrow`. An item that was handed over before is not kept twice.
struct EscrowRequest {
    std::string clientId = {};
    std::vector<EscrowItem> items = {};

    friend bool operator==(const EscrowRequest&, const EscrowRequest&) = default;
};

/// Which mutations are safe on the platform now.
struct EscrowAnswer {
    std::vector<std::int64_t> stored = {}; ///< By mid.

    friend bool operator==(const EscrowAnswer&, const EscrowAnswer&) = default;
};

[[nodiscard]] boost::json::object toJson(const ReceiptsRequest& request);
[[nodiscard]] boost::json::object toJson(const EscrowRequest& request);
[[nodiscard]] boost::json::object toJson(const EscrowAnswer& answer);

[[nodiscard]] Result<ReceiptsRequest> readReceiptsRequest(const boost::json::value& value);
[[nodiscard]] Result<EscrowRequest> readEscrowRequest(const boost::json::value& value);
[[nodiscard]] Result<EscrowAnswer> readEscrowAnswer(const boost::json::value& value);

} // namespace tidemark
