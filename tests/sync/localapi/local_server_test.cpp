// The agent's door: hostile frames, hello first, limits, and who may come in.
#include "sync/localapi/instance_lock.hpp"
#include "sync/localapi/local_connection.hpp"
#include "sync/localapi/local_server.hpp"
#include "tests/sync/localapi/local_program.hpp"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::sync;
using tidemark::test::Program;
using tidemark::test::reasonOf;
namespace json = boost::json;

namespace {

QCoro::Task<Result<AnswerText>> echo(Call call)
{
    co_return json::serialize(call.params);
}

} // namespace

class LocalServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void hello_comes_first_and_then_calls_are_answered();
    void another_protocol_is_explained_and_hung_up_on();
    void a_frame_that_is_too_large_ends_the_connection();
    void malformed_json_ends_the_connection();
    void an_unknown_method_is_answered_and_the_connection_lives();
    void a_program_that_says_nothing_is_hung_up_on();
    void what_a_method_needs_is_checked_before_it_runs();
    void two_programs_both_hear_a_notice_and_strangers_do_not();
    void calls_may_follow_hello_in_one_write();
    void another_user_is_not_admitted();
    void the_socket_is_for_this_user_only();
    void a_socket_left_by_a_killed_agent_is_replaced();
    void a_second_agent_is_told_who_runs();

private:
    [[nodiscard]] QString address() const { return home_->path() + QStringLiteral("/a.sock"); }

    std::unique_ptr<QTemporaryDir> home_;
    std::unique_ptr<MethodTable> table_;
    std::unique_ptr<LocalServer> server_;
    int ran_ = 0;
};

void LocalServerTest::init()
{
    server_.reset();
    home_ = std::make_unique<QTemporaryDir>();
    ran_ = 0;
    table_ = std::make_unique<MethodTable>([](Needs needs) -> Result<void> {
        if (needs == Needs::nothing)
            return {};
        return Fault{FaultCode::locked, "store_closed", "Locked.", "Unlock."};
    });
    table_->add("echo", Needs::nothing, echo);
    table_->add("secret", Needs::openStore, [this](Call call) {
        ++ran_;
        return echo(std::move(call));
    });
    server_ = std::make_unique<LocalServer>(*table_, [](std::string_view) {
        return json::object{{"agentVersion", "0"}, {"state", "open"}};
    });
    QVERIFY(server_->listen(address()));
}

void LocalServerTest::hello_comes_first_and_then_calls_are_answered()
{
    Program rude(address());
    rude.call(1, "echo", json::object{});
    QCOMPARE(reasonOf(rude.next()), std::string("hello_missing"));
    QVERIFY(rude.isHungUpOn());

    Program polite(address());
    polite.hello();
    const auto welcome = polite.next();
    QCOMPARE(welcome.at("result").at("protocol").as_int64(), 1);
    QCOMPARE(welcome.at("result").at("state").as_string().c_str(), "open");
    polite.call(2, "echo", {{"a", 1}});
    const auto answer = polite.next();
    QCOMPARE(answer.at("id").as_int64(), 2);
    QCOMPARE(answer.at("result").at("a").as_int64(), 1);
}

void LocalServerTest::another_protocol_is_explained_and_hung_up_on()
{
    Program old(address());
    old.call(1, "hello", {{"client", "old"}, {"protocol", 7}});
    QCOMPARE(reasonOf(old.next()), std::string("protocol_mismatch"));
    QVERIFY(old.isHungUpOn());
}

