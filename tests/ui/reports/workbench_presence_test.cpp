// Who else has the report open: a chip in the head, and a warning in the cell that both change.
// With TIDEMARK_PICTURES set to a folder it leaves pictures.
#include "tests/ui/reports/workbench_fixture.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/reports/presence_bar.hpp"

using namespace tidemark;
using namespace tidemark::ui;
using tests::columnNumber;
namespace json = boost::json;

class WorkbenchPresenceTest : public QObject, tests::Workbench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void colleagues_are_named_in_the_head()
    {
        open();
        QVERIFY(headTexts().isEmpty());
        tell({person("u2", "Jon Ek", "")});
        QTRY_COMPARE(headTexts().value(0), QStringLiteral("Jon Ek has this open"));
        tell({person("u2", "Jon Ek", ""), person("u3", "Ada Ok", "")});
        QTRY_COMPARE(headTexts().value(0), QStringLiteral("2 others have this open"));
        tell({person("u2", "Jon Ek", "")}, false);
        QTRY_VERIFY(headTexts().value(0).startsWith(QStringLiteral("Jon Ek had this open")));
        tell({});
        QTRY_VERIFY(headTexts().isEmpty());
    }

    void whoever_changes_the_same_cell_is_named_before_it_is_saved()
    {
        open();
        const std::string place =
            "fuelSupply/" + grid().sheet().at(3).values.id.value.toString() + "/quantity";
        view().goTo(3, columnNumber(SupplyColumn::quantity));
        QTest::keyClick(&view(), Qt::Key_F2);
        QTRY_COMPARE(said(), place);
        QVERIFY(!bar()->isVisible());
        tell({person("u2", "Jon Ek", place)});
        QTRY_VERIFY(bar()->isVisible());
        QVERIFY(bar()->findChild<Banner*>()->words().contains(
            QStringLiteral("Jon Ek is changing this cell too.")
        ));
        QVERIFY2(view().isEditing(), "nothing takes the cell away");
        photograph(QStringLiteral("presence.png"), {1236, 830});
        photograph(QStringLiteral("presence-narrow.png"), {1020, 700});
        tell({person("u2", "Jon Ek", "fuelSupply/other/quantity")});
        QTRY_VERIFY(!bar()->isVisible());
        QTest::keyClick(editor(), Qt::Key_Escape);
        QTRY_COMPARE(said(), std::string());
    }

    void a_closed_report_is_left()
    {
        open();
        QTRY_COMPARE(fake_->countOf("live.subscribe"), 1);
        page_.reset();
        QTRY_COMPARE(fake_->countOf("live.unsubscribe"), 1);
    }

private:
    static json::object person(const char* user, const char* name, const std::string& field)
    {
        const std::string now = Timestamp::now().toString();
        return {{"user", user}, {"name", name}, {"field", field}, {"since", now}, {"at", now}};
    }
    void tell(std::initializer_list<json::object> people, bool isLive = true)
    {
        json::array list(people.begin(), people.end());
        fake_->notify(
            "live",
            json::object{
                {"channel", std::string("presence:complianceReport:") + tests::demoReportId},
                {"message",
                 json::object{
                     {"t", "people"},
                     {"people", std::move(list)},
                     {"heardAt", Timestamp::now().toString()},
                     {"isLive", isLive}}}}
        );
    }
    /// The chips behind the one of the report's state.
    [[nodiscard]] QStringList headTexts() const
    {
        QStringList texts;
        for (const Chip* chip : page_->findChild<PageHead*>()->findChildren<Chip*>()) {
            if (chip->isVisible()) // The head keeps chips that it has no use for now.
                texts.append(chip->chip().text);
        }
        return texts.mid(1);
    }
    [[nodiscard]] PresenceBar* bar() { return page_->findChild<PresenceBar*>(); }
    /// What the agent was told last.
    [[nodiscard]] std::string said() const
    {
        std::string last = "nothing";
        for (const sync::RpcRequest& request : fake_->requests) {
            if (request.method == "presence.say")
                last = std::string(request.params.as_object().at("field").as_string());
        }
        return last;
    }
};

QTEST_MAIN(WorkbenchPresenceTest)
#include "workbench_presence_test.moc"
