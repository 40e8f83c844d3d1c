// The log of the platform, as it comes out of the program.
#include "platform/telemetry/log.hpp"
#include "tests/models/hostile_lines.hpp"

#include <QFile>
#include <QTemporaryFile>
#include <QTest>

#include <boost/json/parse.hpp>
#include <spdlog/spdlog.h>

#include <unistd.h>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::test;

namespace {

/// What is written to standard error while `act` runs.
template <class Act>
QList<QByteArray> linesOf(Act act)
{
    QTemporaryFile file;
    if (!file.open())
        return {};
    const int before = dup(STDERR_FILENO);
    dup2(file.handle(), STDERR_FILENO);
    act();
    flushLog();
    if (const auto requests = spdlog::get("request"))
        requests->flush();
    dup2(before, STDERR_FILENO);
    close(before);
    file.seek(0);
    auto lines = file.readAll().split('\n');
    lines.removeLast(); // After the last line's end.
    return lines;
}

} // namespace

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(startLog("info")); }

    void fiveHundredTriesStayInTheirLines()
    {
        const auto lines = linesOf([] {
            for (unsigned seed = 0; seed < 250; ++seed) {
                const std::string text = hostileText(seed);
                spdlog::warn("told: {}", text);
                RequestEntry entry;
                entry.requestId = "r1";
                entry.method = "GET";
                entry.path = text;
                entry.address = "203.0.113.77";
                logRequest(entry);
            }
        });
        QCOMPARE(lines.size(), 500);
        for (const QByteArray& line : lines) {
            QVERIFY2(isQuiet(line.toStdString()), line.constData());
            boost::system::error_code failed;
            const auto value = boost::json::parse(line.toStdString(), failed);
            QVERIFY2(!failed && value.is_object(), line.constData());
            const auto& members = value.get_object();
            const bool isRequest = members.contains("event");
            QCOMPARE(members.at("level").as_string(), isRequest ? "info" : "warning");
            QCOMPARE(members.size(), std::size_t(isRequest ? 12 : 3));
        }
    }

    void peopleAndTokensAreMasked()
    {
        const auto lines = linesOf([] {
            spdlog::warn("maya@demo.example came with 1.NdgMZyZBrPIUqtHKclOlKhnAOFt_1a8gKL9GoitQZKs"
            );
        });
        QCOMPARE(lines.size(), 1);
        QVERIFY(lines[0].contains("m***@demo.example came with 1.***"));
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
