// Mail that waits in PostgreSQL: put there by the transaction that gives rise to it, sealed, taken
// by one sender at a time under a lease, tried again later and later.
#pragma once

#include "platform/database/database.hpp"
#include "platform/vault/sealer.hpp"

#include <chrono>

namespace tidemark::platform {

/// What is to be sent.
struct NewMail {
    std::string kind = {}; ///< For people who look into the queue: `passwordReset`.
    std::string to = {};
    std::string subject = {};
    std::string body = {};
    std::chrono::seconds useful{24 * 3600}; ///< It is given up after that.
};

/// A mail that this sender has, until its lease ends.
struct ClaimedMail {
    int tenant = 0;
    Uuid id = {};
    std::string kind = {};
    std::string to = {};
    std::string subject = {};
    std::string sealedBody = {};
    std::int64_t fence = 0;
    int attempts = 0; ///< 1 the first time.
    bool isLate = false;
};

class MailQueue {
public:
    /// `serverKey` seals the bodies: codes in them are good for something.
    MailQueue(Database& database, const Secret& serverKey);

    /// Puts a mail into the queue as part of a transaction of the tenant.
    [[nodiscard]] Statement put(int tenant, NewMail mail) const;

    [[nodiscard]] asio::awaitable<Result<std::vector<ClaimedMail>>> claim(int most);

    /// `corrupt`/`not_sealed_here` when it was sealed with another key.
    [[nodiscard]] Result<Secret> bodyOf(const ClaimedMail& mail) const;

    /// How long until a mail is due; none when none waits.
    [[nodiscard]] asio::awaitable<Result<std::optional<std::chrono::milliseconds>>> nextIn();

    /// What became of it. Nothing happens when another sender has it by now.
    [[nodiscard]] asio::awaitable<Result<void>> sent(const ClaimedMail& mail);
    [[nodiscard]] asio::awaitable<Result<void>>
    postpone(const ClaimedMail& mail, std::chrono::seconds delay, std::string trouble);
    [[nodiscard]] asio::awaitable<Result<void>> giveUp(const ClaimedMail& mail, std::string why);

    /// Deletes what is over and old, here and of resets and challenges.
    [[nodiscard]] asio::awaitable<Result<void>> forgetOld();

    static constexpr std::chrono::seconds lease{120}; ///< Longer than one attempt may take.

private:
    [[nodiscard]] asio::awaitable<Result<void>>
    settle(const ClaimedMail& mail, std::string_view sql, Params more);

    Database& database_;
    Sealer sealer_;
};

} // namespace tidemark::platform
