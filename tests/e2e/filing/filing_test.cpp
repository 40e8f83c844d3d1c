// A report that is kept ready, by the real agents and the real platform: everything comes by
// itself, holds without a network and over a restart, and what is missing is said and mended.
#include "models/core/timestamp.hpp"
#include "tests/sync/engine/running.hpp"

#include <QDirIterator>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 18470;
constexpr int patienceMs = 60'000;

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

json::object draftsOf(std::string_view field, json::value is)
{
    return {
        {"entity", "complianceReport"},
        {"filter", json::array{{{"field", field}, {"op", "eq"}, {"value", std::move(is)}}}},
        {"sort", json::array{"id"}},
        {"offset", 0},
        {"limit", 5}};
}

} // namespace

class FilingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everything_comes_by_itself_and_the_line_is_green();
    void it_holds_without_a_network_and_over_a_restart();
    void what_is_damaged_is_said_and_mended();
    void it_ends_when_the_person_says_so();

private:
    /// As `filing.list` says it; empty when the report is not kept.
    json::object filing()
    {
        const auto list = jon_->ask("filing.list", json::object{});
        if (!list)
            return {};
        for (const auto& one : list->at("items").as_array()) {
            if (textOf(one.as_object(), "report") == report_)
                return one.as_object();
        }
        return {};
    }
    bool becomes(std::string_view state, int withinMs = patienceMs)
    {
        return QTest::qWaitFor([&] { return textOf(filing(), "state") == state; }, withinMs);
    }
    json::object point(std::string_view id)
    {
        const json::object all = filing();
        const auto* points = all.if_contains("points");
        for (const auto& one : points ? points->as_array() : json::array()) {
            if (textOf(one.as_object(), "id") == id)
                return one.as_object();
        }
        return {};
    }
    /// Days from now until what the agent promises ends.
    double daysLeft()
    {
        const auto until = Timestamp::parse(textOf(filing(), "validUntil"));
        constexpr double day = 24.0 * 3600 * 1'000'000;
        return until ? static_cast<double>(until->micros - Timestamp::now().micros) / day : -1;
    }

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> jon_;
    std::string report_;
    std::string attachment_;
};

