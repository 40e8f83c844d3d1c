// The platform's rules of sync without PostgreSQL: a model of what platform/feed does in SQL, held
// against the real one by tests/platform/feed/model_differential_test.
#pragma once

#include "models/entity/entity_info.hpp"
#include "models/protocol/frame.hpp"
#include "models/protocol/repair.hpp"
#include "tests/simulation/server/platform_state.hpp"

#include <functional>

namespace tidemark::sim {

/// What a request got. A fault with its HTTP status, or a body.
struct Reply {
    int status = 200;
    std::string body = {};
    Fault fault = {};
    std::optional<std::int64_t> lastMid = {}; ///< With `mid_gap`.

    [[nodiscard]] bool isSuccess() const { return status < 300; }
};

/// The platform beside the client.
enum class PlatformAge {
    same,
    newer, ///< Sends frames and columns that this client does not know.
    older, ///< Lacks columns that the client knows, and refuses them.
};

/// How the platform is built and what it does to old clients.
struct PlatformShape {
    std::size_t pageRows = 3;
    std::int64_t pullPositions = 10;
    PlatformAge age = PlatformAge::same;
};

/// One pull between its first read and its last: other commits may fall in between.
struct PullInHand {
    UserNumber user = 0;
    PullRequest request = {};
    std::int64_t fromPos = 0;
    std::int64_t toPos = 0;
    std::int64_t to = 0;
    std::string salt = {};
    std::int64_t head = 0;
};

/// One snapshot page that is asked for.
struct PageQuery {
    Scope scope = 0;
    std::string entity = {};
    std::string after = {};
};

/// Rows, gate, grants, session, pull, snapshot and push. Each method is one transaction, or the
/// part of a request between two reads. Chance comes from outside.
class PlatformModel {
public:
    using Numbers = std::function<std::uint64_t()>;
    PlatformModel(PlatformShape shape, Numbers numbers);

    // --- business writes -------------------------------------------------------------------------
    [[nodiscard]] OpenTransaction begin();
    /// False: another transaction holds the row.
    bool write(OpenTransaction& open, const RowId& key, Scope scope, boost::json::object fields);
    bool remove(OpenTransaction& open, const RowId& key);
    void commit(OpenTransaction& open);
    void rollBack(OpenTransaction& open);
    void grant(UserNumber user, Scope scope);
    void revoke(UserNumber user, Scope scope);

    // --- the gate and the life of the feed -------------------------------------------------------
    /// Moves all that is committed into one cut; false when there was nothing.
    bool sequence();
    void raiseFloor(std::int64_t cut);
    /// A backup is restored: an older state, and another history and epoch.
    void comeBack(PlatformState older);

    // --- sync ------------------------------------------------------------------------------------
    /// After which mutation the client goes on.
    [[nodiscard]] Result<std::int64_t> keepClient(UserNumber user, const SessionRequest& request);
    [[nodiscard]] Reply
    session(UserNumber user, const SessionRequest& request, std::int64_t lastMid);
    [[nodiscard]] Result<PullInHand> beginPull(UserNumber user, PullRequest request) const;
    [[nodiscard]] Reply finishPull(const PullInHand& pull) const;
    [[nodiscard]] Reply page(UserNumber user, const PageQuery& query);
    /// One mutation of a push. nullopt: a row is held by another transaction; try again.
    [[nodiscard]] std::optional<Result<PushResult>>
    applyMutation(UserNumber user, const PushRequest& request, const PushMutation& mutation);
    [[nodiscard]] Reply
    results(UserNumber user, const std::string& client, std::int64_t from) const;

    [[nodiscard]] Reply digest(UserNumber user, const DigestRequest& request) const;
    [[nodiscard]] Reply keys(UserNumber user, const KeysRequest& request) const;
    [[nodiscard]] Reply fetch(UserNumber user, const FetchRequest& request);

    [[nodiscard]] const PlatformState& state() const { return state_; }
    [[nodiscard]] const std::set<RowId>& locks() const { return locks_; }
    [[nodiscard]] std::int64_t lastMidOf(const std::string& client) const;

private:
    struct Grants;

    [[nodiscard]] std::int64_t nextRv();
    [[nodiscard]] RowPointer seen(const OpenTransaction& open, const RowId& key) const;
    void record(OpenTransaction& open, ChangeRecord record);
    void tellGrant(UserNumber user, Scope scope, char op, std::int64_t rv);
    [[nodiscard]] Grants grantsOf(const PullInHand& pull) const;
    void
    appendRows(std::string& out, const PullInHand& pull, const std::vector<Scope>& scopes) const;
    [[nodiscard]] std::vector<ScopeDigest>
    digests(const std::vector<Scope>& scopes, std::int64_t cut) const;
    [[nodiscard]] PushResult carryOut(
        OpenTransaction& open,
        UserNumber user,
        const PushRequest& request,
        const PushMutation& mutation
    );
    [[nodiscard]] std::optional<std::int64_t>
    failedDependency(const PushRequest& request, const PushMutation& mutation) const;
    [[nodiscard]] bool
    isOwnVersion(const std::string& client, std::int64_t mid, std::int64_t rv) const;
    void tell(OpenTransaction& open, const std::string& client, std::int64_t mid);
    void keep(
        OpenTransaction& open,
        const PushRequest& request,
        const PushMutation& mutation,
        const PushResult& result
    );

    PlatformShape shape_;
    Numbers numbers_;
    PlatformState state_;
    std::set<RowId> locks_ = {};
    std::int64_t lastSeq_ = 0;
    std::int64_t lastSeqTaken_ = 0;
    std::int64_t lastTransaction_ = 0;
};

/// `fuelCode` and `complianceReport`: one entity of the tenant, one of organizations.
[[nodiscard]] const EntityInfo& tenantEntity();
[[nodiscard]] const EntityInfo& organizationEntity();
/// What an older platform lacks of a report.
inline constexpr const char* newerColumn = "supplementalNote";
/// The columns of an entity's frames.
[[nodiscard]] const std::vector<std::string>& columnsOf(const EntityInfo& info, PlatformAge age);

} // namespace tidemark::sim
