// Who this device belongs to: the signed-in person, kept across restarts.
#pragma once

#include "sync/engine/stores.hpp"
#include "sync/session/session.hpp"

#include <QObject>

namespace tidemark::sync {

/// What `session.signIn` brings.
struct SignInRequest {
    std::string server = {};
    Credentials credentials = {};
};

/// Joins session and vault: what is signed in survives a restart, also without a network, and what
/// a person has not sent yet is never lost by signing in or out.
class Profile final : public QObject {
    Q_OBJECT

public:
    Profile(HttpClient& http, Stores& stores, QObject* parent = nullptr);

    /// Reads what the last run left; the stores are open.
    [[nodiscard]] QCoro::Task<Result<void>> load();
    /// Forgets what was read; the stores are closed.
    void unload();

    /// Faults of address, network and password, or `conflict`/`pending_changes` when another
    /// person's unsent work is on this device.
    [[nodiscard]] QCoro::Task<Result<User>> signIn(SignInRequest request);
    /// The same with the platform's answer to another way of signing in.
    [[nodiscard]] QCoro::Task<Result<User>> takeOver(QUrl server, boost::json::object answer);
    /// Asks the platform anew who this is and what they may do.
    [[nodiscard]] QCoro::Task<Result<User>> reload();

    [[nodiscard]] bool isSignedIn() const { return user_.has_value() && session_.isSignedIn(); }
    /// Known also while signed out, until another person signs in.
    [[nodiscard]] const std::optional<User>& user() const { return user_; }
    [[nodiscard]] const std::string& server() const { return server_; }
    [[nodiscard]] Session& session() { return session_; }

private:
    [[nodiscard]] QCoro::Task<Result<void>> saveToken(Secret refresh);
    [[nodiscard]] std::optional<std::string> formerPerson() const;
    [[nodiscard]] QCoro::Task<Result<User>>
    settle(User user, std::optional<std::string> former);
    [[nodiscard]] QCoro::Task<Result<void>> keepUser(User user, std::string server);
    [[nodiscard]] QCoro::Task<Result<void>> forgetUser();

    Stores& stores_;
    HttpClient& http_;
    Session session_;
    std::optional<User> user_ = {};
    std::string server_ = {};
};

} // namespace tidemark::sync
