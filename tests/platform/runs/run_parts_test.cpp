// The smaller parts of runs: CSV, transform, pace, names, files and sealed passwords.
#include "models/core/secret.hpp"
#include "platform/runs/artefact_store.hpp"
#include "platform/runs/csv_writer.hpp"
#include "platform/runs/rate_pacer.hpp"
#include "platform/runs/run_steps.hpp"
#include "platform/runs/transform.hpp"
#include "platform/vault/sealer.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iterator>

using namespace tidemark;
using namespace tidemark::platform;
using namespace std::chrono_literals;

class RunPartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cellsAreQuotedAndFormulasDisarmed_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* cell, const char* expected) {
            QTest::newRow(cell) << QString(cell) << QString(expected);
        };
        row("plain", "plain");
        row("", "");
        row("a,b", "\"a,b\"");
        row("say \"hi\"", "\"say \"\"hi\"\"\"");
        row("two\nlines", "\"two\nlines\"");
        row(" padded", "\" padded\"");
        row("-12.50", "-12.50");
        row("+7", "+7");
        row("-", "\"'-\"");
        row("-1-1", "\"'-1-1\"");
        row("=1+1", "\"'=1+1\"");
        row("@SUM(A1)", "\"'@SUM(A1)\"");
        row("+cmd|' /C calc'!A0", "\"'+cmd|' /C calc'!A0\"");
        row("\tx", "\"'\tx\"");
    }

    void cellsAreQuotedAndFormulasDisarmed()
    {
        QFETCH(QString, cell);
        QFETCH(QString, expected);
        std::string line;
        appendCsvCell(line, cell.toStdString());
        QCOMPARE(QString::fromStdString(line), expected);
    }

    void recordsEndWithCrlfAndNullIsEmpty()
    {
        std::string text;
        const std::vector<std::string> columns = {"a", "b"};
        const std::vector<Cell> row = {std::nullopt, "x"};
        appendCsvHeader(text, columns);
        appendCsvRow(text, row);
        QCOMPARE(text, std::string("a,b\r\n,x\r\n"));
    }

    void columnsAreRenamedAndRearranged()
    {
        const auto mappings = readColumns(boost::json::array{
            boost::json::object{{"source", "c"}, {"target", "Third"}},
            boost::json::object{{"source", "a"}, {"target", "First"}},
            boost::json::object{{"source", "a"}, {"target", "Again"}}});
        const std::vector<std::string> columns = {"a", "b", "c"};
        std::vector<CellRow> rows = {{"1", "2", "3"}, {"4", std::nullopt, "6"}};

        const auto positions = columnPositions(*mappings, columns);
        rearrange(rows, *positions, 0, rows.size());

        QVERIFY((
            reportColumns(*mappings, columns) == std::vector<std::string>{"Third", "First", "Again"}
        ));
        QVERIFY((rows[0] == CellRow{"3", "1", "1"}));
        QVERIFY((rows[1] == CellRow{"6", "4", "4"}));
    }

    void wrongColumnsAreNamed()
    {
        using boost::json::array;
        using boost::json::object;
        QCOMPARE(readColumns("x").error().reason, std::string("malformed_columns"));
        QVERIFY(readColumns(array{object{{"target", "A"}}}).has_error());
        QVERIFY(readColumns(array{object{{"source", "a"}}, object{{"source", "a"}}}).has_error());
        const auto unknown = columnPositions({{"z", "Z"}}, {"a"});
        QCOMPARE(unknown.error().reason, std::string("unknown_column"));
    }

    void markedRowsAreTakenOut()
    {
        std::vector<CellRow> rows = {{"0"}, {"1"}, {"2"}, {"3"}};
        removeMarked(rows, {true, false, true, false});
        QVERIFY((rows == std::vector<CellRow>{{"1"}, {"3"}}));
    }

    void thePaceIsKeptOverAll()
    {
        const RatePacer pacer(1000);
        QCOMPARE(pacer.chunk(5000), 250);
        QVERIFY(pacer.pause(500, 200ms) == 300ms);
        QVERIFY(pacer.pause(500, 900ms) == 0ms);
        const RatePacer free(0);
        QCOMPARE(free.chunk(5000), 5000);
        QVERIFY(free.pause(1'000'000, 0ms) == 0ms);
    }

    void filesAreNamedAfterDefinitionDayAndNumber()
    {
        const ReportRun run{.number = 12, .definitionName = "EMIR: daily  positions!"};
        QCOMPARE(
            artefactName(run, *Timestamp::parse("2026-03-31T08:00:00Z")),
            std::string("emir-daily-positions-20260331-000012.csv")
        );
        QCOMPARE(grouped(-1234567), std::string("-1,234,567"));
        QCOMPARE(grouped(999), std::string("999"));
    }

    void aFileIsStoredUnderItsContentsHash()
    {
        const QTemporaryDir folder;
        const ArtefactStore store(folder.path().toStdString());
        auto writer = store.begin();
        QVERIFY(writer.has_value());
        QVERIFY(writer->append("ab").has_value());
        QVERIFY(writer->append("c").has_value());

        const auto stored = writer->finish();

        const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        QCOMPARE(stored->sha256, abc);
        QCOMPARE(stored->bytes, std::int64_t(3));
        std::ifstream file(*store.find(abc));
        QCOMPARE(std::string(std::istreambuf_iterator<char>(file), {}), std::string("abc"));
        QVERIFY(store.find("../../etc/passwd").has_error());
        QVERIFY(store.find(std::string(64, '0')).has_error());
    }

    void aFileThatIsNotFinishedLeavesNothing()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        {
            auto writer = ArtefactStore(path).begin();
            QVERIFY(writer->append("half").has_value());
        }
        QVERIFY(std::filesystem::is_empty(path / "new"));
    }

    void aSealedPasswordOpensOnlyForItsConnectorAndKey()
    {
        const Sealer sealer(Secret("0123456789abcdef0123456789abcdef"));
        const Uuid id = Uuid::make();
        const std::string sealed = sealer.seal(Secret("grün & secret"), 1, id);

        QCOMPARE(std::string(sealer.open(sealed, 1, id)->reveal()), std::string("grün & secret"));
        QVERIFY(sealed.find("secret") == std::string::npos);
        QVERIFY(sealer.seal(Secret("grün & secret"), 1, id) != sealed);
        QVERIFY(sealer.open(sealed, 2, id).has_error());
        QVERIFY(sealer.open(sealed, 1, Uuid::make()).has_error());
        QVERIFY(Sealer(Secret(std::string(32, 'x'))).open(sealed, 1, id).has_error());
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            std::string changed = sealed;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            QVERIFY(sealer.open(changed, 1, id).has_error());
        }
        QVERIFY(sealer.open("", 1, id).has_error());
    }
};

QTEST_APPLESS_MAIN(RunPartsTest)
#include "run_parts_test.moc"
