// Answers a pull: what changed for the actor between two cuts, as frames.
#pragma once

#include "models/protocol/session.hpp"
#include "platform/feed/scopes.hpp"
#include "platform/http/response.hpp"

namespace tidemark::platform {

/// The frames `head grant* revoke* (rows|gone)* result* end` from the request's cursor to a later
/// cut; the latest of each row only. Scopes asked for count when the actor holds them now and held
/// them at that cut; of others the reader is told that they are revoked.
///
/// Faults: `conflict` as `checkCursor` says.
[[nodiscard]] asio::awaitable<Result<Response>>
answerPull(Database& database, const Actor& actor, PullRequest request);

/// How a tenant's feed stands.
struct FeedState {
    std::string history = {};
    std::int64_t epoch = 1;
    std::int64_t headCut = 0;
    std::int64_t floorCut = 0;
    std::string salt = {};                    ///< Of the head cut.
    std::optional<Timestamp> restoredTo = {}; ///< How far the past before this history reached.
};

[[nodiscard]] asio::awaitable<Result<FeedState>>
feedState(Database& database, const Tenancy& tenancy);

} // namespace tidemark::platform
