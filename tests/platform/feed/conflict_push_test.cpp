// Merging on the platform: who wrote theirs, what goes together, what breaks a rule together.
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

class ConflictPushTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        // For diesel two end uses, for gasoline one of them.
        postgres_->asAdmin(
            "INSERT INTO app.fuel_category (tenant_id, id, name, default_intensity)"
            " VALUES (1, gen_random_uuid(), 'Gasoline', 93.67);"
            "UPDATE app.fuel_type SET categories = '[\"Diesel\", \"Gasoline\"]' WHERE tenant_id = "
            "1;"
            "INSERT INTO app.fuel_factor (tenant_id, id, kind, year, category, fuel_type, end_use,"
            " value, unit) VALUES"
            " (1, gen_random_uuid(), 'targetIntensity', 2024, 'Gasoline', NULL, NULL, 78, ''),"
            " (1, gen_random_uuid(), 'effectivenessRatio', 2024, 'Diesel', 'Biodiesel', 'Rail', 1, "
            "''),"
            " (1, gen_random_uuid(), 'effectivenessRatio', 2024, 'Diesel', 'Biodiesel', 'Ship', 1, "
            "''),"
            " (1, gen_random_uuid(), 'effectivenessRatio', 2024, 'Gasoline', 'Biodiesel', 'Rail', "
            "1,"
            " '')"
        );
    }
    void init() { platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection()); }
    void cleanup() { platform_.reset(); }

    void aConflictSaysWhoWroteTheirsAndWhatGoesTogether()
    {
        Client mine = open(maya());
        Client theirs = open(maya());
        const Uuid id = Uuid::make();
        (void)one(mine, {supplyCreate(id)});
        const auto other =
            one(theirs,
                {supplyUpdate(
                    id,
                    {{"provision", "Default carbon intensity - section 19 (b) (ii)"}},
                    {{"provision", nullptr}}
                )});
        const auto result =
            one(mine,
                {supplyUpdate(
                    id,
                    {{"provision", "Default carbon intensity - section 19 (b) (ii)"},
                     {"fuelCode", nullptr}},
                    {{"fuelCode", "BCLCF 214.3"}}
                )});
        QCOMPARE(result.status, PushStatus::conflict);
        QCOMPARE(result.conflicts.size(), std::size_t{2});
        for (const PushConflict& conflict : result.conflicts) {
            QCOMPARE(conflict.group, std::string("provision"));
            QCOMPARE(conflict.kind, std::string("values"));
            QCOMPARE(conflict.theirRv, other.effects[0].rv);
            QVERIFY(!conflict.by.name.empty());
            QVERIFY(conflict.by.at.has_value());
        }
    }

    void changesThatBreakARuleTogetherAreAConflict()
    {
        Client mine = open(maya());
        Client theirs = open(maya());
        const Uuid id = Uuid::make();
        PushOp create = supplyCreate(id);
        create.set["endUse"] = "Rail";
        (void)one(mine, {create});
        (void)one(
            theirs, {supplyUpdate(id, {{"fuelCategory", "Diesel"}}, {{"fuelCategory", "Gasoline"}})}
        );
        // Ships burn diesel; that it is gasoline by now the author has not seen.
        PushOp change = supplyUpdate(
            id, {{"endUse", "Rail"}, {"fuelCategory", "Diesel"}}, {{"endUse", "Ship"}}
        );
        const auto result = one(mine, {change});
        QCOMPARE(result.status, PushStatus::conflict);
        QCOMPARE(result.conflicts.size(), std::size_t{1});
        QCOMPARE(result.conflicts[0].kind, std::string("rule"));
        QVERIFY(!result.conflicts[0].rules.empty());
        // Having seen theirs, the author may insist: the report's checks will say so.
        change.base = {{"endUse", "Rail"}, {"fuelCategory", "Gasoline"}};
        QCOMPARE(one(mine, {change}).status, PushStatus::merged);
    }

    void whatIsChangedHereAndDeletedThereIsKept()
    {
        Client mine = open(maya());
        Client theirs = open(maya());
        const Uuid id = Uuid::make();
        (void)one(mine, {supplyCreate(id)});
        const PushOp removal{.kind = PushOpKind::remove, .entity = "fuelSupply", .id = id};
        QCOMPARE(one(theirs, {removal}).status, PushStatus::applied);
        const auto result =
            one(mine, {supplyUpdate(id, {{"quantity", "1000000"}}, {{"quantity", "5"}})});
        QCOMPARE(result.status, PushStatus::conflict);
        QCOMPARE(result.conflicts.size(), std::size_t{1});
        const PushConflict& gone = result.conflicts[0];
        QCOMPARE(gone.kind, std::string("gone"));
        QVERIFY(gone.field.empty());
        QVERIFY(gone.theirs.is_null());
        QVERIFY(!gone.by.name.empty() && gone.by.at);
        QCOMPARE(gone.base.at("quantity").as_string(), "1000000");
        // What is mine can be made anew, as a copy.
        PushOp copy{.kind = PushOpKind::create, .entity = "fuelSupply", .id = Uuid::make()};
        copy.set = gone.mine.as_object();
        QCOMPARE(copy.set.at("quantity").as_string(), "5");
        QCOMPARE(copy.set.at("fuelType").as_string(), "Biodiesel");
        QCOMPARE(one(mine, {copy}).status, PushStatus::applied);
    }

    void whatGoesWithItsReportIsKeptToo()
    {
        Client mine = open(maya());
        const Uuid report = reportToDelete();
        const Uuid id = Uuid::make();
        (void)one(mine, {supplyCreate(id, report.toString().c_str())});
        const PushOp removal{
            .kind = PushOpKind::remove, .entity = "complianceReport", .id = report};
        QCOMPARE(one(mine, {removal}).status, PushStatus::applied);
        const auto result =
            one(mine, {supplyUpdate(id, {{"quantity", "1000000"}}, {{"quantity", "5"}})});
        QCOMPARE(result.status, PushStatus::conflict);
        QCOMPARE(result.conflicts[0].kind, std::string("gone"));
        QCOMPARE(result.conflicts[0].mine.at("quantity").as_string(), "5");
        // Nobody of another organization hears of it.
        Client foreign = open(olga());
        const auto change = supplyUpdate(id, {{"quantity", "1000000"}}, {{"quantity", "5"}});
        const auto refused = only(push(olga(), foreign, {mutationOf(1, {change})}));
        QCOMPARE(refused.status, PushStatus::rejected);
        QCOMPARE(refused.code, std::string("gone"));
    }

    void aDeletionSaysWhatWasSeen()
    {
        Client mine = open(maya());
        Client theirs = open(maya());
        const Uuid id = Uuid::make();
        const auto made = one(mine, {supplyCreate(id)});
        (void)one(theirs, {supplyUpdate(id, {{"quantity", "1000000"}}, {{"quantity", "7"}})});
        PushOp removal{.kind = PushOpKind::remove, .entity = "fuelSupply", .id = id};
        removal.baseRv = made.effects[0].rv;
        removal.base = {{"quantity", "1000000"}};
        const auto result = one(mine, {removal});
        QCOMPARE(result.status, PushStatus::conflict);
        QCOMPARE(result.conflicts[0].kind, std::string("removed"));
        QCOMPARE(result.conflicts[0].base.at("quantity").as_string(), "1000000");
        QCOMPARE(result.conflicts[0].theirs.at("quantity").as_string(), "7");
    }

private:
    /// Another draft of the same organization.
    Uuid reportToDelete()
    {
        const Uuid id = Uuid::make();
        postgres_->asAdmin(
            "INSERT INTO app.compliance_report (tenant_id, id, organization_id, organization_name,"
            " year, status, version, frequency, nickname, supplemental_note, line12, line13,"
            " line14, line15, line16, line17, line18, line22, supply_rows, submitted_by) VALUES"
            " (1, '" +
            id.toString() + "', '" + known::demoFuels +
            "', 'Org', 2024, 'draft', 5, 'annual', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, '')"
        );
        return id;
    }

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

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(ConflictPushTest)
#include "conflict_push_test.moc"
