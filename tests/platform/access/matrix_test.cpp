// Every route of the program by every role, for rows of one's own, of another organization, of
// another tenant and of nobody: allowed is what the catalogue says, and a foreign row is as if it
// were not there.
#include "models/access/permission_catalogue.hpp"
#include "tests/platform/access/http_client.hpp"
#include "tests/platform/access/matrix_rows.hpp"
#include "tests/platform/access/matrix_world.hpp"

#include <QTest>

#include <boost/asio/co_spawn.hpp>

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

/// The pattern with ids that nothing has.
std::string withNobody(std::string pattern)
{
    for (std::size_t open = pattern.find('{'); open != std::string::npos; open = pattern.find('{'))
        pattern.replace(open, pattern.find('}') - open + 1, Uuid::make().toString());
    return pattern;
}

/// Rows of an organization: to members of another they are as if they were not there. Other rows,
/// as the list of users itself, are the whole tenant's.
bool isOfOrganization(const std::string& pattern)
{
    const bool isUsers = pattern.starts_with("/api/v1/users/{id}/");
    for (const char* one :
         {"/api/v1/sessions/",
          "/api/v1/me/",
          "/api/v1/access/grants/",
          "/api/v1/audit",
          "/api/v1/api-keys/",
          "/api/v1/blobs/",
          "/api/v1/escrow/",
          "/api/v1/portal/invitations/",
          "/api/v1/compliance-reports/",
          "/api/v1/fuel-supplies/",
          "/api/v1/attachments/"}) {
        if (pattern.starts_with(one))
            return true;
    }
    return isUsers;
}

/// A history is the server's, of no tenant; of what is left of one, everybody finds their own.
bool isOfNobody(const std::string& pattern)
{
    return pattern.starts_with("/api/v1/sync-restores/");
}

/// What answers without a token; one more would be a surprise.
constexpr const char* openRoutes = R"(GET /api/partner/v1/openapi.json
GET /api/v1/about
GET /api/v1/auth/oidc/providers
GET /api/v1/openapi.json
GET /healthz
GET /metrics
GET /readyz
POST /api/v1/auth/forgot
POST /api/v1/auth/oidc/device
POST /api/v1/auth/oidc/device/poll
POST /api/v1/auth/oidc/finish
POST /api/v1/auth/oidc/start
POST /api/v1/auth/refresh
POST /api/v1/auth/reset
POST /api/v1/auth/second-factor
POST /api/v1/auth/sign-in
POST /api/v1/auth/sign-out
POST /api/v1/auth/wiped
)";

} // namespace

class MatrixTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        rows_.emplace(*postgres_);
        world_ = std::make_unique<MatrixWorld>(*postgres_);
        for (const RoleTemplate& role : roleTemplates())
            addHolder(role);
        addHolder(Holder{"Nobody", {}, true});
        addHolder(Holder{"Everything of an organization", {"*:*@organization"}, true});
        addHolder(Holder{"Everything of one's own", {"*:*@own"}, true});
    }

    void cleanupTestCase()
    {
        world_.reset();
        postgres_.reset();
    }

    /// Routes that nobody thought of here would be called with ids of nothing, and prove nothing.
    void everyRouteHasRowsToBeCalledFor()
    {
        for (const auto& route : world_->router.routes()) {
            for (const RowOwner owner : allOwners)
                QVERIFY2(!rows_->put(route->pattern, owner).empty(), route->pattern.c_str());
        }
    }

    /// The rows are real: whoever they belong to reads them.
    void everyForeignRowIsThereForItsOwner()
    {
        int read = 0;
        for (const RowOwner owner : allOwners) {
            Holder one{"Reader " + groundOf(owner).organization, {"*:*"}, true};
            const std::string token =
                tokenOf(one, std::stoi(groundOf(owner).tenant), groundOf(owner).organization);
            auto walk = [&]() -> asio::awaitable<std::optional<int>> {
                HttpClient client(world_->io.get_executor(), world_->port);
                for (const auto& route : world_->router.routes()) {
                    if (!isReading(*route))
                        continue;
                    const auto answer = co_await client.ask(
                        "GET " + rows_->put(route->pattern, owner),
                        "Authorization: Bearer " + token + "\r\n"
                    );
                    if (answer.status == 200)
                        ++read;
                    else
                        deviations_.push_back(route->pattern + ": " + answer.body);
                }
                co_return 0;
            };
            QVERIFY(finish(world_->io, walk()).has_value());
        }
        QVERIFY2(deviations_.empty(), deviations_.empty() ? "" : deviations_[0].c_str());
        QVERIFY(read > 60);
    }

    void theWholeMatrixIsAsTheCatalogueSays()
    {
        int running = 0;
        for (const Holder& holder : holders_) {
            ++running;
            const auto end = [this, &holder, &running](const std::exception_ptr& thrown) {
                --running;
                if (thrown)
                    deviations_.push_back(holder.name + ": the connection ended");
            };
            asio::co_spawn(world_->io, askAll(holder), end);
        }
        world_->io.restart();
        const auto latest = std::chrono::steady_clock::now() + std::chrono::minutes(4);
        while (running > 0 && std::chrono::steady_clock::now() < latest)
            world_->io.run_one_for(std::chrono::seconds(1));
        QCOMPARE(running, 0);
        qInfo(
            "%zu roles, %zu routes, %d calls, %d allowed",
            holders_.size(),
            world_->router.routes().size(),
            calls_,
            allowed_
        );
        for (std::size_t i = 0; i < std::min<std::size_t>(deviations_.size(), 20); ++i)
            qWarning("%s", deviations_[i].c_str());
        QVERIFY(deviations_.empty());
        QVERIFY(holders_.size() > 30 && calls_ > 10000 && allowed_ > 2000);
    }

    /// Channels of the live connection are no routes.
    void aForeignRunIsAsAbsentOnTheLiveChannelToo()
    {
        const auto reason = [this](const std::string& run) {
            const std::string channel = "run:" + run;
            const auto state = finish(world_->io, world_->gate.stateOf(*ada(), channel));
            return state ? std::string("there") : state.error().reason + state.error().cause;
        };
        QCOMPARE(reason(rows_->id(RowOwner::own, "report_run")), std::string("there"));
        QCOMPARE(
            reason(rows_->id(RowOwner::otherTenant, "report_run")), reason(Uuid::make().toString())
        );
    }

    void withoutATokenOnlyOpenRoutesAnswer()
    {
        std::set<std::string> open;
        auto walk = [&]() -> asio::awaitable<std::optional<int>> {
            HttpClient client(world_->io.get_executor(), world_->port);
            for (const auto& route : world_->router.routes()) {
                const bool isOpen = route->access.kind == Access::Kind::anyone;
                const std::string line = std::string(nameOf(route->method)) + ' ' + route->pattern;
                if (isOpen) {
                    open.insert(line);
                    continue;
                }
                const auto answer = co_await client.ask(
                    std::string(nameOf(route->method)) + ' ' +
                    rows_->put(route->pattern, RowOwner::own)
                );
                if (answer.status != 401)
                    deviations_.push_back(line);
            }
            co_return 0;
        };
        QVERIFY(finish(world_->io, walk()).has_value());
        QVERIFY2(deviations_.empty(), deviations_.empty() ? "" : deviations_[0].c_str());
        std::string all;
        for (const std::string& line : open) {
            // The portal has its own door: its pages carry no token but a cookie.
            if (line.find(" /portal") == std::string::npos)
                all += line + '\n';
        }
        QCOMPARE(QString::fromStdString(all), QString::fromLatin1(openRoutes));
    }

