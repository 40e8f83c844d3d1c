// Parts of the data on the sync page: one leaves this device, comes back, is always kept, or it is
// said why not.
#include "sync/client/agent_client.hpp"
#include "tests/ui/fake_agent.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/kit/style.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/scope_model.hpp"
#include "ui/sync/sync_page.hpp"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

struct Nowhere final : ui::Navigator {
    void open(const ui::Place&) override {}
    void back() override {}
};

struct Agrees final : ui::Prompter {
    void confirm(QWidget*, const ui::Question&, std::function<void(bool)> then) override
    {
        then(true);
    }
};

json::object part(const char* id, const char* standing, json::object more)
{
    json::object one{{"id", id}, {"name", id}, {"kind", "organization"}, {"standing", standing}};
    for (auto& [key, value] : more)
        one[key] = value;
    return one;
}

} // namespace

class ScopeActionsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::Style::apply(*qApp, ui::Tokens::of(ui::Theme::light, 1.0)); }
    void init();
    void cleanup() { page_.reset(); }

    void what_cannot_leave_says_why()
    {
        QVERIFY(!button("Take off this device")->isEnabled());
        QVERIFY(button("Bring to this device")->toolTip().contains("Choose a part"));
        table()->selectRow(0);
        QVERIFY(!button("Take off this device")->isEnabled());
        QVERIFY(button("Take off this device")->toolTip().contains("stands on this part"));
        QVERIFY(button("Take off this device")->accessibleDescription().contains("stands on"));
    }

    void one_that_is_away_says_so_and_comes_back()
    {
        table()->selectRow(2);
        QCOMPARE(cell(ui::ScopeModel::stateColumn), QStringLiteral("Not on this device"));
        QCOMPARE(cell(ui::ScopeModel::stayColumn), QStringLiteral("Left to make room"));
        QCOMPARE(cell(ui::ScopeModel::rowsColumn), QString());
        QVERIFY(!button("Take off this device")->isEnabled());
        QTest::keyClick(page_.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(fake_->countOf("scope.need"), 1);
        QCOMPARE(lastScope(), json::value("1002"));
        picture();
    }

    void one_that_is_pinned_can_be_let_go_and_a_refusal_stays_to_be_read()
    {
        table()->selectRow(1);
        QVERIFY(!button("Bring to this device")->isEnabled());
        button("Keep while there is room")->click();
        QTRY_COMPARE(fake_->countOf("scope.unpin"), 1);
        button("Take off this device")->click();
        QTRY_VERIFY(says("It has changes."));
        QCOMPARE(lastScope(), json::value("1001"));
        fake_->tellStatus();
        QTest::qWait(20);
        QVERIFY(says("It has changes."));
        table()->selectRow(0);
        fake_->tellStatus();
        QTRY_VERIFY(!says("It has changes."));
    }

private:
    ui::Button* button(const char* text)
    {
        for (auto* one : page_->findChildren<ui::Button*>()) {
            if (one->text() == QString::fromUtf8(text))
                return one;
        }
        return nullptr;
    }
    ui::TableView* table() { return page_->findChild<ui::TableView*>(); }
    QString cell(int column) { return table()->model()->index(2, column).data().toString(); }
    bool says(const char* text)
    {
        const auto labels = page_->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [text](const QLabel* label) {
            return label->isVisible() && label->text().contains(QString::fromUtf8(text));
        });
    }
    json::value lastScope()
    {
        for (auto at = fake_->requests.rbegin(); at != fake_->requests.rend(); ++at) {
            if (at->method.starts_with("scope."))
                return at->params.at("scope");
        }
        return nullptr;
    }
    void picture()
    {
        QTest::qWait(80);
        const QString into = QStringLiteral(TIDEMARK_BINARY_DIR "/look");
        QDir().mkpath(into);
        QVERIFY(page_->grab().save(into + QStringLiteral("/sync-parts-away.png")));
    }

    QTemporaryDir folder_;
    std::unique_ptr<FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> agent_;
    Nowhere nowhere_;
    Agrees prompter_;
    std::unique_ptr<ui::Page> page_;
};

void ScopeActionsTest::init()
{
    agent_.reset();
    fake_.reset(); // Before the next one has its address.
    fake_ = std::make_unique<FakeAgent>(folder_.filePath(QStringLiteral("agent.sock")));
    fake_->status.state = sync::AgentState::open;
    fake_->status.link = sync::LinkState::online;
    const json::array parts{
        part("1", "live", {{"wish", "usual"}, {"need", "everybody"}}),
        part("1001", "live", {{"wish", "pinned"}, {"need", nullptr}}),
        part("1002", "away", {{"wish", "away"}, {"forRoom", true}})};
    fake_->handlers["sync.status"] = [parts](const json::object&) -> Result<json::value> {
        return json::value{{"scopes", parts}};
    };
    fake_->handlers["scope.leave"] = [](const json::object&) -> Result<json::value> {
        return Fault{FaultCode::conflict, "scope_needed_waiting", "It has changes.", "Wait."};
    };
    agent_ = std::make_unique<sync::AgentClient>(sync::AgentClientOptions{
        .address = fake_->address(), .retryFirst = std::chrono::milliseconds(10)});
    agent_->start();
    page_ = std::make_unique<ui::SyncPage>(ui::PageContext{*agent_, nowhere_, prompter_});
    page_->resize(1300, 800);
    page_->show();
    page_->entered();
    QTRY_COMPARE(table()->model()->rowCount(), 3);
}

QTEST_MAIN(ScopeActionsTest)
#include "scope_actions_test.moc"