void FilingTest::initTestCase()
{
    QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther);
    platform_ = std::make_unique<RunningPlatform>(folder_.filePath(QStringLiteral("p")), port);
    QVERIFY(platform_->start());
    // Somebody else adds a file.
    RunningAgent maya(folder_.filePath(QStringLiteral("m")), "maya@demo.example");
    jon_ =
        std::make_unique<RunningAgent>(folder_.filePath(QStringLiteral("j")), "jon@demo.example");
    for (RunningAgent* agent : {&maya, jon_.get()}) {
        QVERIFY(agent->start() >= 0);
        QVERIFY(agent->unlock());
        QVERIFY(agent->signIn(platform_->address()).has_value());
        QVERIFY(agent->becomes("pull", "live"));
    }
    const auto drafts = maya.ask("rows.window", draftsOf("status", "draft"));
    QVERIFY(drafts && !drafts->at("rows").as_array().empty());
    report_ = textOf(drafts->at("rows").as_array().front().as_object(), "id");
    QFile file(folder_.filePath(QStringLiteral("plan.pdf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.7 " + QByteArray(300'000, 'x'));
    file.close();
    const json::object params{{"report", report_}, {"file", file.fileName().toStdString()}};
    QVERIFY(maya.ask("blobs.add", params));
    QVERIFY(QTest::qWaitFor([&] { return maya.number("pending") == 0; }, patienceMs));
    QVERIFY(maya.quit());
}

void FilingTest::everything_comes_by_itself_and_the_line_is_green()
{
    // Jon has heard of the attachment, not of its content.
    const json::object ofReport{
        {"entity", "attachment"},
        {"filter", json::array{{{"field", "reportId"}, {"op", "eq"}, {"value", report_}}}},
        {"sort", json::array{"id"}},
        {"offset", 0},
        {"limit", 5}};
    QVERIFY(QTest::qWaitFor(
        [&] {
            const auto rows = jon_->ask("rows.window", ofReport);
            if (!rows || rows->at("total").as_int64() != 1)
                return false;
            attachment_ = textOf(rows->at("rows").as_array().front().as_object(), "id");
            return true;
        },
        patienceMs
    ));
    QVERIFY(filing().empty());
    const auto kept = jon_->ask("filing.keep", json::object{{"report", report_}, {"days", 5}});
    QVERIFY2(kept, kept ? "" : kept.error().cause.c_str());
    QVERIFY(textOf(kept->as_object(), "state") != "bad");
    QVERIFY2(becomes("ok"), json::serialize(filing()).c_str());
    QCOMPARE(point("files").at("total").as_int64(), 1);
    QCOMPARE(point("files").at("count").as_int64(), 1);
    QVERIFY(!textOf(filing(), "verifiedAt").empty());
    // Beyond the 72 hours of what is confidential: the platform has promised it.
    QVERIFY2(daysLeft() > 4 && daysLeft() < 5.1, QByteArray::number(daysLeft()));
    QVERIFY(!textOf(filing(), "organization").empty());
    const auto wrong =
        jon_->ask("filing.verify", {{"report", "01920000-0000-7000-8000-00000000dead"}});
    QVERIFY(!wrong && wrong.error().reason == "not_kept_ready");
}

void FilingTest::it_holds_without_a_network_and_over_a_restart()
{
    const std::string until = textOf(filing(), "validUntil");
    platform_->stop();
    jon_->kill();
    QVERIFY(jon_->start() >= 0);
    QVERIFY(jon_->unlock());
    QVERIFY2(becomes("ok"), json::serialize(filing()).c_str());
    QCOMPARE(textOf(filing(), "validUntil"), until); // A start renews no lease.
    // Work goes on, and is not held against it.
    json::object op{{"op", "update"}, {"entity", "attachment"}, {"id", attachment_}};
    op["set"] = json::object{{"name", "plan of the journey.pdf"}};
    op["base"] = json::object{{"name", "plan.pdf"}};
    QVERIFY(
        jon_->ask("mutate", {{"name", "attachment.rename"}, {"ops", json::array{std::move(op)}}})
    );
    const auto looked = jon_->ask("filing.verify", json::object{{"report", report_}});
    QVERIFY(looked);
    QCOMPARE(textOf(looked->as_object(), "state"), std::string("ok"));
    QCOMPARE(point("unsent").at("count").as_int64(), 1);
}

void FilingTest::what_is_damaged_is_said_and_mended()
{
    QString sealed;
    QDirIterator files(folder_.filePath(QStringLiteral("j/data/blobs")), QDir::Files);
    while (files.hasNext())
        sealed = files.next();
    QVERIFY(!sealed.isEmpty());
    QFile file(sealed);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(1000));
    QCOMPARE(file.write("flipped"), qint64(7));
    file.close();
    const auto looked = jon_->ask("filing.verify", json::object{{"report", report_}});
    QVERIFY(looked);
    QCOMPARE(textOf(looked->as_object(), "state"), std::string("bad"));
    QVERIFY(!textOf(point("files"), "nextStep").empty());
    QVERIFY(platform_->start());
    QVERIFY2(becomes("ok", 2 * patienceMs), json::serialize(filing()).c_str());
    QCOMPARE(point("files").at("count").as_int64(), 1);
}

void FilingTest::it_ends_when_the_person_says_so()
{
    QVERIFY(jon_->ask("filing.end", json::object{{"report", report_}}));
    QVERIFY(filing().empty());
    const auto status = jon_->ask("blobs.status", json::object{{"report", report_}});
    QVERIFY(status && !status->at("pinned").as_bool());
    jon_->kill();
    QVERIFY(jon_->start() >= 0);
    QVERIFY(jon_->unlock());
    QVERIFY(filing().empty());
    QVERIFY(jon_->quit());
}

QTEST_GUILESS_MAIN(FilingTest)
#include "filing_test.moc"
