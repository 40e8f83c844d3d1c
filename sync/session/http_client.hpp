// Requests to a platform, with a time and a size limit on each.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <QByteArray>
#include <QCoroTask>
#include <QNetworkAccessManager>
#include <QUrl>

#include <boost/json/value.hpp>

#include <chrono>
#include <functional>
#include <optional>

class QNetworkReply;

namespace tidemark::sync {

class Reach;

/// One request. The body, if any, is JSON.
struct HttpRequest {
    QByteArray method = "GET";
    QUrl url = {};
    QByteArray body = {};
    QList<QPair<QByteArray, QByteArray>> headers = {};
    /// A person waits for it: it counts as their activity, on which the session's end depends.
    bool isPersons = false;
    qint64 answerBytesMax = 8 * 1024 * 1024;
    std::chrono::milliseconds silenceMax{20'000}; ///< Without any progress.
    std::chrono::milliseconds totalMax{60'000};
};

/// An answer with any status; what came back was at most `answerBytesMax`.
struct HttpAnswer {
    int status = 0;
    QByteArray body = {};
    QByteArray contentType = {};
    QByteArray location = {};
    std::optional<std::int64_t> retryAfterMs = {};
    std::chrono::milliseconds took{0};

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
    [[nodiscard]] std::string_view text() const
    {
        return {body.constData(), static_cast<std::size_t>(body.size())};
    }
};

/// Sends requests. Redirects are not followed: an API does not move, but a captive portal does.
class HttpClient {
public:
    /// `reach` outlives it; none: the system's authorities and proxies.
    explicit HttpClient(Reach* reach = nullptr);

    /// Fault only when there is no complete HTTP answer.
    [[nodiscard]] QCoro::Task<Result<HttpAnswer>> send(HttpRequest request);

    /// Breaks off everything that is under way; the callers get faults.
    void abortAll();

    /// Is told how each request ended, before its caller is: whether the host gave no answer, or
    /// one of its own trouble (5xx). Not what `abortAll` broke off, nor a certificate's fault.
    using Outcome = std::function<void(const QUrl& url, bool hasFailed)>;
    void onOutcome(Outcome outcome) { outcome_ = std::move(outcome); }

    [[nodiscard]] Reach* reach() const { return reach_; }

private:
    QNetworkReply* start(const HttpRequest& request);
    void tell(const QUrl& url, bool hasFailed) const;

    Reach* reach_;
    Outcome outcome_ = {};
    QNetworkAccessManager network_;
    QList<QNetworkReply*> active_ = {};
};

/// What a problem document of the platform says; none when something else answered.
[[nodiscard]] std::optional<Fault> problemOf(const HttpAnswer& answer);

/// The fault of an answer that is not a success: from its problem document, or from its status when
/// something other than the platform answered.
[[nodiscard]] Fault faultOf(const HttpAnswer& answer);

/// The JSON body of a success; fault `captive_portal` or `not_tidemark` when it is something else.
[[nodiscard]] Result<boost::json::value> jsonOf(const HttpAnswer& answer);

} // namespace tidemark::sync
