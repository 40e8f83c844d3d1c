// One sign-in by OpenID Connect, from the address that the browser opens to the tokens.
#pragma once

#include "sync/oidc/loopback_listener.hpp"
#include "sync/session/http_client.hpp"
#include "sync/wire/user.hpp"

#include <QPointer>

#include <functional>
#include <memory>

namespace tidemark::sync {

/// Where to sign in.
struct OidcPlace {
    QUrl server = {};
    std::string tenant = {};
    std::string provider = {}; ///< Its id.
};

/// Signs in with the platform's answer: tokens and user.
using TakeOver = std::function<QCoro::Task<Result<User>>(QUrl server, boost::json::object answer)>;

/// What the platform hears of this device with the end of a sign-in.
using DescribeDevice = std::function<Result<boost::json::object>()>;

/// The desk shows what `begin` gives and waits with `wait`. A new sign-in ends the one before.
class OidcFlow final : public QObject {
    Q_OBJECT

public:
    OidcFlow(
        HttpClient& http,
        TakeOver takeOver,
        DescribeDevice device,
        LoopbackLimits limits = {},
        QObject* parent = nullptr
    );
    ~OidcFlow() override;

    /// `{providers:[…]}` of the platform.
    [[nodiscard]] QCoro::Task<Result<boost::json::object>>
    providers(QUrl server, std::string tenant);

    /// `{flow, url, expiresIn}`: `url` is for the system's browser.
    [[nodiscard]] QCoro::Task<Result<boost::json::object>> begin(OidcPlace place);

    /// `{flow, userCode, verificationUri, verificationUriComplete, expiresIn}`
    [[nodiscard]] QCoro::Task<Result<boost::json::object>> beginByCode(OidcPlace place);

    /// `{state:"waiting"}` after `patience`, or at once `{state:"signedIn", user}` or
    /// `{state:"secondFactor", challenge, expiresIn}`. Faults end the sign-in: those of the
    /// listener and the platform, `oidc_flow_ended` for one that is not under way.
    [[nodiscard]] QCoro::Task<Result<boost::json::object>>
    wait(std::string flow, std::chrono::milliseconds patience);

    /// Nothing listens and nobody asks any more. Of another sign-in: does nothing.
    void cancel(const std::string& flow);

Q_SIGNALS:
    void moved();

private:
    struct Running;

    QCoro::Task<Result<boost::json::object>>
    post(QUrl server, QString path, boost::json::object body);
    QCoro::Task<void> finish(std::shared_ptr<Running> running, LoopbackAnswer answer);
    void follow(
        const std::shared_ptr<Running>& running,
        std::chrono::seconds interval,
        std::chrono::seconds lifetime
    );
    QCoro::Task<void> ask(std::shared_ptr<Running> running);
    QCoro::Task<void> conclude(std::shared_ptr<Running> running, HttpAnswer answer);
    QCoro::Task<Result<HttpAnswer>>
    sendEnd(const Running& running, QString path, LoopbackAnswer answer);
    void end(const std::shared_ptr<Running>& running, Result<boost::json::object> outcome);
    void replace(std::shared_ptr<Running> running);
    [[nodiscard]] bool isCurrent(const std::shared_ptr<Running>& running) const;

    HttpClient& http_;
    TakeOver takeOver_;
    DescribeDevice device_;
    LoopbackLimits limits_;
    std::shared_ptr<Running> running_;
};

} // namespace tidemark::sync
