// Push against a real PostgreSQL: each mutation takes effect exactly once.
#include "models/protocol/push.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

/// A client with a mirror's worth of knowledge: its id and the next mutation.
struct Client {
    std::string id = {};
    std::int64_t nextMid = 1;
};

PushOp supplyCreate(Uuid id, const char* reportId = known::report)
{
    PushOp op{.kind = PushOpKind::create, .entity = "fuelSupply", .id = id};
    op.set = json::object{
        {"reportId", reportId},
        {"position", "a"},
        {"fuelType", "Biodiesel"},
        {"fuelCategory", "Diesel"},
        {"provision", "Default carbon intensity - section 19 (b) (ii)"},
        {"quantity", "1000000"}};
    return op;
}

PushOp supplyUpdate(Uuid id, json::object base, json::object set)
{
    return PushOp{
        .kind = PushOpKind::update,
        .entity = "fuelSupply",
        .id = id,
        .base = std::move(base),
        .set = std::move(set)};
}

PushMutation mutationOf(std::int64_t mid, std::vector<PushOp> ops)
{
    PushMutation mutation{.mid = mid, .name = "fuelSupply.edit", .ops = std::move(ops)};
    mutation.clientTime = Timestamp::now();
    mutation.sha = shaOf(mutation);
    return mutation;
}

} // namespace

class PushTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }
    void init() { platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection()); }
    void cleanup() { platform_.reset(); }

    void aRowIsCreatedWithWhatFollowsFromIt()
    {
        Client client = open(maya());
        const Uuid id = Uuid::make();
        const auto result = one(client, {supplyCreate(id)});
        QCOMPARE(result.status, PushStatus::applied);
        QCOMPARE(result.effects.size(), std::size_t{1});
        const json::object row = rowOf(maya(), id);
        QCOMPARE(text(row, "unit"), std::string("L"));
        QCOMPARE(text(row, "energyDensity"), std::string("35.40"));
        // (79.28 × 1 − 100.21) × 1 000 000 × 35.40 ÷ 1 000 000
        QCOMPARE(text(row, "complianceUnits"), std::string("-740.92200"));
        QCOMPARE(text(row, "organizationId"), std::string(known::demoFuels));
        QCOMPARE(std::to_string(result.effects[0].rv), text(row, "rv"));
    }

    void theSamePushAgainGivesTheSameAnswerAndChangesNothing()
    {
        Client client = open(maya());
        const auto mutation = mutationOf(client.nextMid, {supplyCreate(Uuid::make())});
        const Answered first = push(maya(), client, {mutation});
        const std::string rows = count("app.fuel_supply");
        const Answered again = push(maya(), client, {mutation});
        QCOMPARE(again.status, 200);
        QCOMPARE(again.text, first.text);
        QCOMPARE(count("app.fuel_supply"), rows);
    }

    void aGapIsRefusedWithTheLastNumber()
    {
        Client client = open(maya());
        const Answered answer =
            push(maya(), client, {mutationOf(client.nextMid + 1, {supplyCreate(Uuid::make())})});
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.member("reason"), std::string("mid_gap"));
        QCOMPARE(answer.member("lastMid"), std::string("0"));
    }

    void aNumberUsedAgainForSomethingElseIsRefused()
    {
        Client client = open(maya());
        (void)one(client, {supplyCreate(Uuid::make())});
        const Answered answer = push(maya(), client, {mutationOf(1, {supplyCreate(Uuid::make())})});
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.member("reason"), std::string("mid_reuse"));
    }

    void aRefusedMutationStillAdvancesAndLeavesNothing()
    {
        Client client = open(maya());
        const Uuid good = Uuid::make();
        PushOp bad = supplyCreate(Uuid::make());
        bad.set["quantity"] = "many";
        const auto result = one(client, {supplyCreate(good), bad});
        QCOMPARE(result.status, PushStatus::rejected);
        QCOMPARE(result.code, std::string("invalid"));
        QVERIFY(!result.cause.empty());
        QCOMPARE(get(maya(), good).status, 404);
        const auto next = one(client, {supplyCreate(good)});
        QCOMPARE(next.status, PushStatus::applied);
        QCOMPARE(next.mid, std::int64_t{2});
    }

    void editsOfDifferentFieldsMerge()
    {
        Client mine = open(maya());
        Client theirs = open(maya());
        const Uuid id = Uuid::make();
        (void)one(mine, {supplyCreate(id)});
        (void)one(theirs, {supplyUpdate(id, {{"quantity", "1000000"}}, {{"quantity", "2000000"}})});
        const auto result =
            one(mine, {supplyUpdate(id, {{"endUse", nullptr}}, {{"endUse", "Any"}})});
        QCOMPARE(result.status, PushStatus::merged);
        const json::object row = rowOf(maya(), id);
        QCOMPARE(text(row, "quantity"), std::string("2000000"));
        QCOMPARE(text(row, "endUse"), std::string("Any"));
        QCOMPARE(text(row, "complianceUnits"), std::string("-1481.84400"));
    }

    void editsOfTheSameFieldConflictAndKeepTheirs()
    {
        Client mine = open(maya());
        Client theirs = open(maya());
        const Uuid id = Uuid::make();
        (void)one(mine, {supplyCreate(id)});
        (void)one(theirs, {supplyUpdate(id, {{"quantity", "1000000"}}, {{"quantity", "2000000"}})});
        const auto op = supplyUpdate(
            id,
            {{"quantity", "1000000"}, {"endUse", nullptr}},
            {{"quantity", "3000000"}, {"endUse", "Any"}}
        );
        const auto atomic = one(mine, {op});
        QCOMPARE(atomic.status, PushStatus::conflict);
        QCOMPARE(atomic.conflicts.size(), std::size_t{1});
        QCOMPARE(atomic.conflicts[0].field, std::string("quantity"));
        QCOMPARE(json::serialize(atomic.conflicts[0].theirs), std::string("\"2000000\""));
        QVERIFY(rowOf(maya(), id).at("endUse").is_null());

        auto clean = mutationOf(mine.nextMid, {op});
        clean.mergeMode = MergeMode::cleanFields;
        const auto partial = only(push(maya(), mine, {clean}));
        ++mine.nextMid;
        QCOMPARE(partial.status, PushStatus::partial);
        QCOMPARE(text(rowOf(maya(), id), "endUse"), std::string("Any"));
        QCOMPARE(text(rowOf(maya(), id), "quantity"), std::string("2000000"));
    }

    void aDeletedRowThatSomebodyChangedIsKept()
    {
        Client mine = open(maya());
        Client theirs = open(maya());
        const Uuid id = Uuid::make();
        const auto made = one(mine, {supplyCreate(id)});
        (void)one(theirs, {supplyUpdate(id, {{"quantity", "1000000"}}, {{"quantity", "2000000"}})});
        PushOp removal{.kind = PushOpKind::remove, .entity = "fuelSupply", .id = id};
        removal.baseRv = made.effects[0].rv;
        QCOMPARE(one(mine, {removal}).status, PushStatus::conflict);
        QCOMPARE(get(maya(), id).status, 200);
        // One's own edit that the mirror has not shown yet is no conflict.
        (void)one(mine, {supplyUpdate(id, {{"endUse", nullptr}}, {{"endUse", "Any"}})});
        QCOMPARE(one(mine, {removal}).status, PushStatus::applied);
        QCOMPARE(get(maya(), id).status, 404);
        QCOMPARE(one(mine, {removal}).status, PushStatus::noop);
    }

    void rowsOfAnotherOrganizationAreNotThere()
    {
        Client client = open(olga());
        const Uuid id = Uuid::make();
        Client owner = open(maya());
        (void)one(owner, {supplyCreate(id)});
        auto foreign = only(push(
            olga(),
            client,
            {mutationOf(1, {supplyUpdate(id, {{"endUse", nullptr}}, {{"endUse", "Any"}})})}
        ));
        auto absent = only(push(
            olga(),
            client,
            {mutationOf(
                2, {supplyUpdate(Uuid::make(), {{"endUse", nullptr}}, {{"endUse", "Any"}})}
            )}
        ));
        QCOMPARE(foreign.code, std::string("gone"));
        QCOMPARE(foreign.cause, absent.cause);
        auto created = only(push(olga(), client, {mutationOf(3, {supplyCreate(Uuid::make())})}));
        QCOMPARE(created.code, std::string("gone"));
    }

    void aSubmittedReportIsLocked()
    {
        Client client = open(olga());
        const Uuid id = Uuid::make();
        auto made =
            only(push(olga(), client, {mutationOf(1, {supplyCreate(id, known::otherReport)})}));
        QCOMPARE(made.status, PushStatus::applied);
        postgres_->asAdmin(
            "UPDATE app.compliance_report SET status = 'submitted' WHERE id = '" +
            std::string(known::otherReport) + "'"
        );
        auto edit = only(push(
            olga(),
            client,
            {mutationOf(2, {supplyUpdate(id, {{"endUse", nullptr}}, {{"endUse", "Any"}})})}
        ));
        QCOMPARE(edit.status, PushStatus::rejected);
        QCOMPARE(edit.code, std::string("locked"));
        postgres_->asAdmin(
            "UPDATE app.compliance_report SET status = 'draft' WHERE id = '" +
            std::string(known::otherReport) + "'"
        );
    }

    void withoutThePermissionItIsDenied()
    {
        const auto reader = actorOf(known::maya, 1, known::demoFuels, 1001, {"schedule_row:read"});
        Client client = open(reader);
        auto result = only(push(reader, client, {mutationOf(1, {supplyCreate(Uuid::make())})}));
        QCOMPARE(result.code, std::string("denied"));
    }

    void aParkedMutationIsKeptAndNotCarriedOut()
    {
        Client client = open(maya());
        const Uuid id = Uuid::make();
        auto mutation = mutationOf(1, {supplyCreate(id)});
        mutation.park = true;
        QCOMPARE(only(push(maya(), client, {mutation})).status, PushStatus::parked);
        QCOMPARE(get(maya(), id).status, 404);
        QCOMPARE(
            postgres_->asAdmin(
                "SELECT count(payload) FROM sync.mutation WHERE client_id = '" + client.id + "'"
            ),
            std::string("1")
        );
    }

    void anotherIdentitySendsTheSameWorkAgainAndNothingIsDoubled()
    {
        Client first = open(maya());
        const Uuid id = Uuid::make();
        (void)one(first, {supplyCreate(id)});
        Client second = open(maya());
        QCOMPARE(one(second, {supplyCreate(id)}).status, PushStatus::noop);
    }

    void anOlderCopyOfAClientIsAFork()
    {
        Client client = open(maya(), {}, 5);
        QCOMPARE(session(maya(), client.id, 6, 1).status, 200);
        const Answered older = session(maya(), client.id, 5, 1);
        QCOMPARE(older.status, 409);
        QCOMPARE(older.member("reason"), std::string("fork"));
        (void)one(client, {supplyCreate(Uuid::make())}, 6);
        const Answered reuses = session(maya(), client.id, 7, 1);
        QCOMPARE(reuses.member("reason"), std::string("fork"));
        const Answered stranger = session(olga(), client.id, 8, 9);
        QCOMPARE(stranger.member("reason"), std::string("fork"));
    }

    void storedResultsCanBeAskedFor()
    {
        Client client = open(maya());
        (void)one(client, {supplyCreate(Uuid::make())});
        (void)one(client, {supplyCreate(Uuid::make())});
        const Answered answer = platform_->call(
            maya(), Method::get, "sync/mutations?clientId=" + client.id + "&fromMid=2"
        );
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json().at("results").as_array().size(), std::size_t{1});
        const Answered strange = platform_->call(
            olga(), Method::get, "sync/mutations?clientId=" + client.id + "&fromMid=1"
        );
        QCOMPARE(strange.status, 409);
    }

    void aPasteOfTwoHundredRowsIsOneMutationAndOneActivity()
    {
        Client client = open(maya());
        const std::string before = count("app.activity");
        std::vector<PushOp> ops;
        for (int i = 0; i < 200; ++i)
            ops.push_back(supplyCreate(Uuid::make()));
        const auto began = std::chrono::steady_clock::now();
        const auto result = one(client, std::move(ops));
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - began;
        qInfo("200 rows pushed in %.1f ms", took.count());
        QCOMPARE(result.effects.size(), std::size_t{200});
        QCOMPARE(std::stoi(count("app.activity")), std::stoi(before) + 1);
    }

