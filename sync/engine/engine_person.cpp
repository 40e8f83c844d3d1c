// The person at the desk, as the platform knows them now.
#include "sync/engine/engine.hpp"

namespace tidemark::sync {

QCoro::Task<Result<User>> Engine::reloadUser()
{
    const auto user = co_await profile_.reload();
    if (!user)
        co_return user.error();
    syncNow();
    touchStatus();
    co_return *user;
}

/// The platform refuses everything until the person has done something, or does so no more: the
/// windows must know.
QCoro::Task<void> Engine::learnDuty()
{
    const auto& fault = pull_.machine().fault();
    const bool isRefused = fault && (fault->reason == "password_change_required" ||
                                     fault->reason == "second_factor_setup_required");
    const bool owes = profile_.user() && profile_.user()->owes();
    const bool isNews = owes ? pull_.machine().state() == PullState::live : isRefused;
    if (!isNews || isAskingDuty_)
        co_return;
    isAskingDuty_ = true;
    (void)co_await reloadUser();
    isAskingDuty_ = false;
}

} // namespace tidemark::sync
