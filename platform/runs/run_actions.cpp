#include "platform/runs/run_actions.hpp"

#include "models/entities/entities.hpp"
#include "platform/access/row_guard.hpp"
#include "platform/audit/audit_deed.hpp"
#include "platform/database/offload.hpp"
#include "platform/entities/entity_resource.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/live/hub.hpp"
#include "platform/runs/artefact_store.hpp"
#include "platform/runs/connection_test.hpp"
#include "platform/runs/run_plan.hpp"
#include "platform/runs/run_recorder.hpp"
#include "platform/runs/run_relay.hpp"
#include "platform/runs/run_starter.hpp"
#include "platform/runs/source_guard.hpp"
#include "platform/vault/sealer.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace tidemark::platform {
namespace {

constexpr std::int64_t mostLogLines = 5000;
constexpr std::size_t fileChunk = 256 * 1024;
constexpr std::size_t mostPassword = 1024;

Result<std::int64_t>
numberIn(const Request& request, std::string_view name, std::int64_t fallback, std::int64_t most)
{
    const auto text = request.query(name);
    if (!text)
        return fallback;
    std::int64_t number = 0;
    const auto end = text->data() + text->size();
    const auto [rest, error] = std::from_chars(text->data(), end, number);
    if (error == std::errc() && rest == end && number >= 0)
        return std::min(number, most);
    return Fault{
        FaultCode::invalid,
        "bad_number",
        "The parameter " + std::string(name) + " is no number.",
        "Give a whole number from 0 on."};
}

Result<LogQuery> logQueryIn(const Request& request)
{
    const auto after = numberIn(request, "after", 0, INT64_MAX);
    if (!after)
        return after.error();
    const auto limit = numberIn(request, "limit", 1000, mostLogLines);
    if (!limit)
        return limit.error();
    constexpr std::array<std::string_view, 4> levels = {"debug", "info", "warn", "error"};
    const auto level = request.query("level").value_or("debug");
    if (std::find(levels.begin(), levels.end(), level) == levels.end())
        return Fault{
            FaultCode::invalid,
            "unknown_level",
            "There is no log level " + std::string(level) + ".",
            "Use debug, info, warn or error."};
    return LogQuery{
        *after, *limit, std::string(level), std::string(request.query("search").value_or(""))};
}

/// Sends a file piece by piece.
BodyProducer piecesOf(const std::filesystem::path& path)
{
    auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
    return [file]() -> asio::awaitable<Result<std::string>> {
        std::string piece(fileChunk, '\0');
        file->read(piece.data(), static_cast<std::streamsize>(piece.size()));
        piece.resize(static_cast<std::size_t>(file->gcount()));
        if (file->bad())
            co_return Fault{
                FaultCode::unavailable, "artefact_unreadable", "The file broke off.", ""};
        co_return piece;
    };
}

boost::json::object toJson(const ConnectionStep& step)
{
    return {
        {"name", step.name}, {"ok", step.isOk}, {"ms", step.milliseconds}, {"cause", step.cause}};
}

/// That a password was set, never which.
Statement auditCredential(const Request& request, Uuid connector)
{
    AuditDeed deed{"connector.setCredential", "connector", connector};
    return auditStatement(request.actor->tenancy.tenant, AuditOrigin::of(request), std::move(deed));
}

} // namespace

RunActions::RunActions(RunServices services, RunRelay& relay)
    : services_(std::move(services))
    , relay_(relay)
    , threads_(2)
{
}

RunActions::~RunActions()
{
    threads_.join();
}

