// Who is signed in: tokens, their renewal, and requests made with them.
#pragma once

#include "sync/session/http_client.hpp"
#include "sync/session/kept_token.hpp"
#include "sync/wire/user.hpp"

#include <QElapsedTimer>
#include <QObject>

#include <functional>

namespace tidemark::sync {

/// What a person enters.
struct Credentials {
    std::string tenant = {};
    std::string login = {};
    Secret password = {};
    std::string deviceName = {};
    std::string deviceId = {}; ///< A UUID that this installation keeps.
};

/// Puts what a `KeptToken` is kept as where it survives a restart. An empty one forgets it.
using SaveToken = std::function<QCoro::Task<Result<void>>(Secret refresh)>;

/// One signed-in person on one platform.
///
/// A refresh token is spent once: two requests that meet an ended access token share one renewal,
/// and the new token is on disk before anything is done with it. Whoever is killed, or loses the
/// line, between the platform's commit and that write asks again with the nonce on disk, and gets
/// the same token.
class Session final : public QObject {
    Q_OBJECT

public:
    Session(HttpClient& http, SaveToken save, QObject* parent = nullptr);
    ~Session() override;

    /// Goes on with what the last run saved. Nothing is sent.
    void restore(QUrl server, const Secret& kept);

    /// Fault `unauthenticated`/`wrong_credentials`, or what is wrong with address and network;
    /// `second_factor_required` when `answerChallenge` goes on.
    [[nodiscard]] QCoro::Task<Result<User>> signIn(QUrl server, Credentials credentials);

    /// What the platform asks for after a good first proof. Kept here: it is half a sign-in.
    void setChallenge(QUrl server, Secret challenge);
    [[nodiscard]] const QUrl& challengedBy() const { return challengedBy_; }
    /// The answer to take over. Fault `unauthenticated`/`wrong_code`, which may be tried again, or
    /// `challenge_expired`.
    [[nodiscard]] QCoro::Task<Result<boost::json::object>> answerChallenge(std::string code);

    /// Takes over the platform's answer to another way of signing in: tokens and user.
    [[nodiscard]] QCoro::Task<Result<User>> takeOver(QUrl server, boost::json::object answer);

    /// Tells the platform, as well as it can be reached, and forgets the tokens.
    [[nodiscard]] QCoro::Task<Result<void>> signOut();

    /// Puts the refresh token on disk once more, after the place for it was emptied.
    [[nodiscard]] QCoro::Task<Result<void>> saveAgain();

    /// Sends with the access token, renewing it when it ended. The path is below the server's.
    [[nodiscard]] QCoro::Task<Result<HttpAnswer>> send(QString path, HttpRequest request);

    /// An access token that is good for a while, for the live socket.
    [[nodiscard]] QCoro::Task<Result<Secret>> accessToken();
    /// How long it stays good.
    [[nodiscard]] std::chrono::milliseconds accessLeft() const;

    /// The access token was refused somewhere: the next one is a renewed one.
    void doubt() { access_ = {}; }

    /// Tells the platform that everything of it is gone from this device. The token is the one that
    /// was answered with `device_wipe`.
    [[nodiscard]] QCoro::Task<Result<void>> tellWiped(QUrl server, Secret refresh);
    /// A second owner of the refresh token, for what outlives the session.
    [[nodiscard]] Secret refreshToken() const { return kept_.refresh.clone(); }

    [[nodiscard]] bool isSignedIn() const { return !kept_.isEmpty(); }
    [[nodiscard]] const QUrl& server() const { return server_; }

Q_SIGNALS:
    /// The platform does not take our tokens any more. Nothing local is lost by it, but with the
    /// reason `device_wipe`: then the token is still there, and everything else is to go.
    void ended(const tidemark::Fault& fault);
    /// A renewal that others wait for is over, well or not.
    void renewed();

private:
    QCoro::Task<Result<void>> renew();
    QCoro::Task<Result<void>> renewOnce();
    QCoro::Task<Result<void>> save();
    QCoro::Task<Fault> refusedBy(HttpAnswer answer);
    QCoro::Task<Result<void>> keep(const boost::json::object& answer);
    void forget();

    HttpClient& http_;
    SaveToken save_;
    QUrl server_ = {};
    Secret access_ = {};
    KeptToken kept_ = {};
    QUrl challengedBy_ = {};
    Secret challenge_ = {};
    QElapsedTimer accessAge_;
    std::chrono::milliseconds accessLife_{0};
    bool isRenewing_ = false;
    bool isSaved_ = true; // What is kept in memory is what is on disk.
    Result<void> lastRenewal_ = {};
};

/// A request without a token. The platform's fault when it refuses.
[[nodiscard]] QCoro::Task<Result<boost::json::object>>
postTo(HttpClient& http, QUrl server, QString path, boost::json::object body);

} // namespace tidemark::sync
