// Session, pull and snapshot, as platform/feed answers them.
#include "models/core/seeded_fault.hpp"
#include "models/entities/entities.hpp"
#include "models/protocol/rows_frame_writer.hpp"
#include "tests/simulation/server/platform_rows.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>

namespace tidemark::sim {
namespace {

constexpr std::int64_t leaseSeconds = 7 * 24 * 3600;

std::string nameOfScope(Scope scope)
{
    return "Scope " + std::to_string(scope);
}

ScopeKind kindOf(Scope scope)
{
    return scope == tenantScope ? ScopeKind::tenant : ScopeKind::organization;
}

GrantFrame grantFrame(Scope scope)
{
    GrantFrame frame;
    frame.scope = scope;
    frame.kind = kindOf(scope);
    frame.name = nameOfScope(scope);
    frame.leaseSeconds = leaseSeconds;
    return frame;
}

RevokeFrame revokeFrame(Scope scope)
{
    RevokeFrame frame;
    frame.scope = scope;
    frame.reason = "not_granted";
    frame.rv = 1;
    return frame;
}

} // namespace

Result<std::int64_t> PlatformModel::keepClient(UserNumber user, const SessionRequest& request)
{
    const std::string& id = *request.clientId;
    const auto known = state_.clients.find(id);
    const auto record = known == state_.clients.end() ? std::optional<ClientRecord>()
                                                      : std::optional(known->second);
    const std::string name = std::to_string(user);
    const auto last = resumePoint(record, name, request, state_.history);
    if (last)
        state_.clients[id] =
            resumedClient(record, {name, request.incarnation}, state_.history, *last);
    return last;
}

Reply PlatformModel::session(UserNumber user, const SessionRequest& request, std::int64_t lastMid)
{
    SessionAnswer answer;
    answer.clientId = *request.clientId;
    answer.lastMid = lastMid;
    sequence();
    answer.history = state_.history;
    answer.epoch = state_.epoch;
    answer.headCut = state_.headCut();
    answer.salt = state_.cuts.empty() ? "" : state_.cuts.back()->salt;
    for (const auto& [key, grant] : state_.grants) {
        if (key.first != user || grant.isRevoked)
            continue;
        SessionScope scope;
        scope.id = key.second;
        scope.kind = kindOf(key.second);
        scope.name = nameOfScope(key.second);
        scope.leaseSeconds = leaseSeconds;
        scope.readyCut = answer.headCut;
        answer.scopes.push_back(std::move(scope));
    }
    if (shape_.age == PlatformAge::older) {
        answer.fields = writableFields(allEntities());
        answer.fields->entities[organizationEntity().name].erase(newerColumn);
    }
    return {.body = boost::json::serialize(toJson(answer))};
}

Result<PullInHand> PlatformModel::beginPull(UserNumber user, PullRequest request) const
{
    const SyncCursor& cursor = request.cursor;
    const std::int64_t head = state_.headCut();
    const CutPointer from = state_.cutOf(cursor.cut);
    const auto salt = from ? std::optional(from->salt) : std::nullopt;
    const ServerPast past{state_.history, state_.epoch, head, state_.floorCut, salt};
    if (auto checked = checkCursor(past, cursor); !checked)
        return checked.error();
    PullInHand pull{.user = user, .to = cursor.cut, .salt = cursor.salt, .head = head};
    pull.fromPos = pull.toPos = from ? from->lastPos : 0;
    const std::int64_t most = std::min(head, request.toCut.value_or(head));
    for (std::int64_t number = most; number > cursor.cut; --number) {
        const CutPointer cut = state_.cutOf(number);
        if (cut->lastPos > pull.fromPos + shape_.pullPositions && number != cursor.cut + 1)
            continue;
        pull.to = cut->cut;
        pull.toPos = cut->lastPos;
        pull.salt = cut->salt;
        break;
    }
    pull.request = std::move(request);
    return pull;
}

/// What the records of grants say beside the scopes held now.
struct PlatformModel::Grants {
    std::set<Scope> granted = {};
    std::set<Scope> revoked = {};
    /// The first record of a scope that is sequenced after the range tells how it stood there.
    std::map<Scope, char> next = {};

