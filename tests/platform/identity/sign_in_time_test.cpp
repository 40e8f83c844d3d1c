// A wrong password takes the same time whether there is such a user, and whichever hash they have.
#include "platform/identity/sessions.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <array>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr const char* people = R"(
    SET app.tenant = '7';
    INSERT INTO app.tenant (tenant_id, id, rv, number, name, slug, environment, time_zone,
        session_timeout_minutes)
        VALUES (7, gen_random_uuid(), 0, 7, 'Seven', 'seven', 'sandbox', 'UTC', 30);
    INSERT INTO app.user (tenant_id, id, rv, login, display_name, title, is_active,
        must_change_password)
        VALUES (7, '01890000-0000-7000-8000-000000000001', 0, 'ours', 'A', '', true, false),
            (7, '01890000-0000-7000-8000-000000000002', 0, 'theirs', 'B', '', true, false),
            (7, '01890000-0000-7000-8000-000000000003', 0, 'none', 'C', '', true, false);
)";

/// Cost 10: several times what our own hash takes here.
constexpr const char* bcrypt = "$2b$10$abcdefghijklmnopqrstuu23JPZtHcGhwXSF41f93o/7vBdDut3Xu";

} // namespace

class SignInTimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_.emplace();
        DatabaseSettings settings;
        settings.connection = postgres_->appConnection();
        database_.emplace(io_.get_executor(), settings);
        postgres_->asAdmin(people);
        store("01890000-0000-7000-8000-000000000001", *hashPassword(Secret("quite right"), cheap));
        store("01890000-0000-7000-8000-000000000002", bcrypt);
    }

    void cleanupTestCase()
    {
        sessions_.reset();
        database_.reset();
    }

    /// The middle of several, in turns: what else the machine does lengthens all alike.
    void nobodySeesWhoIsThere()
    {
        use(std::chrono::milliseconds(400));
        const auto times = middles(9);
        const auto [least, most] = std::minmax_element(times.begin(), times.end());
        const auto told = QStringLiteral("ours %1, theirs %2, none %3, nobody %4 ms")
                              .arg(times[0])
                              .arg(times[1])
                              .arg(times[2])
                              .arg(times[3]);
        qInfo().noquote() << told;
        QVERIFY2(*least >= 400, qPrintable(told));
        QVERIFY2(*most < *least * 1.1, qPrintable(told));
    }

    /// That there is something to hide: without the floor the hash is seen.
    void withoutTheFloorItWouldBeSeen()
    {
        use(std::chrono::milliseconds(0));
        const auto times = middles(5);
        QVERIFY(times[1] > times[0] * 1.5 && times[1] > times[3] * 1.5);
    }

private:
    static constexpr PasswordCost cheap{64, 1};

    void use(std::chrono::milliseconds refusalAfter)
    {
        SessionSettings settings;
        settings.passwordCost = cheap;
        settings.failuresOfName = 1000;
        settings.failuresOfAddress = 1000;
        settings.refusalAfter = refusalAfter;
        sessions_.emplace(*database_, Secret(std::string(32, 'k')), settings);
    }

    void store(const char* user, std::string hash)
    {
        Tenancy tenancy;
        tenancy.tenant = 7;
        QVERIFY(finish(io_, storePassword(*database_, tenancy, *Uuid::parse(user), hash)));
    }

    /// Milliseconds for each kind of account.
    std::array<double, 4> middles(int rounds)
    {
        constexpr std::array logins{"ours", "theirs", "none", "nobody"};
        std::array<std::vector<double>, 4> all;
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t kind = 0; kind < logins.size(); ++kind) {
                SignInRequest request;
                request.tenant = "seven";
                request.login = logins[kind];
                request.password = Secret("wrong password");
                QElapsedTimer timer;
                timer.start();
                if (finish(io_, sessions_->signIn(std::move(request))))
                    return {};
                all[kind].push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            }
        }
        std::array<double, 4> middle = {};
        for (std::size_t kind = 0; kind < all.size(); ++kind) {
            auto& times = all[kind];
            const auto centre = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
            std::nth_element(times.begin(), centre, times.end());
            middle[kind] = *centre;
        }
        return middle;
    }

    boost::asio::io_context io_{1};
    std::optional<PostgresFixture> postgres_;
    std::optional<Database> database_;
    std::optional<Sessions> sessions_;
};

QTEST_GUILESS_MAIN(SignInTimeTest)
#include "sign_in_time_test.moc"
