// Access that ends while work waits on a device: with the real agent and the real platform. The
// work is set aside, sealed, handed over and shown to whoever holds the rows; its files stay until
// they were exported; the purge is told with a signature.
#include "tests/sync/engine/running.hpp"

#include <QDir>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 8541;

json::object firstOf(RunningAgent& agent, const char* entity)
{
    const auto window = agent.ask("rows.window", {{"entity", entity}, {"offset", 0}, {"limit", 1}});
    const bool isThere = window && !window->at("rows").as_array().empty();
    return isThere ? window->at("rows").as_array().front().as_object() : json::object();
}

json::array itemsOf(RunningAgent& agent, std::string_view method)
{
    const auto answer = agent.ask(method, json::object());
    return answer ? answer->at("items").as_array() : json::array();
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class AccessEndTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void work_of_a_lost_scope_is_handed_over_and_told_with_a_signature();
    void its_files_stay_until_they_were_exported();
    void whoever_holds_the_rows_takes_it_over();

private:
    /// What the platform answers to ada.
    json::value platform(json::object call);

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> maya_;
    std::unique_ptr<RunningAgent> ada_;
    std::string row_ = {};
};

json::value AccessEndTest::platform(json::object call)
{
    call["path"] = "/api/v1/" + std::string(call.at("path").as_string());
    const auto answer = ada_->ask("platform.call", call);
    if (!answer || answer->at("status").as_int64() >= 300) {
        qWarning("%s", answer ? json::serialize(*answer).c_str() : answer.error().cause.c_str());
        return nullptr;
    }
    return answer->at("body");
}

