// Real programs over a real network that loses, delays and cuts: platform and agents in network
// namespaces of their own. TIDEMARK_LINE_EDITS makes it longer.
#include "tests/e2e/line/bad_line.hpp"
#include "tests/e2e/story/written_values.hpp"
#include "tests/sync/engine/running.hpp"
#include "tests/sync/engine/supply_edit.hpp"

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 8470;

int editsPerTrial()
{
    const int given = qEnvironmentVariableIntValue("TIDEMARK_LINE_EDITS");
    return given > 0 ? given : 40;
}

} // namespace

class LineTest : public QObject {
    Q_OBJECT

public:
    explicit LineTest(e2e::BadLine& line)
        : line_(line)
    {
    }

private Q_SLOTS:
    void initTestCase();
    void a_line_that_loses_and_delays_loses_no_edit();
    void answers_that_never_come_back_double_nothing();
    void a_cut_line_is_noticed_and_the_rest_is_sent_after_it();

private:
    /// At most 25 rows of a report that is being drafted.
    json::array rowsOf(RunningAgent& agent);
    /// The values that each row has to get, in order.
    using Wanted = std::map<std::string, std::vector<std::string>>;

    /// Edits rows of Maya one after the other.
    Wanted work(int edits);
    /// Jon sees the last of each.
    bool arrives(const Wanted& wanted, int withinMs);
    /// Each took effect once, the ones that others replaced as well.
    void tookEffectOnce(const Wanted& wanted);

    e2e::BadLine& line_;
    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> maya_;
    std::unique_ptr<RunningAgent> jon_;
    int number_ = 7000;
};

json::array LineTest::rowsOf(RunningAgent& agent)
{
    const auto drafts = agent.ask(
        "rows.window",
        {{"entity", "complianceReport"},
         {"filter", json::array{{{"field", "status"}, {"op", "eq"}, {"value", "draft"}}}},
         {"sort", json::array{"id"}},
         {"offset", 0},
         {"limit", 1}}
    );
    if (!drafts || drafts->at("rows").as_array().empty())
        return {};
    const json::value& report = drafts->at("rows").at(0).at("id");
    const auto window = agent.ask(
        "rows.window",
        {{"entity", "fuelSupply"},
         {"filter", json::array{{{"field", "reportId"}, {"op", "eq"}, {"value", report}}}},
         {"sort", json::array{"id"}},
         {"offset", 0},
         {"limit", 25}}
    );
    return window ? window->at("rows").as_array() : json::array{};
}

LineTest::Wanted LineTest::work(int edits)
{
    Wanted wanted;
    for (int i = 0; i < edits; ++i) {
        const auto rows = rowsOf(*maya_);
        const auto& row = rows.at(static_cast<std::size_t>(i) % rows.size()).as_object();
        const std::string value = std::to_string(++number_);
        if (maya_->ask("mutate", supplyEdit(row, value)))
            wanted[std::string(row.at("id").as_string())].push_back(value);
    }
    return wanted;
}

bool LineTest::arrives(const Wanted& wanted, int withinMs)
{
    const auto isThere = [&] {
        std::size_t found = 0;
        for (const auto& each : rowsOf(*jon_)) {
            const auto at = wanted.find(std::string(each.at("id").as_string()));
            found +=
                at != wanted.end() && each.at("quantity") == json::value(at->second.back()) ? 1 : 0;
        }
        return found == wanted.size();
    };
    return QTest::qWaitFor([&] { return maya_->number("pending") == 0 && isThere(); }, withinMs);
}

void LineTest::tookEffectOnce(const Wanted& wanted)
{
    line_.set(0, 0, 0);
    for (const auto& [id, values] : wanted) {
        const auto written =
            e2e::writtenValues(QString::fromLatin1(e2e::BadLine::farAddress), port, id, "quantity");
        for (const std::string& value : values) {
            const auto found = written.find(value);
            QVERIFY2(found != written.end(), ("lost: " + value).c_str());
            QVERIFY2(found->second == 1, ("took effect twice: " + value).c_str());
        }
    }
}

void LineTest::initTestCase()
{
    QVERIFY(!platformProgram().isEmpty());
    QFile::setPermissions(
        folder_.path(),
        QFile::permissions(folder_.path()) | QFileDevice::ReadGroup | QFileDevice::ExeGroup |
            QFileDevice::ReadOther | QFileDevice::ExeOther
    );
    platform_ = std::make_unique<RunningPlatform>(folder_.path() + QStringLiteral("/p"), port);
    platform_->standAt(QString::fromLatin1(e2e::BadLine::farAddress), line_.enterFarSide());
    QVERIFY(platform_->start());
    const auto sitDown = [&](const char* home, const char* login) {
        auto agent =
            std::make_unique<RunningAgent>(folder_.path() + QString::fromLatin1(home), login);
        const bool isIn = agent->start() >= 0 && agent->unlock() &&
                          agent->signIn(platform_->address()) && agent->becomes("pull", "live") &&
                          agent->becomes("link", "online");
        return isIn ? std::move(agent) : nullptr;
    };
    maya_ = sitDown("/m", "maya@demo.example");
    jon_ = sitDown("/j", "jon@demo.example");
    QVERIFY(maya_ && jon_);
    QVERIFY(rowsOf(*jon_).size() >= 5);
}

void LineTest::a_line_that_loses_and_delays_loses_no_edit()
{
    line_.set(20, 60, 40);
    const auto wanted = work(editsPerTrial());
    QVERIFY(arrives(wanted, 120'000));
    line_.set(0, 0, 0);
    QVERIFY2(line_.figures(0).lost > 0 && line_.figures(1).lost > 0, "the line lost packets");
    QCOMPARE(maya_->number("needYou"), 0);
    tookEffectOnce(wanted);
}

void LineTest::answers_that_never_come_back_double_nothing()
{
    line_.set(0, 5, 0);
    line_.cut(1, true);
    const auto wanted = work(editsPerTrial());
    QTest::qWait(3000);
    QVERIFY2(maya_->number("pending") > 0, "nothing counts as sent before its answer");
    line_.cut(1, false);
    QVERIFY(arrives(wanted, 120'000));
    QCOMPARE(maya_->number("needYou"), 0);
    tookEffectOnce(wanted);
}

void LineTest::a_cut_line_is_noticed_and_the_rest_is_sent_after_it()
{
    line_.set(0, 5, 0);
    line_.cutBoth(true);
    const auto wanted = work(editsPerTrial());
    QElapsedTimer took;
    took.start();
    QVERIFY(QTest::qWaitFor([&] { return maya_->word("link") != "online"; }, 60'000));
    qInfo("a line without a word is noticed after %lld ms", static_cast<long long>(took.elapsed()));
    line_.cutBoth(false);
    (void)maya_->ask("sync.now", json::object{});
    QVERIFY(arrives(wanted, 120'000));
    QCOMPARE(maya_->number("needYou"), 0);
    tookEffectOnce(wanted);
    QVERIFY(jon_->becomes("link", "online", 70'000));
}

// The near side has to be there before the first socket of this process.
int main(int argc, char** argv)
{
    e2e::BadLine line;
    const std::string refused = line.open();
    if (!refused.empty()) {
        std::fprintf(stderr, "%s\n", refused.c_str());
        return 1;
    }
    QCoreApplication application(argc, argv);
    LineTest test(line);
    return QTest::qExec(&test, argc, argv);
}
#include "line_test.moc"
