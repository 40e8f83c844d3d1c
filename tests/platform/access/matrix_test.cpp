// Every role that comes with Tidemark, every route, and a row of one's own tenant, of another and
// of none, over HTTP: exactly what the catalogue says, and a foreign row is as if it were not
// there.
#include "models/access/permission_catalogue.hpp"
#include "platform/access/access_routes.hpp"
#include "platform/apikeys/key_routes.hpp"
#include "platform/audit/audit_routes.hpp"
#include "platform/factors/factor_routes.hpp"
#include "platform/http/server.hpp"
#include "platform/partner/partner_routes.hpp"
#include "platform/portal/portal_routes.hpp"
#include "platform/reports/report_actions.hpp"
#include "platform/signin/password_routes.hpp"
#include "platform/signin/session_routes.hpp"
#include "platform/signin/signin_routes.hpp"
#include "tests/platform/access/http_client.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

#include <boost/asio/detached.hpp>

#include <set>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// Somebody with one role.
struct Holder {
    std::string name = {};
    std::vector<std::string> permissions = {};
    bool isMember = false; ///< Of an organization; else of the government.
    std::string token = {};
};

/// One route with what it needs, and the ids to ask it for.
struct Cell {
    std::string line = {}; ///< `GET /api/v1/users/{id}` with the id put in
    Access access = {};
};

std::string withoutSuffix(const std::string& permission)
{
    return permission.substr(0, permission.find('@'));
}

/// Written apart from the platform's own rule, on purpose: a plain comparison of texts.
bool isAllowed(const Holder& holder, const Access& access)
{
    if (access.kind == Access::Kind::signedIn)
        return true;
    const std::string resource = access.permission.substr(0, access.permission.find(':'));
    const std::string action = access.permission.substr(access.permission.find(':') + 1);
    const std::set<std::string> giving = {
        "*:*", resource + ":*", "*:" + action, resource + ":" + action};
    for (const std::string& permission : holder.permissions) {
        if (!giving.contains(withoutSuffix(permission)))
            continue;
        const std::size_t at = permission.find('@');
        const std::string reach = at == std::string::npos ? "@tenant" : permission.substr(at);
        const bool isWhole = reach == "@tenant" || (reach == "@organization" && holder.isMember);
        if (isWhole || access.kind == Access::Kind::somePermission)
            return true;
    }
    return false;
}

std::string with(std::string pattern, const std::string& id)
{
    for (std::size_t open = pattern.find('{'); open != std::string::npos;
         open = pattern.find('{', open + 1))
        pattern.replace(open, pattern.find('}', open) - open + 1, id);
    return pattern;
}

} // namespace

class MatrixTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        postgres_->asAdmin("INSERT INTO app.api_key (tenant_id, id, owner_id, name, scopes,"
                           " allowed_addresses, rate_per_minute) SELECT tenant_id,"
                           " gen_random_uuid(), id, 'Key', '[]', '[]', 60 FROM app.user");
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        Database& database = served_->database;
        sessions_.emplace(database, Secret(std::string(32, 'k')));
        book_.emplace(database, *sessions_);
        grants_.emplace(database);
        key_.emplace(Secret(std::string(32, 'k')));
        chainer_.emplace(database, *key_);
        reports_.emplace(database, served_->reference, served_->sequencer);
        turns_.emplace(database);
        factors_.emplace(database, *turns_, Secret(std::string(32, 'k')));
        challenges_.emplace(database, *sessions_, *factors_);
        addSignInRoutes(
            served_->router, SignInServices{*sessions_, *turns_, *factors_, *challenges_}, {}
        );
        addFactorRoutes(served_->router, database, *sessions_, *factors_);
        addPasswordRoutes(served_->router, PasswordServices{database, *sessions_, *book_, *turns_});
        addSessionRoutes(served_->router, database, *book_);
        addAccessRoutes(served_->router, database, *grants_);
        addAuditRoutes(served_->router, database, *key_, *chainer_);
        reports_->addTo(served_->router);
        ring_.emplace(database, *sessions_);
        keys_.emplace(database, *ring_);
        mails_.emplace(database, Secret(std::string(32, 'k')));
        signUps_.emplace(database, sessions_->passwords(), *mails_);
        addKeyRoutes(served_->router, database, *keys_);
        addPartnerRoutes(served_->router, database);
        addPortalRules(served_->router, database, *signUps_);
        ServerSettings settings;
        settings.port = 0;
        server_ =
            std::make_unique<Server>(served_->io, served_->router, *sessions_, metrics_, settings);
        port_ = server_->start().value();
        for (const RoleTemplate& role : roleTemplates())
            addHolder(role);
        Holder nobody{"Nobody", {}, true};
        addHolder(std::move(nobody));
    }

    void cleanupTestCase()
    {
        finish(served_->io, server_->stop(std::chrono::seconds(1)));
        server_.reset();
        signUps_.reset();
        mails_.reset();
        keys_.reset();
        ring_.reset();
        reports_.reset();
        chainer_.reset();
        grants_.reset();
        book_.reset();
        challenges_.reset();
        factors_.reset();
        turns_.reset();
        sessions_.reset();
        served_.reset();
        postgres_.reset();
    }

    void theWholeMatrixIsAsTheCatalogueSays()
    {
        int running = 0;
        for (const Holder& holder : holders_) {
            ++running;
            auto walk = [this, &holder, &running]() -> asio::awaitable<void> {
                co_await askAll(holder);
                --running;
            };
            // Named and kept: the coroutine lives in the lambda's captures.
            walks_.push_back(std::make_unique<std::function<asio::awaitable<void>()>>(walk));
            asio::co_spawn(served_->io, (*walks_.back())(), asio::detached);
        }
        served_->io.restart();
        while (running > 0 && served_->io.run_one_for(std::chrono::seconds(20)) > 0) {
        }
        QCOMPARE(running, 0);
        qInfo(
            "%zu roles, %zu routes, %d calls, %d allowed",
            holders_.size(),
            served_->router.routes().size(),
            calls_,
            allowed_
        );
        QVERIFY2(deviations_.empty(), deviations_.empty() ? "" : deviations_[0].c_str());
        QVERIFY(holders_.size() > 30 && calls_ > 5000 && allowed_ > 1000 && calls_ > 2 * allowed_);
    }

    void withoutATokenOnlyOpenRoutesAnswer()
    {
        auto walk = [this]() -> asio::awaitable<std::optional<int>> {
            HttpClient client(served_->io.get_executor(), port_);
            int open = 0;
            for (const auto& route : served_->router.routes()) {
                const auto answer = co_await client.ask(
                    std::string(nameOf(route->method)) + ' ' +
                    with(route->pattern, Uuid::make().toString())
                );
                const bool isOpen = route->access.kind == Access::Kind::anyone;
                open += isOpen ? 1 : 0;
                if ((answer.status == 401) == isOpen && !isOpen)
                    deviations_.push_back(route->pattern);
            }
            co_return open;
        };
        const auto open = served_->run(walk());
        QVERIFY2(deviations_.empty(), deviations_.empty() ? "" : deviations_[0].c_str());
        // Sign-in, its second step, refresh, sign-out, wiped, about, openapi.json of both APIs: a
        // ninth would be a surprise.
        QCOMPARE(*open, 8);
    }

