// The log of the agent: no person, no token, and nothing that acts.
#include "app/agent/agent_log.hpp"
#include "tests/models/hostile_lines.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <boost/json/parse.hpp>

using namespace tidemark;
using namespace tidemark::test;

class AgentLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itsLinesAreWholeAndTellNobody()
    {
        const QTemporaryDir folder;
        {
            const auto log = agent::openLog(folder.path(), QStringLiteral("info"), false);
            QVERIFY(log);
            const sync::Log& write = *log;
            write(
                sync::LogLevel::warning,
                "session",
                "maya@demo.example with 1.NdgMZyZBrPIUqtHKclOlKhnAOFt_1a8gKL9GoitQZKs"
            );
            for (unsigned seed = 0; seed < 500; ++seed)
                write(sync::LogLevel::info, "area", hostileText(seed));
        }
        QFile file(folder.filePath(QStringLiteral("agent.log")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto lines = file.readAll().split('\n');
        lines.removeLast();
        QCOMPARE(lines.size(), 501);
        QVERIFY2(
            lines[0].contains("\"line\":\"m***@demo.example with 1.***\""), lines[0].constData()
        );
        for (const QByteArray& line : lines) {
            QVERIFY2(isQuiet(line.toStdString()), line.constData());
            boost::system::error_code failed;
            const auto value = boost::json::parse(line.toStdString(), failed);
            QVERIFY2(!failed && value.is_object(), line.constData());
            QCOMPARE(value.get_object().size(), std::size_t(4));
        }
    }
};

QTEST_GUILESS_MAIN(AgentLogTest)
#include "agent_log_test.moc"
