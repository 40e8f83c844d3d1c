// The list of reports: found, filtered, sorted by the agent, opened by Enter.
#include "tests/ui/reports/demo_report.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/style.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/reports/report_pages.hpp"
#include "ui/reports/reports_page.hpp"
#include "ui/supply/reference_store.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::ui;
namespace json = boost::json;

namespace {

struct Places : Navigator {
    void open(const Place& place) override { opened = place; }
    void back() override {}
    Place opened;
};

struct Agrees : Prompter {
    void confirm(QWidget*, const Question&, std::function<void(bool)> then) override { then(true); }
};

} // namespace

class ReportsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void enter_opens_the_report();
    void chips_and_search_ask_the_agent();
    void an_empty_list_says_what_will_be_here();
    void reports_that_are_not_on_this_device_are_said();
    void drafts_show_what_this_device_calculates();
    void offline_says_how_old_the_list_is();
    void the_workbench_is_made_for_a_report();
    void a_report_with_conflicts_is_marked();

private:
    /// A request held this text.
    [[nodiscard]] bool wasAsked(std::string_view text) const
    {
        return std::any_of(fake_->requests.begin(), fake_->requests.end(), [&](const auto& asked) {
            return json::serialize(asked.params).find(text) != std::string::npos;
        });
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<tests::FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> client_;
    std::unique_ptr<ReferenceStore> references_;
    Places places_;
    Agrees prompter_;
};

void ReportsPageTest::initTestCase()
{
    const bool isDark = qEnvironmentVariableIsSet("TIDEMARK_DARK");
    Style::apply(*qApp, Tokens::of(isDark ? Theme::dark : Theme::light, 1.0));
}

void ReportsPageTest::init()
{
    references_.reset();
    client_.reset();
    folder_ = std::make_unique<QTemporaryDir>();
    fake_ = std::make_unique<tests::FakeAgent>(folder_->filePath(QStringLiteral("agent.sock")));
    tests::fillDemo(*fake_);
    const char* const states[] = {"assessed", "submitted", "draft", "recommendedByAnalyst"};
    const char* const names[] = {"Coastal Energy Cooperative", "Demo Fuels", "Northern Renewables"};
    for (int i = 0; i < 11; ++i) {
        ComplianceReport report = tests::demoReport();
        report.id = ComplianceReportId::make();
        report.organizationName = names[i % 3];
        report.year = 2024 - i / 3;
        report.status = *choiceOf<ReportStatus>(states[i % 4]);
        report.line18 = Decimal(7486 - 900 * i);
        report.line22 = Decimal(12610 + 310 * i);
        if (report.status != ReportStatus::draft) {
            report.submittedAt = *Timestamp::parse("2025-03-28T16:10:00Z");
            report.submittedBy = "Maya Lindqvist";
        }
        fake_->rows["complianceReport"].push_back(writeRecord(report));
    }
    client_ =
        std::make_unique<sync::AgentClient>(sync::AgentClientOptions{.address = fake_->address()});
    client_->start();
    references_ = std::make_unique<ReferenceStore>(*client_);
    QTRY_VERIFY(client_->status().user.has_value());
}

void ReportsPageTest::enter_opens_the_report()
{
    ReportsPage page({*client_, places_, prompter_}, *references_);
    page.resize(1236, 830);
    page.show();
    auto* table = page.findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 12);
    QTRY_COMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("2025"));
    const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
    if (!folder.isEmpty()) {
        QTest::qWait(200);
        QVERIFY(page.grab().save(folder + QStringLiteral("/reports-1440.png")));
        page.resize(820, 630);
        QTest::qWait(200);
        QVERIFY(page.grab().save(folder + QStringLiteral("/reports-1024.png")));
    }

    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);

    QCOMPARE(
        places_.opened, (Place{QStringLiteral("report"), QString::fromLatin1(tests::demoReportId)})
    );
}

void ReportsPageTest::chips_and_search_ask_the_agent()
{
    ReportsPage page({*client_, places_, prompter_}, *references_);
    page.show();
    auto* table = page.findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 12);

    for (auto* chip : page.findChildren<QAbstractButton*>()) {
        if (chip->text() == QStringLiteral("Submitted"))
            chip->click();
    }
    QTRY_COMPARE(table->model()->rowCount(), 3);
    page.findChild<QLineEdit*>()->setText(QStringLiteral("coastal"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTRY_VERIFY(wasAsked("\"search\":\"coastal\""));
    table->horizontalHeader()->setSortIndicator(5, Qt::DescendingOrder);
    QTRY_VERIFY(wasAsked("-line22"));
}

void ReportsPageTest::an_empty_list_says_what_will_be_here()
{
    fake_->rows["complianceReport"].clear();
    ReportsPage page({*client_, places_, prompter_}, *references_);
    page.show();

    QTRY_VERIFY([&] {
        for (const auto* label : page.findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(QStringLiteral("No reports here")))
                return true;
        }
        return false;
    }());
}

