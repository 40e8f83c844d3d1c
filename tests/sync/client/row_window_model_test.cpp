// A table of a million rows that holds only what is looked at.
#include "sync/client/row_window_model.hpp"
#include "tests/ui/fake_agent.hpp"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

json::object row(int i, const char* name = "row")
{
    return {
        {"id", "id-" + std::to_string(i)}, {"name", name + std::to_string(i)}, {"year", 2000 + i}};
}

std::vector<RowColumn> columns()
{
    RowColumn name;
    name.field = "name";
    name.title = QStringLiteral("Name");
    RowColumn year;
    year.field = "year";
    year.title = QStringLiteral("Year");
    return {name, year};
}

} // namespace

class RowWindowModelTest final : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<FakeAgent> fake_;
    std::unique_ptr<AgentClient> client_;

    static RowQuery things()
    {
        RowQuery query;
        query.entity = "thing";
        return query;
    }

private Q_SLOTS:
    void init()
    {
        client_.reset();
        fake_.reset();
        const QString address = folder_.filePath(QStringLiteral("r.sock"));
        fake_ = std::make_unique<FakeAgent>(address);
        AgentClientOptions options;
        options.address = address;
        options.retryFirst = std::chrono::milliseconds(10);
        client_ = std::make_unique<AgentClient>(options);
        client_->start();
        QTRY_VERIFY(client_->isConnected());
    }

    void ofAMillionRowsOnlyTheVisiblePagesAreFetched()
    {
        fake_->generated["thing"] = {1000000, [](std::int64_t i) { return row(int(i)); }};
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 1000000);
        model.setVisibleRows(500000, 500030);
        QTRY_VERIFY(model.isLoaded(500010));
        QCOMPARE(model.index(500010, 0).data().toString(), QStringLiteral("row500010"));
        QVERIFY(!model.isLoaded(250000));
        QVERIFY2(model.pagesFetched() <= 4, qPrintable(QString::number(model.pagesFetched())));
    }

    void scrollingThroughHoldsABoundedNumberOfPages()
    {
        fake_->generated["thing"] = {1000000, [](std::int64_t i) { return row(int(i)); }};
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 1000000);
        for (int first = 0; first < 12000; first += 200) {
            model.setVisibleRows(first, first + 30);
            QTRY_VERIFY(model.isLoaded(first));
        }
        int held = 0;
        for (int i = 0; i < 12000; i += RowWindowModel::pageRows)
            held += model.isLoaded(i) ? 1 : 0;
        QVERIFY(held <= RowWindowModel::pagesMost);
        QVERIFY(!model.isLoaded(0));
    }

    void pagesThatFlyByAreNotFetched()
    {
        fake_->generated["thing"] = {1000000, [](std::int64_t i) { return row(int(i)); }};
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 1000000);
        const int before = model.pagesFetched();
        for (int first = 0; first < 900000; first += 1000)
            model.setVisibleRows(first, first + 30);
        QTRY_VERIFY(model.isLoaded(899000));
        QVERIFY(model.pagesFetched() - before <= 3);
    }

    void aPlaceholderSaysThatItIsOne()
    {
        fake_->generated["thing"] = {1000, [](std::int64_t i) { return row(int(i)); }};
        RowWindowModel model(*client_, things(), columns());
        const QAbstractItemModelTester watchdog(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest
        );
        QTRY_COMPARE(model.rowCount(), 1000);
        const QModelIndex far = model.index(900, 0);
        QCOMPARE(far.data(RowWindowModel::LoadedRole).toBool(), false);
        QVERIFY(far.data().toString().isEmpty());
    }

    void aChangePatchesOnlyTheRowsThatDiffer()
    {
        for (int i = 0; i < 50; ++i)
            fake_->rows["thing"].push_back(row(i));
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 50);
        QSignalSpy patched(&model, &RowWindowModel::dataChanged);
        QSignalSpy reset(&model, &RowWindowModel::modelReset);
        fake_->rows["thing"][7] = row(7, "new");
        fake_->tellChanged("thing", {"id-7"});
        QTRY_COMPARE(patched.size(), 1);
        QCOMPARE(patched.at(0).at(0).toModelIndex().row(), 7);
        QCOMPARE(patched.at(0).at(1).toModelIndex().row(), 7);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(model.index(7, 0).data().toString(), QStringLiteral("new7"));
    }

    void theChosenRowStaysChosenWhenOneComesAbove()
    {
        for (int i = 0; i < 10; ++i)
            fake_->rows["thing"].push_back(row(i));
        RowWindowModel model(*client_, things(), columns());
        const QAbstractItemModelTester watchdog(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest
        );
        QTRY_COMPARE(model.rowCount(), 10);
        const QPersistentModelIndex chosen = model.index(4, 0);
        auto& rows = fake_->rows["thing"];
        rows.insert(rows.begin(), row(99));
        fake_->tellChanged("thing", {"id-99"});
        QTRY_COMPARE(model.rowCount(), 11);
        QTRY_COMPARE(chosen.row(), 5);
        QCOMPARE(chosen.data(RowWindowModel::IdRole).toString(), QStringLiteral("id-4"));
    }

    void changesThatComeThickDoNotStarveTheView()
    {
        for (int i = 0; i < 20; ++i)
            fake_->rows["thing"].push_back(row(i));
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 20);
        for (int n = 0; n < 40; ++n) {
            fake_->rows["thing"][3] = row(3, ("v" + std::to_string(n) + "-").c_str());
            fake_->tellChanged("thing", {"id-3"});
            QTest::qWait(2);
        }
        QTRY_COMPARE(model.index(3, 0).data().toString(), QStringLiteral("v39-3"));
    }

    void sortingFilteringAndSearchingHappenInTheAgent()
    {
        for (int i = 0; i < 30; ++i)
            fake_->rows["thing"].push_back(row(i));
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 30);
        model.sort(1, Qt::DescendingOrder);
        QTRY_COMPARE(model.index(0, 0).data().toString(), QStringLiteral("row29"));
        const auto& asked = fake_->requests.back().params.as_object();
        QCOMPARE(asked.at("sort").as_array().front().as_string().c_str(), "-year");
        model.setSearch(QStringLiteral("row1"));
        QTRY_COMPARE(model.rowCount(), 11);
        model.setFilter({RowCondition{"year", "eq", 2012}});
        QTRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("row12"));
    }

    void rowsOfTheOldQueryStayUntilTheNewOnesAreHere()
    {
        for (int i = 0; i < 5; ++i)
            fake_->rows["thing"].push_back(row(i));
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 5);
        fake_->isAnswering = false;
        model.setSearch(QStringLiteral("row4"));
        QTest::qWait(60);
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(model.isLoaded(0));
    }

    void afterALossTheRowsAreFetchedAgain()
    {
        fake_->rows["thing"] = {row(1)};
        RowWindowModel model(*client_, things(), columns());
        QTRY_COMPARE(model.rowCount(), 1);
        fake_->rows["thing"].push_back(row(2));
        fake_->dropAll();
        QTRY_COMPARE(model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(RowWindowModelTest)
#include "row_window_model_test.moc"
