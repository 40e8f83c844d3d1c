// What clients send, checked and written: permission, visibility, the fields' rules, the rules of
// single entities and derived fields; then RowWriter. REST and push are its two callers.
#pragma once

#include "models/entity/row_codec.hpp"
#include "models/fuel/supply_rules.hpp"
#include "models/merge/merge.hpp"
#include "models/protocol/push.hpp"
#include "platform/entities/reference_cache.hpp"
#include "platform/entities/row_writer.hpp"

namespace tidemark::platform {

/// What became of an update that was merged.
struct MergeOutcome {
    StoredRow row = {};                        ///< As it is now.
    std::vector<FieldConflict> conflicts = {}; ///< Fields that both sides changed.
    bool isChanged = false;                    ///< Something was written.
    std::vector<BrokenRule> broken = {};       ///< What the merged row would break: conflicts.
    bool isMerged = false;                     ///< Somebody else's values are in the row, too.
};

/// Writes for one actor in one transaction. Faults: `forbidden`/`not_permitted`, `notFound` (also
/// for rows the actor may not see), `invalid`/`invalid_fields` (see `problems`), `conflict`
/// `stale`, `duplicate`, `in_use`, `locked` (the report is not being drafted) and what the rules of
/// the entity say.
class ClientWriter {
public:
    ClientWriter(
        Transaction& transaction,
        ActorPointer actor,
        WriteContext context,
        ReferenceCache& reference
    );

    [[nodiscard]] asio::awaitable<Result<StoredRow>>
    create(const EntityInfo& info, boost::json::object row);

    [[nodiscard]] asio::awaitable<Result<std::vector<StoredRow>>>
    createAll(const EntityInfo& info, const std::vector<boost::json::object>& rows);

    [[nodiscard]] asio::awaitable<Result<StoredRow>>
    patch(const EntityInfo& info, Uuid id, boost::json::object changes, std::int64_t expectedRv);

    /// Merges `set`, made by somebody who saw `base`, into the row. With conflicts nothing is
    /// written in the mode `atomic`. Changes that merge but break a rule together are conflicts.
    [[nodiscard]] asio::awaitable<Result<MergeOutcome>>
    merge(const EntityInfo& info, const PushOp& op, MergeMode mode);

    /// Without `expectedRv` the row goes as it is.
    [[nodiscard]] asio::awaitable<Result<StoredRow>>
    remove(const EntityInfo& info, Uuid id, std::optional<std::int64_t> expectedRv);

    /// See RowWriter::finish.
    [[nodiscard]] asio::awaitable<Result<void>> finish() { return rows_.finish(); }

    [[nodiscard]] const Actor& actor() const { return *actor_; }
    /// The fields of the last `invalid_fields`.
    [[nodiscard]] const std::vector<FieldProblem>& problems() const { return problems_; }
    /// The row of the last `stale`.
    [[nodiscard]] const std::optional<StoredRow>& current() const { return current_; }

private:
    using Done = asio::awaitable<Result<void>>;

    /// What the rules need of a report.
    struct ReportFacts {
        std::int64_t year = 0;
        std::int64_t scope = 0;
        std::string status = {};
    };

    [[nodiscard]] Result<void> permit(const EntityInfo& info, std::string_view action) const;
    [[nodiscard]] bool sees(const StoredRow& row) const;
    /// The row, when the actor sees it and may do this to it.
    [[nodiscard]] asio::awaitable<Result<StoredRow>>
    lockSeen(const EntityInfo& info, Uuid id, std::string_view action);
    [[nodiscard]] asio::awaitable<Result<ReportFacts>> editableReport(const std::string& id);
    [[nodiscard]] Done prepareNew(const EntityInfo& info, boost::json::object& values);
    [[nodiscard]] Done prepareNewReport(boost::json::object& values);
    [[nodiscard]] Done
    prepareChange(const EntityInfo& info, const StoredRow& before, boost::json::object& changes);
    [[nodiscard]] Done prepareRemoval(const EntityInfo& info, const StoredRow& before);
    /// A connector leads to the network; led elsewhere, it loses the password that it has.
    [[nodiscard]] Done prepareConnector(const StoredRow* before, boost::json::object& values);
    /// The content that an attachment names has to be in the store of its report's scope.
    [[nodiscard]] Done prepareAttachment(const std::string& report, boost::json::object& values);
    [[nodiscard]] Done
    deriveSupply(const boost::json::object& row, boost::json::object& changes, std::int64_t year);
    [[nodiscard]] asio::awaitable<Result<boost::json::object>>
    enteredFields(const EntityInfo& info, const StoredRow& before, const boost::json::object& set);
    [[nodiscard]] asio::awaitable<Result<std::vector<BrokenRule>>> rulesBroken(
        const EntityInfo& info,
        const PushOp& op,
        const boost::json::object& theirs,
        const boost::json::object& apply
    );
    [[nodiscard]] Fault inWords(const EntityInfo& info, const Fault& fault) const;

    Transaction& transaction_;
    ActorPointer actor_;
    ReferenceCache& reference_;
    RowWriter rows_;
    std::vector<FieldProblem> problems_;
    std::optional<StoredRow> current_;
    std::map<std::string, ReportFacts> reports_; ///< Locked here, by id.
};

} // namespace tidemark::platform
