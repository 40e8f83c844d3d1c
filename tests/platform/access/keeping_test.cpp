// Who may handle whom: every way to get at another's account, against everybody it may belong to.
#include "platform/access/access_routes.hpp"
#include "platform/audit/audit_routes.hpp"
#include "platform/factors/factor_routes.hpp"
#include "platform/signin/password_routes.hpp"
#include "platform/signin/session_routes.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// Somebody with one role, a session on a device, and a grant for a while.
struct Target {
    std::string user = Uuid::make().toString();
    std::string role = Uuid::make().toString();
    std::string userRole = Uuid::make().toString();
    std::string grant = Uuid::make().toString();
    std::string device = Uuid::make().toString();
    std::string session = {};
    std::string spareRole = Uuid::make().toString(); ///< Not given to them.
};

/// One way to handle a target; `isTaking`: whoever goes it could sign in as them.
struct Way {
    const char* name = "";
    Method method = Method::post;
    std::string path = {};
    std::string body = {};
    bool isTaking = false;
};

std::vector<Way> waysTo(const Target& target, const std::string& tomorrow)
{
    const std::string user = "users/" + target.user;
    const std::string whom = "\"userId\":\"" + target.user + "\"";
    return {
        {"password", Method::post, user + "/password", R"({"password":"given by hand x"})", true},
        {"factor", Method::post, user + "/second-factor/reset", "", true},
        {"login", Method::patch, user, R"({"login":")" + target.user + R"(@evil.example"})", true},
        {"close", Method::patch, user, R"({"isActive":false})", false},
        {"delete", Method::del, user, "", false},
        {"sessions", Method::post, user + "/sessions/end", "", false},
        {"session", Method::del, "sessions/" + target.session, "", false},
        {"wipe", Method::post, user + "/devices/" + target.device + "/wipe", "", false},
        {"department", Method::put, user + "/department", R"({"department":"X"})", false},
        {"grant",
         Method::post,
         "access/grants",
         "{" + whom + R"(,"permission":"activity:read","reason":"x","validTo":")" + tomorrow +
             "\"}",
         false},
        {"revoke", Method::del, "access/grants/" + target.grant, "", false},
        {"role",
         Method::post,
         "user-roles",
         "{" + whom + ",\"roleId\":\"" + target.spareRole + "\"}",
         false},
        {"unrole", Method::del, "user-roles/" + target.userRole, "", false}};
}

} // namespace

class KeepingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        Database& database = served_->database;
        sessions_.emplace(database, Secret(std::string(32, 'k')));
        makeTarget("NULL", "\"*:*\""); // So that no other is the last one.
        book_.emplace(database, *sessions_);
        turns_.emplace(database);
        factors_.emplace(database, *turns_, Secret(std::string(32, 'k')));
        grants_.emplace(database);
        key_.emplace(Secret(std::string(32, 'k')));
        chainer_.emplace(database, *key_);
        addPasswordRoutes(served_->router, PasswordServices{database, *sessions_, *book_, *turns_});
        addFactorRoutes(served_->router, database, *sessions_, *factors_);
        addSessionRoutes(served_->router, database, *book_);
        addAccessRoutes(served_->router, database, *grants_);
        addAuditRoutes(served_->router, database, *key_, *chainer_);
        tomorrow_ = postgres_->asAdmin("SELECT to_char((now() + interval '1 day') AT TIME ZONE"
                                       " 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')");
        for (const Way& way : waysTo(Target{}, tomorrow_))
            ways_.emplace_back(way.name);
    }

    void cleanupTestCase()
    {
        chainer_.reset();
        grants_.reset();
        factors_.reset();
        turns_.reset();
        book_.reset();
        sessions_.reset();
        served_.reset();
        postgres_.reset();
    }

    void nobodyHandlesWhoHasMore_data()
    {
        QTest::addColumn<QString>("way");
        for (const std::string& way : ways_)
            QTest::newRow(way.c_str()) << QString::fromStdString(way);
    }

    /// A clerk keeps people and has no more than that; a director decides; an administrator may
    /// do everything.
    void nobodyHandlesWhoHasMore()
    {
        QFETCH(QString, way);
        const ActorPointer clerk = keeper();
        const std::string more = "more_rights_than_you";
        const Target reader = makeTarget("NULL", "\"report:read\"");
        const Target director = makeTarget("NULL", "\"report:assess\"");
        const Target administrator = makeTarget("NULL", "\"*:*\"");
        const Target narrow = makeTarget("NULL", "\"role:delete@organization\",\"user:*@own\"");

        const bool isTaking = wayTo(reader, way).isTaking;
        QVERIFY2(go(clerk, wayTo(reader, way)) < 300, last_.c_str());
        QVERIFY2(go(clerk, wayTo(narrow, way)) < 300, last_.c_str());
        QCOMPARE(go(clerk, wayTo(director, way)) < 300, !isTaking);
        if (isTaking)
            QVERIFY2(last_.find(more) != std::string::npos, last_.c_str());
        QCOMPARE(go(clerk, wayTo(administrator, way)), 403);
        QVERIFY2(last_.find(more) != std::string::npos, last_.c_str());
        QVERIFY2(go(ada(), wayTo(administrator, way)) < 300, last_.c_str());
    }

    /// A session that was left open does not become an account with another password.
    void nobodyStandsInForThemselves()
    {
        const Target self = makeTarget("NULL", "\"*:*\"");
        const ActorPointer actor = actorOf(self.user);
        for (const char* way : {"password", "factor"}) {
            QCOMPARE(go(actor, wayTo(self, way)), 403);
            QVERIFY2(last_.find("same_person") != std::string::npos, last_.c_str());
        }
    }

    void anotherOrganizationsUserIsAsAbsent_data() { nobodyHandlesWhoHasMore_data(); }

    void anotherOrganizationsUserIsAsAbsent()
    {
        QFETCH(QString, way);
        const auto member = actorOf(
            known::maya, 1, known::demoFuels, 1001, {"user:*", "session:*", "role:*", "activity:*"}
        );
        const Target own = makeTarget(quoted(known::demoFuels), "\"activity:read\"");
        const Target other = makeTarget(quoted(known::otherFuels), "\"activity:read\"");
        const Target government = makeTarget("NULL", "\"activity:read\"");
        Target nobody;
        nobody.spareRole = own.spareRole;
        nobody.session = Uuid::make().toString();
        QVERIFY2(go(member, wayTo(own, way)) < 300, last_.c_str());
        const bool isListed = way == "login" || way == "close" || way == "delete";
        for (const Target& target : {other, government}) {
            const int status = go(member, wayTo(target, way));
            // All users of a tenant are listed to it: that one is there is no secret.
            QCOMPARE(status, isListed ? 403 : 404);
            const std::string answer = last_;
            Target absent = nobody;
            absent.spareRole = target.spareRole;
            if (!isListed && way != "unrole") {
                go(member, wayTo(absent, way));
                QCOMPARE(answer, last_);
            }
        }
    }

    void listsShowTheOwnOrganizationOnly()
    {
        const Target own = makeTarget(quoted(known::demoFuels), "\"activity:read\"");
        const Target other = makeTarget(quoted(known::otherFuels), "\"activity:read\"");
        const auto member =
            actorOf(known::maya, 1, known::demoFuels, 1001, {"session:*", "audit:*", "role:read"});
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.sign_in_attempt (tenant_id, id, at, user_id,"
            " login, success, reason, method, address, device, agent) SELECT 1, gen_random_uuid(),"
            " now(), id, login, true, '', 'password', '', '', '' FROM app.user WHERE id IN ('" +
            own.user + "', '" + other.user + "')"
        );
        go(actorOf(own.user, 1, known::demoFuels, 1001),
           {"", Method::post, "end-uses", R"({"name":"of own","intendedUse":true})"});
        go(actorOf(other.user, 1, known::otherFuels, 1002),
           {"", Method::post, "end-uses", R"({"name":"of other","intendedUse":true})"});
        const std::string part = "?size=200&sort=-at";
        for (const char* list : {"sessions", "sign-ins", "access/grants", "audit-entries"}) {
            go(member, {"", Method::get, std::string(list) + part});
            QVERIFY2(last_.find(own.user) != std::string::npos, list);
            QVERIFY2(last_.find(other.user) == std::string::npos, last_.c_str());
            go(ada(), {"", Method::get, std::string(list) + part});
            QVERIFY2(last_.find(own.user) != std::string::npos, list);
            QVERIFY2(last_.find(other.user) != std::string::npos, list);
        }
        const std::string nobody = Uuid::make().toString();
        QCOMPARE(go(member, {"", Method::get, "users/" + own.user + "/sessions"}), 200);
        QCOMPARE(go(member, {"", Method::get, "users/" + other.user + "/sessions"}), 404);
        const std::string answer = last_;
        QCOMPARE(go(member, {"", Method::get, "users/" + nobody + "/sessions"}), 404);
        QCOMPARE(last_, answer);
        const std::string theirs = postgres_->asAdmin(
            "SELECT id FROM app.audit_entry WHERE actor_id = '" + other.user + "' LIMIT 1"
        );
        QCOMPARE(go(member, {"", Method::get, "audit/entries/" + theirs}), 404);
        QCOMPARE(go(member, {"", Method::get, "audit-entries/" + theirs}), 404);
        QCOMPARE(go(ada(), {"", Method::get, "audit/entries/" + theirs}), 200);
        QCOMPARE(go(member, {"", Method::get, "audit/export"}), 403);
        QCOMPARE(go(member, {"", Method::post, "audit/verify"}), 403);
    }