private:
    void addHolder(const RoleTemplate& role)
    {
        Holder holder{std::string(role.system) + "/" + std::string(role.name)};
        for (const std::string_view permission : role.permissions)
            holder.permissions.emplace_back(permission);
        const std::set<std::string_view> members = {
            "Supplier",
            "Manage users",
            "Transfer",
            "Compliance reporting",
            "Signing authority",
            "Read only",
            "Intensity applicant",
            "Initiative proponent",
            "Initiative signer",
            "Account holder"};
        holder.isMember = members.contains(role.name);
        addHolder(std::move(holder));
    }

    void addHolder(Holder holder)
    {
        const std::string user = Uuid::make().toString();
        const std::string role = Uuid::make().toString();
        std::string permissions;
        for (const std::string& permission : holder.permissions)
            permissions += (permissions.empty() ? "\"" : ",\"") + permission + "\"";
        postgres_->asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.user (tenant_id, id, login, display_name, "
            "title, organization_id,"
            " is_active, must_change_password) VALUES (1, '" +
            user + "', '" + user + "', '" + holder.name + "', '', " +
            (holder.isMember ? "'" + std::string(known::demoFuels) + "'" : "NULL") +
            ", true, false);"
            "INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)"
            " VALUES (1, '" +
            role + "', '" + holder.name + "', '', '[" + permissions +
            "]', false);"
            "INSERT INTO app.user_role (tenant_id, id, user_id, role_id) VALUES (1,"
            " gen_random_uuid(), '" +
            user + "', '" + role + "')"
        );
        ProvenUser proven{1, idOf(user), user};
        DeviceInfo device;
        device.name = holder.name;
        const auto signedIn = served_->run(sessions_->open(proven, device));
        if (!signedIn)
            qFatal("%s", signedIn.error().cause.c_str());
        holder.token = signedIn->accessToken;
        holders_.push_back(std::move(holder));
    }

    /// A row of the route's entity in a tenant; a random id when there is none.
    std::string rowOf(const std::string& pattern, int tenant)
    {
        const std::string key = pattern + std::to_string(tenant);
        if (const auto known = rows_.find(key); known != rows_.end())
            return known->second;
        std::string id;
        for (const EntityInfo& info : allEntities()) {
            if (pattern == "/api/v1/" + info.plural + "/{id}")
                id = postgres_->asAdmin(
                    "SELECT id FROM app.\"" + info.table +
                    "\" WHERE tenant_id = " + std::to_string(tenant) + " ORDER BY id LIMIT 1"
                );
        }
        if (pattern.starts_with("/api/v1/api-keys/"))
            id = postgres_->asAdmin(
                "SELECT id FROM app.api_key WHERE tenant_id = " + std::to_string(tenant) +
                " ORDER BY id LIMIT 1"
            );
        return rows_[key] = id.empty() ? Uuid::make().toString() : id;
    }

    asio::awaitable<void> askAll(const Holder& holder)
    {
        HttpClient client(served_->io.get_executor(), port_);
        const std::string headers = "Authorization: Bearer " + holder.token +
                                    "\r\nX-Request-Id: matrix\r\nIf-Match: \"1\"\r\n";
        for (const auto& route : served_->router.routes()) {
            if (route->access.kind == Access::Kind::anyone)
                continue;
            const std::string method = std::string(nameOf(route->method)) + ' ';
            const bool hasId = route->pattern.find('{') != std::string::npos;
            const std::string absent = Uuid::make().toString();
            const auto nothing =
                co_await client.ask(method + with(route->pattern, absent), headers, "{}");
            judge(holder, *route, "absent", nothing);
            if (!hasId)
                continue;
            const auto foreign = co_await client.ask(
                method + with(route->pattern, rowOf(route->pattern, 2)), headers, "{}"
            );
            judge(holder, *route, "foreign", foreign);
            if (foreign.status != nothing.status || foreign.body != nothing.body)
                deviate(holder, *route, "foreign is not as absent: " + foreign.body);
            const auto own = co_await client.ask(
                method + with(route->pattern, rowOf(route->pattern, 1)), headers, "{}"
            );
            judge(holder, *route, "own", own);
        }
    }

    void judge(
        const Holder& holder, const Route& route, const std::string& which, const HttpAnswer& answer
    )
    {
        ++calls_;
        const bool isExpected = isAllowed(holder, route.access);
        allowed_ += isExpected ? 1 : 0;
        const bool isRefused =
            answer.status == 403 &&
            answer.body.find("\"reason\":\"permission_missing\"") != std::string::npos;
        if (isRefused == isExpected)
            deviate(holder, route, which + " answered " + std::to_string(answer.status));
        if (answer.status == 401 || answer.status >= 500)
            deviate(holder, route, which + " answered " + answer.body);
        const bool isForeignAllowed = which != "own" && hasRowIn(route) && answer.status < 300;
        if (isForeignAllowed)
            deviate(holder, route, which + " was there");
    }

    /// Whether the answer for a row that is not there must be a refusal.
    static bool hasRowIn(const Route& route)
    {
        const bool isCount = route.pattern.ends_with("/sessions/end");
        const bool isList = route.pattern.ends_with("users/{id}/sessions");
        return route.pattern.find('{') != std::string::npos && !isCount && !isList;
    }

    void deviate(const Holder& holder, const Route& route, const std::string& what)
    {
        deviations_.push_back(
            holder.name + ": " + std::string(nameOf(route.method)) + ' ' + route.pattern + ": " +
            what
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::optional<Sessions> sessions_;
    std::optional<TurnTaker> turns_;
    std::optional<FactorBook> factors_;
    std::optional<ChallengeBook> challenges_;
    std::optional<SessionBook> book_;
    std::optional<GrantBook> grants_;
    std::optional<AuditKey> key_;
    std::optional<AuditChainer> chainer_;
    std::optional<ReportActions> reports_;
    std::optional<KeyRing> ring_;
    std::optional<KeyBook> keys_;
    std::optional<MailQueue> mails_;
    std::optional<SignUpBook> signUps_;
    Metrics metrics_;
    std::unique_ptr<Server> server_;
    std::uint16_t port_ = 0;
    std::vector<Holder> holders_;
    std::vector<std::unique_ptr<std::function<asio::awaitable<void>()>>> walks_;
    std::map<std::string, std::string> rows_;
    std::vector<std::string> deviations_;
    int calls_ = 0;
    int allowed_ = 0;
};

QTEST_GUILESS_MAIN(MatrixTest)
#include "matrix_test.moc"
