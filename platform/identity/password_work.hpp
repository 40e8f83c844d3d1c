// Hashing of passwords away from the event loop.
#pragma once

#include "platform/database/database.hpp"
#include "platform/identity/password.hpp"

#include <boost/asio/thread_pool.hpp>

#include <string>

namespace tidemark::platform {

/// A few threads of its own, and a bound on what waits for them.
class PasswordWork {
public:
    explicit PasswordWork(PasswordCost cost);
    ~PasswordWork();

    /// More wait than would be answered in good time.
    [[nodiscard]] bool isBusy() const;

    /// `encodedHash` may be empty: the same time is spent, and the answer is no.
    [[nodiscard]] asio::awaitable<bool> isRight(const Secret& password, std::string encodedHash);

    [[nodiscard]] asio::awaitable<Result<std::string>> hash(const Secret& password);

    [[nodiscard]] const PasswordCost& cost() const { return cost_; }

private:
    PasswordCost cost_;
    std::string decoyHash_; ///< Verified against when there is no such user, for the same time.
    int waiting_ = 0;
    asio::thread_pool pool_;
};

/// `full`/`sign_in_busy`.
[[nodiscard]] Fault passwordsBusy();

} // namespace tidemark::platform
