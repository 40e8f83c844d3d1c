#include "platform/audit/audit_routes.hpp"

#include "models/core/json_reader.hpp"
#include "models/core/timestamp.hpp"
#include "platform/audit/audit_changes.hpp"
#include "platform/audit/audit_deed.hpp"
#include "platform/audit/audit_export.hpp"
#include "platform/audit/audit_proof.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::platform {
namespace {

constexpr std::string_view entrySql =
    "SELECT coalesce(c.seq, 0), c.hash, app.audit_text(e.tenant_id, coalesce(c.seq, 0), e)"
    " FROM app.audit_entry e LEFT JOIN app.audit_chain c ON c.tenant_id = e.tenant_id"
    " AND c.entry_id = e.id WHERE e.tenant_id = $1::int AND e.id = $2::uuid"
    " AND ($3::uuid IS NULL OR e.actor_id IN (SELECT id FROM app.user"
    " WHERE organization_id = $3::uuid))";

/// Everything of the entry, and its changes by name.
asio::awaitable<Response> entry(Database& database, const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    const Tenancy tenancy = request.actor->tenancy;
    Params which = {std::to_string(tenancy.tenant), id->toString(), organizationOf(*request.actor)};
    auto rows = co_await database.read(tenancy, entrySql, std::move(which));
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    if (rows->isEmpty()) {
        const Fault nothing{
            FaultCode::notFound,
            "no_such_row",
            "There is no audit entry with this id.",
            "Open the list again."};
        co_return problem(nothing, request.requestId);
    }
    boost::json::object body = boost::json::parse(rows->text(0, 2)).as_object();
    const std::string entity(body.at("entity").as_string());
    auto changes =
        co_await changesByName(database, tenancy, entity, body.at("before"), body.at("after"));
    if (!changes)
        co_return problem(changes.error(), request.requestId);
    body.erase("before");
    body.erase("after");
    body.erase("tenant");
    body["hash"] = nullptr;
    if (rows->at(0, 1))
        body["hash"] = rows->text(0, 1).substr(2);
    body["changes"] = std::move(*changes);
    co_return json(200, body);
}

boost::json::object proofJson(const AuditProof& proof)
{
    boost::json::array flaws;
    for (const AuditFlaw& flaw : proof.flaws) {
        boost::json::object one;
        one["seq"] = std::to_string(flaw.seq);
        one["reason"] = flaw.reason;
        one["cause"] = flaw.cause;
        flaws.push_back(std::move(one));
    }
    boost::json::object body;
    body["ok"] = proof.isWhole();
    body["entries"] = proof.entries;
    body["seals"] = proof.seals;
    body["head"] = proof.head;
    body["flaws"] = std::move(flaws);
    body["at"] = Timestamp::now().toString();
    return body;
}

/// The chain and its export hold what all organizations did.
Result<void> ensureSeesAll(const Actor& actor)
{
    if (actor.seesAllOrganizations())
        return {};
    return Fault{
        FaultCode::forbidden,
        "whole_tenant_only",
        "The audit as a whole tells of every organization, and you belong to one of them.",
        "Open the list: it shows what people of your organization did."};
}

asio::awaitable<Response>
verify(Database& database, const AuditKey& key, AuditChainer& chainer, const Request& request)
{
    if (const auto seen = ensureSeesAll(*request.actor); !seen)
        co_return problem(seen.error(), request.requestId);
    auto chained = co_await chainer.chainAll();
    if (!chained)
        co_return problem(chained.error(), request.requestId);
    auto proof = co_await proveAudit(database, key, request.actor->tenancy.tenant);
    if (!proof)
        co_return problem(proof.error(), request.requestId);
    co_return json(200, proofJson(*proof));
}

/// An instant of the query; a fault when it is none.
Result<std::optional<std::string>> instantIn(const Request& request, std::string_view name)
{
    const auto text = request.query(name);
    if (!text)
        return std::optional<std::string>();
    const auto at = Timestamp::parse(*text);
    if (!at)
        return at.error();
    return std::optional<std::string>(at->toString());
}

asio::awaitable<Response>
exported(Database& database, const AuditKey& key, AuditChainer& chainer, const Request& request)
{
    if (const auto seen = ensureSeesAll(*request.actor); !seen)
        co_return problem(seen.error(), request.requestId);
    ExportRange range;
    auto from = instantIn(request, "from");
    auto to = instantIn(request, "to");
    if (!from || !to)
        co_return problem(from ? to.error() : from.error(), request.requestId);
    range.from = *from;
    range.to = *to;
    const int tenant = request.actor->tenancy.tenant;
    AuditDeed deed{"audit.export", "auditEntry"};
    boost::json::object what;
    what["from"] = range.from ? boost::json::value(*range.from) : boost::json::value(nullptr);
    what["to"] = range.to ? boost::json::value(*range.to) : boost::json::value(nullptr);
    deed.after = boost::json::serialize(what);
    std::vector<Statement> notes;
    notes.push_back(auditStatement(tenant, AuditOrigin::of(request), std::move(deed)));
    auto noted = co_await database.write(request.actor->tenancy, std::move(notes));
    if (!noted)
        co_return problem(noted.error(), request.requestId);
    auto chained = co_await chainer.chainAll();
    if (!chained)
        co_return problem(chained.error(), request.requestId);
    co_return stream(exportAudit(database, key, tenant, std::move(range)));
}

} // namespace

void addAuditRoutes(Router& router, Database& database, const AuditKey& key, AuditChainer& chainer)
{
    const auto onEntry = [&database](Request& request) { return entry(database, request); };
    const auto onVerify = [&database, &key, &chainer](Request& request) {
        return verify(database, key, chainer, request);
    };
    const auto onExport = [&database, &key, &chainer](Request& request) {
        return exported(database, key, chainer, request);
    };
    const auto onKey = [&key](Request&) -> asio::awaitable<Response> {
        boost::json::object body;
        body["algorithm"] = "Ed25519";
        body["keyId"] = key.id();
        body["publicKey"] = toHex(key.publicKey());
        co_return json(200, body);
    };
    router.add(Method::get, "audit/entries/{id}", Access::to("audit:read"), onEntry);
    router.add(Method::post, "audit/verify", Access::to("audit:read"), onVerify);
    router.add(Method::get, "audit/export", Access::to("audit:export"), onExport);
    router.add(Method::get, "audit/key", Access::to("audit:read"), onKey);
}

} // namespace tidemark::platform
