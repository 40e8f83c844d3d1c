// The partner API with real keys: what each sees, what it needs, and that it writes nothing.
#include "tests/platform/apikeys/key_world.hpp"

#include <QTest>

#include <set>

#include "resources/portal/portal_files.hpp"

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// The rows of one tenant that the partner API tells of.
struct Rows {
    std::string connector = Uuid::make().toString();
    std::string definition = Uuid::make().toString();
    std::string run = Uuid::make().toString();
    std::string otherRun = Uuid::make().toString(); ///< Of another organization's scope.
    std::string step = Uuid::make().toString();
};

} // namespace

class PartnerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        world_.emplace();
        addRows(own_, "1");
        addRows(foreign_, "2");
        mayas_ = keyOf("maya", "partner:read\",\"run:read\",\"regreport:read\",\"connector:read");
        adas_ = keyOf("ada", "*:*");
    }

    void cleanupTestCase() { world_.reset(); }

    void eachSeesWhatItsOwnerSees()
    {
        const auto mine = list(mayas_, "reports");
        QCOMPARE(member(mine, "total"), std::string("1"));
        const auto& report = mine.at("items").as_array().at(0).as_object();
        QCOMPARE(member(report, "id"), own_.run);
        QCOMPARE(member(report, "error"), std::string("null"));
        QCOMPARE(
            member(report.at("artefact").as_object(), "href"),
            "/api/partner/v1/reports/" + own_.run + "/artefact"
        );
        QCOMPARE(member(list(adas_, "reports"), "total"), std::string("2"));
        QCOMPARE(get(mayas_, "reports/" + own_.otherRun).status, 404);
        QCOMPARE(get(mayas_, "reports/" + own_.otherRun + "/artefact").status, 404);
        QCOMPARE(get(adas_, "reports/" + own_.otherRun).status, 200);
        QCOMPARE(get(mayas_, "reports/" + own_.run + "/artefact").body, "file of " + own_.run);
    }

    void aForeignIdIsAnsweredLikeAnAbsentOne()
    {
        const std::map<std::string, std::string> paths = {
            {"reports/", foreign_.run},
            {"schemas/", foreign_.definition},
            {"connectors/", foreign_.connector},
            {"validations/", foreign_.step}};
        for (const std::string& key : {mayas_, adas_}) {
            for (const auto& [path, id] : paths) {
                const auto absent = get(key, path + Uuid::make().toString());
                QCOMPARE(absent.status, 404);
                QCOMPARE(get(key, path + id).status, 404);
                QCOMPARE(get(key, path + id).body, absent.body);
                QCOMPARE(get(key, path + "nonsense").body, absent.body);
            }
            const auto none = get(key, "reports/" + Uuid::make().toString() + "/artefact");
            QCOMPARE(get(key, "reports/" + foreign_.run + "/artefact").body, none.body);
        }
        QCOMPARE(
            member(list(adas_, "reports?schema=" + foreign_.definition), "total"), std::string("0")
        );
        QCOMPARE(
            member(list(adas_, "validations?report=" + foreign_.run), "total"), std::string("0")
        );
    }

    void schemasConnectorsAndValidationsAreTold()
    {
        const auto schema = get(mayas_, "schemas/" + own_.definition);
        QCOMPARE(schema.status, 200);
        const auto body = boost::json::parse(schema.body).as_object();
        QCOMPARE(body.at("columns").as_array().size(), std::size_t(1));
        QCOMPARE(
            member(body.at("checks").as_array().at(0).as_object(), "check"), std::string("lei")
        );
        QVERIFY(schema.body.find("SELECT") == std::string::npos);
        const auto connector = get(mayas_, "connectors/" + own_.connector);
        QCOMPARE(connector.status, 200);
        QVERIFY(connector.body.find("reader") == std::string::npos);
        QVERIFY(connector.body.find("\"isWorking\": true") != std::string::npos);
        const auto validation = list(mayas_, "validations?report=" + own_.run);
        QCOMPARE(
            member(validation.at("items").as_array().at(0).as_object(), "failed"), std::string("3")
        );
        const auto account = get(mayas_, "account");
        QVERIFY(account.body.find("\"organization\": \"Org DEMO\"") != std::string::npos);
        QCOMPARE(get(mayas_, "usage?days=7").status, 200);
        QCOMPARE(get(mayas_, "usage?days=0").status, 400);
    }

    void eachPartNeedsItsScope()
    {
        const std::string narrow = keyOf("maya", "partner:read");
        QCOMPARE(get(narrow, "account").status, 200);
        QCOMPARE(get(narrow, "usage").status, 200);
        for (const char* path :
             {"reports", "schemas", "connectors", "validations", "reports/x/artefact"}) {
            const auto answer = get(narrow, path);
            QCOMPARE(answer.status, 403);
            QCOMPARE(reasonOf(answer), std::string("scope_missing"));
        }
        const std::string other = keyOf("maya", "run:read");
        QCOMPARE(reasonOf(get(other, "reports")), std::string("permission_missing"));
        QCOMPARE(get("", "reports").status, 401);
    }

    void listsComeInPagesAndFilters()
    {
        const auto second = list(adas_, "reports?size=1&page=2");
        QCOMPARE(second.at("items").as_array().size(), std::size_t(1));
        QCOMPARE(member(second, "total"), std::string("2"));
        QCOMPARE(member(list(adas_, "reports?state=failed"), "total"), std::string("0"));
        QCOMPARE(
            member(list(adas_, "reports?since=2035-01-01T00:00:00Z"), "total"), std::string("0")
        );
        for (const char* bad : {"reports?size=201", "reports?page=0", "reports?since=soon"})
            QCOMPARE(get(adas_, bad).status, 400);
    }

    void itIsReadOnlyAndDescribedInFull()
    {
        const auto document = boost::json::parse(resources::partnerOpenApi()).as_object();
        std::set<std::string> described;
        for (const auto& path : document.at("paths").as_object())
            described.insert(std::string(path.key()));
        std::set<std::string> there;
        for (const auto& route : world_->processes[0]->router.routes()) {
            if (!route->pattern.starts_with("/api/partner/"))
                continue;
            QVERIFY(route->method == Method::get);
            if (!route->pattern.ends_with("openapi.json"))
                there.insert(route->pattern);
        }
        QCOMPARE(described, there);
        QCOMPARE(there.size(), std::size_t(11));
        for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
            const auto answer =
                world_->ask(adas_, std::string(method) + " /api/partner/v1/reports", "{}");
            QCOMPARE(answer.status, 405);
        }
        QCOMPARE(get("", "openapi.json").status, 200);
    }