void LocalServerTest::a_frame_that_is_too_large_ends_the_connection()
{
    Program before(address());
    before.raw(QByteArray("\xff\xff\xff\x7f", 4) + QByteArray(1000, 'x'));
    QVERIFY(before.isHungUpOn());

    Program after(address());
    after.hello();
    (void)after.next();
    after.raw(QByteArray("\x01\x00\x80\x00", 4)); // 8 MiB and one byte.
    QVERIFY(after.isHungUpOn());

    // Before hello not even a frame of legal size may grow without end.
    Program slow(address());
    slow.raw(QByteArray("\x00\x00\x80\x00", 4) + QByteArray(100'000, ' '));
    QVERIFY(slow.isHungUpOn());
}

void LocalServerTest::malformed_json_ends_the_connection()
{
    for (const std::string_view body :
         {"",
          "{",
          "[]",
          "null",
          "{\"jsonrpc\":\"1.0\"}",
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
          "{\"jsonrpc\":\"2.0\",\"method\":\"echo\"}",
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"echo\",\"params\":[1]}",
          "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"echo\",\"params\":{\"a\":1e999}}"}) {
        Program program(address());
        program.hello();
        (void)program.next();
        program.frame(body);
        QVERIFY2(program.isHungUpOn(), body.data());
    }
    QByteArray deep(5000, '[');
    Program program(address());
    program.frame({deep.constData(), static_cast<std::size_t>(deep.size())});
    QVERIFY(program.isHungUpOn());
}

void LocalServerTest::an_unknown_method_is_answered_and_the_connection_lives()
{
    Program program(address());
    program.hello();
    (void)program.next();
    program.call(2, "rows.steal", json::object{});
    const auto answer = program.next();
    QCOMPARE(answer.at("error").at("code").as_int64(), std::int64_t(rpcUnknownMethod));
    program.call(3, "echo", json::object{});
    QCOMPARE(program.next().at("id").as_int64(), 3);
}

void LocalServerTest::a_program_that_says_nothing_is_hung_up_on()
{
    Program program(address());
    QVERIFY(QTest::qWaitFor([&] { return !program.isConnected(); }, 8000));
    QVERIFY(QTest::qWaitFor([&] { return server_->connections() == 0; }, 1000));
}

void LocalServerTest::what_a_method_needs_is_checked_before_it_runs()
{
    Program program(address());
    program.hello();
    (void)program.next();
    program.call(2, "secret", json::object{});
    QCOMPARE(reasonOf(program.next()), std::string("store_closed"));
    QCOMPARE(ran_, 0);
}

void LocalServerTest::two_programs_both_hear_a_notice_and_strangers_do_not()
{
    Program one(address());
    Program two(address());
    Program stranger(address());
    one.hello();
    two.hello();
    (void)one.next();
    (void)two.next();
    server_->notifyAll("changed", json::object{{"cut", "5"}});
    QCOMPARE(one.next().at("method").as_string().c_str(), "changed");
    QCOMPARE(two.next().at("params").at("cut").as_string().c_str(), "5");
    stranger.hello();
    QVERIFY2(stranger.next().as_object().contains("result"), "nothing was told before hello");
}

void LocalServerTest::calls_may_follow_hello_in_one_write()
{
    Program program(address());
    const auto hello = encodeFrame(encodeRequest(1, "hello", {{"client", "t"}, {"protocol", 1}}));
    const auto call = encodeFrame(encodeRequest(2, "echo", json::object{}));
    const std::string both = *hello + *call;
    program.raw(QByteArray(both.data(), static_cast<qsizetype>(both.size())));
    QCOMPARE(program.next().at("id").as_int64(), 1);
    QCOMPARE(program.next().at("id").as_int64(), 2);
}

void LocalServerTest::another_user_is_not_admitted()
{
    QVERIFY(admit(ownIdentity(), ownIdentity()));
    const auto refused = admit(PeerIdentity{"12345678"}, ownIdentity());
    QCOMPARE(refused.error().reason, std::string("other_user"));
    QVERIFY2(!admit(PeerIdentity{}, PeerIdentity{}), "an unknown user is nobody");
}

void LocalServerTest::the_socket_is_for_this_user_only()
{
    const auto rights = QFile::permissions(address());
    QVERIFY(
        !(rights & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                    QFileDevice::WriteOther))
    );
}

void LocalServerTest::a_socket_left_by_a_killed_agent_is_replaced()
{
    server_.reset();
    // What a killed process leaves: a name without anybody behind it.
    QFile left(address());
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    server_ =
        std::make_unique<LocalServer>(*table_, [](std::string_view) { return json::object{}; });
    QVERIFY(server_->listen(address()));
    Program program(address());
    program.hello();
    QVERIFY(program.next().as_object().contains("result"));
}

void LocalServerTest::a_second_agent_is_told_who_runs()
{
    Home home;
    home.run = home_->path() + QStringLiteral("/run");
    const auto first = InstanceLock::take(home, std::chrono::milliseconds(0));
    QVERIFY(first);
    const auto second = InstanceLock::take(home, std::chrono::milliseconds(0));
    QCOMPARE(second.error().reason, std::string("agent_running"));
    QVERIFY(!second.error().nextStep.empty());
    const auto pid = std::to_string(QCoreApplication::applicationPid());
    QVERIFY(second.error().cause.find(pid) != std::string::npos);
    const auto rights = QFile::permissions(home.run);
    QVERIFY(!(rights & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

QTEST_GUILESS_MAIN(LocalServerTest)
#include "local_server_test.moc"
