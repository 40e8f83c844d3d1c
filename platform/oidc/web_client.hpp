// Requests to identity providers, by libcurl, each bounded in time and size.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <string>

namespace tidemark::platform {

namespace asio = boost::asio;

struct WebSettings {
    /// Providers may be on this machine, also by plain http. For trials and tests.
    bool allowsThisMachine = false;
    std::string authoritiesFile = {}; ///< PEM, beside none: the system's.
    std::chrono::milliseconds totalMost{10'000};
    std::size_t bytesMost = 256 * 1024;
};

/// A GET, or a POST of `form`.
struct WebRequest {
    std::string url = {};
    Secret form = {};          ///< `application/x-www-form-urlencoded`
    Secret authorization = {}; ///< The header's value.
};

struct WebAnswer {
    int status = 0;
    std::string body = {};
};

/// Follows no redirect, sends no cookie, and connects to no address of this machine or its link
/// unless that is allowed: whom to ask is a tenant's choice, what it may reach is not. Runs on a
/// few threads of its own.
class WebClient {
public:
    explicit WebClient(WebSettings settings = {});
    ~WebClient();

    /// Fault only without a complete answer: `offline`/`oidc_unreachable`, `timedOut`,
    /// `tooLarge`, `forbidden`/`oidc_tls`, or `full` when too many wait.
    [[nodiscard]] asio::awaitable<Result<WebAnswer>> send(WebRequest request);

    /// Whether an address may be asked at all: https, or what the settings allow.
    [[nodiscard]] bool mayAsk(const std::string& url) const;

private:
    [[nodiscard]] Result<WebAnswer> transfer(const WebRequest& request) const;

    WebSettings settings_;
    std::atomic<bool> isStopping_ = false;
    int waiting_ = 0;
    asio::thread_pool pool_;
};

/// `text` as it stands in a form or a query.
[[nodiscard]] std::string formEncoded(std::string_view text);

} // namespace tidemark::platform
