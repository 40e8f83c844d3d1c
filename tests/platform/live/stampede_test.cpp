// The platform ends under a thousand clients: it tells each when to come back, and however long it
// is away, they do not come all at once. TIDEMARK_STAMPEDE_CLIENTS=5000 is the long form.
#include "platform/live/live_route.hpp"
#include "sync/protocol/link_machine.hpp"
#include "tests/platform/live/live_world.hpp"

#include <QTest>
#include <queue>

#include <map>
#include <random>
#include <sys/resource.h>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

std::size_t clientsHere()
{
    return static_cast<std::size_t>(
        std::max(1'000, qEnvironmentVariableIntValue("TIDEMARK_STAMPEDE_CLIENTS"))
    );
}

/// What all clients saw.
struct Seen {
    std::size_t welcomed = 0;
    std::size_t ended = 0;
    std::vector<std::int64_t> waits = {};
};

asio::awaitable<void> liveOne(unsigned short port, Seen& seen)
{
    beast::websocket::stream<tcp::socket> socket(co_await asio::this_coro::executor);
    const std::string hello =
        R"({"t":"hello","clientId":"0190b2a0-0000-7000-8000-0000000000ff","token":"maya"})";
    try {
        const tcp::endpoint server(asio::ip::address_v4::loopback(), port);
        co_await socket.next_layer().async_connect(server, asio::use_awaitable);
        co_await socket.async_handshake("localhost", "/api/v1/live", asio::use_awaitable);
        co_await socket.async_write(asio::buffer(hello), asio::use_awaitable);
        for (;;) {
            beast::flat_buffer buffer;
            co_await socket.async_read(buffer, asio::use_awaitable);
            const auto message = json::parse(beast::buffers_to_string(buffer.data()));
            if (message.at("t") == "welcome")
                ++seen.welcomed;
            if (message.at("t") == "bye")
                seen.waits.push_back(message.at("reconnectInMs").as_int64());
        }
    } catch (const boost::system::system_error&) {
        ++seen.ended;
    }
}

/// Most of these moments that lie in one second.
std::size_t mostInASecond(const std::vector<std::int64_t>& moments)
{
    std::map<std::int64_t, std::size_t> seconds;
    std::size_t most = 0;
    for (const std::int64_t moment : moments)
        most = std::max(most, ++seconds[moment / 1'000]);
    return most;
}

/// When the links of clients that were told these waits are up again after an outage so long, by
/// the agent's own decisions. A link that is not up in ten minutes is left out.
std::vector<std::int64_t> returnsAfter(const std::vector<std::int64_t>& waits, sync::Millis outage)
{
    using namespace tidemark::sync;
    std::mt19937 dice(4711); // The same each time.
    const auto random = [&dice] { return std::uniform_real_distribution<>(0.0, 1.0)(dice); };
    std::vector<LinkMachine> links(waits.size(), LinkMachine(random));
    using Timer = std::pair<Millis, std::size_t>;
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> timers;
    std::vector<std::int64_t> returns;
    const auto run = [&](std::size_t who, const LinkEvent& event, Millis now) {
        std::vector<LinkEvent> events{event};
        while (!events.empty()) {
            const auto actions = links[who].next(events.back(), now);
            events.pop_back();
            for (const LinkAction& action : actions) {
                if (const auto* wait = std::get_if<WaitLink>(&action))
                    timers.emplace(now + wait->delay, who);
                else if (std::holds_alternative<Probe>(action))
                    events.push_back(
                        now < outage ? LinkEvent(ProbeFailed{}) : LinkEvent(ProbeAnswered{})
                    );
                else if (std::holds_alternative<OpenSocket>(action))
                    events.emplace_back(SocketUp{});
            }
        }
    };
    constexpr Millis begun = -120'000; // They were up for long.
    for (std::size_t who = 0; who < links.size(); ++who) {
        (void)links[who].next(LinkWanted{}, begun);
        (void)links[who].next(ProbeAnswered{}, begun);
        (void)links[who].next(SocketUp{}, begun);
        run(who, SocketDown{waits[who]}, 0);
    }
    while (!timers.empty() && timers.top().first < 600'000) {
        const auto [now, who] = timers.top();
        timers.pop();
        run(who, LinkTimer{}, now);
        if (links[who].state() == LinkState::online)
            returns.push_back(now);
    }
    return returns;
}

} // namespace

class StampedeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }

    void everyoneIsToldAnotherMoment()
    {
        const std::size_t clients = clientsHere();
        LiveServer server;
        asio::io_context io;
        Seen seen;
        for (std::size_t i = 0; i < clients; ++i)
            asio::co_spawn(io, liveOne(server.port(), seen), asio::detached);
        for (int round = 0; round < 600 && seen.welcomed < clients; ++round)
            io.run_for(100ms);
        QCOMPARE(seen.welcomed, clients);

        const auto within = reconnectTime(server.hub.subscribers());
        sayGoodbye(server.hub, within);
        for (int round = 0; round < 600 && seen.ended < clients; ++round)
            io.run_for(100ms);
        QCOMPARE(seen.ended, clients);
        QCOMPARE(seen.waits.size(), clients);
        waits_ = seen.waits;
        const auto [first, last] = std::minmax_element(waits_.begin(), waits_.end());
        QVERIFY2(*last - *first >= 30'000, "a thousand take half a minute at least");
        const auto fair = clients * 1'000 / static_cast<std::size_t>(within.count());
        QVERIFY(mostInASecond(waits_) <= fair + fair / 5 + 2);
    }

    void theyComeBackOneAfterTheOther_data()
    {
        QTest::addColumn<int>("outageMs");
        QTest::newRow("at once") << 0;
        QTest::newRow("ten seconds") << 10'000;
        QTest::newRow("two minutes") << 120'000;
    }

    void theyComeBackOneAfterTheOther()
    {
        QFETCH(int, outageMs);
        QVERIFY(!waits_.empty());
        const auto returns = returnsAfter(waits_, outageMs);
        QCOMPARE(returns.size(), waits_.size());
        const auto [first, last] = std::minmax_element(returns.begin(), returns.end());
        QVERIFY(*first >= outageMs);
        QVERIFY2(*last - *first >= 30'000, "spread over half a minute at least");
        QVERIFY2(
            mostInASecond(returns) <= waits_.size() / 10,
            qPrintable(QString::number(mostInASecond(returns)))
        );
    }

    void fewComeBackAtOnce()
    {
        QCOMPARE(reconnectTime(3), std::chrono::milliseconds(1'000));
        QCOMPARE(reconnectTime(1'000'000), std::chrono::milliseconds(60'000));
    }

private:
    std::vector<std::int64_t> waits_ = {};
};

QTEST_GUILESS_MAIN(StampedeTest)
#include "stampede_test.moc"
