// Gathers what the checks look at.
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/diagnostics.hpp"

#include <QCoreApplication>
#include <QFileInfo>

namespace tidemark::sync {
namespace {

/// A window waits for the answer; what is not read by then is read on, and said so.
constexpr std::chrono::milliseconds readMost{4'000};

bool isMissing(const QString& folder, const LocalBlob& blob)
{
    const bool isWhole = blob.state != BlobPlaceState::fetching;
    return isWhole && !QFileInfo::exists(folder + QString::fromStdString(blob.file));
}

Result<StoreCondition> readVaultSide(DeskStore& desk, const QString& blobFolder)
{
    StoreCondition found;
    if (const auto counts = desk.vault.counts())
        found.outbox = *counts;
    found.backupAt = desk.vault.newestBackup();
    const auto blobs = desk.vault.blobs().all();
    if (!blobs)
        return found;
    found.files = static_cast<std::int64_t>(blobs->size());
    for (const LocalBlob& blob : *blobs) {
        found.filesFailed += blob.nextTry == waitsForPerson ? 1 : 0;
        found.filesMissing += isMissing(blobFolder, blob) ? 1 : 0;
    }
    return found;
}

Result<StoreCondition> readMirrorSide(MirrorWriter& writer)
{
    StoreCondition found;
    if (auto scopes = writer.scopes())
        found.scopes = std::move(*scopes);
    const auto receipts = writer.receipts();
    found.receiptsOwed = receipts ? receipts->size() : 0;
    const auto backfills = writer.backfills();
    found.backfills = backfills ? backfills->size() : 0;
    return found;
}

Connection connectionOf(Engine& engine)
{
    Connection connection;
    const QUrl server(QString::fromStdString(engine.profile().server()));
    connection.isEncrypted = server.scheme() == QLatin1String("https");
    const QString host = server.host();
    connection.isLocal = host == QLatin1String("localhost") || host == QLatin1String("::1") ||
                         host.startsWith(QLatin1String("127."));
    connection.isPinned = engine.reach().pinOf(server) != nullptr;
    if (const auto* shown = engine.reach().lastShown(server)) {
        const auto ends = Timestamp::parse(shown->validTo);
        connection.certificateEnds = ends ? std::optional(*ends) : std::nullopt;
    }
    const QNetworkProxy proxy = engine.reach().proxyFor(server);
    const bool isUsed = proxy.type() != QNetworkProxy::NoProxy && !proxy.hostName().isEmpty();
    if (isUsed)
        connection.proxy = proxy.hostName().toStdString() + ":" + std::to_string(proxy.port());
    connection.agentVersion = QCoreApplication::applicationVersion().toStdString();
    connection.platformVersion = engine.link().facts().platformVersion;
    connection.upgrade = engine.push().upgrade();
    return connection;
}

} // namespace

QCoro::Task<CheckFacts> examine(Engine& engine, bool isThorough)
{
    CheckFacts facts;
    if (isThorough) {
        engine.checks().start();
        co_await engine.checks().wait(readMost);
    }
    const QString blobs = engine.home().data + QStringLiteral("/blobs/");
    const auto fromVault = [blobs](DeskStore& desk) { return readVaultSide(desk, blobs); };
    auto vault = co_await engine.stores().desk(fromVault);
    auto mirror = co_await engine.stores().mirror(readMirrorSide);
    if (vault)
        facts.stores = std::move(*vault);
    if (mirror) {
        facts.stores.scopes = std::move(mirror->scopes);
        facts.stores.receiptsOwed = mirror->receiptsOwed;
        facts.stores.backfills = mirror->backfills;
    }
    facts.stores.vault = engine.checks().vault();
    facts.stores.mirror = engine.checks().mirror();
    facts.storage = co_await engine.storage();
    facts.forms = formsIn(engine.home().data);
    facts.status = engine.status();
    facts.connection = connectionOf(engine);
    facts.locked = engine.lockedScopes();
    for (const ScopeState& scope : facts.stores.scopes) {
        const auto end = engine.leases().endOf(scope.grant);
        if (end && (!facts.leaseEnds || *end < *facts.leaseEnds))
            facts.leaseEnds = end;
    }
    facts.now = Timestamp::now();
    co_return facts;
}

} // namespace tidemark::sync