private:
    /// Reads one row; not the content of a file, which is nowhere here.
    static bool isReading(const Route& route)
    {
        const std::string& pattern = route.pattern;
        return route.method == Method::get && pattern.find('{') != std::string::npos &&
               route.access.kind != Access::Kind::anyone && !pattern.ends_with("/artefact") &&
               !pattern.ends_with("blobs/{id}");
    }

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
        holder.token = tokenOf(holder, 1, known::demoFuels);
        holders_.push_back(std::move(holder));
    }

    /// Makes the holder's user and signs them in.
    std::string tokenOf(const Holder& holder, int tenant, const std::string& organization)
    {
        const std::string user = Uuid::make().toString();
        const std::string role = Uuid::make().toString();
        const std::string number = std::to_string(tenant);
        std::string permissions;
        for (const std::string& permission : holder.permissions)
            permissions += (permissions.empty() ? "\"" : ",\"") + permission + "\"";
        postgres_->asAdmin(
            "SET app.tenant = '" + number +
            "'; INSERT INTO app.user (tenant_id, id, login, display_name, title, organization_id,"
            " is_active, must_change_password) VALUES (" +
            number + ", '" + user + "', '" + user + "', '" + user + "', '', " +
            (holder.isMember ? "'" + organization + "'" : "NULL") +
            ", true, false);"
            "INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)"
            " VALUES (" +
            number + ", '" + role + "', '" + role + "', '', '[" + permissions +
            "]', false);"
            "INSERT INTO app.user_role (tenant_id, id, user_id, role_id) VALUES (" +
            number + ", gen_random_uuid(), '" + user + "', '" + role + "')"
        );
        ProvenUser proven{tenant, idOf(user), user};
        DeviceInfo device;
        device.name = holder.name;
        const auto signedIn = finish(world_->io, world_->sessions.open(proven, device));
        if (!signedIn)
            qFatal("%s", signedIn.error().cause.c_str());
        return signedIn->accessToken;
    }

    asio::awaitable<void> askAll(const Holder& holder)
    {
        HttpClient client(world_->io.get_executor(), world_->port);
        const std::string headers = "Authorization: Bearer " + holder.token +
                                    "\r\nX-Request-Id: matrix\r\nIf-Match: \"1\"\r\n";
        for (const auto& route : world_->router.routes()) {
            if (route->access.kind == Access::Kind::anyone)
                continue;
            const std::string method = std::string(nameOf(route->method)) + ' ';
            const auto nothing =
                co_await client.ask(method + withNobody(route->pattern), headers, "{}");
            judge(holder, *route, "absent", nothing);
            if (route->pattern.find('{') == std::string::npos)
                continue;
            for (const RowOwner owner : allOwners) {
                const auto answer =
                    co_await client.ask(method + rows_->put(route->pattern, owner), headers, "{}");
                judge(holder, *route, nameOf(owner), answer);
                const bool mustBeAbsent = owner == RowOwner::otherTenant ||
                                          (owner == RowOwner::otherOrganization &&
                                           holder.isMember && isOfOrganization(route->pattern));
                if (!mustBeAbsent)
                    continue;
                if (answer.status != nothing.status || answer.body != nothing.body)
                    deviate(holder, *route, std::string(nameOf(owner)) + ": " + answer.body);
                if (answer.status < 300 && !isOfNobody(route->pattern))
                    deviate(holder, *route, std::string(nameOf(owner)) + " was there");
            }
        }
    }

    static const char* nameOf(RowOwner owner)
    {
        if (owner == RowOwner::own)
            return "own";
        return owner == RowOwner::otherTenant ? "other tenant's" : "other organization's";
    }
    static std::string_view nameOf(Method method) { return tidemark::platform::nameOf(method); }

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
        // A HEAD has no body that would say why.
        const bool isSilent = route.method == Method::head && answer.status == 403;
        if ((isRefused || isSilent) == isExpected)
            deviate(holder, route, which + " answered " + std::to_string(answer.status));
        if (answer.status == 401 || answer.status >= 500)
            deviate(holder, route, which + " answered " + answer.body);
    }

    void deviate(const Holder& holder, const Route& route, const std::string& what)
    {
        deviations_.push_back(
            holder.name + ": " + std::string(nameOf(route.method)) + ' ' + route.pattern + ": " +
            what
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::optional<MatrixRows> rows_;
    std::unique_ptr<MatrixWorld> world_;
    std::vector<Holder> holders_;
    std::vector<std::string> deviations_;
    int calls_ = 0;
    int allowed_ = 0;
};

QTEST_GUILESS_MAIN(MatrixTest)
#include "matrix_test.moc"
