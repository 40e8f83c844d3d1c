// Calls the routes of the program as holders of roles, and says where an answer is not what
// `matrix.txt` and the owner of the row ask for.
#pragma once

#include "models/access/permission_catalogue.hpp"
#include "tests/platform/access/http_client.hpp"
#include "tests/platform/access/matrix_rows.hpp"
#include "tests/platform/access/matrix_table.hpp"
#include "tests/platform/access/matrix_world.hpp"

#include <memory>
#include <optional>

namespace tidemark::platform {

/// The pattern with ids that nothing has.
inline std::string withNobody(std::string pattern)
{
    for (std::size_t open = pattern.find('{'); open != std::string::npos; open = pattern.find('{'))
        pattern.replace(open, pattern.find('}') - open + 1, Uuid::make().toString());
    return pattern;
}

/// Rows of an organization: to members of another they are as if they were not there. Other rows,
/// as the list of users itself, are the whole tenant's.
inline bool isOfOrganization(const std::string& pattern)
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
inline bool isOfNobody(const std::string& pattern)
{
    return pattern.starts_with("/api/v1/sync-restores/");
}

/// The platform, rows of three owners, holders of every role, and what was amiss.
class MatrixWalk {
public:
    MatrixWalk()
        : table(readMatrix())
    {
        seed(postgres);
        rows.emplace(postgres);
        world = std::make_unique<MatrixWorld>(postgres);
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
        holders.push_back(std::move(holder));
    }

    /// For each rule who has what it asks for and nothing else, by name `only …`; of several
    /// permissions also who has one of them for their own rows alone.
    void addHoldersOfOnly()
    {
        std::set<std::vector<std::string>> all;
        for (const auto& [line, rule] : table) {
            if (!rule.permissions.empty())
                all.insert(rule.permissions);
        }
        for (const auto& permissions : all) {
            addHolder(Holder{"only " + permissions.front(), permissions});
            for (std::size_t i = 0; permissions.size() > 1 && i < permissions.size(); ++i) {
                Holder narrow{"only " + permissions[i] + "@own", permissions};
                narrow.permissions[i] += "@own";
                addHolder(std::move(narrow));
            }
        }
    }

    /// Whether this holder says something about the route: one of those above does so only where
    /// the rule asks for something that they have.
    [[nodiscard]] static bool concerns(const Holder& holder, const MatrixRule& rule)
    {
        const auto& asked = rule.permissions;
        return !holder.name.starts_with("only ") ||
               std::any_of(
                   holder.permissions.begin(),
                   holder.permissions.end(),
                   [&asked](const std::string& held) {
                       const std::string whole = held.substr(0, held.find('@'));
                       return std::find(asked.begin(), asked.end(), whole) != asked.end();
                   }
               );
    }

    /// None for a route that is not in the table.
    [[nodiscard]] const MatrixRule* ruleOf(const Route& route) const
    {
        const auto found = table.find(lineOf(route));
        return found == table.end() ? nullptr : &found->second;
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
        postgres.asAdmin(
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
        const auto signedIn = finish(world->io, world->sessions.open(proven, device));
        if (!signedIn)
            qFatal("%s", signedIn.error().cause.c_str());
        return signedIn->accessToken;
    }

    /// `$role` and the like in it become ids of the other tenant: who looks into that one finds
    /// them.
    [[nodiscard]] std::string bodyOf(const Route& route) const
    {
        std::string body = ruleOf(route)->body;
        for (const char* kind : {"oidc_provider", "organization", "role"}) {
            const std::string mark = '$' + std::string(kind);
            if (const std::size_t at = body.find(mark); at != std::string::npos)
                body.replace(at, mark.size(), rows->id(RowOwner::otherTenant, kind));
        }
        return body;
    }

    asio::awaitable<void> askAll(const Holder& holder)
    {
        HttpClient client(world->io.get_executor(), world->port);
        for (const auto& route : world->router.routes()) {
            const MatrixRule* rule = ruleOf(*route);
            if (rule && !rule->isOpen && concerns(holder, *rule))
                co_await ask(client, holder, *route);
        }
    }

    /// Asks for rows of every owner and of nobody.
    asio::awaitable<void> ask(HttpClient& client, const Holder& holder, const Route& route)
    {
        const std::string headers = "Authorization: Bearer " + holder.token +
                                    "\r\nX-Request-Id: matrix\r\nIf-Match: \"1\"\r\n"
                                    "Upload-Offset: 0\r\n";
        const std::string method = std::string(tidemark::platform::nameOf(route.method)) + ' ';
        const std::string body = bodyOf(route);
        const auto nothing = co_await client.ask(method + withNobody(route.pattern), headers, body);
        judge(holder, route, "absent", nothing);
        if (route.pattern.find('{') == std::string::npos)
            co_return;
        for (const RowOwner owner : allOwners) {
            const auto answer =
                co_await client.ask(method + rows->put(route.pattern, owner), headers, body);
            judge(holder, route, nameOf(owner), answer);
            const bool mustBeAbsent = owner == RowOwner::otherTenant ||
                                      (owner == RowOwner::otherOrganization && holder.isMember &&
                                       isOfOrganization(route.pattern));
            if (!mustBeAbsent)
                continue;
            if (answer.status != nothing.status || answer.body != nothing.body)
                deviate(holder, route, std::string(nameOf(owner)) + ": " + answer.body);
            if (answer.status < 300 && !isOfNobody(route.pattern))
                deviate(holder, route, std::string(nameOf(owner)) + " was there");
        }
    }

    /// Without a token only open routes answer; one in the address is none.
    asio::awaitable<void> askWithoutToken(HttpClient& client, const Route& route)
    {
        const std::string& token = holders.front().token;
        const std::string path =
            rows->put(route.pattern, RowOwner::own) + "?access_token=" + token + "&token=" + token;
        const std::string line = std::string(tidemark::platform::nameOf(route.method)) + ' ' + path;
        const auto answer = co_await client.ask(line);
        if (answer.status != 401)
            deviations.push_back(lineOf(route) + " answered without a token");
    }

    PostgresFixture postgres;
    MatrixTable table;
    std::optional<MatrixRows> rows = {};
    std::unique_ptr<MatrixWorld> world = {};
    std::vector<Holder> holders = {};
    std::vector<std::string> deviations = {};
    int calls = 0;
    int allowed = 0;

private:
    static const char* nameOf(RowOwner owner)
    {
        if (owner == RowOwner::own)
            return "own";
        return owner == RowOwner::otherTenant ? "other tenant's" : "other organization's";
    }

    void judge(
        const Holder& holder, const Route& route, const std::string& which, const HttpAnswer& answer
    )
    {
        ++calls;
        const MatrixRule* rule = ruleOf(route);
        const bool isExpected = rule && rule->allows(holder);
        allowed += isExpected ? 1 : 0;
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
        deviations.push_back(holder.name + ": " + lineOf(route) + ": " + what);
    }
};

} // namespace tidemark::platform
