// The sign-in routes behind a real socket, over a real PostgreSQL, with three people who know
// their passwords.
#pragma once

#include "platform/factors/factor_routes.hpp"
#include "platform/factors/totp.hpp"
#include "platform/http/server.hpp"
#include "platform/signin/password_reset_routes.hpp"
#include "platform/signin/password_routes.hpp"
#include "platform/signin/signin_routes.hpp"
#include "tests/platform/access/http_client.hpp"
#include "tests/platform/served_platform.hpp"

#include <ctime>

namespace tidemark::platform {

/// What a call answered, and how.
struct Told {
    int status = 0;
    boost::json::object body = {};

    [[nodiscard]] std::string text(std::string_view key) const
    {
        const auto* found = body.if_contains(key);
        return found && found->is_string() ? std::string(found->get_string()) : std::string();
    }
    [[nodiscard]] std::string reason() const { return text("reason"); }
    [[nodiscard]] bool flag(std::string_view key) const
    {
        const auto* found = body.if_contains(key);
        return found && found->is_bool() && found->get_bool();
    }
};

/// Back from base32, as an app does it.
inline std::string bytesOfBase32(std::string_view text)
{
    std::string bytes;
    unsigned held = 0;
    int bits = 0;
    for (const char letter : text) {
        const int value = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
        held = held << 5 | static_cast<unsigned>(value);
        if ((bits += 5) >= 8)
            bytes += static_cast<char>(held >> (bits -= 8) & 0xff);
    }
    return bytes;
}

class SignInWorld {
public:
    static constexpr const char* password = "correct horse";

    SignInWorld()
        : served(postgresWithPeople())
        , sessions(served.database, Secret(std::string(32, 'k')), quick())
        , book(served.database, sessions)
        , turns(served.database)
        , factors(served.database, turns, Secret(std::string(32, 'k')))
        , challenges(served.database, sessions, factors)
        , mails(served.database, Secret(std::string(32, 'k')))
        , resets(served.database, sessions, book, mails)
    {
        addSignInRoutes(served.router, SignInServices{sessions, turns, factors, challenges}, {});
        addPasswordRoutes(served.router, PasswordServices{served.database, sessions, book, turns});
        addFactorRoutes(served.router, served.database, sessions, factors);
        addPasswordResetRoutes(served.router, served.database, resets, turns);
        ServerSettings settings;
        settings.port = 0;
        server = std::make_unique<Server>(served.io, served.router, sessions, metrics, settings);
        port = server->start().value();
        begin();
    }

    ~SignInWorld() { finish(served.io, server->stop(std::chrono::seconds(1))); }

    /// Everybody as at the beginning, and nobody counted.
    void begin()
    {
        emptyTables();
        // Refusals are remembered in the process; a new name for the same tables forgets them.
        turns.~TurnTaker();
        new (&turns) TurnTaker(served.database);
        for (const char* user : {known::maya, known::olga, known::ada}) {
            const auto hash = hashPassword(Secret(password), quick().passwordCost);
            Tenancy tenancy;
            tenancy.tenant = 1;
            const auto stored =
                served.run(storePassword(served.database, tenancy, idOf(user), *hash));
            if (!stored)
                throw std::runtime_error(stored.error().cause);
        }
    }

    Told call(const char* line, const std::string& token = {}, const std::string& body = {})
    {
        HttpClient client(served.io.get_executor(), port);
        std::string headers = "User-Agent: test\r\n";
        if (!token.empty())
            headers += "Authorization: Bearer " + token + "\r\n";
        const HttpAnswer answer = finish(served.io, client.ask(line, headers, body));
        Told told{.status = answer.status};
        if (answer.body.starts_with('{'))
            told.body = boost::json::parse(answer.body).as_object();
        return told;
    }

    Told signIn(const std::string& login, const std::string& with = password)
    {
        const boost::json::object body{
            {"tenant", "t1"},
            {"login", login},
            {"password", with},
            {"device", boost::json::object{{"name", "Desk of " + login}}}};
        return call("POST /api/v1/auth/sign-in", {}, boost::json::serialize(body));
    }

    Told answer(const std::string& challenge, const std::string& code)
    {
        const boost::json::object body{{"challenge", challenge}, {"code", code}};
        return call("POST /api/v1/auth/second-factor", {}, boost::json::serialize(body));
    }

    Told withCode(const char* line, const std::string& token, const std::string& code)
    {
        const boost::json::object body{{"code", code}, {"password", password}};
        return call(line, token, boost::json::serialize(body));
    }

    /// The code `steps` after the present one.
    static std::string codeOf(const std::string& secret, int steps = 0)
    {
        return totpCode(bytesOfBase32(secret), std::time(nullptr) / totpPeriod + steps);
    }

    /// The number of rows that a query finds.
    [[nodiscard]] int count(const std::string& from) const
    {
        return std::stoi(postgres.asAdmin("SELECT count(*) FROM " + from));
    }

private:
    /// A worker that was left between two of its statements holds its row until it runs on.
    void emptyTables()
    {
        for (int attempt = 1;; ++attempt) {
            try {
                postgres.asAdmin(
                    "SET lock_timeout = '200ms';"
                    "TRUNCATE app.rate, app.sign_in_attempt, app.user_factor,"
                    " app.recovery_code, app.sign_in_challenge, app.second_factor_rule,"
                    " app.second_factor_role, app.password_reset, app.mail;"
                    "DELETE FROM app.session"
                );
                return;
            } catch (const std::runtime_error&) {
                if (attempt == 50)
                    throw;
                served.io.restart();
                served.io.run_for(std::chrono::milliseconds(50));
            }
        }
    }

public:
    PostgresFixture postgres;
    ServedPlatform served;
    Sessions sessions;
    SessionBook book;
    TurnTaker turns;
    FactorBook factors;
    ChallengeBook challenges;
    MailQueue mails;
    PasswordResets resets;
    Metrics metrics;
    std::unique_ptr<Server> server;
    std::uint16_t port = 0;

private:
    static SessionSettings quick()
    {
        SessionSettings settings;
        settings.actorLifetime = std::chrono::seconds(0);
        settings.passwordCost.kibibytes = 64;
        settings.passwordCost.passes = 1;
        settings.refusalAfter = std::chrono::milliseconds(0);
        return settings;
    }

    std::string postgresWithPeople()
    {
        seed(postgres);
        postgres.asAdmin(
            "SET app.tenant = '1';"
            "UPDATE app.user SET login = 'maya@demo.example', display_name = 'Maya'"
            " WHERE id = '" +
            std::string(known::maya) +
            "'; UPDATE app.user SET login = 'olga@demo.example' WHERE id = '" + known::olga +
            "'; UPDATE app.user SET login = 'ada@demo.example' WHERE" + " id = '" + known::ada +
            "'; INSERT INTO app.role (tenant_id, id, name, description, permissions,"
            " is_template) VALUES (1, '01900000-0000-7000-8000-0000000000f1',"
            " 'Administrator', '', '[\"*:*\"]', false);"
            "INSERT INTO app.user_role (tenant_id, id, user_id, role_id) VALUES (1,"
            " gen_random_uuid(), '" +
            std::string(known::ada) + "', '01900000-0000-7000-8000-0000000000f1')"
        );
        return postgres.appConnection();
    }
};

} // namespace tidemark::platform
