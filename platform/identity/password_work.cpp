#include "platform/identity/password_work.hpp"

#include "platform/identity/crypto.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tidemark::platform {
namespace {

constexpr std::size_t hashingThreads = 2;
constexpr int mostWaiting = 64; ///< 64 × 20 ms on two threads: nobody waits longer than that.

} // namespace

PasswordWork::PasswordWork(PasswordCost cost)
    : cost_(cost)
    , pool_(hashingThreads)
{
    const Secret decoy(toBase64Url(randomBytes(24)));
    decoyHash_ = hashPassword(decoy, cost_).value();
}

PasswordWork::~PasswordWork()
{
    pool_.join();
}

bool PasswordWork::isBusy() const
{
    return waiting_ >= mostWaiting;
}

asio::awaitable<bool> PasswordWork::isRight(const Secret& password, std::string encodedHash)
{
    const bool isThere = !encodedHash.empty();
    const std::string& hash = isThere ? encodedHash : decoyHash_;
    auto compare = [&hash, &password]() -> asio::awaitable<bool> {
        co_return isPassword(password, hash);
    };
    ++waiting_;
    const bool isSame = co_await asio::co_spawn(pool_, compare, asio::use_awaitable);
    --waiting_;
    co_return isSame&& isThere;
}

asio::awaitable<Result<std::string>> PasswordWork::hash(const Secret& password)
{
    auto make = [this, &password]() -> asio::awaitable<Result<std::string>> {
        co_return hashPassword(password, cost_);
    };
    ++waiting_;
    auto made = co_await asio::co_spawn(pool_, make, asio::use_awaitable);
    --waiting_;
    co_return made;
}

Fault passwordsBusy()
{
    return Fault{
        FaultCode::full,
        "sign_in_busy",
        "Too many people sign in at once.",
        "Try again in a moment."};
}

} // namespace tidemark::platform
