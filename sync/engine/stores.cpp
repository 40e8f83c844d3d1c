// Opening, closing and the steps that need both files.
#include "sync/engine/stores.hpp"

#include "models/core/seeded_fault.hpp"
#include "models/entities/entities.hpp"
#include "sync/engine/mirror_steps.hpp"
#include "sync/sqlite/store_fault.hpp"

#include <QDir>

#include <algorithm>

namespace tidemark::sync {
namespace {

constexpr int asideCacheMebibytes = 2;

Secret secretOf(const KeyBytes& key)
{
    const auto bytes = key.view();
    return Secret({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

} // namespace

Stores::Stores(QString folder)
    : folder_(std::move(folder))
{
}

Stores::~Stores()
{
    isStopping_ = true; // What is read aside need not be read to its end.
}

Fault Stores::closedFault()
{
    return Fault{
        FaultCode::locked,
        "store_closed",
        "The data on this device is locked.",
        "Unlock Tidemark first."};
}

QCoro::Task<Result<StoresOpened>> Stores::open(StoreKeys keys)
{
    const std::filesystem::path folder(folder_.toStdU16String());
    const auto held = std::make_shared<StoreKeys>(std::move(keys));
    StoresOpened opened;

    const auto salvaged = std::make_shared<std::optional<Salvaged>>();
    const auto openVault = [folder, held, salvaged]() -> Result<std::shared_ptr<Vault>> {
        const auto file = folder / "vault.db";
        auto vault = Vault::open(file, secretOf(held->vault));
        const bool isBad =
            !vault && isDamage(vault.error()) && vault.error().reason != "foreign_store";
        if (isBad) {
            auto rest = salvageVault(file, secretOf(held->vault));
            if (!rest)
                return rest.error();
            *salvaged = std::move(*rest);
            vault = Vault::open(file, secretOf(held->vault));
        }
        if (!vault)
            return vault.error();
        return std::make_shared<Vault>(std::move(*vault));
    };
    const auto vault = co_await deskThread_.run(openVault);
    if (!vault)
        co_return vault.error();

    const auto openWriter = [this, folder, held]() -> Result<StoresOpened> {
        // The vault opened by the same keys, so they are the right ones.
        auto mirror = openMirror(folder / "mirror.db", secretOf(held->mirror), true);
        if (!mirror)
            return mirror.error();
        writer_ = std::make_unique<MirrorWriter>(std::move(mirror->writer));
        return StoresOpened{.mirrorReplaced = mirror->replaced, .afterCrash = mirror->afterCrash};
    };
    const auto writer = co_await mirrorThread_.run(openWriter);
    if (!writer)
        co_return writer.error();
    opened.mirrorReplaced = writer->mirrorReplaced;
    opened.afterCrash = writer->afterCrash;
    opened.salvaged = *salvaged;

    const auto openDesk = [this, folder, held, vault = *vault]() -> Result<VaultIdentity> {
        auto reader = openMirrorReader(folder / "mirror.db", secretOf(held->mirror));
        if (!reader)
            return reader.error();
        auto desk = std::make_unique<DeskStore>(DeskStore{
            std::move(*vault), RowWindows(std::move(*reader))});
        const auto pending = desk->vault.pending();
        if (!pending)
            return pending.error();
        if (auto set = desk->windows.setPending(*pending); !set)
            return set.error();
        desk_ = std::move(desk);
        return desk_->vault.identity();
    };
    auto identity = co_await deskThread_.run(openDesk);
    if (!identity) {
        co_await close();
        co_return identity.error();
    }
    opened.identity = *identity;
    co_await openAside(held);
    isOpen_ = true;
    co_return opened;
}

/// What cannot be opened here shows itself where it is needed: reading aside is a closed store.
QCoro::Task<void> Stores::openAside(std::shared_ptr<StoreKeys> keys)
{
    const std::filesystem::path file =
        std::filesystem::path(folder_.toStdU16String()) / "mirror.db";
    isStopping_ = false;
    const auto open = [this, file, keys]() -> Result<void> {
        auto reader = openMirrorReader(file, secretOf(keys->mirror), asideCacheMebibytes);
        if (!reader)
            return reader.error();
        aside_ = std::make_unique<MirrorReader>(std::move(*reader));
        return {};
    };
    (void)co_await asideThread_.run(open);
}

QCoro::Task<void> Stores::close()
{
    isOpen_ = false;
    isStopping_ = true;
    const auto closeAside = [this]() -> Result<void> {
        aside_.reset();
        return {};
    };
    (void)co_await asideThread_.run(closeAside);
    const auto closeDesk = [this]() -> Result<void> {
        desk_.reset();
        return {};
    };
    (void)co_await deskThread_.run(closeDesk);
    const auto closeWriter = [this]() -> Result<void> {
        Result<void> closed;
        if (writer_)
            closed = writer_->close();
        writer_.reset();
        return closed;
    };
    (void)co_await mirrorThread_.run(closeWriter);
}

void mergeChanges(ChangedRows& rows, const ChangedRows& more)
{
    for (const auto& [entity, ids] : more) {
        const auto [at, isNew] = rows.try_emplace(entity, ids);
        if (isNew || !at->second)
            continue;
        if (!ids) {
            at->second.reset();
            continue;
        }
        auto& known = *at->second;
        known.insert(known.end(), ids->begin(), ids->end());
        std::sort(known.begin(), known.end());
        known.erase(std::unique(known.begin(), known.end()), known.end());
        if (known.size() > changedIdsMax)
            at->second.reset();
    }
}

ChangedRows everythingChanged()
{
    ChangedRows rows;
    for (const EntityInfo& info : allEntities()) {
        if (info.sync == SyncPolicy::mirrored)
            rows.emplace(info.name, std::nullopt);
    }
    return rows;
}

Result<OverlayChange> sweepOverlay(DeskStore& desk, std::int64_t cut)
{
    OverlayChange change;
    auto facts = factsOf(desk.windows.reader());
    if (!facts)
        return facts.error();
    if (cut >= desk.settledCut && !TIDEMARK_SEEDED(settledForgotten))
        facts->settledMid = desk.settledMid;
    auto swept = desk.vault.sweep(*facts, cut);
    if (!swept)
        return swept.error();
    change.finished = std::move(swept->finished);
    for (const Mid mid : swept->needPerson) {
        const auto now = desk.vault.find(mid);
        if (!now)
            return now.error();
        const auto rows = desk.windows.pendingChanged(*now);
        if (!rows)
            return rows.error();
        mergeChanges(change.rows, *rows);
    }
    for (const Mid mid : swept->made) {
        const auto now = desk.vault.find(mid);
        if (!now)
            return now.error();
        const auto rows = desk.windows.pendingChanged(*now);
        if (!rows)
            return rows.error();
        mergeChanges(change.rows, *rows);
    }
    if (!swept->retired.empty()) {
        const auto rows = desk.windows.pendingGone(swept->retired);
        if (!rows)
            return rows.error();
        mergeChanges(change.rows, *rows);
    }
    const auto aside = setDeniedAside(desk, swept->needPerson);
    if (!aside)
        return aside.error();
    mergeChanges(change.rows, *aside);
    return change;
}

Result<ChangedRows> reloadOverlay(DeskStore& desk)
{
    const auto pending = desk.vault.pending();
    if (!pending)
        return pending.error();
    if (auto set = desk.windows.setPending(*pending); !set)
        return set.error();
    return everythingChanged();
}

Result<void> raiseIncarnation(DeskStore& desk)
{
    const auto identity = desk.vault.identity();
    if (!identity)
        return identity.error();
    return desk.vault.setClient(identity->clientId, identity->incarnation + 1);
}

} // namespace tidemark::sync
