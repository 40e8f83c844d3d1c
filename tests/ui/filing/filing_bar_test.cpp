// The line over a report that is kept ready, and the list of all of them: what they say, and do.
#include "sync/client/agent_client.hpp"
#include "tests/ui/fake_agent.hpp"
#include "ui/filing/filing_bar.hpp"
#include "ui/filing/filing_card.hpp"
#include "ui/filing/filing_words.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/style.hpp"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::tests;
using namespace tidemark::ui;
namespace json = boost::json;

namespace {

constexpr const char* report = "01920000-0000-7000-8000-0000000000aa";

json::object point(const char* id, const char* state, int count = 0, int total = 0)
{
    return {
        {"id", id},
        {"state", state},
        {"count", count},
        {"total", total},
        {"detail", "detail"},
        {"nextStep", "step"}};
}

json::object filing(const char* state, json::array points)
{
    return {
        {"report", report},
        {"organization", "Demo Fuels"},
        {"year", 2024},
        {"state", state},
        {"verifiedAt", "2026-11-30T17:42:00Z"},
        {"validUntil", "2026-12-04T08:00:00Z"},
        {"points", std::move(points)}};
}

json::object ready()
{
    return filing(
        "ok",
        {point("report", "ok"),
         point("rows", "ok", 2, 2),
         point("store", "ok"),
         point("files", "ok", 3, 3),
         point("unsent", "ok"),
         point("needYou", "ok"),
         point("lease", "ok"),
         point("room", "ok")}
    );
}

} // namespace

class FilingBarTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> agent_;
    json::array kept_;

    void tell() const
    {
        fake_->notify(
            "live", json::object{{"channel", "agent:filing"}, {"message", {{"items", kept_}}}}
        );
    }
    static void picture(QWidget& widget, const char* name)
    {
        const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(widget.grab().save(folder + QLatin1Char('/') + QLatin1String(name)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const bool isDark = qEnvironmentVariableIsSet("TIDEMARK_DARK");
        Style::apply(*qApp, Tokens::of(isDark ? Theme::dark : Theme::light, 1.0));
    }
    void init()
    {
        kept_.clear();
        const QString address = folder_.filePath(QStringLiteral("agent.sock"));
        fake_ = std::make_unique<FakeAgent>(address);
        fake_->status.state = sync::AgentState::open;
        fake_->handlers["filing.list"] = [this](const json::object&) {
            return Result<json::value>(json::object{{"items", kept_}});
        };
        fake_->handlers["filing.keep"] = [this](const json::object&) {
            kept_ = {ready()};
            return Result<json::value>(kept_.front());
        };
        for (const char* method : {"filing.end", "filing.verify"})
            fake_->handlers[method] = [](const json::object&) {
                return Result<json::value>(json::object());
            };
        sync::AgentClientOptions options;
        options.address = address;
        agent_ = std::make_unique<sync::AgentClient>(std::move(options));
        agent_->start();
        QTRY_VERIFY(agent_->isConnected());
    }
    void cleanup()
    {
        agent_.reset();
        fake_.reset();
    }

    void oneLineSaysHowItStands_data()
    {
        QTest::addColumn<QByteArray>("item");
        QTest::addColumn<QString>("begins");
        QTest::addColumn<QString>("holds");
        const auto row =
            [](const char* name, json::object item, const char* begins, const char* holds) {
                QTest::newRow(name) << QByteArray::fromStdString(json::serialize(item))
                                    << QString::fromUtf8(begins) << QString::fromUtf8(holds);
            };
        row("ready",
            ready(),
            "Everything for Demo Fuels 2024 is on this device, verified",
            "valid until");
        row("fetching",
            filing("warn", {point("report", "ok"), point("files", "warn", 1, 3)}),
            "Not ready yet: Demo Fuels 2024: 1 of 3",
            "1 of 3");
        row("ended",
            filing("bad", {point("lease", "bad"), point("files", "ok", 3, 3)}),
            "Demo Fuels 2024 is not ready",
            "any more since");
        row("decision",
            filing("bad", {point("unsent", "warn", 2), point("needYou", "bad", 1)}),
            "Demo Fuels 2024 is not ready",
            "your decision");
    }

    void oneLineSaysHowItStands()
    {
        QFETCH(QByteArray, item);
        QFETCH(QString, begins);
        QFETCH(QString, holds);
        const auto value = json::parse(item.toStdString());
        const FilingWords words = filingWords(value.as_object());
        QVERIFY2(words.line.startsWith(begins), qPrintable(words.line));
        QVERIFY2(words.line.contains(holds), qPrintable(words.line));
        // What is not good says what comes next.
        QCOMPARE(words.nextStep.isEmpty(), words.kind == Kind::ok);
        QCOMPARE(
            filingPoints(value.as_object()).size(), qsizetype(value.at("points").as_array().size())
        );
    }

    void itIsKeptByThePersonAndEndsByThem()
    {
        FilingBar bar(*agent_, report);
        bar.resize(900, bar.sizeHint().height());
        QTRY_COMPARE(fake_->countOf("filing.list"), 1);
        QVERIFY(bar.isHidden());
        QVERIFY(!bar.action()->isHidden());
        bar.action()->click();
        QTRY_VERIFY(bar.words().startsWith(QStringLiteral("Everything for Demo Fuels 2024")));
        QVERIFY(bar.action()->isHidden());
        QVERIFY(!bar.isHidden());
        picture(bar, "filing-ready.png");

        kept_ = {filing("warn", {point("files", "warn", 1, 3)})};
        tell();
        QTRY_VERIFY(bar.words().startsWith(QStringLiteral("Not ready yet")));
        picture(bar, "filing-fetching.png");

        Button* end = nullptr;
        for (Button* button : bar.findChildren<Button*>()) {
            if (button->text() == QStringLiteral("No longer keep ready"))
                end = button;
        }
        QVERIFY(end);
        end->click();
        QTRY_COMPARE(fake_->countOf("filing.end"), 1);
        kept_.clear();
        tell();
        QTRY_VERIFY(bar.isHidden());
        QVERIFY(!bar.action()->isHidden());
    }

    void theListShowsEveryPoint()
    {
        kept_ = {ready()};
        FilingCard card(*agent_);
        QTRY_VERIFY(!card.isHidden());
        card.resize(520, card.sizeHint().height());
        picture(card, "filing-card.png");
        for (Button* button : card.findChildren<Button*>())
            QVERIFY(!button->isVisibleTo(&card) || !button->accessibleName().isEmpty());
        kept_.clear();
        tell();
        QTRY_VERIFY(card.isHidden());
    }
};

QTEST_MAIN(FilingBarTest)
#include "filing_bar_test.moc"
