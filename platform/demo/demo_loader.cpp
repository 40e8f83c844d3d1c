#include "platform/demo/demo_loader.hpp"

#include "models/entities/entities.hpp"
#include "platform/demo/demo_rows.hpp"
#include "platform/demo/trades_mart.hpp"
#include "platform/entities/row_writer.hpp"
#include "platform/feed/sequencer.hpp"
#include "platform/identity/password.hpp"
#include "platform/identity/sessions.hpp"
#include "platform/runs/run_plan.hpp"
#include "platform/runs/run_starter.hpp"
#include "platform/vault/sealer.hpp"

#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace {

namespace json = boost::json;
using Done = asio::awaitable<Result<void>>;

/// The tenant's number, 0 when there is none.
asio::awaitable<Result<int>> tenantNumber(Database& database)
{
    Params params = {demoTenant};
    auto rows =
        co_await database.read({}, "SELECT coalesce(app.tenant_number($1), 0)", std::move(params));
    if (!rows)
        co_return rows.error();
    co_return static_cast<int>(rows->integer(0, 0));
}

asio::awaitable<Result<int>> freeNumber(Database& database)
{
    auto rows = co_await database.read(
        {}, "SELECT coalesce(max(n), 0) + 1 FROM app.tenant_numbers() AS numbers(n)"
    );
    if (!rows)
        co_return rows.error();
    co_return static_cast<int>(rows->integer(0, 0));
}

Done writeAll(RowWriter& writer, std::vector<DemoRows> groups)
{
    for (DemoRows& group : groups) {
        auto written = co_await writer.createAll(*findEntity(group.entity), std::move(group.rows));
        if (!written)
            co_return written.error();
    }
    co_return Result<void>();
}

json::object tenantRow(int number)
{
    json::object row;
    row["id"] = demoId("tenant").toString();
    row["number"] = number;
    row["name"] = "Demonstration";
    row["slug"] = demoTenant;
    row["environment"] = "sandbox";
    row["timeZone"] = "America/Vancouver";
    row["sessionTimeoutMinutes"] = 480;
    return row;
}

/// Everything of the tenant but its runs, in one transaction: it is there whole, or not at all.
Done writeTenant(Transaction& transaction, const DemoSource& source)
{
    RowWriter writer(transaction, WriteContext::platform());
    json::object tenant = tenantRow(transaction.tenancy().tenant);
    auto created = co_await writer.create(*findEntity("tenant"), std::move(tenant));
    if (!created)
        co_return created.error();
    const auto reference = demoReference();
    if (!reference)
        co_return reference.error();
    const auto hash = hashPassword(Secret(demoPassword));
    if (!hash)
        co_return hash.error();
    auto reports = reportRows(*reference);
    if (!reports)
        co_return reports.error();
    std::vector<std::vector<DemoRows>> all;
    all.push_back(peopleRows());
    all.push_back(referenceRows(*reference));
    all.push_back(std::move(*reports));
    all.push_back(definitionRows(source.host, source.port));
    for (auto& groups : all) {
        if (auto written = co_await writeAll(writer, std::move(groups)); !written)
            co_return written.error();
    }
    for (const DemoPerson& person : demoPeople()) {
        Params params = {
            std::to_string(transaction.tenancy().tenant),
            demoId("user:" + person.login).toString(),
            *hash};
        auto stored = co_await transaction.run(
            "INSERT INTO app.user_password (tenant_id, user_id, hash) VALUES ($1, $2, $3)",
            std::move(params)
        );
        if (!stored)
            co_return stored.error();
    }
    co_return co_await writer.finish();
}

/// The first runs, for the list: the worker executes them like any other.
Done startRuns(Transaction& transaction)
{
    WriteContext ada = WriteContext::platform(Trail::full);
    ada.actorId = demoId("user:ada@demo.example");
    ada.actorName = "Ada Okafor";
    for (const json::value& name : demoData().at("startRuns").as_array()) {
        const Uuid definition = demoId("definition:" + std::string(name.as_string()));
        auto run = co_await startRun(transaction, definition, ada, RunTrigger::manual);
        if (!run)
            co_return run.error();
    }
    co_return Result<void>();
}

/// A new password for the reader each time: nobody needs to know it.
Done connectSource(DemoServices services, const DemoSource& source, int tenant)
{
    const Secret password(Uuid::make().toString() + Uuid::make().toString());
    if (auto made = makeTradesMart(source.adminConnection, password); !made)
        co_return made.error();
    const Uuid connector = demoId("connector");
    std::vector<Statement> statements = {
        {"INSERT INTO app.credential (tenant_id, connector_id, sealed) VALUES ($1, $2, $3)"
         " ON CONFLICT (tenant_id, connector_id)"
         " DO UPDATE SET sealed = excluded.sealed, updated_at = now()",
         {std::to_string(tenant),
          connector.toString(),
          byteaText(services.sealer.seal(password, tenant, connector))}}};
    auto written =
        co_await services.database.write(Tenancy{.tenant = tenant}, std::move(statements));
    if (!written)
        co_return written.error();
    co_return Result<void>();
}

/// The folder of the private cluster's socket may have moved with the data folder.
Done moveConnector(Transaction& transaction, const DemoSource& source)
{
    RowWriter writer(transaction, WriteContext::platform());
    json::object changes;
    changes["host"] = source.host;
    changes["port"] = source.port;
    auto updated =
        co_await writer.update(*findEntity("connector"), demoId("connector"), std::move(changes));
    if (!updated)
        co_return updated.error();
    co_return Result<void>();
}

} // namespace

std::vector<DemoPerson> demoPeople()
{
    std::vector<DemoPerson> people;
    for (const json::value& user : demoData().at("users").as_array())
        people.push_back(
            {std::string(user.at("login").as_string()),
             std::string(user.at("displayName").as_string()),
             demoPassword}
        );
    return people;
}

asio::awaitable<Result<void>> loadDemo(DemoServices services, DemoSource source)
{
    auto known = co_await tenantNumber(services.database);
    if (!known)
        co_return known.error();
    int tenant = *known;
    const bool isNew = tenant == 0;
    if (isNew) {
        auto free = co_await freeNumber(services.database);
        if (!free)
            co_return free.error();
        tenant = *free;
        auto work = [&source](Transaction& transaction) -> Done {
            co_return co_await writeTenant(transaction, source);
        };
        auto written = co_await services.database.transact(Tenancy{.tenant = tenant}, work);
        if (!written)
            co_return written.error();
        spdlog::info("demonstration: tenant {} has its data", demoTenant);
    }
    if (source.adminConnection.empty()) {
        spdlog::warn("demonstration: no source of trades, for want of a superuser's connection");
        co_return Result<void>();
    }
    if (auto connected = co_await connectSource(services, source, tenant); !connected)
        co_return connected.error();
    auto rest = [&](Transaction& transaction) -> Done {
        if (isNew)
            co_return co_await startRuns(transaction);
        co_return co_await moveConnector(transaction, source);
    };
    auto done = co_await services.database.transact(Tenancy{.tenant = tenant}, rest);
    if (!done)
        co_return done.error();
    services.sequencer.changed();
    co_return Result<void>();
}

} // namespace tidemark::platform
