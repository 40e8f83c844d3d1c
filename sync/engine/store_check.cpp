#include "sync/engine/store_check.hpp"

#include <QCoroTimer>

namespace tidemark::sync {
namespace {

/// As long as an edit may wait behind a piece of the vault.
constexpr std::chrono::milliseconds vaultPiece{10};
constexpr std::chrono::milliseconds mirrorPiece{250};
constexpr std::chrono::milliseconds lookEvery{40};

} // namespace

StoreCheck::StoreCheck(Stores& stores, QObject* parent)
    : QObject(parent)
    , stores_(stores)
{
}

void StoreCheck::start()
{
    if (!isRunning_ && stores_.isOpen())
        run();
}

QCoro::Task<void> StoreCheck::wait(std::chrono::milliseconds most)
{
    for (auto waited = lookEvery; isRunning_ && waited <= most; waited += lookEvery)
        co_await QCoro::sleepFor(lookEvery);
}

QCoro::Task<void> StoreCheck::run()
{
    isRunning_ = true;
    co_await readVault();
    co_await readMirror();
    isRunning_ = false;
    const auto isWhole = [](const StoreReach& reach) {
        return reach.place.isDone() || reach.damage;
    };
    if (isWhole(vault_) && isWhole(mirror_)) // Else the stores were closed meanwhile.
        Q_EMIT ended();
}

QCoro::Task<void> StoreCheck::readVault()
{
    vault_.place = {};
    vault_.damage.reset();
    while (!vault_.place.isDone() && !vault_.damage) {
        const auto piece = [place = vault_.place](DeskStore& desk) mutable -> Result<CheckPlace> {
            auto read = desk.vault.check(place, vaultPiece);
            return read ? Result<CheckPlace>(std::move(place)) : read.error();
        };
        auto place = co_await stores_.desk(piece);
        if (!place && !stores_.isOpen())
            co_return;
        if (place)
            vault_.place = std::move(*place);
        else
            vault_.damage = place.error();
    }
    if (!vault_.damage)
        vault_.endedAt = Timestamp::now();
}

QCoro::Task<void> StoreCheck::readMirror()
{
    mirror_.place = {};
    mirror_.damage.reset();
    while (!mirror_.place.isDone() && !mirror_.damage) {
        const auto* stop = &stores_.isStopping();
        const auto piece = [place = mirror_.place,
                            stop](MirrorReader& reader) mutable -> Result<CheckPlace> {
            auto read = reader.check(place, mirrorPiece, stop);
            return read ? Result<CheckPlace>(std::move(place)) : read.error();
        };
        auto place = co_await stores_.aside(piece);
        if (!stores_.isOpen())
            co_return;
        if (place)
            mirror_.place = std::move(*place);
        else
            mirror_.damage = place.error();
    }
    if (!mirror_.damage)
        mirror_.endedAt = Timestamp::now();
}

} // namespace tidemark::sync
