// Connectors: where they lead, and whose password they keep.
#include "models/entities/connector_rules.hpp"
#include "platform/entities/client_writer.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view forgetSql =
    "DELETE FROM app.credential WHERE connector_id = $1::uuid RETURNING connector_id";
constexpr const char* forgotten =
    "The password was removed, for the connector leads elsewhere now: enter it again.";

} // namespace

ClientWriter::Done
ClientWriter::prepareConnector(const StoredRow* before, boost::json::object& values)
{
    const boost::json::object old = before ? before->object() : boost::json::object();
    const auto* host = values.if_contains("host");
    const auto* oldHost = old.if_contains("host");
    const bool isNewHost = host && (!oldHost || *host != *oldHost);
    if (isNewHost && !(host->is_string() && isNetworkHost(host->get_string())))
        co_return Fault{
            FaultCode::invalid,
            "not_a_network_host",
            "The host is not the name or the address of one machine.",
            "Enter a name such as db.example.com, or an address."};
    if (!before || !leadsElsewhere(old, values))
        co_return Result<void>();
    Params which = {before->id.toString()};
    auto gone = co_await transaction_.run(forgetSql, std::move(which));
    if (!gone)
        co_return gone.error();
    values["testedAt"] = nullptr;
    values["testResult"] = gone->isEmpty() ? "" : forgotten;
    co_return Result<void>();
}

} // namespace tidemark::platform
