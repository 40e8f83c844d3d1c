// Actions look at the row, as writes do: what is narrowed to one's own works on one's own, and the
// explanation says beforehand what the route then does.
#include "platform/access/access_routes.hpp"
#include "platform/reports/report_actions.hpp"
#include "tests/platform/runs/run_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr const char* bea = "01900000-0000-7000-8000-000000000031"; ///< government, like ada
constexpr const char* assigner = "01900000-0000-7000-8000-000000000032";
constexpr const char* role = "01900000-0000-7000-8000-000000000042";

} // namespace

class ReachTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        makeSource(*postgres_);
        for (const char* user : {bea, assigner})
            postgres_->asAdmin(
                "SET app.tenant = '1'; INSERT INTO app.user (tenant_id, id, login, display_name,"
                " title, is_active, must_change_password) VALUES (1, '" +
                std::string(user) + "', '" + user + "', 'B', '', true, false)"
            );
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.role (tenant_id, id, name, description,"
            " permissions, is_template) VALUES (1, '" +
            std::string(role) +
            "', 'Narrow', '', '[]', false); INSERT INTO app.user_role"
            " (tenant_id, id, user_id, role_id) SELECT 1, gen_random_uuid(), u, '" +
            role + "' FROM unnest(ARRAY['" + known::ada + "', '" + bea + "', '" + known::maya +
            "']::uuid[]) u"
        );
        world_ = std::make_unique<RunWorld>(*postgres_);
        ServedPlatform& served = world_->platform;
        grants_.emplace(served.database);
        addAccessRoutes(served.router, served.database, *grants_);
        reports_.emplace(served.database, served.reference, served.sequencer);
        reports_->addTo(served.router);
    }

    void cleanupTestCase()
    {
        reports_.reset();
        grants_.reset();
        world_.reset();
        postgres_.reset();
    }

    void anActionOnOnesOwnNeedsNoMore_data()
    {
        QTest::addColumn<QString>("permission");
        for (const char* permission :
             {"run:execute", "run:cancel", "connector:update", "connector:test"}) {
            for (const char* reach : {"@own", "@department", "@organization", ""})
                QTest::addRow("%s%s", permission, reach) << QString(permission) + QString(reach);
        }
    }

    void anActionOnOnesOwnNeedsNoMore()
    {
        QFETCH(QString, permission);
        const std::string held = permission.toStdString();
        const std::string plain = held.substr(0, held.find('@'));
        hold(held);
        const std::string definition = world_->define(held); // By ada.
        const std::string connector = world_->lastConnector;
        const std::string run = world_->start(definition);
        const bool isWide = held.find("@own") == held.npos && held.find("@dep") == held.npos;
        for (const char* user : {known::ada, bea}) {
            const bool isExpected = isWide || user == std::string(known::ada);
            const auto actor = actorOf(user, 1, {}, 1, {held});
            Answered answer;
            std::string row;
            if (plain == "run:execute") {
                row = "entity=reportDefinition&id=" + definition;
                answer = post(actor, "report-definitions/" + definition + "/run");
            } else if (plain == "run:cancel") {
                row = "entity=reportRun&id=" + run;
                answer = post(actor, "report-runs/" + run + "/cancel");
            } else if (plain == "connector:test") {
                row = "entity=connector&id=" + connector;
                answer = post(actor, "connectors/" + connector + "/test");
            } else {
                row = "entity=connector&id=" + connector;
                answer = world_->platform.call(
                    actor,
                    Method::put,
                    "connectors/" + connector + "/credential",
                    R"({"password":"x"})"
                );
            }
            QVERIFY2((answer.status != 403) == isExpected, answer.text.c_str());
            QCOMPARE(allowed(user, plain, row), isExpected);
        }
        const auto stranger = actorOf(bea, 1, {}, 1, {held});
        const std::string absent = "report-runs/" + Uuid::make().toString() + "/cancel";
        if (plain == "run:cancel")
            QCOMPARE(post(stranger, absent).status, 404);
    }

    void aReportIsSubmittedByWhoeverMadeIt()
    {
        hold("report:submit@own");
        const std::string own = "compliance-reports/" + std::string(known::report) + "/submit";
        const auto mayas = [](const char* permission) {
            return actorOf(known::maya, 1, known::demoFuels, 1001, {permission});
        };
        const std::string row = std::string("entity=complianceReport&id=") + known::report;
        QCOMPARE(
            post(mayas("report:submit@own"), own).member("reason"), std::string("row_out_of_reach")
        );
        QCOMPARE(allowed(known::maya, "report:submit", row), false);
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.audit_entry (tenant_id, id, at, actor_id, actor,"
            " action, entity, entity_id, before, after, request_id, address) VALUES (1,"
            " gen_random_uuid(), now(), '" +
            std::string(known::maya) +
            "', 'Maya', 'complianceReport.create', 'complianceReport', '" + known::report +
            "', 'null', 'null', '', '')"
        );
        // Its schedule is empty: everything before that was allowed.
        const std::string empty = "empty_schedule";
        QCOMPARE(post(mayas("report:submit@own"), own).member("reason"), empty);
        QCOMPARE(post(mayas("report:submit@organization"), own).member("reason"), empty);
        QCOMPARE(post(mayas("report:*@own"), own).member("reason"), empty);
        QCOMPARE(allowed(known::maya, "report:submit", row), true);
        const auto olgas = actorOf(known::olga, 1, known::otherFuels, 1002, {"report:submit@own"});
        QCOMPARE(post(olgas, own).status, 404);
    }

    void whatIsDoneForAllOrNoneIsExplainedSo()
    {
        hold("role:assign@own");
        const Answered why = explain(bea, "role:assign", "");
        // Grants are given for the whole tenant; roles are rows.
        QCOMPARE(why.member("allowed"), std::string("true"));
        hold("role:read@organization");
        const Answered reading = explain(bea, "role:read", "");
        QCOMPARE(reading.member("allowed"), std::string("false"));
        const auto against = reading.json().at("against").as_array();
        QVERIFY(against.at(0).at("reason").as_string() == "reach_too_narrow");
        QCOMPARE(explain(known::maya, "role:read", "").member("allowed"), std::string("true"));
    }

    void whoMayAssignRolesNeedsNothingElse()
    {
        postgres_->asAdmin("SET app.tenant = '1'; UPDATE app.role SET permissions = '[]'");
        const std::string body =
            boost::json::serialize(boost::json::object{{"userId", known::olga}, {"roleId", role}});
        const auto with = [&](const char* permission) {
            const auto actor = actorOf(assigner, 1, {}, 1, {permission});
            return world_->platform.call(actor, Method::post, "user-roles", body);
        };
        QCOMPARE(with("role:create").status, 403);
        QCOMPARE(with("role:delete").status, 403);
        const Answered given = with("role:assign");
        QCOMPARE(given.status, 201);
        const std::string path = "user-roles/" + given.member("id");
        const ServedPlatform::Headers headers = {{"If-Match", given.member("rv")}};
        const auto taking = [&](const char* permission) {
            const auto actor = actorOf(assigner, 1, {}, 1, {permission});
            return world_->platform.call(actor, Method::del, path, "", headers).status;
        };
        QCOMPARE(taking("role:delete"), 403);
        QCOMPARE(taking("role:assign"), 204);
    }

private:
    /// Gives the role, that ada, bea and maya have, one permission.
    void hold(const std::string& permission)
    {
        postgres_->asAdmin(
            "SET app.tenant = '1'; UPDATE app.role SET permissions = '[\"" + permission +
            "\"]' WHERE id = '" + role + "'"
        );
    }

    Answered post(ActorPointer actor, const std::string& path)
    {
        return world_->platform.call(std::move(actor), Method::post, path);
    }

    Answered explain(const char* user, const std::string& permission, const std::string& row)
    {
        return world_->platform.call(
            ada(),
            Method::get,
            std::string("access/explain?user=") + user + "&permission=" + permission +
                (row.empty() ? "" : "&" + row)
        );
    }

    bool allowed(const char* user, const std::string& permission, const std::string& row)
    {
        return explain(user, permission, row).member("allowed") == "true";
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<RunWorld> world_;
    std::optional<GrantBook> grants_;
    std::optional<ReportActions> reports_;
};

QTEST_GUILESS_MAIN(ReachTest)
#include "row_reach_test.moc"
