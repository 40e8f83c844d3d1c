// Parts of the data that a person takes off a device and brings back: with the real agent and the
// real platform. What others change meanwhile does not come; afterwards all is as the platform has
// it; and nothing leaves that work of this device stands on.
#include "tests/sync/engine/running.hpp"
#include "tests/sync/engine/supply_edit.hpp"

#include <QDir>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 8567;

} // namespace

class ScopeStoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void what_a_scope_is_needed_for_keeps_it_here();
    void its_rows_leave_and_what_others_change_does_not_come();
    void a_restart_and_a_mirror_that_is_lost_leave_it_off();
    void brought_back_it_is_as_the_platform_has_it();

private:
    void connectAda();
    json::object scope(const std::string& id);
    std::int64_t total(const char* entity);
    std::string refusal(std::string_view method, const std::string& id);
    Result<json::value> edit(RunningAgent& agent, const char* quantity);

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> maya_;
    std::unique_ptr<RunningAgent> ada_;
    std::string part_ = {};   ///< The organization's.
    std::string tenant_ = {}; ///< What all need.
    json::object row_ = {};   ///< A fuel supply of it.
    std::int64_t all_ = 0;    ///< Fuel supplies that ada sees.
};

void ScopeStoryTest::connectAda()
{
    QVERIFY(ada_->start() >= 0);
    QVERIFY(ada_->unlock());
}

json::object ScopeStoryTest::scope(const std::string& id)
{
    const auto answer = ada_->ask("sync.status", json::object());
    if (!answer)
        return {};
    for (const auto& one : answer->at("scopes").as_array()) {
        if (one.at("id") == json::value(id))
            return one.as_object();
    }
    return {};
}

std::int64_t ScopeStoryTest::total(const char* entity)
{
    const auto window = ada_->ask("rows.window", {{"entity", entity}, {"offset", 0}, {"limit", 1}});
    return window ? window->at("total").as_int64() : -1;
}

std::string ScopeStoryTest::refusal(std::string_view method, const std::string& id)
{
    const auto answer = ada_->ask(method, {{"scope", id}});
    return answer ? std::string() : answer.error().reason;
}

Result<json::value> ScopeStoryTest::edit(RunningAgent& agent, const char* quantity)
{
    const auto now = agent.ask("rows.get", {{"entity", "fuelSupply"}, {"id", row_.at("id")}});
    if (!now)
        return now.error();
    return agent.ask("mutate", supplyEdit(now->as_object(), quantity));
}

