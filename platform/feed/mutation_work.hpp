// What one mutation does to rows.
#pragma once

#include "models/protocol/push.hpp"
#include "platform/entities/client_writer.hpp"

#include <set>

namespace tidemark::platform {

/// Carries out the operations of a mutation with one ClientWriter.
class MutationWork {
public:
    MutationWork(
        Transaction& transaction,
        ClientWriter& writer,
        std::string client,
        const PushMutation& mutation
    );

    /// The result: applied, merged, partial, noop or conflict. With `conflict` the caller undoes
    /// what was written. A fault refuses the mutation, see `rejection`.
    [[nodiscard]] asio::awaitable<Result<PushResult>> run();

private:
    using Done = asio::awaitable<Result<void>>;

    [[nodiscard]] Done findExisting();
    [[nodiscard]] Done createRows(const EntityInfo& info, std::size_t begin, std::size_t end);
    [[nodiscard]] Done updateRow(const EntityInfo& info, PushOp op);
    [[nodiscard]] Done addConflicts(const EntityInfo& info, const MergeOutcome& outcome);
    [[nodiscard]] Done addAuthor(PushConflict& conflict);
    [[nodiscard]] Done removeRow(const EntityInfo& info, const PushOp& op);
    [[nodiscard]] asio::awaitable<Result<bool>> isOwnVersion(std::int64_t rv);
    [[nodiscard]] PushStatus status() const;
    /// All conflicts are about rows that somebody deleted.
    [[nodiscard]] bool isGone() const;
    void wrote(const EntityInfo& info, const StoredRow& row);

    Transaction& transaction_;
    ClientWriter& writer_;
    std::string client_;
    const PushMutation& mutation_;
    std::set<Uuid> existing_; ///< Rows to create that are there already.
    PushResult result_;
    bool isChanged_ = false;
    bool isMerged_ = false;
};

/// Whether a fault refuses a mutation for good; others may pass when it is sent again.
[[nodiscard]] bool isFinal(const Fault& fault);

/// `rejected`, with the code that clients know.
[[nodiscard]] PushResult rejection(std::int64_t mid, const Fault& fault);

} // namespace tidemark::platform
