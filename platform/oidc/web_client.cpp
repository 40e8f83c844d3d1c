#include "platform/oidc/web_client.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/url/parse.hpp>

#include <cstring>
#include <curl/curl.h>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>

namespace tidemark::platform {
namespace {

constexpr std::size_t threads = 4;
constexpr int waitingMost = 64;
constexpr long connectMost = 5'000;

struct CloseHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

/// What libcurl's callbacks know of one transfer.
struct Running {
    const WebSettings* settings = nullptr;
    const std::atomic<bool>* isStopping = nullptr;
    std::string body = {};
    bool isTooLarge = false;
    bool isForbidden = false;
};

std::size_t onBody(char* bytes, std::size_t size, std::size_t count, void* given)
{
    auto* running = static_cast<Running*>(given);
    if (running->body.size() + size * count > running->settings->bytesMost) {
        running->isTooLarge = true;
        return 0;
    }
    running->body.append(bytes, size * count);
    return size * count;
}

int onProgress(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Running*>(given)->isStopping->load() ? 1 : 0;
}

bool isHere(std::uint32_t address)
{
    return (address >> 24) == 127 || (address >> 24) == 0 || (address >> 16) == 0xa9fe ||
           (address >> 28) >= 0xe;
}

/// This machine, its link (where clouds keep their credentials), and what is no machine.
bool isHere(const sockaddr& address)
{
    if (address.sa_family == AF_INET) {
        sockaddr_in four = {};
        std::memcpy(&four, &address, sizeof four);
        return isHere(ntohl(four.sin_addr.s_addr));
    }
    sockaddr_in6 six = {};
    std::memcpy(&six, &address, sizeof six);
    const in6_addr& bytes = six.sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&bytes)) {
        std::uint32_t inner = 0;
        std::memcpy(&inner, bytes.s6_addr + 12, sizeof inner);
        return isHere(ntohl(inner));
    }
    return IN6_IS_ADDR_LOOPBACK(&bytes) || IN6_IS_ADDR_LINKLOCAL(&bytes) ||
           IN6_IS_ADDR_UNSPECIFIED(&bytes) || IN6_IS_ADDR_MULTICAST(&bytes);
}

/// Looks at the address itself, so that no name can lead somewhere else the second time.
curl_socket_t onOpen(void* given, curlsocktype, curl_sockaddr* address)
{
    auto* running = static_cast<Running*>(given);
    const bool isInternet = address->family == AF_INET || address->family == AF_INET6;
    if (!isInternet || (!running->settings->allowsThisMachine && isHere(address->addr))) {
        running->isForbidden = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Fault unreachable(const std::string& host)
{
    return Fault{
        FaultCode::unavailable,
        "oidc_unreachable",
        "The identity provider " + host + " does not answer.",
        "Try again in a moment; sign in with a password if you have one."};
}

Fault faultOf(CURLcode code, const Running& running, const std::string& host)
{
    if (running.isForbidden)
        return Fault{
            FaultCode::forbidden,
            "oidc_address_refused",
            "The identity provider " + host + " has an address of this machine or its link.",
            "Enter the provider's public address."};
    if (running.isTooLarge)
        return Fault{
            FaultCode::tooLarge,
            "oidc_answer_too_large",
            "The answer of " + host + " is larger than it may be.",
            "Check the provider's address."};
    if (code == CURLE_OPERATION_TIMEDOUT)
        return Fault{
            FaultCode::timedOut,
            "oidc_timed_out",
            "The identity provider " + host + " did not answer in time.",
            "Try again in a moment."};
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
        code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SSL_CERTPROBLEM)
        return Fault{
            FaultCode::forbidden,
            "oidc_tls",
            "The certificate of the identity provider " + host + " cannot be trusted.",
            "Have its authority added on the server, with --oidc-authorities."};
    return unreachable(host);
}

void setLimits(CURL* handle, Running& running)
{
    const WebSettings& settings = *running.settings;
    curl_easy_setopt(
        handle, CURLOPT_PROTOCOLS_STR, settings.allowsThisMachine ? "https,http" : "https"
    );
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, connectMost);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.totalMost.count()));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Tidemark");
    if (!settings.authoritiesFile.empty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, settings.authoritiesFile.c_str());
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &onOpen);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &running);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &onBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &running);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, &onProgress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &running);
}

std::string hostOf(const std::string& url)
{
    const auto parsed = boost::urls::parse_uri(url);
    return parsed ? std::string(parsed->encoded_host()) : std::string("?");
}

} // namespace

WebClient::WebClient(WebSettings settings)
    : settings_(std::move(settings))
    , pool_(threads)
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)ready;
}

WebClient::~WebClient()
{
    isStopping_ = true;
    pool_.join();
}

bool WebClient::mayAsk(const std::string& url) const
{
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed || parsed->encoded_host().empty() || parsed->has_userinfo() ||
        parsed->has_fragment())
        return false;
    const std::string host(parsed->encoded_host());
    const bool isPlain = parsed->scheme() == "http" && settings_.allowsThisMachine &&
                         (host == "127.0.0.1" || host == "localhost" || host == "[::1]");
    return parsed->scheme() == "https" || isPlain;
}

asio::awaitable<Result<WebAnswer>> WebClient::send(WebRequest request)
{
    if (waiting_ >= waitingMost)
        co_return Fault{
            FaultCode::full,
            "oidc_busy",
            "Too many people sign in at once.",
            "Try again in a moment."};
    auto work = [this, &request]() -> asio::awaitable<Result<WebAnswer>> {
        co_return transfer(request);
    };
    ++waiting_;
    auto answer = co_await asio::co_spawn(pool_, work, asio::use_awaitable);
    --waiting_;
    co_return answer;
}

Result<WebAnswer> WebClient::transfer(const WebRequest& request) const
{
    const Handle handle(curl_easy_init());
    if (!handle || !mayAsk(request.url))
        return unreachable(hostOf(request.url));
    Running running{&settings_, &isStopping_};
    setLimits(handle.get(), running);
    curl_easy_setopt(handle.get(), CURLOPT_URL, request.url.c_str());
    HeaderList headers(curl_slist_append(nullptr, "Accept: application/json"));
    if (!request.authorization.isEmpty()) {
        const Secret line(
            "Authorization: " + std::string(request.authorization.reveal()) + std::string(1, '\0')
        );
        curl_slist_append(headers.get(), line.reveal().data());
    }
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    if (!request.form.isEmpty()) {
        const std::string_view form = request.form.reveal();
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
        curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, form.data());
    }
    const CURLcode code = curl_easy_perform(handle.get());
    if (code != CURLE_OK)
        return faultOf(code, running, hostOf(request.url));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return WebAnswer{static_cast<int>(status), std::move(running.body)};
}

std::string formEncoded(std::string_view text)
{
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (std::isalnum(byte) || letter == '-' || letter == '.' || letter == '_') {
            out += letter;
        } else {
            out += '%';
            out += hex[byte >> 4];
            out += hex[byte & 15];
        }
    }
    return out;
}

} // namespace tidemark::platform