void ReportsPageTest::reports_that_are_not_on_this_device_are_said()
{
    fake_->rows["complianceReport"].clear();
    fake_->handlers["sync.status"] = [](const json::object&) -> Result<json::value> {
        const json::object away{{"id", "1002"}, {"name", "Far Fuels"}, {"standing", "away"}};
        const json::object here{{"id", "1001"}, {"name", "Near Fuels"}, {"standing", "live"}};
        return json::value{{"scopes", json::array{here, away}}};
    };
    ReportsPage page({*client_, places_, prompter_}, *references_);
    page.show();
    page.entered();

    const auto says = [&page](const QString& text) {
        const auto labels = page.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel* label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    QTRY_VERIFY(says(QStringLiteral("These reports are not on this device: Far Fuels.")));
    QVERIFY(says(QStringLiteral("some are not on this device")));
}

void ReportsPageTest::drafts_show_what_this_device_calculates()
{
    ReportsPage page({*client_, places_, prompter_}, *references_);
    page.resize(1236, 830);
    page.show();
    auto* table = page.findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 12);

    const QModelIndex units = table->model()->index(0, 4);
    QCOMPARE(units.siblingAtColumn(2).data().toString(), QStringLiteral("Draft"));
    QTRY_VERIFY(units.data().toString() != QStringLiteral("—"));
    const QString before = units.data().toString();
    QVERIFY(units.data(Qt::ToolTipRole).toString().contains(QStringLiteral("this device")));

    fake_->rows["fuelSupply"].pop_back();
    fake_->tellChanged("fuelSupply", {});
    QTRY_VERIFY(units.data().toString() != before);
}

void ReportsPageTest::offline_says_how_old_the_list_is()
{
    fake_->status.link = sync::LinkState::offline;
    fake_->status.mirrorAsOf = Timestamp::now();
    fake_->tellStatus();
    ReportsPage page({*client_, places_, prompter_}, *references_);
    page.show();

    QTRY_VERIFY([&] {
        for (const auto* label : page.findChildren<QLabel*>()) {
            if (label->text().contains(QStringLiteral("12 reports · as of")))
                return true;
        }
        return false;
    }());
}

void ReportsPageTest::a_report_with_conflicts_is_marked()
{
    fake_->handlers["conflicts.list"] = [](const json::object&) -> Result<json::value> {
        json::object group{{"group", "quantity"}, {"kind", "values"}};
        group["fields"] = json::array{json::object{{"field", "quantity"}}};
        const json::object item{
            {"entity", "fuelSupply"},
            {"id", "01930000-0000-7000-8000-000000000005"},
            {"groups", json::array{group}},
            {"row", json::object{{"reportId", tests::demoReportId}}}};
        return json::value{{"items", json::array{item}}};
    };
    ReportsPage page(PageContext{*client_, places_, prompter_}, *references_);
    page.show();
    auto* table = page.findChild<TableView*>();
    QTRY_VERIFY(table->model()->rowCount() > 0);
    const auto markOf = [table](int row) {
        return table->model()->index(row, 0).data(IconNameRole).toString();
    };
    int at = -1;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QString id =
            table->model()->index(row, 0).data(sync::RowWindowModel::IdRole).toString();
        at = id == QString::fromLatin1(tests::demoReportId) ? row : at;
    }
    QVERIFY(at >= 0);
    QTRY_COMPARE(markOf(at), QStringLiteral("git-compare"));
    QVERIFY(table->model()->index(at, 0).data(Qt::ToolTipRole).toString().contains(u'1'));
    for (int row = 0; row < table->model()->rowCount(); ++row)
        QVERIFY(row == at || markOf(row).isEmpty());
}

void ReportsPageTest::the_workbench_is_made_for_a_report()
{
    const auto pages = reportPages();
    QCOMPARE(pages.size(), std::size_t(2));
    QCOMPARE(pages[1].id, QStringLiteral("report"));
    const std::unique_ptr<Page> page(pages[1].make(
        {*client_, places_, prompter_}, QString::fromLatin1(tests::demoReportId), nullptr
    ));
    page->show();
    QTRY_COMPARE(page->title(), QStringLiteral("2025 compliance report"));
    QVERIFY(!page->isBusy());
}

QTEST_MAIN(ReportsPageTest)
#include "reports_page_test.moc"
