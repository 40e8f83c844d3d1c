// Passwords that were forgotten: a code by mail, good once and for half an hour.
#pragma once

#include "platform/mail/mail_queue.hpp"
#include "platform/signin/session_book.hpp"

namespace tidemark::platform {

class PasswordResets {
public:
    PasswordResets(Database& database, Sessions& sessions, SessionBook& book, MailQueue& mails)
        : database_(database)
        , sessions_(sessions)
        , book_(book)
        , mails_(mails)
    {
    }

    /// Sends a code to somebody who may sign in with a password, if the login is an address; at
    /// most three in an hour. Takes its time: whoever waits for it learns whether there is such
    /// a user.
    [[nodiscard]] asio::awaitable<Result<void>>
    ask(std::string tenant, std::string login, std::string address);

    /// Sets the password and ends all sessions. `invalid`/`reset_code_invalid` whether the code was
    /// used, is too old or never was; a password that is refused leaves it good.
    [[nodiscard]] asio::awaitable<Result<void>>
    redeem(std::string code, Secret password, AuditOrigin origin);

private:
    Database& database_;
    Sessions& sessions_;
    SessionBook& book_;
    MailQueue& mails_;
};

} // namespace tidemark::platform
