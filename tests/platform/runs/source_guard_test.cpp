// A connector that is led to the platform itself reads nothing, whichever way it goes.
#include "platform/runs/source_reader.hpp"
#include "tests/platform/runs/run_world.hpp"

#include <QTest>

#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

std::string text(const json::object& row, std::string_view key)
{
    return std::string(row.at(key).as_string());
}

/// A port of the loopback that leads to the cluster's socket, as a forwarded port would.
class Forward {
public:
    Forward(asio::io_context& io, std::string socket)
        : acceptor_(io, {asio::ip::address_v4::loopback(), 0})
        , socket_(std::move(socket))
    {
        asio::co_spawn(io, accept(), asio::detached);
    }
    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    void close() { acceptor_.close(); }

private:
    using Near = asio::ip::tcp::socket;
    using Far = asio::local::stream_protocol::socket;

    asio::awaitable<void> accept()
    {
        for (;;) {
            auto near = std::make_shared<Near>(acceptor_.get_executor());
            boost::system::error_code error;
            co_await acceptor_.async_accept(*near, asio::redirect_error(use, error));
            if (error)
                co_return;
            auto far = std::make_shared<Far>(near->get_executor());
            const asio::local::stream_protocol::endpoint server(socket_);
            co_await far->async_connect(server, use);
            asio::co_spawn(near->get_executor(), pass(near, far), asio::detached);
            asio::co_spawn(near->get_executor(), pass(far, near), asio::detached);
        }
    }

    template <class From, class To>
    static asio::awaitable<void> pass(std::shared_ptr<From> from, std::shared_ptr<To> to)
    {
        std::array<char, 4096> buffer = {};
        boost::system::error_code error;
        while (!error) {
            const auto in = asio::buffer(buffer);
            const std::size_t size =
                co_await from->async_read_some(in, asio::redirect_error(use, error));
            if (error)
                break;
            const auto out = asio::buffer(buffer.data(), size);
            co_await asio::async_write(*to, out, asio::redirect_error(use, error));
        }
        boost::system::error_code ignored;
        to->shutdown(To::shutdown_send, ignored);
    }

    static constexpr asio::use_awaitable_t<> use = {};
    asio::ip::tcp::acceptor acceptor_;
    std::string socket_;
};

} // namespace

class SourceGuardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        makeSource(*postgres_);
        postgres_->asAdmin("GRANT CONNECT ON DATABASE tidemark TO trades_reader");
    }
    void init() { world_ = std::make_unique<RunWorld>(*postgres_); }
    void cleanup() { world_.reset(); }
    void cleanupTestCase() { postgres_.reset(); }

    /// What the attack reaches without the guard: every row of every tenant.
    void theSocketItselfAsksForNoPassword()
    {
        QCOMPARE(
            postgres_->asAdmin("SELECT count(DISTINCT tenant_id) FROM app.user"), std::string("2")
        );
    }

    void aRunThroughThePlatformsSocketReadsNothing_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("isForwarded");
        for (const char* user : {"tidemark_cluster", "tidemark_owner", "tidemark_app"}) {
            QTest::addRow("%s by its socket", user) << QString(user) << false;
            QTest::addRow("%s by the loopback", user) << QString(user) << true;
        }
        // A password that it has, a database that it has no business in.
        QTest::addRow("reader by the socket") << QString("trades_reader") << false;
        QTest::addRow("reader by the loopback") << QString("trades_reader") << true;
    }

    void aRunThroughThePlatformsSocketReadsNothing()
    {
        QFETCH(QString, user);
        QFETCH(bool, isForwarded);
        Forward forward(world_->platform.io, socketFile());
        const auto definition = world_->define(
            std::string("Attack as ") + QTest::currentDataTag(),
            {{"query", "SELECT login FROM app.user"}}
        );
        world_->lead(world_->lastConnector, "username", user.toStdString());
        world_->lead(world_->lastConnector, "database", "tidemark");
        if (isForwarded) {
            world_->lead(world_->lastConnector, "host", "127.0.0.1");
            world_->lead(world_->lastConnector, "port", std::to_string(forward.port()));
        }
        world_->worker->start();

        const auto run = world_->waitFor(world_->start(definition), "failed");
        const auto tested = world_->post("connectors/" + world_->lastConnector + "/test");
        forward.close();

        QCOMPARE(text(run, "state"), std::string("failed"));
        QCOMPARE(text(run, "failedStep"), std::string("fetchData"));
        QCOMPARE(run.at("rowsIn").as_int64(), 0);
        QVERIFY2(isRefusal(text(run, "errorCause")), text(run, "errorCause").c_str());
        QVERIFY2(isRefusal(tested.text), tested.text.c_str());
    }

    /// The second lock, alone: whoever is let in without the password is not the connector's user.
    void aServerThatAsksForNoPasswordIsRefused()
    {
        for (const char* user : {"tidemark_cluster", "tidemark_owner", "tidemark_app"}) {
            SourceTarget target;
            target.host = postgres_->cluster().socketFolder().string();
            target.database = "tidemark";
            target.username = user;
            target.password = Secret("anything");
            const auto opened = SourceReader::open(target, {}, nullptr);
            QVERIFY(opened.has_error());
            QCOMPARE(opened.error().reason, std::string("source_asks_nothing"));
        }
    }

    /// The third: the server is known by its own number, not by where it was found.
    void thePlatformsServerIsKnownUnderAnyName()
    {
        SourceTarget target;
        target.host = postgres_->cluster().socketFolder().string();
        target.database = "trades";
        target.username = "trades_reader";
        target.password = Secret(sourcePassword);
        QVERIFY(SourceReader::open(target, {}, nullptr).has_value());
        target.ownServer = postgres_->asAdmin("SELECT system_identifier FROM pg_control_system()");
        const auto opened = SourceReader::open(target, {}, nullptr);
        QVERIFY(opened.has_error());
        QCOMPARE(opened.error().reason, std::string("source_not_allowed"));
    }

    void severalStatementsAreOneTooMany()
    {
        SourceTarget target;
        target.host = postgres_->cluster().socketFolder().string();
        target.database = "trades";
        target.username = "trades_reader";
        target.password = Secret(sourcePassword);
        auto opened = SourceReader::open(target, {}, nullptr);
        const auto begun = opened->begin("SELECT 1; COMMIT; SELECT 2");
        QVERIFY(begun.has_error());
        QCOMPARE(begun.error().reason, std::string("query_failed"));
    }

    void aConnectorIsLedToTheNetworkOnly_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("isGood");
        int number = 0;
        for (const char* good : {"db.example.com", "10.0.0.7", "fe80::1%eth0", "localhost"})
            QTest::addRow("good %d", ++number) << QString(good) << true;
        for (const char* bad :
             {"/var/run/postgresql", "@abstract", "db,/run", "db host=/run", "..\\x", "db\n"})
            QTest::addRow("bad %d", ++number) << QString(bad) << false;
    }

    void aConnectorIsLedToTheNetworkOnly()
    {
        QFETCH(QString, host);
        QFETCH(bool, isGood);
        static_cast<void>(world_->define(std::string("Host ") + QTest::currentDataTag()));
        const std::string path = "connectors/" + world_->lastConnector;
        const Answered changed = change(path, {{"host", host.toStdString()}});
        QCOMPARE(changed.status, isGood ? 200 : 400);
        if (!isGood)
            QCOMPARE(changed.member("reason"), std::string("not_a_network_host"));
    }

    void aPasswordStaysWithTheServerItWasEnteredFor_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isKept");
        const auto row = [](const char* field, const char* value, bool isKept) {
            QTest::addRow("%s %s", field, value) << QString(field) << QString(value) << isKept;
        };
        row("host", "\"evil.example\"", false);
        row("port", "6432", false);
        row("username", "\"other\"", false);
        row("tlsMode", "\"disable\"", false);
        row("tlsMode", "\"verifyFull\"", true);
        row("name", "\"Renamed\"", true);
        row("database", "\"other\"", true);
    }

    void aPasswordStaysWithTheServerItWasEnteredFor()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(bool, isKept);
        static_cast<void>(world_->define(std::string("Moved ") + QTest::currentDataTag()));
        const std::string path = "connectors/" + world_->lastConnector;
        world_->post(path + "/test");

        const Answered changed =
            change(path, {{field.toStdString(), json::parse(value.toStdString())}});

        QCOMPARE(changed.status, 200);
        QCOMPARE(
            postgres_->asAdmin(
                "SELECT count(*) FROM app.credential WHERE connector_id = '" +
                world_->lastConnector + "'"
            ),
            isKept ? "1" : "0"
        );
        const json::object row = changed.json();
        QCOMPARE(row.at("testedAt").is_null(), !isKept);
        QCOMPARE(text(row, "testResult").starts_with("The password was removed"), !isKept);
        if (isKept)
            return;
        // Only the demonstration's own way through the socket is opened.
        const bool isSocketStill = field == "port" || field == "username";
        QCOMPARE(
            world_->post(path + "/test").member("reason"),
            std::string(isSocketStill ? "source_not_allowed" : "no_password")
        );
    }

private:
    [[nodiscard]] std::string socketFile() const
    {
        return (postgres_->cluster().socketFolder() / ".s.PGSQL.5432").string();
    }

    static bool isRefusal(const std::string& words)
    {
        for (const char* cause : {"platform's own", "platform itself"}) {
            if (words.find(cause) != std::string::npos)
                return true;
        }
        return false;
    }

    Answered change(const std::string& path, const json::object& changes)
    {
        const Answered now = world_->platform.call(ada(), Method::get, path);
        return world_->platform.call(
            ada(),
            Method::patch,
            path,
            json::serialize(changes),
            {{"If-Match", now.headers.at("ETag")}}
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<RunWorld> world_;
};

QTEST_APPLESS_MAIN(SourceGuardTest)
#include "source_guard_test.moc"
