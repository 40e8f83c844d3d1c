// How customers come to an account: invited, or approved by an administrator.
#pragma once

#include "platform/audit/audit_deed.hpp"
#include "platform/identity/password_work.hpp"
#include "platform/mail/mail_queue.hpp"

#include <string>

namespace tidemark::platform {

/// What somebody without an account sends.
struct SignUp {
    std::string tenant = {}; ///< Slug.
    std::string login = {};  ///< Their e-mail address, in lower case.
    std::string displayName = {};
    std::string company = {};
    Secret password = {};
    std::string invitation = {}; ///< Empty: an administrator decides.
};

/// Where a customer belongs. Always to an organization: who belongs to none sees every one's rows.
struct CustomerPlace {
    Uuid organizationId = {};
    Uuid roleId = {};
};

/// A code that is shown once.
struct Invitation {
    Uuid id = {};
    std::string code = {};
    std::string expiresAt = {};
};

class SignUpBook {
public:
    SignUpBook(Database& database, PasswordWork& passwords, MailQueue& mails)
        : database_(database)
        , passwords_(passwords)
        , mails_(mails)
    {
    }

    /// True: the account is there. False: an administrator will decide, or there is nothing to
    /// decide because the address has an account; nobody is told which. Faults `forbidden`
    /// `sign_up_closed` and `invitation_unknown`, `invalid` `password_weak` and `password_length`.
    [[nodiscard]] asio::awaitable<Result<bool>> signUp(SignUp wanted, AuditOrigin origin);

    /// The user's id; they are told by mail. Faults `notFound`, `conflict`/`login_taken`, those of
    /// a place.
    [[nodiscard]] asio::awaitable<Result<Uuid>>
    approve(ActorPointer actor, AuditOrigin origin, Uuid signUp, CustomerPlace place);

    [[nodiscard]] asio::awaitable<Result<void>>
    refuse(ActorPointer actor, AuditOrigin origin, Uuid signUp);

    /// The code goes by mail, too. A place's faults: `forbidden` `more_than_own`,
    /// `not_your_organization` or `permission_missing`, `invalid` for what is not there.
    [[nodiscard]] asio::awaitable<Result<Invitation>>
    invite(ActorPointer actor, AuditOrigin origin, std::string login, CustomerPlace place);

private:
    Database& database_;
    PasswordWork& passwords_;
    MailQueue& mails_;
};

} // namespace tidemark::platform
