// Rights over REST: narrowed to rows, given for a while, explained, and kept honest.
#include "platform/access/access_routes.hpp"
#include "platform/access/separation_of_duties.hpp"
#include "platform/identity/sessions.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr const char* bea = "01900000-0000-7000-8000-000000000031"; ///< government, like ada
constexpr const char* adminRole = "01900000-0000-7000-8000-000000000041";
constexpr const char* readerRole = "01900000-0000-7000-8000-000000000042";

} // namespace

class AccessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.user (tenant_id, id, login, display_name, title,"
            " is_active, must_change_password) VALUES (1, '" +
            std::string(bea) +
            "', 'bea', 'Bea', '', true, false);"
            "INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)"
            " VALUES (1, '" +
            adminRole + "', 'Administrator', '', '[\"*:*\"]', false), (1, '" + readerRole +
            "', 'Reader', '', '[\"report:read\"]', false);"
            "INSERT INTO app.user_role (tenant_id, id, user_id, role_id) VALUES (1,"
            " gen_random_uuid(), '" +
            known::ada + "', '" + adminRole + "')"
        );
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        grants_.emplace(served_->database);
        addAccessRoutes(served_->router, served_->database, *grants_);
    }

    void cleanup()
    {
        postgres_->asAdmin("DELETE FROM app.access_grant; DELETE FROM app.department_member");
    }

    void cleanupTestCase()
    {
        grants_.reset();
        served_.reset();
        postgres_.reset();
    }

    void aNarrowedPermissionReachesSomeRows()
    {
        const Answered made = served_->call(ada(), Method::post, "end-uses", endUse("of ada"));
        QCOMPARE(made.status, 201);
        const auto with = [](const char* user, const char* permission) {
            return actorOf(user, 1, {}, 1, {"fuelcode:read", permission});
        };
        const std::string path = "end-uses/" + made.member("id");
        const auto patch = [&](ActorPointer actor, const char* name) {
            const Answered now = served_->call(ada(), Method::get, path);
            const ServedPlatform::Headers headers = {{"If-Match", now.member("rv")}};
            return served_->call(
                std::move(actor),
                Method::patch,
                path,
                "{\"name\":\"" + std::string(name) + "\"}",
                headers
            );
        };
        QCOMPARE(patch(with(known::ada, "fuelcode:update@own"), "mine").status, 200);
        const Answered refused = patch(with(bea, "fuelcode:update@own"), "not mine");
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.member("reason"), std::string("row_out_of_reach"));
        QCOMPARE(patch(with(bea, "fuelcode:update@department"), "x").status, 403);
        setDepartment(known::ada, "Fuels");
        QCOMPARE(patch(inDepartment(bea, "Fuels"), "ours").status, 200);
        QCOMPARE(patch(inDepartment(bea, "Cards"), "theirs").status, 403);
        QCOMPARE(patch(with(bea, "fuelcode:update@organization"), "all").status, 200);
        QCOMPARE(patch(with(bea, "fuelcode:create"), "none").status, 403);
        const ServedPlatform::Headers any = {{"If-Match", "1"}};
        const auto remover = with(bea, "fuelcode:delete@own");
        QCOMPARE(served_->call(remover, Method::del, path, "", any).status, 403);
    }

    void aGrantHoldsForAWhile()
    {
        const Answered given = give(ada(), bea, "\"permission\":\"report:submit\"", 10);
        QCOMPARE(given.status, 201);
        Answered why = explain(bea, "report:submit");
        QCOMPARE(why.member("allowed"), std::string("true"));
        QVERIFY(why.json().at("because").at(0).at("kind").as_string() == "grant");
        QVERIFY(why.json().at("because").at(0).at("until").is_string());
        const auto rights =
            served_->call(ada(), Method::get, std::string("users/") + bea + "/access").json();
        QCOMPARE(rights.at("grants").as_array().size(), std::size_t(1));
        QVERIFY(rights.at("effective").at(0).at("permission").as_string() == "report:submit");
        QCOMPARE(session(bea)->may("report:submit"), true);
        postgres_->asAdmin("UPDATE app.access_grant SET valid_from = now() - interval '2 days',"
                           " valid_to = now() - interval '1 day'");
        QCOMPARE(explain(bea, "report:submit").member("allowed"), std::string("false"));
        QCOMPARE(session(bea)->may("report:submit"), false);
        const Answered role = give(ada(), bea, "\"roleId\":\"" + std::string(adminRole) + "\"", 1);
        QVERIFY(session(bea)->may("user:delete"));
        const std::string path = "access/grants/" + role.member("id");
        QCOMPARE(served_->call(foreigner(), Method::del, path).status, 404);
        QCOMPARE(served_->call(ada(), Method::del, path).status, 204);
        QCOMPARE(served_->call(ada(), Method::del, path).status, 404);
        QVERIFY(!session(bea)->may("user:delete"));
        QCOMPARE(
            served_->call(ada(), Method::get, "access/grants").member("total"), std::string("2")
        );
        QCOMPARE(
            served_->call(ada(), Method::get, "access/grants?active=true").member("total"),
            std::string("0")
        );
        QCOMPARE(
            served_->call(foreigner(), Method::get, "access/grants").member("total"),
            std::string("0")
        );
        QVERIFY(
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry WHERE action LIKE"
                               " 'accessGrant.%'") == "3"
        );
    }

    void whatAGrantMayNotBe()
    {
        const auto reasonOf = [](const Answered& answer) { return answer.member("reason"); };
        const std::string submit = "\"permission\":\"report:submit\"";
        QCOMPARE(reasonOf(give(ada(), known::ada, submit, 1)), std::string("own_rights"));
        QCOMPARE(reasonOf(give(ada(), bea, submit, 91)), std::string("bad_period"));
        QCOMPARE(reasonOf(give(ada(), bea, submit, -1)), std::string("bad_period"));
        QCOMPARE(
            reasonOf(give(ada(), bea, "\"permission\":\"report:fly\"", 1)),
            std::string("unknown_permission")
        );
        QCOMPARE(reasonOf(give(ada(), known::foreigner, submit, 1)), std::string("no_such_row"));
        QCOMPARE(give(ada(), bea, submit + ",\"roleId\":\"" + adminRole + "\"", 1).status, 400);
        const auto limited = actorOf(bea, 1, {}, 1, {"role:assign", "report:update@own"});
        QCOMPARE(reasonOf(give(limited, known::maya, submit, 1)), std::string("more_than_own"));
        QCOMPARE(
            reasonOf(give(limited, known::maya, "\"permission\":\"report:update\"", 1)),
            std::string("more_than_own")
        );
        QCOMPARE(give(limited, known::maya, "\"permission\":\"report:update@own\"", 1).status, 201);
        QCOMPARE(reasonOf(give(maya(), known::olga, submit, 1)), std::string("no_such_row"));
    }

    void anExplanationSaysWhyNot()
    {
        QVERIFY(reasonAgainst(explain(known::maya, "report:submit")) == "not_held");
        const std::string row = std::string("&entity=complianceReport&id=") + known::otherReport;
        QVERIFY(give(ada(), known::maya, "\"permission\":\"report:update\"", 1).status == 201);
        QVERIFY(reasonAgainst(explain(known::maya, "report:update" + row)) == "row_not_seen");
        const std::string foreign =
            std::string("&entity=complianceReport&id=") + known::foreignReport;
        QCOMPARE(
            explain(known::maya, "report:update" + foreign).text,
            explain(known::maya, "report:update" + row).text
        );
        const std::string own = std::string("&entity=complianceReport&id=") + known::report;
        QCOMPARE(
            explain(known::maya, "report:update" + own).member("allowed"), std::string("true")
        );
        const auto reader = actorOf(bea, 1, {}, 1, {"report:read"});
        const std::string of = std::string("access/explain?permission=report:read&user=");
        QCOMPARE(served_->call(reader, Method::get, of + known::maya).status, 404);
        QCOMPARE(served_->call(reader, Method::get, of + bea).status, 200);
        QCOMPARE(served_->call(ada(), Method::get, of + known::foreigner).status, 404);
    }

    void nobodyGivesMoreThanTheyHaveOrChangesTheirOwnRights()
    {
        const auto keeper = actorOf(bea, 1, {}, 1, {"role:*", "user:*", "report:*"});
        const auto role = [this](ActorPointer actor, const std::string& permissions) {
            return served_->call(
                std::move(actor),
                Method::post,
                "roles",
                "{\"name\":\"r" + Uuid::make().toString() +
                    "\",\"description\":\"\",\"isTemplate\":false,"
                    "\"permissions\":[" +
                    permissions + "]}"
            );
        };
        QCOMPARE(role(keeper, "\"report:submit\"").status, 201);
        QCOMPARE(role(keeper, "\"audit:read\"").member("reason"), std::string("more_than_own"));
        QCOMPARE(role(keeper, "\"*:*\"").member("reason"), std::string("more_than_own"));
        QCOMPARE(role(ada(), "\"report:fly\"").member("reason"), std::string("unknown_permission"));
        QCOMPARE(role(ada(), "7").status, 400);
        const auto assign = [this](ActorPointer actor, const char* user, const char* which) {
            return served_->call(
                std::move(actor),
                Method::post,
                "user-roles",
                "{\"userId\":\"" + std::string(user) + "\",\"roleId\":\"" + which + "\"}"
            );
        };
        QCOMPARE(
            assign(keeper, known::maya, adminRole).member("reason"), std::string("more_than_own")
        );
        QCOMPARE(assign(keeper, bea, readerRole).member("reason"), std::string("own_rights"));
        QCOMPARE(assign(keeper, known::maya, readerRole).status, 201);
        const ServedPlatform::Headers headers = {{"If-Match", versionOf("roles", adminRole)}};
        const Answered own = served_->call(
            ada(),
            Method::patch,
            std::string("roles/") + adminRole,
            "{\"permissions\":[\"report:read\"]}",
            headers
        );
        QCOMPARE(own.member("reason"), std::string("own_role"));
    }

    void anAdministratorRemains()
    {
        const auto keeper = actorOf(bea);
        const auto change = [&](Method method, const std::string& path, const std::string& body) {
            const std::size_t slash = path.find('/');
            const ServedPlatform::Headers headers = {
                {"If-Match", versionOf(path.substr(0, slash), path.substr(slash + 1))}};
            return served_->call(keeper, method, path, body, headers).member("reason");
        };
        const std::string last = "last_administrator";
        QCOMPARE(
            change(Method::patch, std::string("users/") + known::ada, "{\"isActive\":false}"), last
        );
        QCOMPARE(change(Method::del, std::string("users/") + known::ada, ""), last);
        QCOMPARE(
            change(
                Method::patch,
                std::string("roles/") + adminRole,
                "{\"permissions\":[\"report:read\"]}"
            ),
            last
        );
        const std::string having = postgres_->asAdmin(
            "SELECT id FROM app.user_role WHERE role_id ="
            " '" +
            std::string(adminRole) + "'"
        );
        QCOMPARE(change(Method::del, "user-roles/" + having, ""), last);
    }

    void membersKeepTheirOwnOrganization()
    {
        const auto keeper = actorOf(
            known::maya, 1, known::demoFuels, 1001, {"user:read", "user:update", "user:create"}
        );
        const auto patch = [&](const char* user, const std::string& body) {
            const ServedPlatform::Headers headers = {{"If-Match", versionOf("users", user)}};
            return served_->call(keeper, Method::patch, std::string("users/") + user, body, headers)
                .member("reason");
        };
        const std::string no = "not_your_organization";
        QCOMPARE(patch(known::olga, "{\"title\":\"x\"}"), no);
        QCOMPARE(patch(known::ada, "{\"title\":\"x\"}"), no);
        QCOMPARE(patch(known::maya, "{\"organizationId\":null}"), no);
        QCOMPARE(patch(known::maya, "{\"title\":\"Lead\"}"), std::string());
    }

    void theSamePersonDoesNotCheckWhatTheyMade()
    {
        const auto step = [this](ActorPointer actor, const char* action, bool isDone) {
            auto work = [&](Transaction& transaction) -> asio::awaitable<Result<void>> {
                DutyStep one{"report", action, idOf(known::report)};
                auto other = co_await ensureAnotherPerson(transaction, *actor, one);
                if (!other || !isDone)
                    co_return other;
                co_return co_await noteStep(transaction, *actor, one);
            };
            Tenancy tenancy;
            tenancy.tenant = 1;
            const auto done = served_->run(served_->database.transact(tenancy, work));
            return done ? std::string("fine") : done.error().reason;
        };
        QCOMPARE(step(maya(), "submit", true), std::string("fine"));
        QCOMPARE(step(maya(), "recommend", false), std::string("same_person"));
        QCOMPARE(step(ada(), "recommend", true), std::string("fine"));
        QCOMPARE(step(ada(), "assess", false), std::string("same_person"));
        QCOMPARE(step(maya(), "assess", false), std::string("same_person"));
        QCOMPARE(step(olga(), "assess", false), std::string("fine"));
        QCOMPARE(step(ada(), "return", true), std::string("fine"));
        QCOMPARE(step(maya(), "recommend", false), std::string("fine"));
    }

