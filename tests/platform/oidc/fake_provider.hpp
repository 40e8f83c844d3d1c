// An identity provider on this machine that says whatever a test wants, true or not.
#pragma once

#include "platform/http/server.hpp"
#include "platform/telemetry/metrics.hpp"
#include "tests/platform/oidc/signing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/json/parse.hpp>

#include <ctime>
#include <map>
#include <optional>

namespace tidemark::platform::test {

/// Nobody is signed in at the provider's own routes.
class Nobody final : public Authenticator {
public:
    asio::awaitable<Result<ActorPointer>> actorOf(std::string_view) override
    {
        co_return Fault{FaultCode::unauthenticated, "nobody", "Nobody.", "No."};
    }
    ActorPointer knownActor(std::string_view) override { return nullptr; }
};

class FakeProvider {
public:
    explicit FakeProvider(boost::asio::io_context& io)
        : io_(io)
    {
        add(Method::get, "/.well-known/openid-configuration", [this](Request&) {
            ++metadataAsked;
            return isAway ? away() : json(200, metadata());
        });
        add(Method::get, "/jwks", [this](Request&) {
            ++keysAsked;
            return isAway || areKeysAway ? away() : jsonText(200, publish(published));
        });
        add(Method::post, "/token", [this](Request& request) { return token(request); });
        add(Method::post, "/device", [this](Request&) {
            json::object body{
                {"device_code", "device-1"},
                {"user_code", "ABCD-EFGH"},
                {"verification_uri", issuer() + "/enter"},
                {"verification_uri_complete", issuer() + "/enter?code=ABCD-EFGH"},
                {"expires_in", 600},
                {"interval", 1}};
            return json(200, body);
        });
        add(Method::get, "/userinfo", [this](Request& request) {
            userinfoAuthorization = request.header("Authorization").value_or("");
            return json(200, userinfo);
        });
        ServerSettings settings;
        settings.port = 0;
        server_.emplace(io, router_, nobody_, metrics_, settings);
        port_ = server_->start().value();
        published = {key.published()};
    }

    /// Its connections end before what they report to.
    ~FakeProvider()
    {
        bool isStopped = false;
        asio::co_spawn(io_, server_->stop(std::chrono::seconds(1)), [&](const auto&) {
            isStopped = true;
        });
        for (int turn = 0; turn < 100 && !(isStopped && server_->connectionCount() == 0); ++turn) {
            io_.restart();
            io_.run_for(std::chrono::milliseconds(20));
        }
    }

    FakeProvider(const FakeProvider&) = delete;
    FakeProvider& operator=(const FakeProvider&) = delete;

    [[nodiscard]] std::string issuer() const { return "http://127.0.0.1:" + std::to_string(port_); }

    [[nodiscard]] json::object metadata() const
    {
        json::object document{
            {"issuer", claimedIssuer.value_or(issuer())},
            {"authorization_endpoint", issuer() + "/authorize"},
            {"token_endpoint", tokenEndpoint.value_or(issuer() + "/token")},
            {"jwks_uri", issuer() + "/jwks"},
            {"userinfo_endpoint", issuer() + "/userinfo"},
            {"device_authorization_endpoint", issuer() + "/device"},
            {"authorization_response_iss_parameter_supported", namesItself}};
        return document;
    }

    /// What an honest provider would say of somebody.
    [[nodiscard]] json::object person(std::string_view subject, std::string_view email) const
    {
        return {
            {"iss", issuer()},
            {"sub", subject},
            {"aud", "tidemark"},
            {"exp", std::time(nullptr) + 300},
            {"iat", std::time(nullptr)},
            {"nonce", nonce},
            {"email", email},
            {"email_verified", true},
            {"name", "Somebody New"}};
    }

    // What it says; set by the test.
    SigningKey key{"ES256"};
    std::vector<json::object> published;
    std::string nonce;
    json::object claims;
    json::object userinfo;
    std::optional<std::string> claimedIssuer;
    std::optional<std::string> tokenEndpoint;
    std::string tokenError; ///< Instead of a token.
    bool namesItself = true;
    bool isAway = false;
    bool areKeysAway = false;

    // What it was asked.
    std::map<std::string, std::string> form;
    std::string authorization;
    std::string userinfoAuthorization;
    int metadataAsked = 0;
    int keysAsked = 0;
    int tokensAsked = 0;

private:
    static Response away()
    {
        Response response = jsonText(503, "{}");
        return response;
    }

    void add(Method method, const char* path, std::function<Response(Request&)> answer)
    {
        auto handler = [answer = std::move(answer)](Request& request) -> asio::awaitable<Response> {
            co_return answer(request);
        };
        router_.add(method, path, Access::anyone(), handler);
    }

    Response token(Request& request)
    {
        ++tokensAsked;
        authorization = request.header("Authorization").value_or("");
        form.clear();
        for (std::string_view rest = request.body; !rest.empty();) {
            const std::string_view part = rest.substr(0, rest.find('&'));
            rest.remove_prefix(std::min(rest.size(), part.size() + 1));
            const std::size_t equals = part.find('=');
            form.emplace(part.substr(0, equals), part.substr(equals + 1));
        }
        if (isAway)
            return away();
        if (!tokenError.empty())
            return json(400, json::object{{"error", tokenError}});
        return json(
            200,
            json::object{
                {"access_token", "access"},
                {"token_type", "Bearer"},
                {"id_token", key.token(claims)}}
        );
    }

    static Response json(int status, const boost::json::value& value)
    {
        return platform::json(status, value);
    }

    boost::asio::io_context& io_;
    Router router_;
    Nobody nobody_;
    Metrics metrics_;
    std::optional<Server> server_;
    std::uint16_t port_ = 0;
};

} // namespace tidemark::platform::test
