// Session, snapshot and pull against a real PostgreSQL, read by the simplest of mirrors.
#include "models/protocol/session.hpp"
#include "platform/feed/pull_range.hpp"
#include "tests/platform/feed/simple_mirror.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

class PullTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        fillEveryEntity(*postgres_);
        cutNow();
    }
    void init() { platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection()); }
    void cleanup() { platform_.reset(); }

    void aSessionNamesTheScopesThatTheUserHolds()
    {
        const json::object mine = session(maya());
        QCOMPARE(scopesOf(mine), (std::vector<std::int64_t>{1, 1001}));
        QCOMPARE(scopesOf(session(ada())), (std::vector<std::int64_t>{1, 1001, 1002}));
        QVERIFY(!textOf(mine.at("salt")).empty());
        QCOMPARE(textOf(mine.at("lastMid")), std::string("0"));
    }

    void aSnapshotByPagesIsWhatTheFeedSays()
    {
        Mirror bySnapshot = join(ada(), {1, 1001, 1002});
        Mirror byFeed;
        QVERIFY(pull(ada(), byFeed, {1, 1001, 1002}));
        QCOMPARE(byFeed.scopes.size(), bySnapshot.scopes.size());
        std::set<std::string> entities;
        for (const auto& [scope, rows] : byFeed.scopes) {
            QCOMPARE(rows.size(), bySnapshot.scopes[scope].size());
            for (const auto& [id, row] : rows) {
                entities.insert(row.entity);
                const auto& other = bySnapshot.scopes[scope].at(id);
                for (const auto& [column, value] : row.values)
                    QVERIFY2(
                        other.values.at(column) == value,
                        (row.entity + '.' + column + ": " + value + " / " + other.values.at(column))
                            .c_str()
                    );
            }
        }
        QCOMPARE(entities.size(), std::size_t{18}); // All that are mirrored.
    }

    void aSmallScopeIsOnePage()
    {
        const Answered page =
            platform_->call(maya(), Method::get, "sync/snapshot?scope=1&entity=organization");
        Mirror mirror;
        mirror.apply(page.frames());
        Mirror byFeed;
        QVERIFY(pull(maya(), byFeed, {1}));
        QCOMPARE(mirror.scopes[1].size(), byFeed.scopes[1].size());
        const json::object end = page.frames().back();
        QVERIFY(end.at("next").is_null());
        QVERIFY(!end.at("readyCut").is_null());
        QCOMPARE(textOf(end.at("entity")), std::string("activity"));
    }

    void anAnswerStaysOfASizeThatClientsTake()
    {
        Mirror mirror = join(maya(), {1, 1001});
        PullRequest request{.scopes = {1, 1001}};
        const json::object begun = session(maya());
        request.cursor.history = textOf(begun.at("history"));
        request.cursor.epoch = begun.at("epoch").to_number<std::int64_t>();
        request.cursor.cut = std::stoll(textOf(begun.at("headCut")));
        request.cursor.salt = textOf(begun.at("salt"));
        const auto rangeOf = [&](const PullBounds& bounds) {
            return platform_->run(findRange(platform_->database, maya()->tenancy, request, bounds));
        };
        constexpr int eachCut = 4;
        for (int cut = 0; cut < 3; ++cut) {
            for (int row = 0; row < eachCut; ++row)
                insertSupply(*postgres_, Uuid::make().toString());
            cutNow();
        }
        const PullBounds wide{.countedFrom = 1};
        const auto all = rangeOf(wide);
        QVERIFY(all);
        QCOMPARE(all->to, request.cursor.cut + 3);
        // Rows of one cut, as long as these are.
        const std::int64_t bytes = (all->toPos - all->fromPos) / 3 * 2'000;
        const auto less = rangeOf({.positions = 40, .bytes = bytes, .countedFrom = 1});
        QVERIFY(less);
        QVERIFY(less->to > request.cursor.cut && less->to < all->to);
        // A cut that is too large alone is not sent in one piece: copies are compared.
        const auto none = rangeOf({.positions = 40, .bytes = 10, .countedFrom = 1});
        QVERIFY(!none);
        QCOMPARE(none.error().reason, std::string("cursor_too_old"));
    }

    void changesArriveOnceEachAndCollapsed()
    {
        Mirror mirror = join(maya(), {1, 1001});
        const std::string id = Uuid::make().toString();
        const std::string gone = Uuid::make().toString();
        insertSupply(*postgres_, id);
        insertSupply(*postgres_, gone);
        for (int quantity = 1; quantity <= 3; ++quantity)
            postgres_->asAdmin(
                "UPDATE app.fuel_supply SET quantity = " + std::to_string(quantity) +
                " WHERE id = '" + id + "'"
            );
        cutNow();
        postgres_->asAdmin("DELETE FROM app.fuel_supply WHERE id = '" + gone + "'");
        cutNow();
        mirror.rowsSeen = 0;
        QVERIFY(pull(maya(), mirror, {1, 1001}));
        QCOMPARE(mirror.rowsSeen, 1);
        QCOMPARE(mirror.scopes[1001].at(id).values.at("quantity"), std::string("\"3\""));
        QVERIFY(!mirror.scopes[1001].contains(gone));
        mirror.rowsSeen = 0;
        QVERIFY(pull(maya(), mirror, {1, 1001}));
        QCOMPARE(mirror.rowsSeen, 0);
    }

    void rowsOfOtherOrganizationsAndTenantsAreNeverSent()
    {
        Mirror mirror;
        QVERIFY(pull(olga(), mirror, {1, 1001, 1002}));
        QVERIFY(!mirror.scopes.contains(1001));
        QVERIFY(!mirror.scopes[1002].empty());
        Mirror other;
        QVERIFY(pull(foreigner(), other, {1, 1001, 1002}));
        for (const auto& [id, row] : mirror.scopes[1])
            QVERIFY(!other.scopes[1].contains(id));
        QCOMPARE(snapshot(olga(), 1001, "fuelSupply").status, 403);
        QCOMPARE(snapshot(olga(), 1, "auditEntry").status, 400);
    }

    void anEntityThatMayNotBeReadIsLeftOutOfRowsAndDigest()
    {
        const auto reader =
            actorOf(known::maya, 1, known::demoFuels, 1001, {"schedule_row:read", "report:read"});
        Mirror mirror;
        QVERIFY(pull(reader, mirror, {1, 1001}));
        QVERIFY(mirror.scopes[1].empty());
        QVERIFY(!mirror.scopes[1001].empty());
        QCOMPARE(snapshot(reader, 1, "connector").frames().size(), std::size_t{1});
    }

    void aMovedReportLeavesOneScopeAndEntersTheOther()
    {
        Mirror mine = join(maya(), {1, 1001});
        Mirror all = join(ada(), {1, 1001, 1002});
        const std::string id = Uuid::make().toString();
        insertSupply(*postgres_, id);
        cutNow();
        QVERIFY(pull(maya(), mine, {1, 1001}));
        QVERIFY(mine.scopes[1001].contains(id));
        const auto moveTo = [&](const char* organization) {
            postgres_->asAdmin(
                "UPDATE app.compliance_report SET version = version + 1, organization_id = '" +
                std::string(organization) + "' WHERE id = '" + known::report + "'"
            );
            cutNow();
        };
        moveTo(known::otherFuels);
        QVERIFY(pull(maya(), mine, {1, 1001}));
        QVERIFY(!mine.scopes[1001].contains(id));
        QVERIFY(pull(ada(), all, {1, 1001, 1002}));
        QVERIFY(all.scopes[1002].contains(id));
        moveTo(known::demoFuels);
        QVERIFY(pull(maya(), mine, {1, 1001}));
        QVERIFY(mine.scopes[1001].contains(id));
    }

    void aUserWhoChangesOrganizationLosesOneScopeAndGetsTheOther()
    {
        Mirror mirror = join(olga(), {1, 1002});
        const auto moveTo = [&](const char* organization) {
            postgres_->asAdmin(
                "SET app.tenant = '1'; UPDATE app.user SET organization_id = '" +
                std::string(organization) + "' WHERE id = '" + known::olga + "'"
            );
        };
        moveTo(known::demoFuels);
        QVERIFY(pull(olga(), mirror, {1, 1002})); // At once, before any cut.
        QVERIFY(!mirror.scopes.contains(1002));
        QVERIFY(mirror.granted.empty());
        cutNow();
        QVERIFY(pull(olga(), mirror, {1}));
        QCOMPARE(mirror.granted, (std::set<std::int64_t>{1001}));
        moveTo(known::otherFuels);
        cutNow();
    }

    void aLongTailComesInParts()
    {
        Mirror mirror = join(maya(), {1, 1001});
        for (int part = 0; part < 3; ++part) {
            postgres_->asAdmin(
                "INSERT INTO app.fuel_supply (tenant_id, id, report_id, position,"
                " is_canada_produced, is_q1_supplied) SELECT 1, gen_random_uuid(), '" +
                std::string(known::report) + "', 'x', false, false FROM generate_series(1, 9000)"
            );
            cutNow();
        }
        int parts = 0;
        bool more = true;
        for (; more; ++parts)
            more = pullPart(maya(), mirror, {1, 1001});
        QCOMPARE(parts, 2);
        postgres_->asAdmin("DELETE FROM app.fuel_supply WHERE position = 'x'");
        cutNow();
        QVERIFY(pull(maya(), mirror, {1, 1001}));
    }

    void aCursorOfAnotherPastIsRefused()
    {
        const Mirror mirror = join(maya(), {1, 1001});
        const auto reasonOf = [&](const std::string& history, std::int64_t cut, std::string salt) {
            return pullCall(maya(), history, cut, salt, {1}).member("reason");
        };
        const std::string history = textOf(session(maya()).at("history"));
        QCOMPARE(
            reasonOf(Uuid::make().toString(), mirror.cut, mirror.salt),
            std::string("history_changed")
        );
        QCOMPARE(reasonOf(history, mirror.cut, "1"), std::string("salt_mismatch"));
        QCOMPARE(reasonOf(history, mirror.cut + 1000, mirror.salt), std::string("cursor_ahead"));
    }

    void resultsOfMutationsComeToTheirClientOnly()
    {
        const json::object opened = session(maya());
        const std::string client = textOf(opened.at("clientId"));
        Mirror mirror = join(maya(), {1, 1001});
        postgres_->asAdmin(
            "INSERT INTO sync.mutation (tenant_id, client_id, mid, payload_sha, name, status,"
            " result) VALUES (1, '" +
            client +
            "', 1, '', 'n', 'noop', '{\"mid\":1,"
            "\"status\":\"noop\"}'); INSERT INTO sync.pending (tenant_id, scope_id, ent, eid, op,"
            " rv, client_id) VALUES (1, 0, 0, '" +
            client + "', 'M', 1, '" + client + "')"
        );
        cutNow();
        Mirror other = mirror;
        QVERIFY(pull(maya(), mirror, {1, 1001}, client));
        QCOMPARE(mirror.results, (std::vector<std::string>{"1"}));
        QVERIFY(pull(maya(), other, {1, 1001}, Uuid::make().toString()));
        QVERIFY(other.results.empty());
        Mirror thief = join(olga(), {1});
        QVERIFY(pull(olga(), thief, {1}, client));
        QVERIFY(thief.results.empty());
    }

