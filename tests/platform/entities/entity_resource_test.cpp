// Every entity over its REST resource, against a real PostgreSQL.
#include "tests/platform/entities/sample_rows.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

class EntityResourceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        postgres_->asAdmin( // The content of the sample attachment.
            "INSERT INTO app.blob (tenant_id, id, scope_id, sha256, size, mime, state, received,"
            " sealed_key, created_by) VALUES (1, gen_random_uuid(), 1001, repeat('b', 64), 2,"
            " 'application/pdf', 'stored', 2, '\\x00', gen_random_uuid())"
        );
    }
    void init() { platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection()); }
    void cleanup() { platform_.reset(); }

    void everyWritableEntityLivesItsLife_data()
    {
        QTest::addColumn<int>("code");
        for (const EntityInfo& info : allEntities()) {
            if (info.writable && info.name != "tenant")
                QTest::newRow(info.name.c_str()) << info.code;
        }
    }

    void everyWritableEntityLivesItsLife()
    {
        QFETCH(int, code);
        const EntityInfo& info = *findEntityByCode(code);
        const json::object sample = withReferences(info, sampleOf(info, 1));
        const Answered created = call(Method::post, info.plural, body(sample));
        QVERIFY2(created.status == 201, created.text.c_str());
        const std::string id = created.member("id");
        QCOMPARE(created.headers.at("Location"), "/api/v1/" + info.plural + '/' + id);
        for (const auto& member : sample) {
            const FieldInfo& field = *info.field(member.key());
            if (field.kind == FieldKind::text || field.kind == FieldKind::json)
                QCOMPARE(
                    json::serialize(created.json().at(member.key())),
                    json::serialize(member.value())
                );
        }

        const std::string path = info.plural + '/' + id;
        const Answered got = call(Method::get, path);
        QCOMPARE(got.text, created.text);
        QCOMPARE(got.headers.at("ETag"), '"' + got.member("rv") + '"');
        const Answered listed = call(
            Method::get,
            info.plural + "?filter=[{\"field\":\"id\",\"op\":\"eq\",\"value\":\"" + id + "\"}]"
        );
        QVERIFY2(listed.status == 200, listed.text.c_str());
        QCOMPARE(listed.member("total"), std::string("1"));
        QCOMPARE(
            json::serialize(listed.json().at("items").as_array().at(0)), json::serialize(got.json())
        );

        const FieldInfo* changeable = changeableField(info);
        std::string version = got.headers.at("ETag");
        if (changeable != nullptr) {
            json::object change;
            change[changeable->name] = sampleOf(info, 2).at(changeable->name);
            const Answered patched =
                call(Method::patch, path, body(change), {{"If-Match", version}});
            QVERIFY2(patched.status == 200, patched.text.c_str());
            QVERIFY(patched.headers.at("ETag") != version);
            const Answered stale = call(Method::patch, path, body(change), {{"If-Match", version}});
            QCOMPARE(stale.status, 409);
            QCOMPARE(stale.member("reason"), std::string("stale"));
            QCOMPARE(json::serialize(stale.json().at("current")), json::serialize(patched.json()));
            QCOMPARE(
                call(Method::patch, path, body(change)).member("reason"),
                std::string("missing_if_match")
            );
            QCOMPARE(call(Method::del, path, {}, {{"If-Match", version}}).status, 409);
            version = patched.headers.at("ETag");
        }
        // To another tenant it is as absent as an id that never was.
        const Answered foreign = platform_->call(foreigner(), Method::get, path);
        const Answered absent =
            platform_->call(foreigner(), Method::get, info.plural + '/' + Uuid::make().toString());
        QCOMPARE(foreign.status, 404);
        QCOMPARE(foreign.text, absent.text);
        for (const Method method : {Method::patch, Method::del}) {
            const auto refused =
                platform_->call(foreigner(), method, path, "{}", {{"If-Match", version}});
            QCOMPARE(refused.status, 404);
            QCOMPARE(refused.text, absent.text);
        }
        const Answered removed = call(Method::del, path, {}, {{"If-Match", version}});
        QVERIFY2(removed.status == 204, removed.text.c_str());
        QCOMPARE(call(Method::get, path).status, 404);
        QCOMPARE(audits(id), std::string(changeable != nullptr ? "3" : "2"));
    }

    void readOnlyEntitiesCannotBeWritten()
    {
        for (const auto* plural : {"activities", "audit-entries", "report-runs", "run-steps"}) {
            QCOMPARE(call(Method::post, plural, "{}").status, 405);
            QCOMPARE(call(Method::get, plural).status, 200);
        }
        QCOMPARE(call(Method::post, "tenants", "{}").status, 405);
    }

    void withoutThePermissionNothingIsDone()
    {
        const auto reader = actorOf(known::ada, 1, {}, 1, {"connector:read"});
        QCOMPARE(platform_->call(reader, Method::get, "connectors").status, 200);
        QCOMPARE(platform_->call(reader, Method::post, "connectors", "{}").status, 403);
        QCOMPARE(platform_->call(reader, Method::get, "roles").status, 403);
    }

    void membersSeeTheirOrganizationOnly()
    {
        const std::string list = "compliance-reports?size=200";
        QCOMPARE(platform_->call(maya(), Method::get, list).member("total"), std::string("1"));
        QCOMPARE(platform_->call(ada(), Method::get, list).member("total"), std::string("2"));
        const std::string other = std::string("compliance-reports/") + known::otherReport;
        QCOMPARE(platform_->call(maya(), Method::get, other).status, 404);
        QCOMPARE(platform_->call(ada(), Method::get, other).status, 200);
        const Answered mine = platform_->call(
            maya(),
            Method::post,
            "compliance-reports",
            body({{"organizationId", known::otherFuels}, {"year", 2025}, {"frequency", "annual"}})
        );
        QCOMPARE(mine.member("reason"), std::string("not_your_organization"));
    }

    void aReportIsOpenedOncePerPeriod()
    {
        const auto open = [&](int year) {
            return platform_->call(
                maya(),
                Method::post,
                "compliance-reports",
                body({{"organizationId", known::demoFuels}, {"year", year}, {"frequency", "annual"}}
                )
            );
        };
        const Answered opened = open(2025);
        QVERIFY2(opened.status == 201, opened.text.c_str());
        QCOMPARE(opened.member("organizationName"), std::string("Org DEMO"));
        QCOMPARE(opened.member("status"), std::string("draft"));
        QCOMPARE(open(2025).member("reason"), std::string("report_exists"));
        QCOMPARE(open(2023).member("reason"), std::string("period_closed"));
    }

    void wrongFieldsAreNamed()
    {
        json::object row = sampleOf(*findEntity("connector"), 3);
        row["port"] = 70000;
        row["colour"] = "red";
        row["testResult"] = "ok";
        const Answered refused = call(Method::post, "connectors", body(row));
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json().at("fields").as_array().size(), std::size_t{3});
        QCOMPARE(call(Method::post, "connectors", "{\"name\":").status, 400);
        QCOMPARE(call(Method::post, "connectors", "[]").status, 400);
    }

    void theSameKeyWritesOnce()
    {
        const json::object row = sampleOf(*findEntity("connector"), 4);
        const ServedPlatform::Headers key = {{"Idempotency-Key", "key-0000001"}};
        const Answered first = call(Method::post, "connectors", body(row), key);
        QCOMPARE(first.status, 201);
        const Answered again = call(Method::post, "connectors", body(row), key);
        QCOMPARE(again.status, 201);
        QCOMPARE(again.text, first.text);
        QCOMPARE(again.headers.at("ETag"), first.headers.at("ETag"));
        const Answered other =
            call(Method::post, "connectors", body(sampleOf(*findEntity("connector"), 5)), key);
        QCOMPARE(other.status, 409);
        QCOMPARE(other.member("reason"), std::string("key_reused"));
        const Answered refused =
            call(Method::post, "connectors", body(row), {{"Idempotency-Key", "x"}});
        QCOMPARE(refused.member("reason"), std::string("bad_idempotency_key"));
        QCOMPARE(
            call(Method::post, "connectors", body(row)).member("reason"), std::string("duplicate")
        );
    }

    void twoRequestsWithOneKeyAtTheSameTimeWriteOnce()
    {
        const std::string row = body(sampleOf(*findEntity("connector"), 6));
        std::vector<Answered> answers;
        for (int i = 0; i < 8; ++i) {
            auto keep = [&](std::exception_ptr, Answered answer) {
                answers.push_back(std::move(answer));
            };
            asio::co_spawn(
                platform_->io,
                platform_->start(
                    ada(), Method::post, "connectors", row, {{"Idempotency-Key", "key-parallel"}}
                ),
                keep
            );
        }
        platform_->io.restart();
        while (answers.size() < 8)
            platform_->io.run_one_for(std::chrono::milliseconds(100));
        for (const Answered& answer : answers) {
            QCOMPARE(answer.status, 201);
            QCOMPARE(answer.text, answers.front().text);
        }
    }

    void activityLiesInTheScopeOfItsRow()
    {
        json::object row = {{"reportId", known::report}, {"position", "m"}};
        QCOMPARE(platform_->call(maya(), Method::post, "fuel-supplies", body(row)).status, 201);
        QCOMPARE(
            postgres_->asAdmin("SELECT scope_id FROM app.activity WHERE entity = 'fuelSupply'"
                               " ORDER BY at DESC LIMIT 1"),
            std::string("1001")
        );
        const Answered olgas = platform_->call(
            olga(),
            Method::get,
            "activities?filter=[{\"field\":\"entity\",\"op\":\"eq\",\"value\":\"fuelSupply\"}]"
        );
        QCOMPARE(olgas.member("total"), std::string("0"));
    }

    void theInterfaceDescribesItself()
    {
        const Answered answer = call(Method::get, "openapi.json");
        QCOMPARE(answer.status, 200);
        const json::object paths = answer.json().at("paths").as_object();
        for (const EntityInfo& info : allEntities())
            QVERIFY2(paths.contains("/api/v1/" + info.plural), info.plural.c_str());
        QVERIFY(paths.contains("/api/v1/sync/pull"));
    }