void AccessEndTest::initTestCase()
{
    QVERIFY2(
        !platformProgram().isEmpty(), "The platform was not built; TIDEMARK_PLATFORM may name one."
    );
    QFile::setPermissions(
        folder_.path(),
        QFile::permissions(folder_.path()) | QFileDevice::ReadGroup | QFileDevice::ExeGroup |
            QFileDevice::ReadOther | QFileDevice::ExeOther
    );
    platform_ = std::make_unique<RunningPlatform>(folder_.path() + QStringLiteral("/p"), port);
    QVERIFY(platform_->start());
    maya_ =
        std::make_unique<RunningAgent>(folder_.path() + QStringLiteral("/m"), "maya@demo.example");
    ada_ =
        std::make_unique<RunningAgent>(folder_.path() + QStringLiteral("/a"), "ada@demo.example");
    const auto signIn = [this](RunningAgent& agent) {
        QVERIFY(agent.start() >= 0);
        QVERIFY(agent.unlock());
        QVERIFY(agent.signIn(platform_->address()));
        QVERIFY(agent.becomes("pull", "live", 60'000));
    };
    signIn(*ada_);
    // Of internal rows their author may keep a text; those of an organization are confidential.
    const auto rules = platform({{"method", "GET"}, {"path", "lease-rules"}});
    QVERIFY(rules.is_object());
    for (const auto& scope : rules.at("scopes").as_array()) {
        const json::object internal{{"scope", scope.at("id")}, {"class", 1}};
        (void)platform({{"method", "PUT"}, {"path", "scope-classes"}, {"body", internal}});
    }
    signIn(*maya_);
}

void AccessEndTest::work_of_a_lost_scope_is_handed_over_and_told_with_a_signature()
{
    const auto row = firstOf(*maya_, "fuelSupply");
    const auto report = firstOf(*maya_, "complianceReport");
    QVERIFY(!row.empty() && !report.empty());
    row_ = std::string(row.at("id").as_string());
    platform_->stop();
    QVERIFY(maya_->becomes("link", "offline"));
    QVERIFY(maya_->ask(
        "mutate",
        {{"name", "fuelSupply.edit"},
         {"ops",
          json::array{json::object{
              {"op", "update"},
              {"entity", "fuelSupply"},
              {"id", row.at("id")},
              {"baseRv", row.at("rv")},
              {"base", json::object{{"quantity", row.at("quantity")}}},
              {"set", json::object{{"quantity", "7777"}}}}}}}
    ));
    const QByteArray data = QByteArray("what was measured").toBase64();
    QVERIFY(maya_->ask(
        "blobs.add",
        {{"report", report.at("id")}, {"data", data.toStdString()}, {"name", "meter.txt"}}
    ));
    QCOMPARE(maya_->number("pending"), 2);
    maya_->kill();

    QVERIFY(platform_->start());
    QVERIFY(ada_->becomes("link", "online", 70'000));
    const auto users = platform({{"method", "GET"}, {"path", "users?limit=50"}});
    QVERIFY(users.is_object());
    json::object user;
    for (const auto& one : users.at("items").as_array()) {
        if (one.at("login") == "maya@demo.example")
            user = one.as_object();
    }
    QVERIFY(!user.empty());
    const auto other = platform(
        {{"method", "POST"},
         {"path", "organizations"},
         {"body", json::object{{"code", "ELSE"}, {"name", "Elsewhere"}}}}
    );
    QVERIFY(other.is_object());
    QVERIFY(platform({{"method", "PATCH"},
                      {"path", "users/" + std::string(user.at("id").as_string())},
                      {"ifMatch", "\"" + std::string(user.at("rv").as_string()) + "\""},
                      {"body", json::object{{"organizationId", other.at("id")}}}}
    ).is_object());

    QVERIFY(maya_->start() >= 0);
    QVERIFY(maya_->unlock());
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("quarantined") == 2; }, 70'000));
    QCOMPARE(maya_->number("pending"), 0);
    const auto isHanded = [&] {
        const auto items = itemsOf(*maya_, "quarantine.list");
        return items.size() == 2 && !items[0].at("handedAt").is_null();
    };
    QVERIFY(QTest::qWaitFor(isHanded, 30'000));
    const auto items = itemsOf(*maya_, "quarantine.list");
    QVERIFY(items[1].at("handedAt").is_null()); // Nobody could have its file.
    QCOMPARE(items[1].at("files").as_array().at(0).as_string().c_str(), "meter.txt");
    const auto isTold = [&] {
        const auto told = platform({{"method", "GET"}, {"path", "sync-revocations"}});
        if (!told.is_object() || told.at("items").as_array().empty())
            return false;
        const auto& line = told.at("items").as_array().at(0).as_object();
        return !line.at("purgedAt").is_null() && line.at("isSigned").as_bool() &&
               line.at("escrowed") == json::value(1) && line.at("keptWork") == json::value(1);
    };
    QVERIFY(QTest::qWaitFor(isTold, 30'000));
}

void AccessEndTest::its_files_stay_until_they_were_exported()
{
    const auto refused = maya_->ask("session.signOut", {{"discardPending", false}});
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, std::string("work_set_aside"));
    const QString file = folder_.path() + QStringLiteral("/mine.json");
    const auto written = maya_->ask("quarantine.export", {{"file", file.toStdString()}});
    QVERIFY(written);
    QVERIFY(written->at("items") == json::value(2));
    QVERIFY(contentOf(file).contains("\"quantity\":\"7777\""));
    QCOMPARE(
        contentOf(folder_.path() + QStringLiteral("/mine-files/meter.txt")),
        QByteArray("what was measured")
    );
    QVERIFY(maya_->ask("session.signOut", {{"discardPending", false}}));
}

void AccessEndTest::whoever_holds_the_rows_takes_it_over()
{
    const auto kept = platform({{"method", "GET"}, {"path", "escrow"}});
    QVERIFY(kept.is_object());
    QCOMPARE(kept.at("items").as_array().size(), std::size_t{1});
    const auto& item = kept.at("items").as_array().front().as_object();
    QCOMPARE(item.at("userName").as_string().c_str(), "Maya Lindqvist");
    const auto& mutation = item.at("mutation").as_object();
    QVERIFY(json::serialize(mutation).find("7777") != std::string::npos);
    QVERIFY(ada_->ask("mutate", {{"name", mutation.at("name")}, {"ops", mutation.at("ops")}}));
    const auto isTaken = [&] {
        const auto now =
            ada_->ask("rows.get", {{"entity", "fuelSupply"}, {"id", json::value(row_)}});
        return now && now->at("quantity") == json::value("7777") && ada_->number("pending") == 0;
    };
    QVERIFY(QTest::qWaitFor(isTaken, 30'000));
    const std::string path = "escrow/" + std::string(item.at("id").as_string()) + "/close";
    (void
    )platform({{"method", "POST"}, {"path", path}, {"body", json::object{{"outcome", "taken"}}}});
    const auto after = platform({{"method", "GET"}, {"path", "escrow"}});
    QVERIFY(after.at("items").as_array().empty());
}

QTEST_GUILESS_MAIN(AccessEndTest)
#include "access_end_test.moc"