private:
    static std::string endUse(const std::string& name)
    {
        return "{\"name\":\"" + name + "\",\"intendedUse\":true}";
    }

    Answered give(ActorPointer actor, const char* user, const std::string& what, int days)
    {
        const std::string until = postgres_->asAdmin(
            "SELECT to_char((now() + interval '" + std::to_string(days) +
            " days') AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
        );
        return served_->call(
            std::move(actor),
            Method::post,
            "access/grants",
            "{\"userId\":\"" + std::string(user) + "\"," + what +
                ",\"reason\":\"cover\",\"validTo\":\"" + until + "\"}"
        );
    }

    Answered explain(const char* user, const std::string& permission)
    {
        return served_->call(
            ada(),
            Method::get,
            std::string("access/explain?user=") + user + "&permission=" + permission
        );
    }

    static std::string reasonAgainst(const Answered& answer)
    {
        const auto against = answer.json().at("against").as_array();
        return against.empty() ? "" : std::string(against[0].at("reason").as_string());
    }

    void setDepartment(const char* user, const std::string& name)
    {
        const Answered set = served_->call(
            actorOf(bea),
            Method::put,
            std::string("users/") + user + "/department",
            "{\"department\":\"" + name + "\"}"
        );
        QCOMPARE(set.status, 204);
    }

    static ActorPointer inDepartment(const char* user, const std::string& name)
    {
        Actor actor = *actorOf(user, 1, {}, 1, {"fuelcode:update@department"});
        actor.department = name;
        return std::make_shared<const Actor>(std::move(actor));
    }

    std::string versionOf(const std::string& plural, const std::string& id)
    {
        return served_->call(ada(), Method::get, plural + '/' + id).member("rv");
    }

    /// The actor as a session of the user gives it.
    ActorPointer session(const char* user)
    {
        Sessions sessions(served_->database, Secret(std::string(32, 'k')));
        ProvenUser proven{1, idOf(user), user};
        return served_->run(sessions.open(proven, DeviceInfo{})).value().actor;
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::optional<GrantBook> grants_;
};

QTEST_GUILESS_MAIN(AccessTest)
#include "access_test.moc"
