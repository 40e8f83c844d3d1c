// What a mirror asks to find and mend what it holds wrong.
#pragma once

#include "models/protocol/repair.hpp"
#include "platform/feed/scopes.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/http/response.hpp"

namespace tidemark::platform {

/// How a scope stands at the head cut, by bucket, over what the actor may read. All three give
/// fault `forbidden`/`scope_not_granted` for a scope that the actor does not hold.
[[nodiscard]] asio::awaitable<Result<DigestAnswer>>
answerDigest(Database& database, const Actor& actor, DigestRequest request);

/// The keys of some buckets at the head cut, in the order of bucket, entity code and id. Fault
/// `invalid`/`bad_after` when `after` names no entity.
[[nodiscard]] asio::awaitable<Result<KeysAnswer>>
answerKeys(Database& database, const Actor& actor, KeysRequest request);

/// Frames `rows*, page`: rows as they are now.
[[nodiscard]] asio::awaitable<Result<Response>>
answerFetch(Database& database, Sequencer& sequencer, const Actor& actor, FetchRequest request);

} // namespace tidemark::platform
