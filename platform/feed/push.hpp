// Applies the mutations of a client, each exactly once.
#pragma once

#include "models/protocol/ledger.hpp"
#include "platform/entities/client_writer.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/http/request.hpp"

namespace tidemark::platform {

/// One client's push. Each mutation is one transaction: what it writes, its result, the record that
/// tells the client through the feed, and the client's last mutation are one atom. What is refused
/// for good is undone to a savepoint and still counts; what may succeed later stops the push.
class Push {
public:
    Push(
        Database& database, ReferenceCache& reference, Sequencer& sequencer, const Request& request
    );

    /// Results of the mutations up to the first that could not be decided; the fault of the first
    /// one when there is none before it. Faults: `conflict` as `turnOf` and `repeatedResult` say;
    /// what the database says.
    [[nodiscard]] asio::awaitable<Result<PushAnswer>> run(PushRequest request);

    /// The client's last mutation when `mid_gap` was the answer.
    [[nodiscard]] std::int64_t lastMid() const { return lastMid_; }

private:
    using Outcome = asio::awaitable<Result<PushResult>>;

    [[nodiscard]] Outcome
    once(Transaction& transaction, const PushRequest& request, const PushMutation& mutation);
    [[nodiscard]] Outcome earlierResult(
        Transaction& transaction, const std::string& client, const PushMutation& mutation
    );
    [[nodiscard]] asio::awaitable<Result<std::optional<std::int64_t>>> failedDependency(
        Transaction& transaction, const std::string& client, const PushMutation& mutation
    );
    [[nodiscard]] Outcome
    apply(Transaction& transaction, const std::string& client, const PushMutation& mutation);
    [[nodiscard]] asio::awaitable<Result<void>> keep(
        Transaction& transaction,
        const std::string& client,
        const PushMutation& mutation,
        const PushResult& result
    );

    Database& database_;
    ReferenceCache& reference_;
    Sequencer& sequencer_;
    const Request& request_;
    std::int64_t lastMid_ = 0;
};

/// `conflict`/`unknown_client`: there is no such client of this actor.
[[nodiscard]] Fault unknownClient();

/// Stored results of the actor's client, from `fromMid` on, at most 1000.
[[nodiscard]] asio::awaitable<Result<PushAnswer>>
storedResults(Database& database, const Actor& actor, std::string clientId, std::int64_t fromMid);

} // namespace tidemark::platform