void RunActions::addTo(Router& router)
{
    using Member = Answer (RunActions::*)(const Request&);
    const auto add = [&](Method method, std::string path, Access access, Member member) {
        auto handler = [this, member](Request& request) { return (this->*member)(request); };
        router.add(method, path, std::move(access), handler);
    };
    const auto some = [](const char* permission) { return Access::toSome(permission); };
    add(Method::post, "report-definitions/{id}/run", some("run:execute"), &RunActions::start);
    add(Method::post, "report-runs/{id}/cancel", some("run:cancel"), &RunActions::cancel);
    add(Method::get, "report-runs/{id}/log", Access::to("run:read"), &RunActions::log);
    add(Method::get, "report-runs/{id}/artefact", Access::to("run:read"), &RunActions::artefact);
    add(Method::put,
        "connectors/{id}/credential",
        some("connector:update"),
        &RunActions::setCredential);
    add(Method::post, "connectors/{id}/test", some("connector:test"), &RunActions::testConnector);
}

RunActions::Answer RunActions::start(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Response>> {
        GuardedRow definition{"reportDefinition", *id};
        auto reached =
            co_await ensureReachOf(transaction, *request.actor, "run:execute", definition);
        if (!reached)
            co_return reached.error();
        auto run =
            co_await startRun(transaction, *id, WriteContext::of(request), RunTrigger::manual);
        if (!run)
            co_return run.error();
        co_return rowResponse(201, std::move(*run));
    };
    auto answer = co_await writeOnce(services_.database, request, work);
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    services_.sequencer.changed();
    if (const auto* text = std::get_if<std::string>(&answer->body)) {
        const ChannelKey channel{request.actor->tenancy.tenant, "runs"};
        services_.hub.publish(channel, EventKind::state, boost::json::parse(*text));
    }
    co_return std::move(*answer);
}

RunActions::Answer RunActions::cancel(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    const int tenant = request.actor->tenancy.tenant;
    std::optional<std::int64_t> logBefore;
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Response>> {
        GuardedRow one{"reportRun", *id};
        auto reached = co_await ensureReachOf(transaction, *request.actor, "run:cancel", one);
        if (!reached)
            co_return reached.error();
        auto run = co_await cancelRun(transaction, *id, WriteContext::of(request));
        if (!run)
            co_return run.error();
        logBefore = run->logBefore;
        Statement told = tellOtherNodes(services_.node, tenant, *id, run->logBefore);
        if (auto done = co_await transaction.run(told.sql, std::move(told.params)); !done)
            co_return done.error();
        co_return rowResponse(200, std::move(run->row));
    };
    auto answer = co_await writeOnce(services_.database, request, work);
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    services_.sequencer.changed();
    if (logBefore)
        relay_.refresh(tenant, *id, *logBefore);
    co_return std::move(*answer);
}

RunActions::Answer RunActions::log(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    auto query = logQueryIn(request);
    if (!query)
        co_return problem(query.error(), request.requestId);
    Params which = {id->toString()};
    auto run = co_await services_.database.read(
        request.actor->tenancy, "SELECT 1 FROM app.report_run WHERE id = $1", std::move(which)
    );
    if (!run)
        co_return problem(run.error(), request.requestId);
    const Fault none = {
        FaultCode::notFound,
        "no_such_row",
        "There is no report run with this id.",
        "Open the list again."};
    if (run->isEmpty())
        co_return problem(none, request.requestId);
    auto log = co_await readLog(services_.database, request.actor->tenancy, *id, std::move(*query));
    if (!log)
        co_return problem(log.error(), request.requestId);
    co_return json(200, *log);
}

RunActions::Answer RunActions::artefact(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    Params params = {id->toString()};
    auto rows = co_await services_.database.read(
        request.actor->tenancy,
        "SELECT artefact_name, artefact_sha256, artefact_bytes FROM app.report_run WHERE id = $1",
        std::move(params)
    );
    if (!rows)
        co_return problem(rows.error(), request.requestId);
    const bool hasFile = !rows->isEmpty() && !rows->text(0, 1).empty();
    const Fault none = {
        FaultCode::notFound,
        "no_artefact",
        "This run has produced no file.",
        "Wait until it is complete, or look at its log."};
    if (!hasFile)
        co_return problem(none, request.requestId);
    const auto path = services_.artefacts.find(rows->text(0, 1));
    if (!path)
        co_return problem(path.error(), request.requestId);
    Response response = stream(piecesOf(*path), "text/csv; charset=utf-8");
    response.headers.emplace_back(
        "Content-Disposition", "attachment; filename=\"" + std::string(rows->text(0, 0)) + '"'
    );
    response.headers.emplace_back("X-Content-SHA256", std::string(rows->text(0, 1)));
    co_return response;
}

