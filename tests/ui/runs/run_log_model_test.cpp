// The log keeps its order, knows its holes and filters what it has.
#include "ui/runs/run_log_model.hpp"

#include <QSignalSpy>
#include <QtTest>

#include <boost/json.hpp>

using tidemark::ui::RunLogModel;
namespace json = boost::json;

namespace {

json::object line(int sequence, const char* level, const char* message)
{
    return {
        {"sequence", sequence},
        {"at", "2026-03-31T09:41:02.118Z"},
        {"level", level},
        {"step", "fetchData"},
        {"message", message}};
}

QString messageAt(const RunLogModel& model, int row)
{
    return model.data(model.index(row), RunLogModel::MessageRole).toString();
}

} // namespace

class RunLogModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lines_appear_once_and_in_order();
    void a_hole_is_refused_and_nothing_is_added();
    void the_level_and_the_text_filter_what_is_shown();
    void the_first_error_is_found_among_the_shown_lines();
    void old_lines_are_dropped_beyond_the_limit();
};

void RunLogModelTest::lines_appear_once_and_in_order()
{
    RunLogModel model;
    QVERIFY(model.append({line(1, "info", "one"), line(2, "info", "two")}));
    QVERIFY(model.append({line(2, "info", "two"), line(3, "info", "three")}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(messageAt(model, 2), QStringLiteral("three"));
    QCOMPARE(model.last(), 3);
}

void RunLogModelTest::a_hole_is_refused_and_nothing_is_added()
{
    RunLogModel model;
    QVERIFY(model.append({line(1, "info", "one")}));
    QVERIFY(!model.append({line(3, "info", "three")}));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.last(), 1);
}

void RunLogModelTest::the_level_and_the_text_filter_what_is_shown()
{
    RunLogModel model;
    QVERIFY(model.append(
        {line(1, "debug", "cursor opened"),
         line(2, "info", "chunk 1 of 9"),
         line(3, "warn", "18 rows set aside")}
    ));
    QCOMPARE(model.rowCount(), 2);
    model.setLeast(RunLogModel::Level::debug);
    QCOMPARE(model.rowCount(), 3);
    model.setSearch(QStringLiteral("CHUNK"));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.append({line(4, "info", "chunk 2 of 9"), line(5, "info", "done")}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.total(), 5);
}

void RunLogModelTest::the_first_error_is_found_among_the_shown_lines()
{
    RunLogModel model;
    QVERIFY(model.append({line(1, "info", "begun"), line(2, "error", "b"), line(3, "error", "lost")}
    ));
    QCOMPARE(model.firstError(), 1);
    model.setSearch(QStringLiteral("lost"));
    QCOMPARE(model.firstError(), 0);
    model.setSearch(QStringLiteral("begun"));
    QCOMPARE(model.firstError(), -1);
}

void RunLogModelTest::old_lines_are_dropped_beyond_the_limit()
{
    RunLogModel model;
    const int all = static_cast<int>(RunLogModel::linesMost) + 500;
    for (int first = 1; first <= all; first += 1000) {
        json::array batch;
        for (int i = first; i < first + 1000 && i <= all; ++i)
            batch.push_back(line(i, "info", "x"));
        QVERIFY(model.append(batch));
    }
    QVERIFY(model.rowCount() <= static_cast<int>(RunLogModel::linesMost));
    QCOMPARE(model.last(), all);
}

QTEST_GUILESS_MAIN(RunLogModelTest)
#include "run_log_model_test.moc"
