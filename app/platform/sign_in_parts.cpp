#include "app/platform/sign_in_parts.hpp"

#include "platform/factors/factor_routes.hpp"
#include "platform/signin/password_reset_routes.hpp"
#include "platform/signin/reuse_alarm.hpp"

namespace tidemark::platform {

SignInParts::SignInParts(
    Database& database,
    Sessions& sessions,
    AccessParts& access,
    const Secret& serverKey,
    std::shared_ptr<MailTransport> transport,
    MailWorkerSettings mail
)
    : database_(database)
    , sessions_(sessions)
    , access_(access)
    , factors_(database, access.turns(), serverKey)
    , challenges_(database, sessions, factors_)
    , mails_(database, serverKey)
    , worker_(database, mails_, std::move(transport), std::move(mail))
    , resets_(database, sessions, access.book(), mails_)
{
    sessions_.onReuse(reuseAlarm(mails_));
}

void SignInParts::addTo(Router& router, AboutSettings about)
{
    const SignInServices services{sessions_, access_.turns(), factors_, challenges_};
    addSignInRoutes(router, services, std::move(about));
    addFactorRoutes(router, database_, sessions_, factors_);
    addPasswordResetRoutes(router, database_, resets_, access_.turns());
}

void SignInParts::follow(Listener& listener)
{
    worker_.follow(listener);
}

void SignInParts::startWork()
{
    worker_.start();
}

void SignInParts::stop()
{
    worker_.stop();
}

} // namespace tidemark::platform
