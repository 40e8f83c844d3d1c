// From the parts of the engine to its one status.
#include "sync/engine/engine.hpp"
#include "sync/protocol/status_view.hpp"

namespace tidemark::sync {

QCoro::Task<void> Engine::recount()
{
    if (isCounting_) {
        outboxMoved();
        co_return;
    }
    isCounting_ = true;
    const auto count = [](DeskStore& desk) { return desk.vault.counts(); };
    const auto counts = co_await stores_.desk(count);
    isCounting_ = false;
    if (counts)
        counts_ = *counts;
    touchStatus();
}

const Status& Engine::status()
{
    publishStatus();
    return status_;
}

void Engine::publishStatus()
{
    StatusFacts facts;
    facts.isVaultOpen = isOpen();
    facts.needsPassphrase = needsPassphrase_;
    facts.hasProfile = profile_.user().has_value();
    facts.isDamaged = isDamaged_;
    if (slot_)
        facts.keyStore = *slot_ == KeySlot::keyring ? KeyStore::keyring : KeyStore::passphrase;
    if (!facts.isVaultOpen && isPassphraseAsked())
        facts.keyStore = KeyStore::passphrase;
    facts.storeFault = wipeFault(); // Before anything else: that is why everything is empty.
    for (const auto& fault : {storeFault_, mirrorFault_, leaseFault()})
        facts.storeFault = facts.storeFault ? facts.storeFault : fault;
    facts.server = profile_.server();
    facts.user = profile_.user();
    facts.isSignedIn = profile_.isSignedIn();
    facts.sessionFault = sessionFault_;
    facts.isPaused = isPaused_;
    facts.link = link_.state();
    facts.linkSince = link_.facts().since;
    facts.nextTryAt = link_.facts().nextTryAt;
    facts.linkFault = link_.facts().fault;
    facts.roundTripMs = link_.facts().roundTripMs;
    facts.clockSkewSeconds = link_.facts().clockSkewSeconds;
    facts.pull = pull_.machine().state();
    facts.progress = pull_.machine().progress();
    facts.pullFault = pull_.machine().fault();
    facts.cut = pull_.cut();
    facts.headCut = pull_.machine().headCut();
    facts.mirrorAsOf = pull_.figures().asOf;
    facts.isVerified = pull_.figures().isVerified;
    facts.rows = pull_.figures().rows;
    facts.mirrorBytes = pull_.figures().bytes;
    facts.pending = counts_.pending;
    facts.needYou = counts_.needYou;
    facts.quarantined = counts_.quarantined;
    facts.notices = notices_;
    facts.oldestPendingAt = counts_.oldestAt;
    facts.pushFault = push_.fault();
    auto status = statusOf(facts);
    if (!status.fault && isOpen())
        status.fault = storageNow().fault();
    if (status == status_)
        return;
    if (status.fault && status.fault != status_.fault)
        events_.saw(EventKind::request, "shown", *status.fault);
    status_ = std::move(status);
    Q_EMIT statusChanged(status_);
}

} // namespace tidemark::sync
