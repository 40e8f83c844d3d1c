// The one way to write rows of entities: REST, push and the platform's own actions use it.
#pragma once

#include "models/access/audit_action.hpp"
#include "models/entities/record_keeping.hpp"
#include "models/entity/entity_info.hpp"
#include "platform/database/database.hpp"
#include "platform/http/request.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

/// Whether writes leave audit entries and activity.
enum class Trail {
    full, ///< Both, for all that people do.
    none, ///< Neither: progress of runs, logs, reference data at start.
};

/// On whose behalf rows are written.
struct WriteContext {
    std::optional<Uuid> actorId = {};
    std::string actorName = {};
    std::string requestId = {};
    std::string address = {};
    std::string device = {};
    std::string agent = {};
    Trail trail = Trail::full;

    [[nodiscard]] static WriteContext of(const Request& request);
    /// For the worker and the demo: by the platform itself.
    [[nodiscard]] static WriteContext platform(Trail trail = Trail::none);
};

/// A row as it is in the database now.
struct StoredRow {
    Uuid id = {};
    std::int64_t rv = 0;
    std::int64_t scope = 0;
    std::string json = {}; ///< As REST gives it: fields, id, rv, createdAt, updatedAt.

    [[nodiscard]] boost::json::object object() const; ///< `json`, parsed.
};

/// Writes rows inside a transaction. Takes any field, also those that only the platform sets, and
/// checks neither permissions nor rules: what clients send goes through ClientWriter. rv, scope
/// and the change feed are set by the database's triggers in the same transaction.
///
/// Call `finish` before the transaction commits, and `Sequencer::changed` after it did.
class RowWriter {
public:
    RowWriter(Transaction& transaction, WriteContext context);

    /// The row, locked until the end of the transaction; none when it is not there.
    [[nodiscard]] asio::awaitable<Result<std::optional<StoredRow>>>
    lock(const EntityInfo& info, Uuid id);

    /// Inserts. `values` by field name; `id` is minted when absent; absent fields get null, the
    /// empty text, 0, false, the first choice or an empty array. `invalid` for a wrong kind.
    [[nodiscard]] asio::awaitable<Result<StoredRow>>
    create(const EntityInfo& info, boost::json::object values);

    /// The same for many rows, in few round trips; in their order.
    [[nodiscard]] asio::awaitable<Result<std::vector<StoredRow>>>
    createAll(const EntityInfo& info, std::vector<boost::json::object> values);

    /// Changes the fields in `changes`. `notFound`, or `conflict`/`stale` when the row is not at
    /// `expectedRv`. A change that changes nothing writes nothing.
    [[nodiscard]] asio::awaitable<Result<StoredRow>> update(
        const EntityInfo& info,
        Uuid id,
        boost::json::object changes,
        std::optional<std::int64_t> expectedRv = {}
    );

    /// As `update`, of a row that `lock` gave in this transaction.
    [[nodiscard]] asio::awaitable<Result<StoredRow>>
    change(const EntityInfo& info, const StoredRow& before, boost::json::object changes);

    /// Deletes; the row as it was. Faults as `update`, and `conflict`/`in_use` when others name it.
    [[nodiscard]] asio::awaitable<Result<StoredRow>>
    remove(const EntityInfo& info, Uuid id, std::optional<std::int64_t> expectedRv = {});

    /// Tells an activity of its own in place of the ones that `finish` would make of the writes to
    /// this row, e.g. "Submitted the report for 2024".
    void tell(const EntityInfo& info, const StoredRow& row, ActivityKind kind, std::string title);

    /// Writes the activity, one line per entity and kind of write. Call once, last.
    [[nodiscard]] asio::awaitable<Result<void>> finish();

private:
    struct Deed {
        const EntityInfo* info = nullptr;
        ActivityKind kind = ActivityKind::updated;
        Uuid first = {};
        std::int64_t scope = 1;
        int count = 0;
        std::string title = {}; ///< Told by the caller; else made from the rest.
    };

    [[nodiscard]] Statement auditStatement(
        const EntityInfo& info, Uuid id, RowWrite write, std::string before, std::string after
    ) const;
    [[nodiscard]] Result<Statement>
    insertStatement(const EntityInfo& info, const boost::json::object& values) const;
    [[nodiscard]] bool leavesTrail() const { return context_.trail == Trail::full; }
    void remember(const EntityInfo& info, const StoredRow& row, ActivityKind kind);

    Transaction& transaction_;
    WriteContext context_;
    std::vector<Deed> deeds_;
    std::map<Uuid, Params> remembered_; ///< Fields of rows locked here, as texts.
};

/// `fuelSupply` → `fuel supply`.
[[nodiscard]] std::string wordsOf(std::string_view camelCase);

/// `notFound`/`no_such_row`.
[[nodiscard]] Fault notThere(const EntityInfo& info);
/// `conflict`/`stale`.
[[nodiscard]] Fault staleFault(const EntityInfo& info);

} // namespace tidemark::platform
