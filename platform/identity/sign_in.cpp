// How a session begins: the password, the lock against guessing, and the device.
#include "platform/identity/crypto.hpp"
#include "platform/identity/recordable_text.hpp"
#include "platform/identity/session_sql.hpp"
#include "platform/identity/sessions.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace tidemark::platform {
namespace {

constexpr std::size_t longestName = 120;
constexpr std::size_t longestAgent = 200;
constexpr std::size_t longestLogin = 254;

Fault wrongCredentials()
{
    return Fault{
        FaultCode::unauthenticated,
        "wrong_credentials",
        "The organization, user or password is not right.",
        "Check all three, then try again."};
}

Fault lockedOut(std::chrono::seconds window)
{
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(window).count();
    return Fault{
        FaultCode::full,
        "locked_out",
        "There were too many failed attempts to sign in.",
        "Wait up to " + std::to_string(minutes) + " minutes, or have the password reset."};
}

Tenancy tenancyOf(int tenant)
{
    Tenancy tenancy;
    tenancy.tenant = tenant;
    return tenancy;
}

} // namespace

struct Sessions::Account {
    ProvenUser user = {};
    std::string hash = {}; ///< Empty: nobody may sign in with it.
    bool isLocked = false;
};

Uuid deviceIdOf(const DeviceInfo& device)
{
    if (device.id && !device.id->isNil())
        return *device.id;
    const Digest digest = sha256("device " + device.name);
    Uuid id;
    std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x80); // A name-based UUIDv8.
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

/// The same two queries whatever is wrong, so that time tells nothing.
asio::awaitable<Result<Sessions::Account>> Sessions::findAccount(const SignInRequest& request)
{
    Account account;
    account.user.login = request.login;
    const Params slug{request.tenant};
    auto tenants = co_await database_.read(Tenancy{}, session_sql::findTenant, slug);
    if (!tenants)
        co_return tenants.error();
    account.user.tenant = static_cast<int>(tenants->integer(0, 0));
    const Params who{
        std::to_string(account.user.tenant),
        request.login,
        request.device.address,
        std::to_string(settings_.lockWindow.count())};
    auto users =
        co_await database_.read(tenancyOf(account.user.tenant), session_sql::findUser, who);
    if (!users)
        co_return users.error();
    const bool isNameLocked =
        users->integer(0, 3) >= settings_.failuresOfName && !users->boolean(0, 5);
    account.isLocked = isNameLocked || users->integer(0, 4) >= settings_.failuresOfAddress;
    const auto userId = Uuid::parse(users->text(0, 0));
    if (userId && users->at(0, 1)) {
        account.user.userId = *userId;
        if (users->boolean(0, 2))
            account.hash = users->text(0, 1);
    }
    co_return account;
}

asio::awaitable<Result<ProvenUser>> Sessions::provePassword(const SignInRequest& request)
{
    if (request.password.reveal().size() > longestPassword || request.login.size() > longestLogin)
        co_return wrongCredentials();
    if (passwords_.isBusy())
        co_return passwordsBusy();
    auto account = co_await findAccount(request);
    if (!account)
        co_return account.error();
    if (account->isLocked) {
        auto noted = co_await noteAttempt(account->user, request.device, "locked_out");
        co_return noted ? lockedOut(settings_.lockWindow) : noted.error();
    }
    const auto begun = Clock::now();
    const bool isGood = co_await passwords_.isRight(request.password, account->hash);
    if (!isGood)
        co_return co_await refuse(account->user, request.device, begun);
    if (isOutdated(account->hash, passwords_.cost()))
        co_await renewHash(account->user, account->hash, request.password);
    co_return account->user;
}

asio::awaitable<Result<ProvenUser>>
Sessions::refuse(ProvenUser user, DeviceInfo device, Clock::time_point begun)
{
    auto noted = co_await noteAttempt(std::move(user), std::move(device), "wrong_credentials");
    if (!noted)
        co_return noted.error();
    asio::steady_timer timer(database_.executor(), begun + settings_.refusalAfter);
    boost::system::error_code ended;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    co_return wrongCredentials();
}

