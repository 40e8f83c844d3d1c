// Leaving this device: a sign-out, or a wipe that the platform asked for.
#include "sync/engine/engine.hpp"
#include "sync/engine/installation.hpp"
#include "sync/session/server_address.hpp"

namespace tidemark::sync {
namespace {

/// The platform, or the keyring, may be out of reach for a while.
constexpr int tellAgainAfterMs = 15'000;

Fault pendingChanges()
{
    return Fault{
        FaultCode::conflict,
        "pending_changes",
        "There are changes on this device that the platform does not have yet.",
        "Wait until they are sent, or sign out and give them up."};
}

Fault setAside(std::int64_t count)
{
    return Fault{
        FaultCode::conflict,
        "work_set_aside",
        std::to_string(count) + " changes that you may no longer send are on this device only.",
        "Export them under Set aside, or sign out and give them up."};
}

} // namespace

QCoro::Task<Result<void>> Engine::signOut(bool discardPending)
{
    if (isLeaving_)
        co_return Result<void>{};
    if (!discardPending) {
        const auto count = [](DeskStore& desk) { return desk.vault.counts(); };
        isCountingUnsent_ = true;
        const auto counts = co_await stores_.desk(count);
        isCountingUnsent_ = false;
        if (!counts)
            co_return counts.error();
        if (counts->pending + counts->needYou > 0)
            co_return pendingChanges();
        if (counts->onlyHere > 0)
            co_return setAside(counts->onlyHere);
    }
    co_return co_await leave(ErasureCause::signOut);
}

QCoro::Task<void> Engine::heed(Fault refusal)
{
    if (refusal.reason == "device_wipe")
        (void)co_await leave(ErasureCause::wipe);
}

/// The intent first: from then on nothing but the end of it follows, whatever happens in between.
QCoro::Task<Result<void>> Engine::leave(ErasureCause cause)
{
    if (isLeaving_)
        co_return Result<void>{};
    isLeaving_ = true;
    Erasure erasure;
    erasure.cause = cause;
    erasure.at = Timestamp::now();
    erasure.server = profile_.server();
    erasure.token = profile_.session().refreshToken();
    erasure.unsent = counts_.pending + counts_.needYou + counts_.onlyHere;
    erasure.entries = keyringEntries(options_.home.data);
    if (auto written = writeErasure(options_.home, erasure); !written) {
        isLeaving_ = false;
        co_return written;
    }
    options_.log(LogLevel::warning, "agent.leave", cause == ErasureCause::wipe ? "wipe" : "out");
    stopDrivers();
    careTimer_.stop();
    if (cause == ErasureCause::signOut) {
        (void)co_await profile_.session().signOut();
        erasure.token = Secret();
    }
    http_.abortAll();
    co_await stores_.close();
    keys_.close();
    auto erased = eraseFiles(options_.home, cause);
    // Without a token the platform cannot be told, and would refuse this installation for ever.
    if (cause == ErasureCause::wipe && erasure.token.isEmpty())
        forgetInstallation(options_.home.data);
    if (erased) {
        erasure.isErased = true;
        erased = writeErasure(options_.home, erasure);
    }
    co_await eraseEntries(keyring_, erasure.entries);
    (void)writeErasure(options_.home, erasure);
    profile_.unload();
    Q_EMIT signedOut(cause == ErasureCause::wipe ? "device_wipe" : "signed_out");
    // What is left of it in this process's memory goes with the process.
    Q_EMIT restartWanted();
    co_return erased;
}

/// At a start, before anything else is opened. False: files are still there, and nothing may be
/// opened over them.
bool Engine::goOnLeaving()
{
    erasure_ = readErasure(options_.home);
    if (!erasure_)
        return true;
    if (!erasure_->isErased) {
        if (erasure_->entries.empty())
            erasure_->entries = keyringEntries(options_.home.data);
        (void)writeErasure(options_.home, *erasure_);
        if (const auto erased = eraseFiles(options_.home, erasure_->cause); !erased) {
            storeFault_ = erased.error();
            return false;
        }
        erasure_->isErased = true;
        (void)writeErasure(options_.home, *erasure_);
    }
    finishLeaving();
    return true;
}

/// What does not depend on files: the keyring, and the platform, which may be out of reach for now.
QCoro::Task<void> Engine::finishLeaving()
{
    if (!erasure_ || isFinishing_)
        co_return;
    isFinishing_ = true;
    if (!erasure_->entries.empty())
        co_await eraseEntries(keyring_, erasure_->entries);
    if (!erasure_->token.isEmpty()) {
        const auto server = serverAddress(erasure_->server);
        auto told = Result<void>();
        if (server && erasure_->cause == ErasureCause::wipe)
            told = co_await profile_.session().tellWiped(*server, erasure_->token.clone());
        if (told)
            erasure_->token = Secret();
    }
    isFinishing_ = false;
    const bool isDone = erasure_->entries.empty() && erasure_->token.isEmpty();
    if (isDone && (erasure_->cause == ErasureCause::signOut || profile_.isSignedIn())) {
        erasure_.reset();
        forgetErasure(options_.home);
    } else {
        (void)writeErasure(options_.home, *erasure_);
    }
    if (!isDone)
        QTimer::singleShot(tellAgainAfterMs, this, &Engine::finishLeaving);
    touchStatus();
}

std::optional<Fault> Engine::wipeFault() const
{
    if (!erasure_ || erasure_->cause != ErasureCause::wipe || profile_.user())
        return std::nullopt;
    const std::string when = erasure_->at.toString().substr(0, 16);
    std::string what = "Your administrator asked for it. The local copy, its keys, backups, files "
                       "and logs were removed on " +
                       when.substr(0, 10) + " at " + when.substr(11) + " UTC";
    if (erasure_->unsent > 0)
        what += ", with " + std::to_string(erasure_->unsent) + " changes that were not sent";
    return Fault{
        FaultCode::forbidden,
        "device_wiped",
        "This device was wiped by your administrator. " + what + ".",
        erasure_->token.isEmpty() ? "Ask your administrator why, or sign in again."
                                  : "The platform is told as soon as it can be reached."};
}

} // namespace tidemark::sync
