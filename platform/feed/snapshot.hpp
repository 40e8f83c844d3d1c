// One page of the rows of a scope as they are now.
#pragma once

#include "platform/feed/scopes.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"

namespace tidemark::platform {

/// Frames `rows* page` for `?scope=&entity=&after=&limit=`, by id. Any mirrored entity may be asked
/// for in any scope; one that the actor may not read has no rows. After the last row of the entity
/// the page goes on with the entities that follow, by code, as far as each fits in whole, and names
/// the last one. When that is the last of all, it says at which cut all that was shown is in the
/// feed.
///
/// Faults: `invalid` `bad_scope`, `bad_entity`, `bad_after`, `bad_limit`; `forbidden`
/// `scope_not_granted`.
[[nodiscard]] asio::awaitable<Result<Response>>
answerSnapshot(Database& database, Sequencer& sequencer, const Request& request);

} // namespace tidemark::platform