    [[nodiscard]] bool isGrantedLater(Scope scope) const
    {
        const auto found = next.find(scope);
        return found != next.end() && found->second == 'G';
    }
};

PlatformModel::Grants PlatformModel::grantsOf(const PullInHand& pull) const
{
    Grants news;
    const auto take = [&](const ChangeRecord& one, bool isLater) {
        if (one.user != pull.user || (one.op != 'G' && one.op != 'R'))
            return;
        if (isLater) {
            news.next.emplace(one.scope, one.op);
        } else if (one.op == 'G') {
            news.granted.insert(one.scope);
        } else {
            news.revoked.insert(one.scope);
        }
    };
    for (const ChangeRecord& one : state_.feed) {
        if (one.pos > pull.fromPos)
            take(one, one.pos > pull.toPos);
    }
    for (const ChangeRecord& one : state_.pending)
        take(one, true);
    return news;
}

void PlatformModel::appendRows(
    std::string& out, const PullInHand& pull, const std::vector<Scope>& scopes
) const
{
    std::map<RowId, const ChangeRecord*> latest;
    for (const ChangeRecord& one : state_.feed) {
        if (one.pos <= pull.fromPos || one.pos > pull.toPos)
            continue;
        const bool isRow = one.op == 'U' || one.op == 'D' || one.op == 'X';
        if (isRow && std::find(scopes.begin(), scopes.end(), one.scope) != scopes.end())
            latest[one.key] = &one;
    }
    std::vector<const ChangeRecord*> ordered;
    for (const auto& [key, one] : latest)
        ordered.push_back(one);
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
        return std::tuple(a->key.entity, a->scope, -a->op) <
               std::tuple(b->key.entity, b->scope, -b->op);
    });
    for (const ChangeRecord* one : ordered) {
        const EntityInfo& info = *findEntityByCode(one->key.entity);
        if (one->op == 'U') {
            RowsFrameWriter frame(out, info.name, one->scope, columnsOf(info, shape_.age));
            appendRow(frame, info, *one->image, shape_.age);
            frame.finish();
            continue;
        }
        const GoneOp op = one->op == 'D' ? GoneOp::remove : GoneOp::leave;
        appendFrame(out, GoneFrame{info.name, one->scope, op, {{one->key.id, one->rv}}});
    }
}

std::vector<ScopeDigest>
PlatformModel::digests(const std::vector<Scope>& scopes, std::int64_t cut) const
{
    std::map<Scope, DigestSum> sums;
    for (const Scope scope : scopes)
        sums[scope] = {};
    if (const CutPointer at = state_.cutOf(cut)) {
        for (const auto& [key, row] : *at->rows) {
            if (const auto found = sums.find(row->scope); found != sums.end())
                found->second.add(key.id, row->rv);
        }
    }
    std::vector<ScopeDigest> digests;
    for (const auto& [scope, sum] : sums)
        digests.push_back({scope, sum.count, sum.sum});
    return digests;
}

Reply PlatformModel::finishPull(const PullInHand& pull) const
{
    if (pull.request.cursor.history != state_.history && !TIDEMARK_SEEDED(epochIgnored))
        return refused(503, FaultCode::unavailable, "restarting");
    const Grants news = grantsOf(pull);
    Reply reply;
    std::string& out = reply.body;
    const bool isMore = pull.to < pull.head;
    const auto& asked = pull.request.cursor;
    HeadFrame head;
    head.history = state_.history;
    head.epoch = state_.epoch;
    head.from = asked.cut;
    head.to = pull.to;
    head.salt = pull.salt;
    head.more = isMore;
    appendFrame(out, head);
    if (shape_.age == PlatformAge::newer)
        out += "{\"f\":\"hint\",\"of\":\"a later version\"}\n";
    std::set<Scope> now;
    for (const auto& [key, grant] : state_.grants) {
        if (key.first != pull.user || grant.isRevoked)
            continue;
        if (news.isGrantedLater(key.second) && !TIDEMARK_SEEDED(grantedNowAlone))
            continue;
        now.insert(key.second);
        if (news.granted.contains(key.second))
            appendFrame(out, grantFrame(key.second));
    }
    std::set<Scope> lost = news.revoked;
    for (const Scope scope : pull.request.scopes) {
        if (!state_.isGranted(pull.user, scope))
            lost.insert(scope);
    }
    for (const Scope scope : lost) {
        if (!now.contains(scope))
            appendFrame(out, revokeFrame(scope));
    }
    std::vector<Scope> scopes;
    for (const Scope scope : pull.request.scopes) {
        if (now.contains(scope))
            scopes.push_back(scope);
    }
    appendRows(out, pull, scopes);
    for (const ChangeRecord& one : state_.feed) {
        const bool isOurs = one.op == 'M' && one.client == pull.request.clientId;
        if (!isOurs || one.pos <= pull.fromPos || one.pos > pull.toPos)
            continue;
        appendFrame(out, ResultFrame{state_.mutations.at({one.client, one.rv}).entry.result});
    }
    EndFrame end;
    end.to = pull.to;
    end.salt = pull.salt;
    end.digest = digests(scopes, pull.to);
    appendFrame(out, end);
    return reply;
}

} // namespace tidemark::sim