RunActions::Answer RunActions::setCredential(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    auto body = request.jsonBody();
    if (!body)
        co_return problem(body.error(), request.requestId);
    const auto* given = body->if_contains("password");
    const bool isGood = given != nullptr && given->is_string() && !given->get_string().empty() &&
                        given->get_string().size() <= mostPassword;
    const Fault bad = {
        FaultCode::invalid,
        "bad_password",
        "The password must have 1 to 1024 characters.",
        "Enter the password of the source's user."};
    if (!isGood)
        co_return problem(bad, request.requestId);
    const int tenant = request.actor->tenancy.tenant;
    const std::string sealed =
        byteaText(services_.sealer.seal(Secret(given->get_string()), tenant, *id));
    auto work = [&](Transaction& transaction) -> asio::awaitable<Result<Response>> {
        GuardedRow connector{"connector", *id};
        auto reached =
            co_await ensureReachOf(transaction, *request.actor, "connector:update", connector);
        if (!reached)
            co_return reached.error();
        auto source = co_await loadConnector(transaction, *id);
        if (!source)
            co_return source.error();
        std::vector<Statement> statements = {
            {"INSERT INTO app.credential (tenant_id, connector_id, sealed) VALUES ($1, $2, $3)"
             " ON CONFLICT (tenant_id, connector_id)"
             " DO UPDATE SET sealed = excluded.sealed, updated_at = now()",
             {std::to_string(tenant), id->toString(), sealed}},
            auditCredential(request, *id)};
        auto done = co_await transaction.runAll(std::move(statements));
        if (!done)
            co_return done.error();
        co_return noContent();
    };
    auto answer = co_await writeOnce(services_.database, request, work);
    if (!answer)
        co_return problem(answer.error(), request.requestId);
    co_return std::move(*answer);
}

RunActions::Answer RunActions::testConnector(const Request& request)
{
    const auto id = request.pathId();
    if (!id)
        co_return problem(id.error(), request.requestId);
    const Tenancy tenancy = request.actor->tenancy;
    auto loading = [&](Transaction& transaction) -> asio::awaitable<Result<ConnectorWithPassword>> {
        GuardedRow connector{"connector", *id};
        auto reached =
            co_await ensureReachOf(transaction, *request.actor, "connector:test", connector);
        if (!reached)
            co_return reached.error();
        co_return co_await loadConnector(transaction, *id);
    };
    auto source = co_await services_.database.transact(tenancy, loading);
    if (!source)
        co_return problem(source.error(), request.requestId);
    auto target = co_await sourceTargetOf(services_, tenancy.tenant, *source);
    if (!target)
        co_return problem(target.error(), request.requestId);
    auto testing = [&target] { return testConnection(*target); };
    const auto steps = co_await offload(threads_, testing);
    const bool isOk = !steps.empty() && steps.back().isOk && steps.back().name == "read";

    boost::json::object answer;
    answer["ok"] = isOk;
    boost::json::array list;
    for (const ConnectionStep& step : steps)
        list.push_back(toJson(step));
    answer["steps"] = std::move(list);
    boost::json::object changes;
    changes["testedAt"] = Timestamp::now().toString();
    changes["testResult"] = isOk ? "ok" : steps.back().cause;
    auto saving = [&](Transaction& transaction) -> asio::awaitable<Result<StoredRow>> {
        RowWriter rows(transaction, WriteContext::platform());
        co_return co_await rows.update(*findEntity("connector"), *id, changes);
    };
    auto saved = co_await services_.database.transact(tenancy, saving);
    if (!saved)
        co_return problem(saved.error(), request.requestId);
    services_.sequencer.changed();
    co_return json(200, answer);
}

} // namespace tidemark::platform
