// A database that is put back to an earlier copy, with the real agent and the real platform on a
// real PostgreSQL: what the platform had accepted comes again, once, and people are told.
#include "models/core/timestamp.hpp"
#include "tests/sync/engine/running.hpp"

#include <QDir>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 8561;

json::object firstRow(RunningAgent& agent)
{
    const auto window =
        agent.ask("rows.window", {{"entity", "fuelSupply"}, {"offset", 0}, {"limit", 1}});
    return window ? window->at("rows").as_array().at(0).as_object() : json::object();
}

std::string quantityOf(RunningAgent& agent, const json::value& id)
{
    const auto row = agent.ask("rows.get", {{"entity", "fuelSupply"}, {"id", id}});
    const bool isPending = row && row->as_object().contains("_pending");
    return row && !isPending ? std::string(row->at("quantity").as_string()) : std::string();
}

bool edit(RunningAgent& agent, const std::string& quantity)
{
    const auto row = firstRow(agent);
    const json::object op{
        {"op", "update"},
        {"entity", "fuelSupply"},
        {"id", row.at("id")},
        {"baseRv", row.at("rv")},
        {"base", json::object{{"quantity", row.at("quantity")}}},
        {"set", json::object{{"quantity", quantity}}}};
    return agent.ask("mutate", {{"name", "fuelSupply.edit"}, {"ops", json::array{op}}}).has_value();
}

/// Runs a program to its end; whether that was a good one.
bool runs(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program, arguments);
    return process.waitForFinished(90'000) && process.exitCode() == 0;
}

} // namespace

class PutBackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void what_was_accepted_and_lost_comes_again_once();
    void an_administrator_sees_how_far_the_copy_reached();

private:
    [[nodiscard]] QString place(const char* name) const
    {
        return folder_.filePath(QString::fromLatin1(name));
    }

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> maya_;
};

void PutBackTest::initTestCase()
{
    QVERIFY2(
        !platformProgram().isEmpty(), "The platform was not built; TIDEMARK_PLATFORM may name one."
    );
    // The private database runs as another user, who has to reach its folder.
    QFile::setPermissions(
        folder_.path(),
        QFile::permissions(folder_.path()) | QFileDevice::ReadGroup | QFileDevice::ExeGroup |
            QFileDevice::ReadOther | QFileDevice::ExeOther
    );
    platform_ = std::make_unique<RunningPlatform>(place("p"), port);
    QVERIFY(platform_->start());
    maya_ = std::make_unique<RunningAgent>(place("m"), "maya@demo.example");
    QVERIFY(maya_->start() >= 0);
    QVERIFY(maya_->unlock());
    QVERIFY(maya_->signIn(platform_->address()));
    QVERIFY(maya_->becomes("pull", "live", 60'000));
}

void PutBackTest::what_was_accepted_and_lost_comes_again_once()
{
    const json::value id = firstRow(*maya_).at("id");
    QVERIFY(edit(*maya_, "8800"));
    const auto is = [this, &id](RunningAgent& agent, const std::string& quantity) {
        return agent.number("pending") == 0 && quantityOf(agent, id) == quantity;
    };
    QVERIFY(QTest::qWaitFor([&] { return is(*maya_, "8800"); }, 60'000));
    platform_->stop();
    QVERIFY(runs(QStringLiteral("cp"), {QStringLiteral("-a"), place("p"), place("copy")}));
    QVERIFY(platform_->start());
    QVERIFY(maya_->becomes("link", "online", 70'000));
    QVERIFY(edit(*maya_, "8801"));
    QVERIFY(QTest::qWaitFor([&] { return is(*maya_, "8801"); }, 60'000));

    platform_->stop();
    QVERIFY(QDir(place("p")).removeRecursively());
    QVERIFY(runs(QStringLiteral("cp"), {QStringLiteral("-a"), place("copy"), place("p")}));
    QVERIFY(runs(
        platformProgram(),
        {QStringLiteral("--data"), place("p"), QStringLiteral("history"), QStringLiteral("renew")}
    ));
    QVERIFY(platform_->start());
    (void)maya_->ask("sync.now", json::object());

    const auto notice = [this]() -> json::object {
        const auto notices = maya_->status().at("notices").as_array();
        return notices.empty() ? json::object() : notices.front().as_object();
    };
    QVERIFY(QTest::qWaitFor([&] { return !notice().empty(); }, 90'000));
    QCOMPARE(notice().at("id").as_string().c_str(), "server_restored");
    QVERIFY(notice().at("count") == json::value(1));
    QVERIFY(notice().at("restoredTo").is_string());
    QVERIFY(QTest::qWaitFor([&] { return is(*maya_, "8801"); }, 90'000));
    RunningAgent jon(place("j"), "jon@demo.example");
    QVERIFY(jon.start() >= 0);
    QVERIFY(jon.unlock());
    QVERIFY(jon.signIn(platform_->address()));
    QVERIFY(QTest::qWaitFor([&] { return quantityOf(jon, id) == "8801"; }, 60'000));
}

void PutBackTest::an_administrator_sees_how_far_the_copy_reached()
{
    RunningAgent ada(place("a"), "ada@demo.example");
    QVERIFY(ada.start() >= 0);
    QVERIFY(ada.unlock());
    QVERIFY(ada.signIn(platform_->address()));
    const auto told =
        ada.ask("platform.call", {{"method", "GET"}, {"path", "/api/v1/sync-restores"}});
    QVERIFY(told);
    const auto& past = told->at("body").at("past").as_array();
    QCOMPARE(past.size(), std::size_t{1});
    QVERIFY(past.at(0).at("replayed") == json::value(1)); // Not twice.
    QVERIFY(past.at(0).at("needPerson") == json::value(0));
    const auto& history = past.at(0).as_object();
    const auto reached = Timestamp::parse(std::string(history.at("restoredTo").as_string()));
    const auto ended = Timestamp::parse(std::string(history.at("endedAt").as_string()));
    QVERIFY(reached && ended && reached->micros < ended->micros);
    const std::string left =
        "/api/v1/sync-restores/" + std::string(history.at("history").as_string()) + "/left";
    const auto items = ada.ask("platform.call", {{"method", "GET"}, {"path", left}});
    QVERIFY(items && items->at("body").at("items").as_array().empty());
}

QTEST_GUILESS_MAIN(PutBackTest)
#include "put_back_test.moc"
