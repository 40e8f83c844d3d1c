// What was set aside joins the engine: it goes when a session is open, before receipts tell of it.
#include "sync/engine/engine.hpp"
#include "sync/engine/escrow_driver.hpp"

namespace tidemark::sync {

void Engine::wireEscrow()
{
    escrow_ = new EscrowDriver(profile_.session(), stores_, this);
    connect(&pull_, &PullDriver::sessionOpened, escrow_, [this](const SessionAnswer& answer) {
        escrow_->start(answer.clientId);
    });
    connect(&link_, &LinkDriver::reachableChanged, escrow_, [this](bool isReachable) {
        if (!isReachable)
            escrow_->stop();
    });
    connect(escrow_, &EscrowDriver::moved, this, &Engine::outboxMoved);
    connect(this, &Engine::finished, escrow_, [this](const PushResult& result) {
        if (result.code == "denied")
            escrow_->look();
    });
    pull_.setHandOver([this]() -> QCoro::Task<void> { (void)co_await escrow_->handOver(); });
}

QCoro::Task<Result<HandOver>> Engine::handOver()
{
    co_return co_await escrow_->handOver();
}

} // namespace tidemark::sync
