// What a device reports when access ended: that rows are gone from it, and work that was not sent.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/timestamp.hpp"
#include "models/core/uuid.hpp"

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
    std::int64_t escrowed = 0;  ///< Unsent mutations that the platform confirmed to keep.
    Timestamp at = {};          ///< When, by the device's clock.
    std::string signature = {}; ///< Of `signedText` by the device's key; empty: of an older agent.

    friend bool operator==(const PurgeReceipt&, const PurgeReceipt&) = default;
};

/// What a receipt's signature is over: every number of it, in one line.
[[nodiscard]] std::string signedText(std::string_view clientId, const PurgeReceipt& receipt);

/// `POST sync/receipts`.
struct ReceiptsRequest {
    std::string clientId = {};
    std::vector<PurgeReceipt> receipts = {};

    friend bool operator==(const ReceiptsRequest&, const ReceiptsRequest&) = default;
};

/// Unsent work in a scope that its author lost, sealed for those who hold it now.
struct EscrowItem {
    Uuid id = {}; ///< Made by the device: the same work again is not kept twice.
    std::int64_t scope = 0;
    std::int64_t mid = 0;
    std::string reason = {}; ///< Of the revoke frame, or the code of the refusal.
    std::string keyId = {};  ///< Of the key that it is sealed for.
    std::string sealed = {}; ///< As `sealWork` gives it; inside is the mutation's JSON.

    friend bool operator==(const EscrowItem&, const EscrowItem&) = default;
};

/// `POST sync/escrow`.
struct EscrowRequest {
    std::string clientId = {};
    std::vector<EscrowItem> items = {};

    friend bool operator==(const EscrowRequest&, const EscrowRequest&) = default;
};

/// Which pieces of work are safe on the platform now.
struct EscrowAnswer {
    std::vector<Uuid> stored = {};

    friend bool operator==(const EscrowAnswer&, const EscrowAnswer&) = default;
};

/// The public half that work of a scope is sealed for.
struct EscrowKey {
    std::int64_t scope = 0;
    std::string keyId = {};
    std::string publicKey = {}; ///< X25519, hexadecimal digits.

    friend bool operator==(const EscrowKey&, const EscrowKey&) = default;
};

/// `POST sync/escrow-keys` `{scopes}`. Scopes that were never this person's are left out.
struct EscrowKeysRequest {
    std::vector<std::int64_t> scopes = {};

    friend bool operator==(const EscrowKeysRequest&, const EscrowKeysRequest&) = default;
};
struct EscrowKeysAnswer {
    std::vector<EscrowKey> keys = {};

    friend bool operator==(const EscrowKeysAnswer&, const EscrowKeysAnswer&) = default;
};

[[nodiscard]] boost::json::object toJson(const ReceiptsRequest& request);
[[nodiscard]] boost::json::object toJson(const EscrowRequest& request);
[[nodiscard]] boost::json::object toJson(const EscrowAnswer& answer);
[[nodiscard]] boost::json::object toJson(const EscrowKeysRequest& request);
[[nodiscard]] boost::json::object toJson(const EscrowKeysAnswer& answer);

[[nodiscard]] Result<ReceiptsRequest> readReceiptsRequest(const boost::json::value& value);
[[nodiscard]] Result<EscrowRequest> readEscrowRequest(const boost::json::value& value);
[[nodiscard]] Result<EscrowAnswer> readEscrowAnswer(const boost::json::value& value);
[[nodiscard]] Result<EscrowKeysRequest> readEscrowKeysRequest(const boost::json::value& value);
[[nodiscard]] Result<EscrowKeysAnswer> readEscrowKeysAnswer(const boost::json::value& value);

} // namespace tidemark
