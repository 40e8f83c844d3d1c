// Validation rules of a run: what each lets through, and what a failure does to its row.
#include "models/runs/row_check.hpp"

#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;

namespace json = boost::json;

namespace {

CheckReport check(const char* rules, std::vector<CellRow> rows)
{
    const auto read = readCheckRules(json::parse(rules)).value();
    const std::vector<std::string> columns{"a", "b"};
    return checkRows(read, columns, rows).value();
}

} // namespace

class RowCheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindChecks_data();
    void eachKindChecks();
    void nullPassesAllButNotNull();
    void severityDecidesWhatAFailureDoes();
    void uniqueNamesTheRepetition();
    void listsAThousandAndCountsAll();
    void refusesRulesThatMakeNoSense_data();
    void refusesRulesThatMakeNoSense();
    void refusesUnknownColumns();
};

void RowCheckTest::eachKindChecks_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("good");
    QTest::addColumn<QString>("bad");
    const auto add = [](const char* name, const char* rest, const char* good, const char* bad) {
        QTest::newRow(name) << QStringLiteral(R"([{"name":"r","column":"a",%1}])").arg(rest) << good
                            << bad;
    };
    add("not empty", R"("check":"notNull")", "x", "");
    add("regex is of the whole value", R"("check":"regex","argument":"[A-Z]{2}")", "DE", "DEU");
    add("range", R"("check":"range","argument":{"least":"0","most":"10.5"})", "10.50", "10.51");
    add("range takes numbers only", R"("check":"range","argument":{"least":0})", "7", "seven");
    add("one of", R"("check":"oneOf","argument":["buy","sell"])", "sell", "Sell");
    add("length in characters", R"("check":"lengthMax","argument":3)", "äöü", "abcd");
    add("lei", R"("check":"lei")", "529900T8BM49AURSDO55", "529900T8BM49AURSDO54");
    add("lei has 20 characters", R"("check":"lei")", "213800WSGIIZCXF1P572", "213800WSGII");
    add("lei in capitals", R"("check":"lei")", "213800WSGIIZCXF1P572", "213800wsgiizcxf1p572");
    add("currency", R"("check":"currency")", "CAD", "CAN");
    add("currency at a border", R"("check":"currency")", "AED", "EDA");
}

void RowCheckTest::eachKindChecks()
{
    QFETCH(QString, rule);
    QFETCH(QString, good);
    QFETCH(QString, bad);
    const auto report =
        check(qPrintable(rule), {{good.toStdString(), {}}, {bad.toStdString(), {}}});
    QCOMPARE(report.failures.size(), 1U);
    QCOMPARE(report.failures.front().row, 1);
    QCOMPARE(report.failures.front().value, bad.toStdString());
    QVERIFY(!report.failures.front().cause.empty());
}

void RowCheckTest::nullPassesAllButNotNull()
{
    const auto report = check(
        R"([{"name":"1","column":"a","check":"lei"},{"name":"2","column":"a","check":"unique"},
            {"name":"3","column":"a","check":"notNull"}])",
        {{Cell(), Cell()}, {Cell(), Cell()}}
    );
    QCOMPARE(report.outcomes.at(0).failed, 0);
    QCOMPARE(report.outcomes.at(1).failed, 0);
    QCOMPARE(report.outcomes.at(2).failed, 2);
}

void RowCheckTest::severityDecidesWhatAFailureDoes()
{
    const std::vector<CellRow> rows{{"x", "1"}, {Cell(), "2"}};
    const auto rule = [](const char* severity) {
        return std::string(R"([{"name":"r","column":"a","check":"notNull","severity":")") +
               severity + "\"}]";
    };
    const auto warned = check(rule("warning").c_str(), rows);
    QVERIFY(!warned.isBlocked && warned.excludedRows == 0);
    QCOMPARE(warned.warnings(), 1);
    const auto corrected = check(rule("correctable").c_str(), rows);
    QVERIFY(!corrected.isBlocked);
    QCOMPARE(corrected.excluded, (std::vector<bool>{false, true}));
    QCOMPARE(corrected.excludedRows, 1);
    QVERIFY(check(rule("blocking").c_str(), rows).isBlocked);
}

void RowCheckTest::uniqueNamesTheRepetition()
{
    const auto report = check(
        R"([{"name":"u","column":"b","check":"unique"}])",
        {{Cell(), "1"}, {Cell(), "2"}, {Cell(), "1"}}
    );
    QCOMPARE(report.failures.size(), 1U);
    QCOMPARE(report.failures.front().row, 2);
}

void RowCheckTest::listsAThousandAndCountsAll()
{
    const auto report = check(
        R"([{"name":"n","column":"a","check":"notNull"}])", std::vector<CellRow>(2500, {{}, {}})
    );
    QCOMPARE(report.failures.size(), 1000U);
    QCOMPARE(report.outcomes.front().failed, 2500);
}

void RowCheckTest::refusesRulesThatMakeNoSense_data()
{
    QTest::addColumn<QString>("rules");
    for (const char* bad :
         {R"({})",
          R"([7])",
          R"([{"name":"r","column":"a"}])",
          R"([{"name":"r","column":"a","check":"eval"}])",
          R"([{"name":"r","column":"a","check":"notNull","severity":"fatal"}])",
          R"([{"name":"r","column":"a","check":"regex","argument":"[a"}])",
          R"([{"name":"r","column":"a","check":"range"}])",
          R"([{"name":"r","column":"a","check":"range","argument":{"least":"low"}}])",
          R"([{"name":"r","column":"a","check":"oneOf","argument":[]}])",
          R"([{"name":"r","column":"a","check":"lengthMax","argument":0}])"})
        QTest::newRow(bad) << bad;
}

void RowCheckTest::refusesRulesThatMakeNoSense()
{
    QFETCH(QString, rules);
    const auto read = readCheckRules(json::parse(rules.toStdString()));
    QVERIFY(!read);
    QCOMPARE(read.error().reason, std::string("malformed_rule"));
}

void RowCheckTest::refusesUnknownColumns()
{
    const auto rules =
        readCheckRules(json::parse(R"([{"name":"r","column":"z","check":"notNull"}])")).value();
    const std::vector<std::string> columns{"a"};
    QCOMPARE(checkRows(rules, columns, {}).error().reason, std::string("unknown_column"));
}

QTEST_GUILESS_MAIN(RowCheckTest)
#include "row_check_test.moc"
