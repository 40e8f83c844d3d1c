// A client of the sync routes for tests: a mirror, a cursor, mutations, and repair by digests.
#pragma once

#include "models/protocol/push.hpp"
#include "models/protocol/repair.hpp"
#include "tests/platform/feed/simple_mirror.hpp"

#include <QtGlobal>

#include <algorithm>
#include <utility>

namespace tidemark::platform {

inline PushMutation mutationOf(std::int64_t mid, std::vector<PushOp> ops)
{
    PushMutation mutation{.mid = mid, .name = "fuelSupply.edit", .ops = std::move(ops)};
    mutation.clientTime = Timestamp::now();
    mutation.sha = shaOf(mutation);
    return mutation;
}

inline PushOp supplyCreate(Uuid id)
{
    PushOp op{.kind = PushOpKind::create, .entity = "fuelSupply", .id = id};
    op.set = boost::json::object{
        {"reportId", known::report},
        {"position", "a"},
        {"fuelType", "Biodiesel"},
        {"fuelCategory", "Diesel"},
        {"provision", "Default carbon intensity - section 19 (b) (ii)"},
        {"quantity", "1000000"}};
    return op;
}

/// One device of `actor`.
class SyncClient {
public:
    SyncClient(ServedPlatform& platform, ActorPointer who)
        : platform_(platform)
        , actor(std::move(who))
    {
    }

    Answered post(const std::string& path, const boost::json::object& body)
    {
        return platform_.call(actor, Method::post, "sync/" + path, boost::json::serialize(body));
    }

    /// Opens a session and takes over what it says; the answer's status.
    int open(std::optional<std::int64_t> oldestMid = {}, std::int64_t nextMid = 1)
    {
        SessionRequest request{.incarnation = 1, .deviceName = "test", .nextMid = nextMid};
        if (!id.empty()) {
            request.clientId = id;
            request.mirror = cursor();
        }
        request.oldestMid = oldestMid;
        request.deviceKey = deviceKey;
        const Answered answer = post("session", toJson(request));
        reason = answer.member("reason");
        if (answer.status != 200)
            return answer.status;
        session = *readSessionAnswer(boost::json::parse(answer.text));
        id = session.clientId;
        return answer.status;
    }

    /// Begins the mirror at the session's cut, with nothing in it.
    void startAtHead()
    {
        history = session.history;
        epoch = session.epoch;
        mirror.cut = session.headCut;
        mirror.salt = session.salt;
        scopes.clear();
        for (const SessionScope& scope : session.scopes)
            scopes.push_back(scope.id);
    }

    [[nodiscard]] SyncCursor cursor() const { return {history, epoch, mirror.cut, mirror.salt}; }

    /// One answer; its status. `agrees` says whether the digests are right.
    int pull(std::string projection = {})
    {
        PullRequest request{.cursor = cursor(), .scopes = scopes, .clientId = id};
        request.projection = std::move(projection);
        request.toCut = toCut;
        const Answered answer = post("pull", toJson(request));
        refusal = answer.status == 200 ? boost::json::object() : answer.json();
        reason = answer.status == 200 ? std::string() : answer.member("reason");
        if (answer.status != 200)
            return answer.status;
        frames = answer.frames();
        agrees = mirror.apply(frames);
        return answer.status;
    }

    Answered push(std::vector<PushMutation> mutations)
    {
        return post("push", toJson(PushRequest{id, 1, std::move(mutations)}));
    }

    PushResult pushOne(PushMutation mutation)
    {
        const Answered answer = push({std::move(mutation)});
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        return readPushAnswer(boost::json::parse(answer.text))->results.at(0);
    }

    /// Digest repair as docs/protocol.md says; rows that travelled.
    int repair(std::int64_t scope)
    {
        const Answered asked = post("digest", toJson(DigestRequest{scope}));
        if (asked.status != 200)
            qFatal("%s", asked.text.c_str());
        const auto theirs = *readDigestAnswer(boost::json::parse(asked.text));
        std::array<DigestSum, limits::digestBuckets> ours = {};
        for (const auto& [rowId, row] : mirror.scopes[scope])
            ours.at(static_cast<std::size_t>(bucketOf(idOf(rowId)))).add(idOf(rowId), row.rv);
        KeysRequest keys{.scope = scope};
        for (std::size_t i = 0; i < ours.size(); ++i) {
            if (!(ours.at(i) == theirs.buckets.at(i)))
                keys.buckets.push_back(static_cast<int>(i));
        }
        if (keys.buckets.empty())
            return 0;
        const Answered listed = post("rows", toJson(keys));
        const auto found = *readKeysAnswer(boost::json::parse(listed.text));
        FetchRequest fetch{.scope = scope};
        std::set<std::string> there;
        for (const VersionedKey& one : found.keys) {
            there.insert(one.key.id.toString());
            const auto row = mirror.scopes[scope].find(one.key.id.toString());
            if (row == mirror.scopes[scope].end() || row->second.rv < one.key.rv)
                fetch.keys.push_back({one.entity, one.key.id});
        }
        std::erase_if(mirror.scopes[scope], [&](const auto& row) {
            const int bucket = bucketOf(idOf(row.first));
            const bool isAsked =
                std::find(keys.buckets.begin(), keys.buckets.end(), bucket) != keys.buckets.end();
            return isAsked && !there.contains(row.first);
        });
        mirror.rowsSeen = 0;
        mirror.apply(post("fetch", toJson(fetch)).frames());
        return mirror.rowsSeen;
    }

    std::vector<boost::json::object> framesOf(const std::string& kind) const
    {
        std::vector<boost::json::object> all;
        for (const auto& frame : frames) {
            if (textOf(frame.at("f")) == kind)
                all.push_back(frame);
        }
        return all;
    }

private:
    ServedPlatform& platform_;

public:
    ActorPointer actor;
    std::string id = {};
    std::optional<std::int64_t> toCut = {}; ///< Where the next pull ends at most.
    SessionAnswer session = {};
    std::string history = {};
    std::int64_t epoch = 1;
    std::vector<std::int64_t> scopes = {};
    Mirror mirror = {};
    std::vector<boost::json::object> frames = {};
    boost::json::object refusal = {}; ///< Of the last pull that was refused.
    std::string reason = {};
    std::optional<std::string> deviceKey = {}; ///< Told when a session is opened.
    bool agrees = true;
};

} // namespace tidemark::platform