private:
    static std::string quoted(const char* id) { return '\'' + std::string(id) + '\''; }

    /// Keeps people and their rights, of all organizations, and reads reports.
    static ActorPointer keeper()
    {
        return actorOf(
            known::ada,
            1,
            {},
            1,
            {"user:*", "role:*", "session:*", "org:*", "tenant:*", "report:read", "activity:read"}
        );
    }

    Target makeTarget(const std::string& organization, const std::string& permissions)
    {
        Target target;
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.user (tenant_id, id, login, display_name, title,"
            " organization_id, is_active, must_change_password) VALUES (1, '" +
            target.user + "', '" + target.user + "', 'T', '', " + organization +
            ", true, false); INSERT INTO app.role (tenant_id, id, name, description, permissions,"
            " is_template) VALUES (1, '" +
            target.role + "', '" + target.role + "', '', '[" + permissions + "]', false), (1, '" +
            target.spareRole + "', '" + target.spareRole +
            "', '', '[\"activity:read\"]', false); INSERT INTO app.user_role (tenant_id, id, "
            "user_id, role_id) VALUES (1, '" +
            target.userRole + "', '" + target.user + "', '" + target.role +
            "'); INSERT INTO app.access_grant (tenant_id, id, user_id, permission, reason,"
            " granted_by, valid_from, valid_to) VALUES (1, '" +
            target.grant + "', '" + target.user + "', 'activity:read', 'x', '" + known::ada +
            "', now(), now() + interval '1 day')"
        );
        DeviceInfo device;
        device.id = idOf(target.device);
        device.name = "Desk";
        ProvenUser proven{1, idOf(target.user), target.user};
        const auto signedIn = served_->run(sessions_->open(proven, device));
        target.session = signedIn->actor->sessionId.toString();
        return target;
    }

    Way wayTo(const Target& target, const QString& name)
    {
        Way found;
        for (const Way& way : waysTo(target, tomorrow_)) {
            if (name == QLatin1String(way.name))
                found = way;
        }
        return found;
    }

    /// The status; the answer is in `last_`.
    int go(ActorPointer actor, const Way& way)
    {
        ServedPlatform::Headers headers;
        const bool isRow = way.method == Method::patch || way.method == Method::del;
        if (isRow) {
            const Answered now = served_->call(ada(), Method::get, way.path);
            headers.emplace_back("If-Match", now.status == 200 ? now.member("rv") : "1");
        }
        const Answered answer =
            served_->call(std::move(actor), way.method, way.path, way.body, headers);
        last_ = answer.text;
        return answer.status;
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::optional<Sessions> sessions_;
    std::optional<SessionBook> book_;
    std::optional<TurnTaker> turns_;
    std::optional<FactorBook> factors_;
    std::optional<GrantBook> grants_;
    std::optional<AuditKey> key_;
    std::optional<AuditChainer> chainer_;
    std::vector<std::string> ways_;
    std::string tomorrow_;
    std::string last_;
};

QTEST_GUILESS_MAIN(KeepingTest)
#include "keeping_test.moc"