void ScopeStoryTest::initTestCase()
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
    for (RunningAgent* agent : {ada_.get(), maya_.get()}) {
        QVERIFY(agent->start() >= 0);
        QVERIFY(agent->unlock());
        QVERIFY(agent->signIn(platform_->address()));
        QVERIFY(agent->becomes("pull", "live", 60'000));
    }
    const auto window =
        maya_->ask("rows.window", {{"entity", "fuelSupply"}, {"offset", 0}, {"limit", 1}});
    QVERIFY(window);
    row_ = window->at("rows").as_array().front().as_object();
    // The one that maya works in: hers beside the tenant's.
    const auto hers = maya_->ask("sync.status", json::object());
    QVERIFY(hers);
    for (const auto& one : hers->at("scopes").as_array())
        (one.at("kind") == "tenant" ? tenant_ : part_) = one.at("id").as_string();
    QVERIFY(!part_.empty() && !tenant_.empty());
    all_ = total("fuelSupply");
    QVERIFY(all_ > 0);
    QCOMPARE(scope(part_).at("standing").as_string().c_str(), "live");
    QVERIFY(scope(part_).at("need").is_null());
}

void ScopeStoryTest::what_a_scope_is_needed_for_keeps_it_here()
{
    QCOMPARE(refusal("scope.leave", tenant_), std::string("scope_needed_by_all"));
    QCOMPARE(refusal("scope.leave", "999999"), std::string("no_such_scope"));

    const json::object report{{"report", row_.at("reportId")}, {"pinned", true}};
    QVERIFY(ada_->ask("blobs.pin", report));
    QCOMPARE(refusal("scope.leave", part_), std::string("scope_needed_pinned"));
    QVERIFY(ada_->ask("filing.keep", {{"report", row_.at("reportId")}}));
    QCOMPARE(refusal("scope.leave", part_), std::string("scope_needed_filing"));
    QVERIFY(ada_->ask("filing.end", {{"report", row_.at("reportId")}}));
    QVERIFY(ada_->ask("blobs.pin", {{"report", row_.at("reportId")}, {"pinned", false}}));

    QVERIFY(ada_->ask("sync.pause", json::object()));
    QVERIFY(edit(*ada_, "4321"));
    QCOMPARE(refusal("scope.leave", part_), std::string("scope_needed_waiting"));
    QCOMPARE(scope(part_).at("need").as_string().c_str(), "waiting");
    QCOMPARE(total("fuelSupply"), all_);
    QVERIFY(ada_->ask("sync.resume", json::object()));
    QVERIFY(QTest::qWaitFor([&] { return scope(part_).at("need").is_null(); }, 30'000));
}

void ScopeStoryTest::its_rows_leave_and_what_others_change_does_not_come()
{
    const auto answer = ada_->ask("scope.leave", {{"scope", part_}});
    QVERIFY2(answer, answer ? "" : answer.error().cause.c_str());
    QCOMPARE(scope(part_).at("standing").as_string().c_str(), "away");
    QVERIFY(total("fuelSupply") < all_);
    QVERIFY(!ada_->ask("rows.get", {{"entity", "fuelSupply"}, {"id", row_.at("id")}}));
    QVERIFY(ada_->becomes("pull", "live", 30'000));

    const std::string before = ada_->word("cut");
    QVERIFY(edit(*maya_, "8765"));
    const auto isPast = [&] {
        return ada_->word("cut") != before && maya_->number("pending") == 0;
    };
    QVERIFY(QTest::qWaitFor(isPast, 30'000));
    QVERIFY(ada_->becomes("pull", "live", 30'000));
    QVERIFY(!ada_->ask("rows.get", {{"entity", "fuelSupply"}, {"id", row_.at("id")}}));
    const auto aside = ada_->ask("quarantine.list", json::object());
    QVERIFY(aside && aside->at("items").as_array().empty());
    const auto status = ada_->ask("sync.status", json::object());
    QVERIFY(status && status->at("receiptsOwed") == json::value(0));
}

void ScopeStoryTest::a_restart_and_a_mirror_that_is_lost_leave_it_off()
{
    ada_->kill();
    const QDir data(folder_.path() + QStringLiteral("/a/data"));
    for (const QString& name : data.entryList({QStringLiteral("mirror.db*")}))
        QVERIFY(QFile::remove(data.filePath(name)));
    connectAda();
    QVERIFY(ada_->becomes("pull", "live", 60'000));
    QCOMPARE(scope(tenant_).at("standing").as_string().c_str(), "live");
    QCOMPARE(scope(part_).at("standing").as_string().c_str(), "away");
    QVERIFY(!ada_->ask("rows.get", {{"entity", "fuelSupply"}, {"id", row_.at("id")}}));
}

void ScopeStoryTest::brought_back_it_is_as_the_platform_has_it()
{
    QVERIFY(ada_->ask("scope.need", {{"scope", part_}}));
    // Its digest is compared with the platform's when it is complete.
    const auto isProven = [&] {
        const auto now = scope(part_);
        return now.at("standing") == "live" && !now.at("verifiedCut").is_null();
    };
    QVERIFY(QTest::qWaitFor(isProven, 60'000));
    QCOMPARE(total("fuelSupply"), all_);
    const auto row = ada_->ask("rows.get", {{"entity", "fuelSupply"}, {"id", row_.at("id")}});
    QVERIFY(row);
    QCOMPARE(row->at("quantity").as_string().c_str(), "8765");

    QVERIFY(ada_->ask("scope.pin", {{"scope", part_}}));
    QCOMPARE(scope(part_).at("wish").as_string().c_str(), "pinned");
    QVERIFY(ada_->ask("scope.unpin", {{"scope", part_}}));
    QCOMPARE(scope(part_).at("wish").as_string().c_str(), "usual");
}

QTEST_GUILESS_MAIN(ScopeStoryTest)
#include "scope_story_test.moc"
