// API keys over HTTP: what they are shown as, what they may do, from where, how often, and when
// that ends on every server.
#include "tests/platform/apikeys/key_world.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <set>

using namespace tidemark;
using namespace tidemark::platform;

class ApiKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { world_.emplace(); }
    void cleanupTestCase() { world_.reset(); }

    void itsTextIsSeenOnceAndStoredNowhere()
    {
        const auto key = world_->make(
            "maya",
            R"({"name":"Nightly export","scopes":["run:read","run:read"],
                "allowedAddresses":["127.0.0.0/8","::ffff:192.0.2.1"]})"
        );
        const std::string secret = member(key, "secret");
        QVERIFY(secret.starts_with(member(key, "prefix")) && secret.size() == 49);
        QCOMPARE(member(key, "scopes"), std::string(R"(["run:read"])"));
        QCOMPARE(member(key, "allowedAddresses"), std::string(R"(["127.0.0.0/8","192.0.2.1"])"));
        QCOMPARE(member(key, "ratePerMinute"), std::string("60"));
        const std::string id = member(key, "id");
        for (const std::string& line :
             {"GET /api/v1/api-keys/" + id, std::string("GET /api/v1/api-keys?size=200")}) {
            const HttpAnswer answer = world_->ask("maya", line);
            QCOMPARE(answer.status, 200);
            QVERIFY(answer.body.find(member(key, "prefix")) != std::string::npos);
            QVERIFY(answer.body.find(secret) == std::string::npos);
        }
        const std::string random = secret.substr(secret.size() - 30);
        for (const char* table : {"api_key", "api_key_secret", "audit_entry", "idempotency"}) {
            if (world_->postgres.asAdmin(
                    "SELECT to_regclass('app." + std::string(table) + "') IS NULL"
                ) == "t")
                continue;
            const std::string found = world_->postgres.asAdmin(
                "SELECT count(*) FROM app." + std::string(table) + " t WHERE strpos(t::text, '" +
                random + "') > 0"
            );
            QCOMPARE(found, std::string("0"));
        }
        QCOMPARE(
            world_->postgres.asAdmin(
                "SELECT count(*) FROM app.audit_entry WHERE entity_id = '" + id +
                "' AND action = 'apiKey.create' AND actor_id = '" + known::maya + "'"
            ),
            std::string("1")
        );
    }

    void badFormsAreRefusedFieldByField()
    {
        const HttpAnswer answer = world_->ask(
            "maya",
            "POST /api/v1/api-keys",
            R"({"name":" ","scopes":["run:read","report:read","nonsense","apikey:read","user:read"],
                "allowedAddresses":["10.0.0.1/8"],"expiresAt":"2020-01-01T00:00:00Z",
                "ratePerMinute":0})"
        );
        QCOMPARE(answer.status, 422);
        const auto body = boost::json::parse(answer.body).as_object();
        std::set<std::string> refused;
        for (const auto& one : body.at("fields").as_array())
            refused.insert(
                member(one.as_object(), "field") + ' ' + member(one.as_object(), "reason")
            );
        const std::set<std::string> expected = {
            "name too_short",
            "scopes more_than_own",
            "scopes malformed_permission",
            "scopes scope_not_for_keys",
            "allowedAddresses bad_address",
            "expiresAt in_the_past",
            "ratePerMinute too_small"};
        QCOMPARE(refused, expected);
        QCOMPARE(world_->ask("maya", "POST /api/v1/api-keys", R"({"name":"x"})").status, 422);
        QCOMPARE(world_->ask("maya", "POST /api/v1/api-keys", "[1]").status, 400);
    }

    void itDoesWhatItsScopesSayAndNothingForPeople()
    {
        const auto key = world_->make("ada", R"({"name":"all","scopes":["*:*"]})");
        const std::string secret = member(key, "secret");
        QCOMPARE(world_->ask(secret, "GET /api/v1/runs").status, 200);
        QCOMPARE(world_->ask(secret, "POST /api/v1/runs").status, 200);
        const HttpAnswer own = world_->ask(secret, "GET /api/v1/me");
        QCOMPARE(own.status, 403);
        QCOMPARE(reasonOf(own), std::string("not_for_keys"));
        for (const char* line :
             {"GET /api/v1/api-keys", "POST /api/v1/api-keys", "GET /api/v1/users"}) {
            const HttpAnswer answer = world_->ask(secret, line, "{}");
            QCOMPARE(answer.status, 403);
            QCOMPARE(reasonOf(answer), std::string("permission_missing"));
        }
        const auto reading = world_->make("ada", R"({"name":"reads","scopes":["*:read"]})");
        QCOMPARE(world_->ask(member(reading, "secret"), "GET /api/v1/runs").status, 200);
        QCOMPARE(world_->ask(member(reading, "secret"), "POST /api/v1/runs").status, 403);
        for (const std::string& no :
             {secret.substr(0, 48) + (secret.back() == 'A' ? "E" : "A"),
              secret + "A",
              std::string("tmk_1_"),
              std::string("tmk_"),
              "tmk_2_" + secret.substr(6),
              "tmk_01_" + secret.substr(6),
              std::string("nobody")})
            QCOMPARE(world_->ask(no, "GET /api/v1/runs").status, 401);
    }

    void whatItsOwnerLosesItLosesToo()
    {
        const auto key = world_->make("olga", R"({"name":"hers","scopes":["run:read"]})");
        const std::string secret = member(key, "secret");
        QCOMPARE(world_->ask(secret, "GET /api/v1/runs").status, 200);
        world_->postgres.asAdmin(
            "SET app.tenant = '1'; DELETE FROM app.user_role WHERE tenant_id = 1 AND user_id = '" +
            std::string(known::olga) + "'"
        );
        QVERIFY(becomes(403, secret));
        world_->addRole("1", known::olga, R"(["run:*","apikey:*"])");
        QVERIFY(becomes(200, secret));
        QCOMPARE(world_->ask(secret, "POST /api/v1/runs").status, 403);
        world_->postgres.asAdmin(
            "SET app.tenant = '1'; UPDATE app.user SET is_active = false WHERE id = '" +
            std::string(known::olga) + "'"
        );
        QVERIFY(becomes(401, secret));
        world_->postgres.asAdmin(
            "SET app.tenant = '1'; UPDATE app.user SET is_active = true WHERE id = '" +
            std::string(known::olga) + "'"
        );
        QVERIFY(becomes(200, secret));
    }

    void itsAddressIsThatOfTheConnection()
    {
        const auto away = world_->make(
            "maya", R"({"name":"away","scopes":["run:read"],"allowedAddresses":["192.0.2.0/24"]})"
        );
        const char* forged = "X-Forwarded-For: 192.0.2.7\r\nX-Real-IP: 192.0.2.7\r\n"
                             "Forwarded: for=192.0.2.7\r\n";
        for (int process = 0; process < 2; ++process) {
            const HttpAnswer answer =
                world_->ask(member(away, "secret"), "GET /api/v1/runs", {}, process, forged);
            QCOMPARE(answer.status, 403);
            QCOMPARE(reasonOf(answer), std::string("address_not_allowed"));
        }
        const HttpAnswer changed = world_->ask(
            "maya",
            "PATCH /api/v1/api-keys/" + member(away, "id"),
            R"({"allowedAddresses":["127.0.0.1","2001:db8::/32"]})",
            0,
            "If-Match: \"1\"\r\n"
        );
        QCOMPARE(changed.status, 200);
        QVERIFY(becomes(200, member(away, "secret")));
    }

    void addressesAreRangesOfBothFamilies()
    {
        struct Row {
            const char* range;
            const char* address;
            bool isIn;
        };
        for (const Row& row : std::initializer_list<Row>{
                 {"192.0.2.0/24", "192.0.2.255", true},
                 {"192.0.2.0/24", "192.0.3.0", false},
                 {"192.0.2.0/24", "::ffff:192.0.2.9", true},
                 {"192.0.2.7", "192.0.2.7", true},
                 {"192.0.2.7", "192.0.2.8", false},
                 {"192.0.2.6/31", "192.0.2.7", true},
                 {"0.0.0.0/0", "203.0.113.1", true},
                 {"0.0.0.0/0", "2001:db8::1", false},
                 {"::/0", "203.0.113.1", true},
                 {"2001:db8::/33", "2001:db8:7fff::1", true},
                 {"2001:db8::/33", "2001:db8:8000::1", false},
                 {"::1", "::1", true},
                 {"::1", "127.0.0.1", false},
                 {"::1", "nonsense", false},
                 {"::1", "", false}}) {
            const auto range = AddressRange::parse(row.range);
            QVERIFY2(range, row.range);
            QVERIFY2(range->contains(row.address) == row.isIn, row.address);
            QCOMPARE(AddressRange::parse(range->toString()).value(), *range);
        }
        for (const char* bad :
             {"",
              "/",
              "10.0.0.0/33",
              "10.0.0.1/8",
              "10.0.0.0/-1",
              "10.0.0.0/",
              "10.0.0",
              "::/129",
              "fe80::1%eth0",
              "10.0.0.0/8/8",
              " 10.0.0.0",
              "2001:db8::1/32",
              "10.0.0.0/8 "})
            QVERIFY2(!AddressRange::parse(bad), bad);
    }

    void itsRateIsExactOverTwoServers()
    {
        for (const int rate : {1, 7, 60}) {
            const auto key = world_->make(
                "maya",
                R"({"name":"fast","scopes":["run:read"],"ratePerMinute":)" + std::to_string(rate) +
                    "}"
            );
            int running = 0;
            int admitted = 0;
            int refused = 0;
            auto client = [&](int number) -> asio::awaitable<void> {
                HttpClient http(world_->io.get_executor(), world_->processes[number % 2]->port);
                const std::string headers = "X-API-Key: " + member(key, "secret") +
                                            "\r\nX-Forwarded-For: 10.0.0." +
                                            std::to_string(number) + "\r\n";
                for (int i = 0; i < 20; ++i) {
                    const auto answer = co_await http.ask("GET /api/v1/runs", headers);
                    admitted += answer.status == 200 ? 1 : 0;
                    const bool isTold = answer.head.find("Retry-After: ") != std::string::npos;
                    refused += answer.status == 429 && isTold ? 1 : 0;
                }
                --running;
            };
            for (int number = 0; number < 8; ++number, ++running)
                asio::co_spawn(world_->io, client(number), asio::detached);
            world_->io.restart();
            while (running > 0 && world_->io.run_one_for(std::chrono::seconds(10)) > 0) {
            }
            QCOMPARE(admitted, rate);
            QCOMPARE(refused, 160 - rate);
        }
    }

    void rotatedItsOldTextLivesOnAsLongAsWished()
    {
        const auto key = world_->make("maya", R"({"name":"turns","scopes":["run:read"]})");
        const std::string path = "POST /api/v1/api-keys/" + member(key, "id") + "/rotate";
        const auto rotated = rotate(path, R"({"overlapSeconds":3600})");
        QVERIFY(member(rotated, "previousValidUntil") != "null");
        for (const std::string& secret : {member(key, "secret"), member(rotated, "secret")})
            QCOMPARE(world_->ask(secret, "GET /api/v1/runs", {}, 1).status, 200);
        const auto again = rotate(path, R"({"overlapSeconds":3600})");
        QVERIFY(becomes(401, member(key, "secret"), 1));
        QVERIFY(becomes(200, member(rotated, "secret"), 1));
        world_->postgres.asAdmin(
            "UPDATE app.api_key_secret SET valid_until = now() WHERE valid_until IS NOT NULL"
        );
        QVERIFY(becomes(401, member(rotated, "secret"), 1));
        const auto last = rotate(path, "{}");
        QVERIFY(becomes(401, member(again, "secret"), 1));
        QCOMPARE(world_->ask(member(last, "secret"), "GET /api/v1/runs", {}, 1).status, 200);
        QCOMPARE(world_->ask("maya", path, R"({"overlapSeconds":604801})").status, 422);
    }

    void itEndsAtItsTime()
    {
        const auto key = world_->make(
            "maya", R"({"name":"short","scopes":["run:read"],"expiresAt":"2035-01-01T00:00:00Z"})"
        );
        QCOMPARE(world_->ask(member(key, "secret"), "GET /api/v1/runs").status, 200);
        const std::string id = member(key, "id");
        world_->postgres.asAdmin(
            "UPDATE app.api_key SET expires_at = now() WHERE id = '" + id + "'"
        );
        QVERIFY(becomes(401, member(key, "secret")));
        const HttpAnswer shown = world_->ask("maya", "GET /api/v1/api-keys/" + id);
        QCOMPARE(
            member(boost::json::parse(shown.body).as_object(), "state"), std::string("expired")
        );
        const HttpAnswer late =
            world_->ask("maya", "POST /api/v1/api-keys/" + id + "/rotate", "{}");
        QCOMPARE(reasonOf(late), std::string("key_over"));
    }

    void othersMayEndItAndNarrowItAndNoMore()
    {
        const auto key =
            world_->make("maya", R"({"name":"watched","scopes":["run:read","run:execute"]})");
        const std::string path = " /api/v1/api-keys/" + member(key, "id");
        const std::string first = "If-Match: \"1\"\r\n";
        const auto rotated = world_->ask("ada", "POST" + path + "/rotate", "{}");
        QCOMPARE(reasonOf(rotated), std::string("not_your_key"));
        const auto widened = world_->ask(
            "ada", "PATCH" + path, R"({"scopes":["run:read","connector:read"]})", 0, first
        );
        QCOMPARE(reasonOf(widened), std::string("not_your_key"));
        const auto beyond =
            world_->ask("maya", "PATCH" + path, R"({"scopes":["report:read"]})", 0, first);
        QCOMPARE(reasonOf(beyond), std::string("more_than_own"));
        const auto narrowed =
            world_->ask("ada", "PATCH" + path, R"({"scopes":["run:read"]})", 0, first);
        QCOMPARE(narrowed.status, 200);
        const auto stale = world_->ask("maya", "PATCH" + path, R"({"name":"late"})", 0, first);
        QCOMPARE(reasonOf(stale), std::string("stale"));
        QVERIFY(stale.body.find("\"current\":{") != std::string::npos);
        const std::string absent = " /api/v1/api-keys/" + Uuid::make().toString();
        for (const char* stranger : {"olga", "foreigner"}) {
            for (const char* method : {"GET", "PATCH", "DELETE"}) {
                const auto theirs = world_->ask(stranger, method + path, "{}", 0, first);
                const auto nothing = world_->ask(stranger, method + absent, "{}", 0, first);
                QCOMPARE(theirs.status, 404);
                QCOMPARE(reasonOf(theirs), reasonOf(nothing));
            }
            QCOMPARE(world_->ask(stranger, "GET" + path + "/usage").status, 404);
        }
        const auto hers = world_->make("ada", R"({"name":"hers","scopes":["run:read"]})");
        QCOMPARE(world_->ask("clerk", "DELETE /api/v1/api-keys/" + member(hers, "id")).status, 404);
        QCOMPARE(world_->ask("clerk", "DELETE" + path).status, 204);
        QVERIFY(becomes(401, member(key, "secret"), 1));
        QCOMPARE(world_->ask("ada", "DELETE" + path).status, 204);
    }

    void whoseDepartmentItIsOfIsToldAsItIsJudged()
    {
        world_->postgres.asAdmin(
            "SET app.tenant = '1'; INSERT INTO app.department_member (tenant_id, user_id,"
            " department) VALUES (1, '" +
            std::string(known::maya) + "', 'Trade'), (1, '" + known::olga + "', 'Tax')"
        );
        Actor lead = *actorOf(known::ada, 1, {}, 1, {"apikey:read", "apikey:revoke@department"});
        lead.department = "Trade";
        world_->people.people["lead"] = std::make_shared<const Actor>(lead);
        const auto key = [this](const char* owner) {
            const auto made = world_->make(owner, R"({"name":"its","scopes":["run:read"]})");
            return "/api/v1/api-keys/" + member(made, "id");
        };
        const std::string near = key("maya");
        const std::string far = key("olga");
        const auto shown = [this](const std::string& path, const char* what) {
            const HttpAnswer answer = world_->ask("lead", "GET " + path);
            return member(boost::json::parse(answer.body).as_object(), what);
        };
        QCOMPARE(shown(near, "ownerDepartment"), std::string("Trade"));
        QCOMPARE(shown(near, "ownerOrganizationId"), std::string(known::demoFuels));
        QCOMPARE(shown(far, "ownerDepartment"), std::string("Tax"));
        QCOMPARE(reasonOf(world_->ask("lead", "DELETE " + far)), std::string("row_out_of_reach"));
        QCOMPARE(world_->ask("lead", "DELETE " + near).status, 204);
    }

private:
    boost::json::object rotate(const std::string& line, const std::string& body)
    {
        const HttpAnswer answer = world_->ask("maya", line, body);
        if (answer.status != 200)
            throw std::runtime_error(answer.body);
        return boost::json::parse(answer.body).as_object();
    }

    /// Whether the key soon answers so; a second is promised, a busy machine is given more.
    bool becomes(int status, const std::string& secret, int process = 0)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 10000) {
            if (world_->ask(secret, "GET /api/v1/runs", {}, process).status == status)
                return true;
            world_->io.restart();
            world_->io.run_for(std::chrono::milliseconds(20));
        }
        return false;
    }

    std::optional<KeyWorld> world_;
};

QTEST_GUILESS_MAIN(ApiKeysTest)
#include "api_keys_test.moc"