private:
    HttpAnswer get(const std::string& key, const std::string& path)
    {
        return world_->ask(key, "GET /api/partner/v1/" + path, {}, 1, "X-Request-Id: partner\r\n");
    }

    boost::json::object list(const std::string& key, const std::string& path)
    {
        return boost::json::parse(get(key, path).body).as_object();
    }

    std::string keyOf(const std::string& owner, const std::string& scope)
    {
        const std::string form =
            "{\"name\":\"partner\",\"ratePerMinute\":6000,\"scopes\":[\"" + scope + "\"]}";
        return member(world_->make(owner, form), "secret");
    }

    void addRows(const Rows& rows, const std::string& tenant)
    {
        const auto run = [&](const std::string& id, int number, int scope) {
            return "INSERT INTO app.report_run (tenant_id, id, scope_id, number, definition_id,"
                   " definition_name, state, progress, trigger, started_by, failed_step,"
                   " error_code, error_cause, rows_in, rows_out, exceptions, artefact_name,"
                   " artefact_sha256, artefact_bytes) VALUES (" +
                   tenant + ", '" + id + "', " + std::to_string(scope) + ", " +
                   std::to_string(number) + ", '" + rows.definition +
                   "', 'Trades', 'completed', 100, 'manual', 'Ada', '', '', '', 10, 7, 3,"
                   " 'trades.csv', repeat('a', 64), 12);";
        };
        world_->postgres.asAdmin(
            "SET app.tenant = '" + tenant +
            "'; INSERT INTO app.connector (tenant_id, id, name, kind, host, port, database,"
            " username, tls_mode, tested_at, test_result) VALUES (" +
            tenant + ", '" + rows.connector +
            "', 'Mart', 'postgresql', 'db', 5432, 'mart', 'reader', 'require', now(), 'ok');"
            "INSERT INTO app.report_definition (tenant_id, id, name, description, connector_id,"
            " query, pre_rules, post_rules, columns, format, max_rows_per_second, is_active)"
            " VALUES (" +
            tenant + ", '" + rows.definition + "', 'Trades', '', '" + rows.connector +
            "', 'SELECT 1', '[{\"name\":\"LEI\",\"column\":\"lei\",\"check\":\"lei\",\"severity\":"
            "\"blocking\"}]', 'null', '[{\"source\":\"a\",\"target\":\"b\"}]', 'csv', 0, true);" +
            run(rows.run, 1, 1) + run(rows.otherRun, 2, tenant == "1" ? 1002 : 1001) +
            "INSERT INTO app.run_step (tenant_id, id, run_id, kind, position, status, attempt,"
            " attempts_most, rows_in, rows_out, message) VALUES (" +
            tenant + ", '" + rows.step + "', '" + rows.run +
            "', 'preValidation', 1, 'completed', 1, 1, 10, 7, '')"
        );
    }

    std::optional<KeyWorld> world_;
    Rows own_;
    Rows foreign_;
    std::string mayas_;
    std::string adas_;
};

QTEST_GUILESS_MAIN(PartnerTest)
#include "partner_test.moc"
