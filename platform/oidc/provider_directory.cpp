#include "platform/oidc/provider_directory.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace {

constexpr std::size_t entriesMost = 1000;
constexpr std::chrono::seconds fetchMost{30};
constexpr std::chrono::seconds justFetched{1}; ///< Not changed since.

Result<std::string> bodyOf(Result<WebAnswer> answer)
{
    if (!answer)
        return answer.error();
    if (answer->status != 200)
        return Fault{
            FaultCode::unavailable,
            "oidc_unreachable",
            "The identity provider answered with status " + std::to_string(answer->status) + ".",
            "Check the issuer's address; try again in a moment."};
    return std::move(answer->body);
}

} // namespace

ProviderDirectory::ProviderDirectory(WebClient& web, DirectoryTimes times)
    : web_(web)
    , times_(times)
{
}

template <class T>
std::shared_ptr<ProviderDirectory::Entry<T>>
ProviderDirectory::entryOf(Entries<T>& entries, const std::string& key)
{
    if (entries.size() >= entriesMost && !entries.contains(key))
        entries.clear(); // Who uses one still holds it.
    auto& entry = entries[key];
    if (!entry)
        entry = std::make_shared<Entry<T>>();
    return entry;
}

/// What is at hand, or a fetch that all who ask at once share. `isRefetch`: what is at hand does
/// not do, so it is asked for anew unless that was tried a moment ago.
template <class T, class Read>
asio::awaitable<Result<std::shared_ptr<const T>>> ProviderDirectory::get(
    std::shared_ptr<Entry<T>> entry, std::string address, Read read, bool isRefetch
)
{
    using Pointer = std::shared_ptr<const T>;
    while (const auto running = entry->running) {
        auto [ignored] = co_await running->async_wait(asio::as_tuple(asio::use_awaitable));
        (void)ignored;
        if (entry->running == running)
            break; // It takes too long; do not wait for ever.
        isRefetch = false;
    }
    const auto now = Clock::now();
    const auto isSoonAfter = [&](const std::optional<Clock::time_point>& time) {
        return time && now - *time < times_.betweenRefetches;
    };
    const auto age = now - entry->fetchedAt;
    const bool isUsable = entry->value && age < times_.stale;
    if (isRefetch)
        isRefetch = !isSoonAfter(entry->refetchedAt) && age > justFetched;
    const bool hasFailed = isSoonAfter(entry->failedAt);
    if (isUsable && (hasFailed || (age < times_.fresh && !isRefetch)))
        co_return Result<Pointer>(entry->value);
    if (hasFailed && entry->lastFault)
        co_return *entry->lastFault;
    if (isRefetch)
        entry->refetchedAt = now;
    const auto own =
        std::make_shared<asio::steady_timer>(co_await asio::this_coro::executor, fetchMost);
    entry->running = own;
    WebRequest request;
    request.url = address;
    auto answer = co_await web_.send(std::move(request));
    const auto body = bodyOf(std::move(answer));
    Result<T> value = body ? read(*body) : Result<T>(body.error());
    own->cancel();
    if (entry->running == own) // Another fetch may have begun when this one took too long.
        entry->running.reset();
    if (value) {
        entry->value = std::make_shared<const T>(std::move(*value));
        entry->fetchedAt = Clock::now();
        entry->failedAt.reset();
        entry->lastFault.reset();
        co_return Result<Pointer>(entry->value);
    }
    entry->failedAt = Clock::now();
    entry->lastFault = value.error();
    spdlog::warn("{} could not be used: {}", address, value.error().reason);
    // Another document than before is no outage.
    if (isUsable && isWorthRetrying(value.error().code))
        co_return Result<Pointer>(entry->value);
    co_return value.error();
}

asio::awaitable<Result<MetadataPointer>> ProviderDirectory::metadataOf(std::string issuer)
{
    std::string address = metadataAddress(issuer);
    auto read = [this, issuer](const std::string& body) {
        auto mayAsk = [this](const std::string& url) { return web_.mayAsk(url); };
        return readProviderMetadata(body, issuer, mayAsk);
    };
    return get<ProviderMetadata>(entryOf(metadata_, issuer), std::move(address), read, false);
}

asio::awaitable<Result<KeysPointer>>
ProviderDirectory::keysFor(std::string keysAddress, const UnverifiedIdToken& token)
{
    auto read = [](const std::string& body) { return readJsonWebKeys(body); };
    const auto entry = entryOf(keys_, keysAddress);
    auto keys = co_await get<JsonWebKeys>(entry, keysAddress, read, false);
    if (!keys || isKeyKnown(token, **keys))
        co_return keys;
    co_return co_await get<JsonWebKeys>(entry, keysAddress, read, true);
}

void ProviderDirectory::forget(const std::string& issuer)
{
    metadata_.erase(issuer);
}

} // namespace tidemark::platform
