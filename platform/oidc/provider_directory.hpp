// What is known of identity providers: metadata and keys, fetched when needed and kept a while.
#pragma once

#include "platform/oidc/id_token.hpp"
#include "platform/oidc/provider_metadata.hpp"
#include "platform/oidc/web_client.hpp"

#include <boost/asio/steady_timer.hpp>

#include <map>

namespace tidemark::platform {

struct DirectoryTimes {
    std::chrono::seconds fresh{3600};          ///< No need to ask again.
    std::chrono::seconds stale{24 * 3600};     ///< Good enough while the provider does not answer.
    std::chrono::seconds betweenRefetches{30}; ///< For a key that is not known, and after failures.
};

using MetadataPointer = std::shared_ptr<const ProviderMetadata>;
using KeysPointer = std::shared_ptr<const JsonWebKeys>;

/// Lives on one thread, shared by all tenants: what an issuer says is the same for everybody.
class ProviderDirectory {
public:
    ProviderDirectory(WebClient& web, DirectoryTimes times = {});

    /// Faults of the web client and of `readProviderMetadata`.
    [[nodiscard]] asio::awaitable<Result<MetadataPointer>> metadataOf(std::string issuer);

    /// Keys that could have signed the token. When none of those at hand could, they are fetched
    /// once more, but not more often than the times say: keys rotate, and forged tokens name keys
    /// that never were.
    [[nodiscard]] asio::awaitable<Result<KeysPointer>>
    keysFor(std::string keysAddress, const UnverifiedIdToken& token);

    /// What is known of the issuer is asked for anew, for who is just setting it up.
    void forget(const std::string& issuer);

private:
    using Clock = std::chrono::steady_clock;

    template <class T>
    struct Entry {
        std::shared_ptr<const T> value = {};
        Clock::time_point fetchedAt = {};
        std::optional<Clock::time_point> failedAt = {};
        std::optional<Clock::time_point> refetchedAt = {};
        std::optional<Fault> lastFault = {};
        std::shared_ptr<asio::steady_timer> running = {}; ///< Others wait for it.
    };
    template <class T>
    using Entries = std::map<std::string, std::shared_ptr<Entry<T>>>;

    template <class T, class Read>
    [[nodiscard]] asio::awaitable<Result<std::shared_ptr<const T>>>
    get(std::shared_ptr<Entry<T>> entry, std::string address, Read read, bool isRefetch);
    template <class T>
    [[nodiscard]] static std::shared_ptr<Entry<T>>
    entryOf(Entries<T>& entries, const std::string& key);

    WebClient& web_;
    DirectoryTimes times_;
    Entries<ProviderMetadata> metadata_;
    Entries<JsonWebKeys> keys_;
};

} // namespace tidemark::platform
