// A mutation as a row of the outbox.
#pragma once

#include "sync/sqlite/statement.hpp"
#include "sync/vault/vault_types.hpp"

#include <string>
#include <string_view>

namespace tidemark::sync {

/// The columns that `readOutboxRow` expects, in its order.
inline constexpr std::string_view outboxColumns =
    "mid, body, state, attempts, created_at, next_at, coalesce(waits, error), result";

[[nodiscard]] std::optional<MutationState> mutationStateOf(std::string_view name);

/// The row under the statement. Fault `corrupt`/`store_damaged`.
[[nodiscard]] Result<PendingMutation> readOutboxRow(const Statement& statement);

/// `body`: what is pushed, JSON.
[[nodiscard]] std::string bodyOf(const PushMutation& mutation);
[[nodiscard]] Result<PushMutation> readBody(std::string_view body);

/// A fault as JSON, for the column `error`, and back.
[[nodiscard]] std::string errorText(const Fault& fault);
[[nodiscard]] Fault faultOfResult(const PushResult& result);

[[nodiscard]] std::string resultText(const PushResult& result);
[[nodiscard]] Result<PushResult> readResultText(std::string_view text);

/// Takes the place of a mutation that was given up before it was sent.
/// `instead` is the begin of that one's sha: the answer to another empty one is not its answer.
[[nodiscard]] PushMutation emptyMutation(Mid mid, Timestamp at, std::string_view instead = {});

} // namespace tidemark::sync