asio::awaitable<Result<void>> Sessions::noteRefusal(SignInRequest request, std::string reason)
{
    if (request.login.size() > longestLogin)
        co_return Result<void>{};
    auto account = co_await findAccount(request);
    if (!account)
        co_return account.error();
    co_return co_await noteAttempt(
        std::move(account->user), std::move(request.device), std::move(reason)
    );
}

/// A password from another system, or of an older cost, is kept as one of ours from now on.
/// Not over one that was set while this was hashed.
asio::awaitable<void>
Sessions::renewHash(ProvenUser user, std::string before, const Secret& password)
{
    auto hash = co_await passwords_.hash(password);
    if (!hash)
        co_return; // It is too short for us, but it was right.
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::renewPassword;
    statements[0].params = {user.userId.toString(), std::move(*hash), std::move(before)};
    auto stored = co_await database_.write(tenancyOf(user.tenant), std::move(statements));
    if (!stored)
        spdlog::warn("a password was not hashed anew: {}", stored.error().reason);
}

asio::awaitable<Result<void>>
Sessions::noteAttempt(ProvenUser user, DeviceInfo device, std::string reason)
{
    if (user.tenant == 0)
        co_return Result<void>{};
    std::optional<std::string> userId;
    if (!user.userId.isNil())
        userId = user.userId.toString();
    std::vector<Statement> statements(1);
    statements[0].sql = session_sql::noteAttempt;
    statements[0].params = {
        std::to_string(user.tenant),
        Uuid::make().toString(),
        userId,
        recordable(user.login, longestLogin),
        reason.empty() ? "true" : "false",
        reason,
        user.method,
        device.address,
        recordable(device.name, longestName),
        recordable(device.agent, longestAgent)};
    auto written = co_await database_.write(tenancyOf(user.tenant), std::move(statements));
    if (!written)
        co_return written.error();
    co_return Result<void>{};
}

asio::awaitable<Result<void>>
Sessions::noteFailure(ProvenUser user, DeviceInfo device, std::string reason)
{
    return noteAttempt(std::move(user), std::move(device), std::move(reason));
}

asio::awaitable<Result<SignedIn>> Sessions::open(ProvenUser user, DeviceInfo device)
{
    const Tenancy tenancy{user.tenant, user.userId};
    const Uuid sessionId = Uuid::make();
    const RefreshToken token = Tokens::makeRefresh(user.tenant);
    const std::string tenant = std::to_string(user.tenant);
    const std::string who = user.userId.toString();
    const std::string deviceId = deviceIdOf(device).toString();
    const std::string name = recordable(device.name, longestName);
    const std::string agent = recordable(device.agent, longestAgent);
    const std::string family = std::to_string(settings_.familyLifetime.count());
    const std::string lifetime = std::to_string(settings_.refreshLifetime.count());
    std::optional<std::string> client;
    if (device.clientId)
        client = device.clientId->toString();
    const std::string session = sessionId.toString();
    std::vector<Statement> all(5);
    all[0].sql = session_sql::forgetOldSessions;
    all[0].params = {tenant, who};
    all[1].sql = session_sql::keepDevice;
    all[1].params = {tenant, deviceId, who, name, agent, device.address};
    all[2].sql = session_sql::openSession;
    all[2].params = {
        tenant, session, who, name, client, device.address, family, deviceId, agent, user.method};
    all[3].sql = session_sql::addToken;
    all[3].params = {tenant, token.storedHash(), session, lifetime};
    all[4].sql = session_sql::noteSignIn;
    all[4].params = {tenant, who};
    auto written = co_await database_.write(tenancy, std::move(all));
    if (!written)
        co_return written.error();
    const bool isOpen = !(*written)[2].isEmpty();
    auto noted = co_await noteAttempt(user, device, isOpen ? "" : "device_wipe");
    if (!noted)
        co_return noted.error();
    if (!isOpen)
        co_return Fault{
            FaultCode::unauthenticated,
            "device_wipe",
            "Somebody asked for all data on this device to be removed.",
            "The copy on this device is removed now. Ask an administrator why."};
    co_return co_await issue(tenancy, sessionId, token);
}

asio::awaitable<Result<SignedIn>> Sessions::signIn(SignInRequest request)
{
    auto proven = co_await provePassword(request);
    if (!proven)
        co_return proven.error();
    co_return co_await open(std::move(*proven), std::move(request.device));
}

} // namespace tidemark::platform
