#include "platform/runs/source_guard.hpp"

#include "models/entities/connector_rules.hpp"
#include "platform/vault/sealer.hpp"

#include <algorithm>
#include <array>

namespace tidemark::platform {
namespace {

constexpr std::string_view ownSql =
    "SELECT system_identifier::text, session_user FROM pg_control_system()";
/// The private cluster lets them in by the user of the operating system, without a password.
constexpr std::array<std::string_view, 3> ownRoles = {
    "tidemark_cluster", "tidemark_owner", "tidemark_app"};

Fault notAllowed(std::string cause, const char* nextStep)
{
    return Fault{FaultCode::forbidden, "source_not_allowed", std::move(cause), nextStep};
}

bool isOpened(const std::vector<OpenedSource>& opened, const Connector& connector)
{
    return std::any_of(opened.begin(), opened.end(), [&connector](const OpenedSource& one) {
        return one.host == connector.host && one.port == connector.port &&
               one.database == connector.database && one.username == connector.username;
    });
}

Result<void> judge(const Connector& connector, std::string_view platformUser)
{
    if (!isNetworkHost(connector.host))
        return notAllowed(
            "A connector leads to a machine of the network, not to a socket of the platform's own "
            "or to a list of hosts.",
            "Enter the name or the address of one machine as the connector's host."
        );
    const bool isOwnRole =
        connector.username == platformUser ||
        std::find(ownRoles.begin(), ownRoles.end(), connector.username) != ownRoles.end();
    if (isOwnRole)
        return notAllowed(
            "The user " + connector.username + " is one of the platform itself.",
            "Enter a user of the source that may only read."
        );
    return {};
}

} // namespace

asio::awaitable<Result<SourceTarget>>
sourceTargetOf(const RunServices& services, int tenant, const ConnectorWithPassword& source)
{
    const Connector& connector = source.connector;
    SourceTarget target{
        .host = connector.host,
        .port = static_cast<int>(connector.port),
        .database = connector.database,
        .username = connector.username,
        .tlsMode = connector.tlsMode};
    if (!isOpened(services.openedSources, connector)) {
        auto own = co_await services.database.read(Tenancy{.tenant = tenant}, ownSql);
        if (!own)
            co_return own.error();
        if (const auto fits = judge(connector, own->text(0, 1)); !fits)
            co_return fits.error();
        target.ownServer = own->text(0, 0);
    }
    if (source.sealed.empty())
        co_return Fault{
            FaultCode::invalid,
            "no_password",
            "The connector has no password.",
            "Enter the password of the source's user with the connector."};
    auto password = services.sealer.open(source.sealed, tenant, connector.id.value);
    if (!password)
        co_return password.error();
    target.password = std::move(*password);
    co_return target;
}

} // namespace tidemark::platform
