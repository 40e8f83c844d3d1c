#include "sync/engine/care_methods.hpp"

#include "sync/engine/params.hpp"
#include "sync/engine/support_bundle.hpp"

#include <QSaveFile>
#include <QStorageInfo>

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

std::int64_t diskFreeOf(const QString& folder)
{
    const QStorageInfo disk(folder);
    return disk.isValid() ? disk.bytesAvailable() : -1;
}

json::object outboxOf(const OutboxCounts& counts)
{
    return {
        {"pending", counts.pending},
        {"needYou", counts.needYou},
        {"quarantined", counts.quarantined},
        {"oldestAt",
         counts.oldestAt ? json::value(counts.oldestAt->toString()) : json::value(nullptr)}};
}

} // namespace

QCoro::Task<StoreCondition> examineStores(Engine& engine, bool isThorough)
{
    const auto fromVault = [isThorough](DeskStore& desk) -> Result<StoreCondition> {
        StoreCondition found;
        if (isThorough) {
            if (const auto sound = desk.vault.check(); !sound)
                found.vault = sound.error();
            if (const auto sound = desk.windows.reader().check(); !sound)
                found.mirror = sound.error();
        }
        if (const auto counts = desk.vault.counts())
            found.outbox = *counts;
        found.backupAt = desk.vault.newestBackup();
        return found;
    };
    const auto fromMirror = [](MirrorWriter& writer) -> Result<StoreCondition> {
        StoreCondition found;
        if (auto scopes = writer.scopes())
            found.scopes = std::move(*scopes);
        const auto receipts = writer.receipts();
        found.receiptsOwed = receipts ? receipts->size() : 0;
        const auto backfills = writer.backfills();
        found.backfills = backfills ? backfills->size() : 0;
        return found;
    };
    auto condition = co_await engine.stores().desk(fromVault);
    auto mirror = co_await engine.stores().mirror(fromMirror);
    StoreCondition all;
    if (condition)
        all = std::move(*condition);
    else
        all.vault = condition.error();
    if (mirror) {
        all.scopes = std::move(mirror->scopes);
        all.receiptsOwed = mirror->receiptsOwed;
        all.backfills = mirror->backfills;
    }
    co_return all;
}

void CareMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Needs needs, Answer (CareMethods::*method)(Call)) {
        table.add(std::move(name), needs, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("sync.status", Needs::openStore, &CareMethods::syncStatus);
    add("diagnostics.run", Needs::nothing, &CareMethods::diagnosticsRun);
    add("support.bundle", Needs::nothing, &CareMethods::supportBundle);
}

CareMethods::Answer CareMethods::syncStatus(Call)
{
    const auto stores = co_await examineStores(engine_, false);
    const Status status = engine_.status();
    json::array scopes;
    for (const ScopeState& scope : stores.scopes) {
        const auto bytes = status.rows > 0 ? status.mirrorBytes * scope.rows / status.rows : 0;
        json::object item = toJson(scope, bytes);
        const auto& locked = engine_.lockedScopes();
        const auto isIt = [&](const LockedScope& one) { return one.scope == scope.grant.scope; };
        const auto found = std::find_if(locked.begin(), locked.end(), isIt);
        const auto end = engine_.leases().endOf(scope.grant);
        item["leaseEndsAt"] = end ? json::value(end->toString()) : json::value();
        item["lockedSince"] =
            found != locked.end() ? json::value(found->since.toString()) : json::value();
        scopes.emplace_back(std::move(item));
    }
    co_return json::serialize(json::object{
        {"status", toJson(status)},
        {"scopes", std::move(scopes)},
        {"outbox", outboxOf(stores.outbox)},
        {"receiptsOwed", stores.receiptsOwed},
        {"backfills", stores.backfills}});
}

CareMethods::Answer CareMethods::diagnosticsRun(Call)
{
    const auto stores = co_await examineStores(engine_, true);
    json::array checks;
    for (const Check& check : checksOf(engine_.status(), stores, diskFreeOf(engine_.home().data)))
        checks.emplace_back(toJson(check));
    co_return json::serialize(json::object{
        {"at", Timestamp::now().toString()}, {"checks", std::move(checks)}});
}

CareMethods::Answer CareMethods::supportBundle(Call call)
{
    Params in(call.params);
    const std::string file = in.optionalText("file", 4000);
    const bool isRedacted = !call.params.contains("redact") || in.flag("redact");
    if (in.fault())
        co_return *in.fault();
    const auto stores = co_await examineStores(engine_, true);
    const auto read = [](DeskStore& desk) { return desk.vault.pending(); };
    const auto pending = co_await engine_.stores().desk(read);
    BundleParts parts;
    parts.status = engine_.status();
    parts.checks = checksOf(parts.status, stores, diskFreeOf(engine_.home().data));
    parts.stores = stores;
    if (pending)
        parts.pending = *pending;
    parts.home = engine_.home();
    const std::string text = bundleOf(parts, isRedacted);
    json::object answer{{"text", text}, {"bytes", text.size()}};
    if (!file.empty()) {
        QSaveFile out(QString::fromStdString(file));
        const bool isWritten = out.open(QIODevice::WriteOnly) &&
                               out.write(text.data(), static_cast<qint64>(text.size())) >= 0 &&
                               out.commit();
        if (!isWritten)
            co_return Fault{
                FaultCode::full,
                "file_unwritable",
                "The file cannot be written: " + out.errorString().toStdString() + ".",
                "Choose another folder, or make room on the disk."};
    }
    co_return json::serialize(answer);
}

} // namespace tidemark::sync