private:
    Answered session(ActorPointer actor, std::string id, std::int64_t incarnation, int nextMid)
    {
        json::object body = {
            {"clientId", id.empty() ? json::value() : json::value(id)},
            {"incarnation", incarnation},
            {"deviceName", "test"},
            {"protocol", json::array{1, 1}},
            {"nextMid", nextMid},
            {"mirror", nullptr}};
        return platform_->call(actor, Method::post, "sync/session", json::serialize(body));
    }

    Client open(ActorPointer actor, std::string id = {}, std::int64_t incarnation = 1)
    {
        const Answered answer = session(actor, id, incarnation, 1);
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        return Client{answer.member("clientId"), 1};
    }

    Answered push(
        ActorPointer actor,
        const Client& client,
        std::vector<PushMutation> mutations,
        std::int64_t incarnation = 1
    )
    {
        PushRequest request{client.id, incarnation, std::move(mutations)};
        return platform_->call(actor, Method::post, "sync/push", json::serialize(toJson(request)));
    }

    static PushResult only(const Answered& answer)
    {
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        return readPushAnswer(json::parse(answer.text))->results.at(0);
    }

    PushResult one(Client& client, std::vector<PushOp> ops, std::int64_t incarnation = 1)
    {
        const auto mutation = mutationOf(client.nextMid++, std::move(ops));
        return only(push(maya(), client, {mutation}, incarnation));
    }

    Answered get(ActorPointer actor, Uuid id)
    {
        return platform_->call(actor, Method::get, "fuel-supplies/" + id.toString());
    }

    json::object rowOf(ActorPointer actor, Uuid id) { return get(actor, id).json(); }

    static std::string text(const json::object& row, std::string_view key)
    {
        const auto& value = row.at(key);
        return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
    }

    std::string count(const std::string& table) const
    {
        return postgres_->asAdmin("SELECT count(*) FROM " + table);
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(PushTest)
#include "push_test.moc"