private:
    void cutNow() { postgres_->asAdmin("SELECT count(*) FROM sync.sequence()"); }

    json::object session(ActorPointer actor)
    {
        const Answered answer = platform_->call(
            actor,
            Method::post,
            "sync/session",
            R"({"clientId":null,"incarnation":1,"deviceName":"t","protocol":[1,1],)"
            R"("nextMid":1,"mirror":null})"
        );
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        return answer.json();
    }

    static std::vector<std::int64_t> scopesOf(const json::object& opened)
    {
        std::vector<std::int64_t> ids;
        for (const auto& scope : opened.at("scopes").as_array())
            ids.push_back(std::stoll(textOf(scope.as_object().at("id"))));
        return ids;
    }

    Answered snapshot(
        ActorPointer actor, std::int64_t scope, const std::string& entity, std::string after = {}
    )
    {
        return platform_->call(
            actor,
            Method::get,
            "sync/snapshot?scope=" + std::to_string(scope) + "&entity=" + entity +
                "&after=" + after + "&limit=2"
        );
    }

    /// As an agent does: a session, pages of all entities, then the tail.
    Mirror join(ActorPointer actor, const std::vector<std::int64_t>& scopes)
    {
        Mirror mirror;
        const json::object opened = session(actor);
        mirror.cut = std::stoll(textOf(opened.at("headCut")));
        mirror.salt = textOf(opened.at("salt"));
        for (const std::int64_t scope : scopes) {
            std::string ready;
            for (const EntityInfo& info : allEntities()) {
                if (info.sync == SyncPolicy::mirrored)
                    ready = joinEntity(actor, mirror, scope, info.name);
            }
            if (ready == "null" || std::stoll(ready) < mirror.cut)
                qFatal("no ready cut");
        }
        if (!pull(actor, mirror, scopes))
            qFatal("the digest of a new mirror does not agree");
        return mirror;
    }

    std::string
    joinEntity(ActorPointer actor, Mirror& mirror, std::int64_t scope, const std::string& entity)
    {
        std::string after;
        for (;;) {
            const auto frames = snapshot(actor, scope, entity, after).frames();
            mirror.apply(frames);
            const json::object& page = frames.back();
            if (page.at("next").is_null())
                return textOf(page.at("readyCut"));
            after = textOf(page.at("next"));
        }
    }

    Answered pullCall(
        ActorPointer actor,
        const std::string& history,
        std::int64_t cut,
        std::string salt,
        const std::vector<std::int64_t>& scopes,
        std::string client = {}
    )
    {
        PullRequest request{.cursor = {history, 1, cut, std::move(salt)}, .scopes = scopes};
        request.clientId = client.empty() ? Uuid::make().toString() : client;
        return platform_->call(actor, Method::post, "sync/pull", json::serialize(toJson(request)));
    }

    /// One answer; whether there is more. Ends the program when a digest does not agree.
    bool pullPart(
        ActorPointer actor,
        Mirror& mirror,
        const std::vector<std::int64_t>& scopes,
        std::string client = {}
    )
    {
        const std::string history = postgres_->asAdmin("SELECT history_id FROM sync.history");
        const auto answer = pullCall(actor, history, mirror.cut, mirror.salt, scopes, client);
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        const auto frames = answer.frames();
        agrees_ = mirror.apply(frames);
        return frames.front().at("more").as_bool();
    }

    bool pull(
        ActorPointer actor,
        Mirror& mirror,
        const std::vector<std::int64_t>& scopes,
        std::string client = {}
    )
    {
        bool agreed = true;
        bool more = true;
        while (more) {
            more = pullPart(actor, mirror, scopes, client);
            agreed = agreed && agrees_;
        }
        return agreed;
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    bool agrees_ = true;
};

QTEST_GUILESS_MAIN(PullTest)
#include "pull_test.moc"
