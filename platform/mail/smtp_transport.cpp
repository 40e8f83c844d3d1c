#include "platform/mail/mail_transport.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <curl/curl.h>
#include <memory>
#include <string_view>

namespace tidemark::platform {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// What is still to be read of the mail.
struct Upload {
    std::string_view rest = {};
};

std::size_t readPiece(char* buffer, std::size_t size, std::size_t count, void* from)
{
    auto& upload = *static_cast<Upload*>(from);
    const std::size_t bytes = std::min(size * count, upload.rest.size());
    std::memcpy(buffer, upload.rest.data(), bytes);
    upload.rest.remove_prefix(bytes);
    return bytes;
}

std::size_t dropPiece(char*, std::size_t size, std::size_t count, void*)
{
    return size * count;
}

int onProgress(void* isStopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<const std::atomic<bool>*>(isStopping)->load() ? 1 : 0;
}

void initOnce()
{
    static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)begun; // What failed fails again, and is told, with the first handle.
}

Fault faultOf(CURLcode code, long status, const char* detail)
{
    const std::string why = detail[0] != '\0' ? detail : curl_easy_strerror(code);
    const auto fault = [&why](FaultCode kind, const char* reason, const char* nextStep) {
        return Fault{kind, reason, "The mail server did not take the mail: " + why + ".", nextStep};
    };
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return fault(FaultCode::timedOut, "mail_timed_out", "It is tried again.");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_USE_SSL_FAILED:
        return fault(
            FaultCode::insecure, "mail_not_secure", "Check --smtp-url, --smtp-tls and --smtp-ca."
        );
    case CURLE_LOGIN_DENIED:
        return fault(
            FaultCode::unauthenticated, "mail_sign_in", "Check --smtp-user and its password."
        );
    default:
        break;
    }
    // 5xx after the sign-in: this mail, or its recipient, will not be taken later either. These
    // four are about our own sign-in, which somebody will put right.
    const bool isOurs = status == 530 || status == 534 || status == 535 || status == 538;
    if (status >= 500 && status < 560 && !isOurs)
        return fault(FaultCode::invalid, "mail_refused", "Correct the address.");
    return fault(FaultCode::unavailable, "mail_not_taken", "It is tried again.");
}

} // namespace

Result<void> checkSmtpUrl(const std::string& url)
{
    const auto isSafe = [](char letter) { return letter > ' ' && letter <= '~'; };
    const bool isPlain = url.starts_with("smtp://");
    const bool isKnown = isPlain || url.starts_with("smtps://");
    const std::string rest = isKnown ? url.substr(isPlain ? 7 : 8) : std::string();
    if (!rest.empty() && rest.find('@') == rest.npos && rest.find_first_of("?#") == rest.npos &&
        std::all_of(url.begin(), url.end(), isSafe))
        return {};
    return Fault{
        FaultCode::invalid,
        "bad_smtp_url",
        "This is no address of a mail server.",
        "Write smtp://host:587 or smtps://host:465; the user goes to --smtp-user, the password "
        "into --smtp-password-file."};
}

SmtpTransport::SmtpTransport(SmtpSettings settings)
    : settings_(std::move(settings))
{
    initOnce();
}

Result<void>
SmtpTransport::send(const std::string& from, const std::string& to, const std::string& text)
{
    const Handle handle(curl_easy_init(), &curl_easy_cleanup);
    const std::string recipient = "<" + to + ">";
    const List recipients(curl_slist_append(nullptr, recipient.c_str()), &curl_slist_free_all);
    if (!handle || !recipients)
        return faultOf(CURLE_OUT_OF_MEMORY, 0, "");
    CURL* const curl = handle.get();
    const std::string sender = "<" + from + ">";
    const std::string password(settings_.password.reveal());
    std::array<char, CURL_ERROR_SIZE> detail = {};
    Upload upload{text};
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
    curl_easy_setopt(curl, CURLOPT_URL, settings_.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, settings_.needsTls ? CURLUSESSL_ALL : CURLUSESSL_NONE);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!settings_.caFile.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.caFile.c_str());
    if (!settings_.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, password.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, &readPiece);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &dropPiece);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &onProgress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &isStopping_);
    curl_easy_setopt(
        curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(settings_.connectMost.count())
    );
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(settings_.wholeMost.count()));
    const CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_OK)
        return {};
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return faultOf(code, status, detail.data());
}

} // namespace tidemark::platform