private:
    Answered call(
        Method method,
        const std::string& target,
        const std::string& text = {},
        ServedPlatform::Headers headers = {}
    )
    {
        return platform_->call(ada(), method, target, text, std::move(headers));
    }

    /// Gives the references of a sample rows that are there, made when needed.
    json::object withReferences(const EntityInfo& info, json::object row)
    {
        for (const FieldInfo& field : info.fields) {
            if (field.kind != FieldKind::uuid || field.nullable || field.platformSet)
                continue;
            if (field.references == "complianceReport")
                row[field.name] = known::report;
            else if (field.references == "organization")
                row[field.name] = known::demoFuels;
            else if (field.references == "user")
                row[field.name] = known::maya;
            else
                row[field.name] = referenced(*findEntity(field.references));
        }
        if (info.name == "complianceReport")
            row["year"] = 2025;
        if (info.name == "compliancePeriod")
            row["year"] = 2090;
        return row;
    }

    std::string referenced(const EntityInfo& info)
    {
        const Answered made = call(
            Method::post, info.plural, body(withReferences(info, sampleOf(info, 20 - made_++)))
        );
        if (made.status != 201)
            qFatal("%s", made.text.c_str());
        return made.member("id");
    }

    static const FieldInfo* changeableField(const EntityInfo& info)
    {
        for (const FieldInfo& field : info.fields) {
            if (field.kind == FieldKind::text && !field.fixed && !field.platformSet &&
                !field.nullable)
                return &field;
        }
        for (const FieldInfo& field : info.fields) {
            if (field.kind == FieldKind::boolean && !field.fixed && !field.platformSet)
                return &field;
        }
        return nullptr;
    }

    std::string audits(const std::string& id) const
    {
        return postgres_->asAdmin(
            "SELECT count(*) FROM app.audit_entry WHERE entity_id = '" + id + "'"
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    int made_ = 0;
};

QTEST_GUILESS_MAIN(EntityResourceTest)
#include "entity_resource_test.moc"
