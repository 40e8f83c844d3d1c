// No answer tells that another tenant has something: a foreign id in a body is as an absent one,
// and a name that somebody else took is free.
//
// TIDEMARK_ORACLE_ROUNDS: so often the times of both are taken, too, and how they differ is told.
#include "tests/platform/access/matrix_walk.hpp"
#include "tests/platform/entities/sample_rows.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <regex>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// A request that names a row somewhere else than in its path; `%` is the id.
struct Naming {
    const char* line = "";
    const char* body = "";
    const char* table = "";
};

constexpr std::array namings = {
    Naming{
        "POST /api/v1/access/grants",
        R"({"userId":"%","permission":"run:read","reason":"x","validTo":"2999-01-01T00:00:00Z"})",
        "user"},
    Naming{
        "POST /api/v1/access/grants",
        R"({"userId":"{user}","roleId":"%","reason":"x","validTo":"2999-01-01T00:00:00Z"})",
        "role"},
    Naming{
        "POST /api/v1/portal/invitations",
        R"({"email":"a@b.example","organizationId":"%","roleId":"{role}"})",
        "organization"},
    Naming{
        "POST /api/v1/portal/invitations",
        R"({"email":"a@b.example","organizationId":"{organization}","roleId":"%"})",
        "role"},
    Naming{
        "POST /api/v1/portal/sign-ups/{portal_sign_up}/approve",
        R"({"organizationId":"%","roleId":"{role}"})",
        "organization"},
    Naming{
        "POST /api/v1/portal/sign-ups/{portal_sign_up}/approve",
        R"({"organizationId":"{organization}","roleId":"%"})",
        "role"},
    Naming{"PUT /api/v1/access/second-factor", R"({"required":"roles","roles":["%"]})", "role"},
    Naming{
        "POST /api/v1/users/{user}/oidc-identities",
        R"({"provider":"%","subject":"somebody"})",
        "oidc_provider"},
    Naming{"POST /api/v1/sync-restores/settle", R"({"clientId":"%","mid":1})", "device"},
    Naming{
        "POST /api/v1/sync/leases", R"({"clientId":"%","until":"2030-01-01T00:00:00Z"})", "device"},
    Naming{"GET /api/v1/access/explain?permission=report:read&user=%", "", "user"},
    Naming{
        "GET /api/v1/access/explain?permission=connector:update&entity=connector&id=%",
        "",
        "connector"},
    Naming{"GET /api/v1/access/grants?user=%", "", "user"},
    Naming{"GET /api/v1/api-keys?owner=%", "", "user"},
    Naming{"GET /api/v1/blobs/%", "", "blob"}};

bool isGiven(const FieldInfo& field)
{
    return field.kind == FieldKind::uuid && !field.platformSet;
}

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
        text.replace(at, what.size(), by);
    return text;
}

/// How far two means are apart, in their own uncertainty.
double welch(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto meanOf = [](const std::vector<double>& all) {
        double sum = 0;
        for (const double one : all)
            sum += one;
        return sum / static_cast<double>(all.size());
    };
    const auto spreadOf = [&meanOf](const std::vector<double>& all) {
        double sum = 0;
        for (const double one : all)
            sum += (one - meanOf(all)) * (one - meanOf(all));
        const auto count = static_cast<double>(all.size());
        return sum / (count - 1) / count;
    };
    return (meanOf(a) - meanOf(b)) / std::sqrt(spreadOf(a) + spreadOf(b));
}

} // namespace

class OracleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        walk_ = std::make_unique<MatrixWalk>();
        walk_->addHolder(Holder{"Everything", {"*:*"}});
        walk_->addHolder(Holder{"Everything of an organization", {"*:*@organization"}, true});
        foreign_ = walk_->tokenOf(Holder{"Foreigner", {"*:*"}}, 2, known::foreignFuels);
        rounds_ = qEnvironmentVariableIntValue("TIDEMARK_ORACLE_ROUNDS");
    }

    void cleanupTestCase() { walk_.reset(); }

    void aForeignReferenceIsAsAnAbsentOne_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("holder");
        for (const EntityInfo& info : allEntities()) {
            for (const FieldInfo& field : info.fields) {
                if (!info.writable || info.sync == SyncPolicy::serverOnly || !isGiven(field))
                    continue;
                for (int holder = 0; holder < 2; ++holder)
                    QTest::addRow("%s.%s %d", info.name.c_str(), field.name.c_str(), holder)
                        << QString::fromStdString(info.name) << QString::fromStdString(field.name)
                        << holder;
            }
        }
    }

    void aForeignReferenceIsAsAnAbsentOne()
    {
        QFETCH(QString, entity);
        QFETCH(QString, name);
        QFETCH(int, holder);
        const EntityInfo& info = *findEntity(entity.toStdString());
        const FieldInfo& field = *info.field(name.toStdString());
        const std::string& token = walk_->holders[static_cast<std::size_t>(holder)].token;
        const std::string table = tableOf(field);
        const std::string create = "POST /api/v1/" + info.plural;
        const std::string id = walk_->rows->id(RowOwner::own, info.table);
        const std::string version = walk_->postgres.asAdmin(
            "SELECT rv FROM app." + info.table + " WHERE id = '" + id + "'"
        );
        const auto asked = [&](const std::string& named) {
            boost::json::object row = sampleOf(info, 3);
            for (const FieldInfo& one : info.fields) {
                if (isGiven(one))
                    row[one.name] = walk_->rows->id(RowOwner::own, tableOf(one));
            }
            row[field.name] = named;
            std::string all = told(token, create, body(row), named);
            if (!field.fixed)
                all += told(
                    token,
                    "PATCH /api/v1/" + info.plural + '/' + id,
                    body({{field.name, named}}),
                    named,
                    version
                );
            return all;
        };
        const std::string absent = asked(Uuid::make().toString());
        QVERIFY2(absent.find(" 201 ") == std::string::npos, absent.c_str());
        for (const RowOwner owner : {RowOwner::otherTenant, RowOwner::otherOrganization}) {
            // The government sees all organizations; and which there are is no secret in a tenant.
            const bool isHidden =
                owner == RowOwner::otherTenant || (holder == 1 && table == "compliance_report");
            if (isHidden)
                QCOMPARE(asked(walk_->rows->id(owner, table)), absent);
        }
    }

    void whatAnotherTenantTookIsFree_data()
    {
        QTest::addColumn<QString>("entity");
        for (const EntityInfo& info : allEntities()) {
            const bool isUnique =
                std::any_of(info.fields.begin(), info.fields.end(), [](const FieldInfo& field) {
                    return field.unique;
                });
            if (isUnique && info.writable && info.name != "tenant")
                QTest::newRow(info.name.c_str()) << QString::fromStdString(info.name);
        }
    }

    void whatAnotherTenantTookIsFree()
    {
        QFETCH(QString, entity);
        const EntityInfo& info = *findEntity(entity.toStdString());
        const auto make = [&](const std::string& token, RowOwner owner) {
            boost::json::object row = sampleOf(info, 5);
            for (const FieldInfo& one : info.fields) {
                if (isGiven(one))
                    row[one.name] = walk_->rows->id(owner, tableOf(one));
            }
            return ask(token, "POST /api/v1/" + info.plural, body(row));
        };
        const std::string& ours = walk_->holders.front().token;
        QCOMPARE(make(foreign_, RowOwner::otherTenant).status, 201);
        const HttpAnswer first = make(ours, RowOwner::own);
        QVERIFY2(first.status == 201, first.body.c_str());
        const HttpAnswer second = make(ours, RowOwner::own);
        QVERIFY2(second.status == 409, second.body.c_str()); // Within a tenant it does count.
    }

    void aForeignIdAnywhereElseIsAsAnAbsentOne_data()
    {
        QTest::addColumn<int>("at");
        for (std::size_t i = 0; i < namings.size(); ++i)
            QTest::addRow("%s %s", namings[i].line, namings[i].table) << static_cast<int>(i);
    }

    void aForeignIdAnywhereElseIsAsAnAbsentOne()
    {
        QFETCH(int, at);
        const Naming& one = namings[static_cast<std::size_t>(at)];
        const auto asked = [&](const std::string& named) {
            const auto filled = [&](const char* text) {
                std::string all = replaced(text, "%", named);
                for (const char* table : {"user", "role", "organization", "portal_sign_up"})
                    all = replaced(
                        all, '{' + std::string(table) + '}', walk_->rows->id(RowOwner::own, table)
                    );
                return all;
            };
            return told(walk_->holders.front().token, filled(one.line), filled(one.body), named);
        };
        const std::string absent = asked(Uuid::make().toString());
        QVERIFY2(absent.find(" 500 ") == std::string::npos, absent.c_str());
        QCOMPARE(asked(walk_->rows->id(RowOwner::otherTenant, one.table)), absent);
        if (rounds_ > 0)
            tellTimes(one, asked);
    }

private:
    HttpAnswer
    ask(const std::string& token,
        const std::string& line,
        const std::string& body,
        const std::string& version = "1")
    {
        HttpClient client(walk_->world->io.get_executor(), walk_->world->port);
        const std::string headers = "Authorization: Bearer " + token +
                                    "\r\nX-Request-Id: oracle\r\nIf-Match: \"" + version + "\"\r\n";
        return finish(walk_->world->io, client.ask(line, headers, body));
    }

    /// The answer, with what was named left out of it.
    std::string told(
        const std::string& token,
        const std::string& line,
        const std::string& body,
        const std::string& named,
        const std::string& version = "1"
    )
    {
        HttpAnswer answer = ask(token, line, body, version);
        // The time of the server is in some answers.
        static const std::regex clock("\"serverTime\":\"[^\"]*\"");
        answer.body = std::regex_replace(answer.body, clock, "");
        return line.substr(0, line.find(' ')) + ' ' + std::to_string(answer.status) + ' ' +
               replaced(answer.body, named, "%") + '\n';
    }

    static std::string tableOf(const FieldInfo& field)
    {
        const EntityInfo* info = findEntity(field.references);
        return info ? info->table : snakeCase(field.name.substr(0, field.name.size() - 2));
    }

    template <class Asked>
    void tellTimes(const Naming& one, const Asked& asked)
    {
        std::array<std::vector<double>, 2> times;
        const std::string foreign = walk_->rows->id(RowOwner::otherTenant, one.table);
        for (int i = 0; i < 2 * rounds_; ++i) {
            QElapsedTimer timer;
            const std::string named = i % 2 == 0 ? Uuid::make().toString() : foreign;
            timer.start();
            (void)asked(named);
            times[static_cast<std::size_t>(i % 2)].push_back(static_cast<double>(timer.nsecsElapsed(
            )));
        }
        qInfo("%s %s: t = %.1f", one.line, one.table, welch(times[0], times[1]));
    }

    std::unique_ptr<MatrixWalk> walk_;
    std::string foreign_;
    int rounds_ = 0;
};

QTEST_GUILESS_MAIN(OracleTest)
#include "oracle_test.moc"
