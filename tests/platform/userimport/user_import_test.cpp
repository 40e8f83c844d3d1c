// People of another system: all of them with their passwords, or nobody and why.
#include "platform/identity/password.hpp"
#include "platform/identity/sessions.hpp"
#include "platform/userimport/user_import.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

#include <sstream>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// "correct horse" and a salt.
constexpr const char* bcrypt = "$2b$10$abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu";

std::string person(const std::string& login, const std::string& more = {})
{
    return "{\"login\":\"" + login + "\",\"displayName\":\"N\"" + more + "}\n";
}

std::string withHash(const std::string& hash)
{
    return ",\"hash\":\"" + hash + "\"";
}

QStringList told(const std::vector<LineFault>& faults)
{
    QStringList all;
    for (const LineFault& fault : faults)
        all.append(QStringLiteral("%1: %2").arg(fault.line).arg(QString::fromStdString(fault.cause))
        );
    return all;
}

} // namespace

class UserImportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.role (tenant_id, id, name, description,"
            " permissions, is_template) VALUES (1, gen_random_uuid(), 'Author', '',"
            " '[\"report:read\"]', false)"
        );
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
    }

    void cleanupTestCase()
    {
        served_.reset();
        postgres_.reset();
    }

    void everyBadLineSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const std::string& line, const char* words) {
            QTest::newRow(name) << QString::fromLatin1(line.c_str()) << QString::fromUtf8(words);
        };
        row("no JSON", "login;name\n", "no JSON object");
        row("a list", "[1]\n", "no JSON object");
        row("no UTF-8",
            person("a\xff"
                   "b"),
            "not UTF-8");
        row("no login", "{\"displayName\":\"N\"}\n", "login");
        row("a short login", person("ab"), "3 to 254");
        row("a space", person("a b c"), "no spaces");
        row("no name", "{\"login\":\"abc\",\"displayName\":\"\"}", "displayName");
        row("misspelt", person("abc", ",\"role\":[\"x\"]"), "no member role");
        row("roles", person("abc", ",\"roles\":\"x\""), "roles is a list");
        row("a kind", person("abc", ",\"isActive\":\"yes\""), "isActive");
        row("md5", person("abc", withHash("5f4dcc3b5aa765d61d8327deb882cf99")), "neither bcrypt");
        row("cut off", person("abc", withHash(std::string(bcrypt).substr(0, 59))), "neither");
        row("bcrypt of cost 31",
            person("abc", withHash("$2b$31" + std::string(bcrypt).substr(6))),
            "takes too long");
        row("Argon2 of 4 GiB",
            person(
                "abc", withHash("$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2ho")
            ),
            "takes too long");
    }

    void everyBadLineSaysWhatIsWrong()
    {
        QFETCH(QString, line);
        QFETCH(QString, words);
        std::istringstream lines(person("first") + "\n" + line.toLatin1().toStdString());
        const ReadUsers read = readUsers(lines);
        QCOMPARE(read.users.size(), std::size_t(1));
        QCOMPARE(read.faults.size(), std::size_t(1));
        QCOMPARE(read.faults[0].line, 3);
        QVERIFY2(told(read.faults)[0].contains(words), qPrintable(told(read.faults)[0]));
    }

    void aLoginTwiceIsOneTooMany()
    {
        std::istringstream lines(person("jo@x.example") + person("JO@x.example"));
        QCOMPARE(told(readUsers(lines).faults), QStringList{"2: The login is in line 1 already."});
    }

    void theyComeWithPasswordRolesAndOrganization()
    {
        const auto argon = hashPassword(Secret("quite another one"), PasswordCost{64, 1});
        QVERIFY(argon);
        const auto outcome = import(
            person(
                "Jo@New.example",
                withHash(bcrypt) + ",\"roles\":[\"Author\",\"Author\"],\"organization\":\"demo\""
            ) +
            person("kim@new.example", withHash(*argon) + ",\"title\":\"Clerk\"") +
            person("lee@new.example", ",\"isActive\":false,\"mustChangePassword\":true")
        );
        QVERIFY2(outcome && outcome->empty(), outcome ? "" : outcome.error().cause.c_str());
        const auto jo = signIn("jo@new.example", "correct horse");
        QVERIFY2(jo.has_value(), jo ? "" : jo.error().cause.c_str());
        QVERIFY(jo->actor->may("report:read"));
        QCOMPARE(jo->actor->organizationName, std::string("Org DEMO"));
        QVERIFY(signIn("kim@new.example", "quite another one"));
        QVERIFY(!signIn("lee@new.example", "correct horse"));
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry WHERE action = 'user.create'"),
            std::string("3")
        );
        // A second time, all of them are there.
        const auto again = import(person("jo@new.example") + person("new@new.example"));
        QCOMPARE(told(*again), QStringList{"1: There is a user with this login already."});
    }

    void oneBadLineKeepsAllOut()
    {
        const std::string before = users();
        const std::string lines = person("one@x.example") +
                                  person("two@x.example", ",\"roles\":[\"Nobody\"]") +
                                  person("three@x.example", ",\"organization\":\"Nowhere Ltd\"");
        QCOMPARE(
            told(*import(lines)),
            (QStringList{"2: There is no role Nobody.", "3: There is no organization Nowhere Ltd."})
        );
        QVERIFY(import(person("trial@x.example"), true)->empty());
        QCOMPARE(users(), before);
        std::istringstream nobody(person("abc"));
        const ReadUsers read = readUsers(nobody);
        const auto outcome =
            served_->run(importUsers(served_->database, "elsewhere", read.users, false));
        QCOMPARE(outcome.error().reason, std::string("no_such_tenant"));
    }

private:
    Result<std::vector<LineFault>> import(const std::string& text, bool isTrial = false)
    {
        std::istringstream lines(text);
        const ReadUsers read = readUsers(lines);
        if (!read.faults.empty())
            return read.faults;
        return served_->run(importUsers(served_->database, "t1", read.users, isTrial));
    }

    std::string users() { return postgres_->asAdmin("SELECT count(*) FROM app.user"); }

    Result<SignedIn> signIn(const char* login, const char* password)
    {
        Sessions sessions(served_->database, Secret(std::string(32, 'k')));
        SignInRequest request;
        request.tenant = "t1";
        request.login = login;
        request.password = Secret(password);
        return served_->run(sessions.signIn(std::move(request)));
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
};

QTEST_GUILESS_MAIN(UserImportTest)
#include "user_import_test.moc"
