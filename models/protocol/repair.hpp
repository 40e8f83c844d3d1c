// Finding and mending what a mirror holds wrong: digests by bucket, keys of buckets, single rows.
#pragma once

#include "models/core/fault.hpp"
#include "models/protocol/frame.hpp"
#include "models/protocol/limits.hpp"
#include "models/protocol/row_digest.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

/// Which of the 64 buckets of a scope a row is in.
[[nodiscard]] int bucketOf(const Uuid& id);

/// `POST sync/digest`: how a scope stands at the head cut.
struct DigestRequest {
    std::int64_t scope = 0;

    friend bool operator==(const DigestRequest&, const DigestRequest&) = default;
};

struct DigestAnswer {
    std::int64_t cut = 0;
    ScopeDigest whole = {};
    std::array<DigestSum, limits::digestBuckets> buckets = {};

    friend bool operator==(const DigestAnswer&, const DigestAnswer&) = default;
};

/// A row of any entity.
struct EntityKey {
    std::string entity = {};
    Uuid id = {};

    friend bool operator==(const EntityKey&, const EntityKey&) = default;
};

/// `POST sync/rows`: which rows are in some buckets of a scope.
struct KeysRequest {
    std::int64_t scope = 0;
    std::vector<int> buckets = {};
    std::optional<EntityKey> after = {}; ///< The `next` of the answer before.

    friend bool operator==(const KeysRequest&, const KeysRequest&) = default;
};

struct VersionedKey {
    std::string entity = {};
    RowKey key = {};

    friend bool operator==(const VersionedKey&, const VersionedKey&) = default;
};

struct KeysAnswer {
    std::int64_t cut = 0;
    std::vector<VersionedKey> keys = {};
    std::optional<EntityKey> next = {}; ///< There are more, after this one.

    friend bool operator==(const KeysAnswer&, const KeysAnswer&) = default;
};

/// `POST sync/fetch`: the rows of a scope by their keys. Answered by frames `rows… page`.
struct FetchRequest {
    std::int64_t scope = 0;
    std::vector<EntityKey> keys = {};

    friend bool operator==(const FetchRequest&, const FetchRequest&) = default;
};

[[nodiscard]] boost::json::object toJson(const DigestRequest& request);
[[nodiscard]] boost::json::object toJson(const DigestAnswer& answer);
[[nodiscard]] boost::json::object toJson(const KeysRequest& request);
[[nodiscard]] boost::json::object toJson(const KeysAnswer& answer);
[[nodiscard]] boost::json::object toJson(const FetchRequest& request);

[[nodiscard]] Result<DigestRequest> readDigestRequest(const boost::json::value& value);
[[nodiscard]] Result<DigestAnswer> readDigestAnswer(const boost::json::value& value);
[[nodiscard]] Result<KeysRequest> readKeysRequest(const boost::json::value& value);
[[nodiscard]] Result<KeysAnswer> readKeysAnswer(const boost::json::value& value);
[[nodiscard]] Result<FetchRequest> readFetchRequest(const boost::json::value& value);

} // namespace tidemark
