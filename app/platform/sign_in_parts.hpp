// The parts of the program around a sign-in: second factors, forgotten passwords, and mail.
#pragma once

#include "app/platform/access_parts.hpp"
#include "platform/mail/mail_worker.hpp"
#include "platform/signin/password_resets.hpp"
#include "platform/signin/signin_routes.hpp"

namespace tidemark::platform {

/// Made after what it is given, which must outlive it.
class SignInParts {
public:
    SignInParts(
        Database& database,
        Sessions& sessions,
        AccessParts& access,
        const Secret& serverKey,
        std::shared_ptr<MailTransport> transport,
        MailWorkerSettings mail
    );

    void addTo(Router& router, AboutSettings about);

    /// What other servers tell. Before `listener.start()`.
    void follow(Listener& listener);

    /// Begins to send mail.
    void startWork();
    void stop();

    [[nodiscard]] MailQueue& mails() { return mails_; }
    [[nodiscard]] FactorBook& factors() { return factors_; }
    [[nodiscard]] ChallengeBook& challenges() { return challenges_; }

private:
    Database& database_;
    Sessions& sessions_;
    AccessParts& access_;
    FactorBook factors_;
    ChallengeBook challenges_;
    MailQueue mails_;
    MailWorker worker_;
    PasswordResets resets_;
};

} // namespace tidemark::platform
