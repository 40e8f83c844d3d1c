// Joining the parts of the agent.
#include "sync/engine/engine.hpp"

#include "sync/engine/blob_driver.hpp"
#include "sync/engine/sync_events.hpp"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

namespace tidemark::sync {
namespace {

/// Long enough to fold a burst into one notice, too short to be seen.
constexpr int statusWithinMs = 20;
constexpr int countWithinMs = 30;
constexpr int careEveryMs = 20'000;

Random orSystem(Random random)
{
    if (random)
        return random;
    return [] { return QRandomGenerator::global()->generateDouble(); };
}

Fault lockedByPerson()
{
    return Fault{
        FaultCode::locked,
        "locked",
        "Tidemark is locked on this device.",
        "Unlock it to see your work."};
}

} // namespace

Engine::Engine(EngineOptions options, Keyring& keyring, QObject* parent)
    : QObject(parent)
    , options_(std::move(options))
    , keyring_(keyring)
    , keys_(options_.home.data, keyring)
    , reach_(
          options_.home.data + QStringLiteral("/connection.json"),
          std::make_unique<KeyringShelf>(
              QStringLiteral("tidemark"), QString::fromLatin1(proxyEntry)
          )
      )
    , stores_(options_.home.data)
    , profile_(http_, stores_)
    , link_(http_, profile_.session(), orSystem(options_.random))
    , pull_(profile_.session(), stores_, orSystem(options_.random))
    , push_(profile_.session(), stores_, orSystem(options_.random))
    , events_(stores_)
    , checks_(stores_)
{
    age_.start();
    statusTimer_.setSingleShot(true);
    countTimer_.setSingleShot(true);
    connect(&statusTimer_, &QTimer::timeout, this, &Engine::publishStatus);
    connect(&countTimer_, &QTimer::timeout, this, &Engine::recount);
    connect(&careTimer_, &QTimer::timeout, this, &Engine::care);
    connect(&reach_, &Reach::changed, this, &Engine::syncNow);
    wireDrivers();
    publishStatus();
}

Engine::~Engine() = default;

void Engine::wireDrivers()
{
    connect(&link_, &LinkDriver::moved, this, &Engine::touchStatus);
    connect(&link_, &LinkDriver::reachableChanged, this, &Engine::onReachable);
    connect(&link_, &LinkDriver::poked, &pull_, &PullDriver::poke);
    connect(&link_, &LinkDriver::channelMessage, this, &Engine::channelMessage);
    connect(&pull_, &PullDriver::moved, this, &Engine::onPullMoved);
    connect(&pull_, &PullDriver::applied, this, &Engine::changed);
    connect(&pull_, &PullDriver::applied, this, [this] { areRightsUnread_ = true; });
    connect(&pull_, &PullDriver::finished, this, &Engine::finished);
    connect(&pull_, &PullDriver::finished, this, &Engine::outboxMoved);
    connect(&pull_, &PullDriver::outboxMoved, this, &Engine::outboxMoved);
    connect(&pull_, &PullDriver::serverRestored, this, &Engine::onServerRestored);
    connect(&pull_, &PullDriver::unreachable, &link_, &LinkDriver::transportFailed);
    connect(&pull_, &PullDriver::sessionOpened, this, [this](const SessionAnswer& answer) {
        time_.told(answer.serverTime, options_.clock());
        fetchRecoveryKey();
        push_.start(answer);
        link_.setClientId(answer.clientId);
    });
    connect(&push_, &PushDriver::moved, this, &Engine::touchStatus);
    connect(&push_, &PushDriver::applied, this, &Engine::changed);
    connect(&push_, &PushDriver::finished, this, &Engine::finished);
    connect(&push_, &PushDriver::outboxMoved, this, &Engine::outboxMoved);
    connect(&push_, &PushDriver::unreachable, &link_, &LinkDriver::transportFailed);
    connect(&push_, &PushDriver::identityLost, &pull_, &PullDriver::start);
    connect(&push_, &PushDriver::landed, this, [this] {
        // With a live socket the poke is on its way already.
        if (link_.state() != LinkState::online)
            pull_.nudge();
    });
    connect(&profile_.session(), &Session::ended, this, &Engine::onSessionEnded);
    wireBlobs();
    wireLog();
    wireChecks();
    wireEscrow();
    watchRegions();
}

QString Engine::lockMark() const
{
    return options_.home.data + QStringLiteral("/locked");
}

void Engine::start()
{
    if (!QDir().mkpath(options_.home.data)) {
        storeFault_ = Fault{
            FaultCode::forbidden,
            "data_folder_unusable",
            "The data folder cannot be made: " + options_.home.data.toStdString() + ".",
            "Choose another home folder, or correct its owner and rights."};
        return touchStatus();
    }
    QFile::setPermissions(
        options_.home.data, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner
    );
    if (!goOnLeaving())
        return touchStatus();
    const auto slot = keys_.slot();
    slot_ = slot ? *slot : std::nullopt;
    if (QFile::exists(lockMark())) {
        storeFault_ = lockedByPerson();
        needsPassphrase_ = isPassphraseAsked();
        return touchStatus();
    }
    openByKeyring();
}

QCoro::Task<void> Engine::openByKeyring()
{
    isOpening_ = true;
    auto keys = co_await keys_.open();
    (void)co_await useKeys(std::move(keys));
    isOpening_ = false;
}

QCoro::Task<Result<void>> Engine::useKeys(Result<StoreKeys> keys)
{
    if (keys && !isLocking_)
        keys = co_await readyKeys(std::move(*keys));
    if (isLocking_)
        keys = lockedByPerson(); // Whoever locks while somebody unlocks, wins.
    const auto slot = keys_.slot();
    slot_ = slot ? *slot : std::nullopt;
    if (!keys) {
        storeFault_ = keys.error();
        needsPassphrase_ = needsPassphrase_ || keys.error().reason == "needs_passphrase";
        options_.log(LogLevel::warning, "agent.keys", keys.error().reason);
        events_.saw(EventKind::keys, "not_opened", keys.error());
        touchStatus();
        co_return keys.error();
    }
    auto opened = co_await stores_.open(std::move(*keys));
    if (!opened)
        opened = co_await openAgain(opened.error());
    if (!opened) {
        storeFault_ = opened.error();
        isDamaged_ = opened.error().code == FaultCode::corrupt;
        options_.log(LogLevel::error, "agent.store", opened.error().reason);
        touchStatus();
        co_return opened.error();
    }
    if (isLocking_)
        co_return lockedByPerson(); // The process is ending; the mark stays.
    storeFault_.reset();
    mirrorFault_ = opened->mirrorReplaced;
    salvaged_ = opened->salvaged;
    wasCrashed_ = opened->afterCrash;
    needsPassphrase_ = isDamaged_ = false;
    QFile::remove(lockMark());
    note(eventOf(EventKind::store, "opened"));
    if (mirrorFault_)
        note(faultEvent(EventKind::store, "mirror_replaced", *mirrorFault_));
    const auto loaded = co_await profile_.load();
    if (!loaded)
        storeFault_ = loaded.error();
    co_await resume();
    co_return Result<void>{};
}

QCoro::Task<void> Engine::resume()
{
    const auto start = [](DeskStore& desk) -> Result<OverlayChange> {
        if (auto raised = raiseIncarnation(desk); !raised)
            return raised.error();
        if (auto trimmed = desk.vault.trimArchive(Timestamp::now()); !trimmed)
            return trimmed.error();
        const auto cursor = desk.windows.reader().cursor();
        return sweepOverlay(desk, cursor && *cursor ? (*cursor)->cut : 0);
    };
    const auto swept = co_await stores_.desk(start);
    if (!swept)
        storeFault_ = swept.error();
    co_await pull_.readFigures();
    co_await readStorageLimit();
    co_await readLeases();
    co_await readPause();
    co_await readChecked(std::exchange(wasCrashed_, false));
    co_await afterRotation();
    co_await readNotices();
    co_await blobs_->open();
    co_await recount();
    Q_EMIT changed(everythingChanged());
    touchStatus();
    careTimer_.start(careEveryMs);
    wantLink();
}

void Engine::onReachable(bool isReachable)
{
    if (isReachable)
        return pull_.start();
    pull_.stop();
    push_.stop();
}

void Engine::onPullMoved()
{
    if (pull_.machine().state() == PullState::live) {
        mirrorFault_.reset();
        noteRights();
    }
    renewLeases();
    learnDuty();
    touchStatus();
}

void Engine::stopDrivers()
{
    blobs_->stop();
    link_.want(false);
    pull_.stop();
    push_.stop();
}

void Engine::onSessionEnded(const Fault& fault)
{
    if (fault.reason == "device_wipe") {
        leave(ErasureCause::wipe);
        return;
    }
    sessionFault_ = fault;
    options_.log(LogLevel::warning, "agent.session", fault.reason);
    stopDrivers();
    touchStatus();
    Q_EMIT signedOut(fault.reason);
}

QCoro::Task<void> Engine::stop()
{
    careTimer_.stop();
    stopDrivers();
    http_.abortAll();
    co_await events_.flush();
    co_await stores_.close();
    if (hasPreviousKeys_ && keys_.isOpen())
        (void)keys_.forgetPrevious(); // This run read and closed everything with the new ones.
    keys_.close();
}

QCoro::Task<Result<User>> Engine::signIn(SignInRequest request)
{
    pauseDrivers();
    auto user = co_await profile_.signIn(std::move(request));
    if (!user && user.error().reason == "device_wipe")
        (void)co_await leave(ErasureCause::wipe);
    co_await resumeAfterSignIn(user.has_value());
    co_return user;
}

QCoro::Task<Result<User>> Engine::takeOver(QUrl server, boost::json::object answer)
{
    pauseDrivers();
    auto user = co_await profile_.takeOver(std::move(server), std::move(answer));
    co_await resumeAfterSignIn(user.has_value());
    co_return user;
}

void Engine::pauseDrivers()
{
    link_.want(false);
    pull_.stop();
    push_.stop();
}

QCoro::Task<void> Engine::resumeAfterSignIn(bool isNew)
{
    if (isNew) {
        sessionFault_.reset();
        options_.log(LogLevel::info, "agent.session", "signed in");
        finishLeaving(); // The note of an earlier wipe was read.
        co_await pull_.readFigures();
        Q_EMIT changed(everythingChanged());
    }
    wantLink();
    touchStatus();
}

void Engine::syncNow()
{
    if (isPaused_)
        return;
    link_.retryNow();
    pull_.nudge();
    push_.tryNow();
}

void Engine::outboxMoved()
{
    if (!countTimer_.isActive())
        countTimer_.start(countWithinMs);
}

void Engine::touchStatus()
{
    if (!statusTimer_.isActive())
        statusTimer_.start(statusWithinMs);
}

} // namespace tidemark::sync
