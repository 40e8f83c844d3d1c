// People, roles and sessions: few requests, reasons in words, nothing lost when somebody was
// faster.
#include "tests/ui/admin/fake_platform.hpp"
#include "ui/access/access_words.hpp"
#include "ui/access/permission_matrix.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/kit/form_dialog.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

#include <boost/json/serialize.hpp>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

const std::string mayaPath = std::string("GET users/") + mayaId;

json::object access()
{
    const json::object role{
        {"userRoleId", "01900000-0000-7000-8000-0000000000e1"},
        {"userRoleRv", "4"},
        {"roleId", drafterId},
        {"name", "Drafter"},
        {"permissions", json::array{"report:read"}}};
    return {
        {"user",
         json::object{{"id", mayaId}, {"displayName", "Maya Lindqvist"}, {"department", "Fuels"}}},
        {"roles", json::array{role}},
        {"grants", json::array()},
        {"effective",
         json::array{json::object{
             {"permission", "report:read"},
             {"reach", "organization"},
             {"from",
              json::array{json::object{
                  {"kind", "role"}, {"name", "Drafter"}, {"permission", "report:read"}}}}}}}};
}

json::object devices(bool isCurrent)
{
    const json::object session{
        {"id", "01900000-0000-7000-8000-0000000000f1"},
        {"address", "192.0.2.7"},
        {"openedAt", "2026-11-22T04:58:02Z"},
        {"activeAt", "2026-11-22T05:58:02Z"},
        {"isCurrent", isCurrent}};
    return {
        {"devices",
         json::array{json::object{
             {"id", "01900000-0000-7000-8000-0000000000f2"},
             {"name", "Laptop of Maya"},
             {"agent", "tidemark 0.1"},
             {"address", "192.0.2.7"},
             {"seenAt", "2026-11-22T05:58:02Z"},
             {"wipe", nullptr},
             {"sessions", json::array{session}}}}}};
}

QString cell(const TableView& table, int row, int column)
{
    return table.model()->index(row, column).data().toString();
}

TableView* tableIn(const AdminDesk& desk, const char* name)
{
    return qobject_cast<TableView*>(desk.named(QString::fromLatin1(name)));
}

} // namespace

class PeopleTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theListOfUsersAsksThePlatformForNothing()
    {
        AdminDesk desk(*qApp);
        desk.open(QStringLiteral("people"));
        QTRY_VERIFY(tableIn(desk, "Users") != nullptr);
        const TableView* table = tableIn(desk, "Users");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(cell(*table, 1, 0), QStringLiteral("Maya Lindqvist"));
        QTRY_COMPARE(cell(*table, 1, 2), QStringLiteral("Drafter"));
        QTRY_COMPARE(cell(*table, 1, 3), QStringLiteral("Demo Fuels"));
        QVERIFY(desk.calls().empty());
    }

    void aMillionUsersAreNotLoaded()
    {
        AdminDesk desk(*qApp);
        desk.desk.fake.generated["user"] = {1'000'000, [](std::int64_t at) {
                                                return json::object{
                                                    {"id", "u" + std::to_string(at)},
                                                    {"displayName", "User " + std::to_string(at)},
                                                    {"isActive", true}};
                                            }};
        desk.open(QStringLiteral("people"));
        QTRY_VERIFY(tableIn(desk, "Users") != nullptr);
        QTRY_COMPARE(tableIn(desk, "Users")->model()->rowCount(), 1'000'000);
        QTest::qWait(50);
        int windows = 0;
        for (const auto& request : desk.desk.fake.requests) {
            if (request.method == "rows.window" &&
                json::serialize(request.params).find("\"entity\":\"user\"") != std::string::npos)
                ++windows;
        }
        QVERIFY2(windows <= 3, qPrintable(QString::number(windows)));
    }

    void aUserTakesTwoRequests()
    {
        AdminDesk desk(*qApp);
        desk.answers[mayaPath + "/access"] = {200, access()};
        desk.answers[mayaPath + "/sessions"] = {200, devices(false)};
        desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Maya Lindqvist")));
        const char* list = "What this person may do";
        QTRY_VERIFY(tableIn(desk, list) != nullptr);
        QTRY_COMPARE(tableIn(desk, list)->model()->rowCount(), 1);
        QCOMPARE(cell(*tableIn(desk, list), 0, 3), QStringLiteral("Drafter"));
        QVERIFY(desk.words().contains(QStringLiteral("Fuels")));
        QCOMPARE(desk.calls().size(), std::size_t(1));
        QTest::keyClick(desk.desk.window.get(), Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_VERIFY(tableIn(desk, "Devices and sessions") != nullptr);
        QTRY_COMPARE(tableIn(desk, "Devices and sessions")->model()->rowCount(), 1);
        QCOMPARE(desk.calls().size(), std::size_t(2));
    }

    void whatIsNotAllowedNamesThePermission()
    {
        AdminDesk desk(*qApp);
        desk.desk.fake.status.user->permissions = {"user:read", "role:read@organization"};
        desk.answers[mayaPath + "/access"] = {200, access()};
        desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Drafter")));
        const QWidget* reset = desk.named(QStringLiteral("Reset password…"));
        QVERIFY(reset != nullptr && !reset->isEnabled());
        QVERIFY(reset->toolTip().contains(QStringLiteral("user:admin")));
        QVERIFY(reset->accessibleDescription().contains(QStringLiteral("user:admin")));
        const QWidget* take = desk.named(QStringLiteral("Take the role Drafter away"));
        QVERIFY(take != nullptr && !take->isEnabled());
        QVERIFY(take->toolTip().contains(QStringLiteral("role:assign")));
    }

    void aPermissionForOnesOwnOrganizationDoesNotReachAnother()
    {
        AdminDesk desk(*qApp);
        auto& user = *desk.desk.fake.status.user;
        user.permissions = {"user:read", "role:read", "user:update@organization"};
        user.organizationId = "01900000-0000-7000-8000-000000000099";
        desk.answers[mayaPath + "/access"] = {200, access()};
        desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Demo Fuels")));
        const QWidget* edit = desk.named(QStringLiteral("Edit…"));
        QVERIFY(edit != nullptr && !edit->isEnabled());
        QVERIFY(edit->toolTip().contains(QStringLiteral("user:update for your organization only")));
        user.organizationId = "01900000-0000-7000-8000-000000000002"; // That of Demo Fuels.
        desk.desk.fake.tellStatus();
        QTRY_VERIFY(edit->isEnabled());
    }

    void whyIsAskedAboutOneRow()
    {
        AdminDesk desk(*qApp);
        constexpr auto report = "01900000-0000-7000-8000-0000000000f9";
        desk.desk.fake.rows["complianceReport"] = {
            {{"id", report}, {"year", 2025}, {"organizationName", "Demo Fuels"}}};
        desk.answers[mayaPath + "/access"] = {200, access()};
        desk.answers["GET access/explain"] = {
            200,
            json::object{
                {"allowed", false},
                {"because", json::array()},
                {"against", json::array{json::object{{"reason", "row_out_of_reach"}}}}}};
        desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
        QTRY_VERIFY(desk.named(QStringLiteral("Permission to ask about")) != nullptr);
        qobject_cast<QLineEdit*>(desk.named(QStringLiteral("Permission to ask about")))
            ->setText(QStringLiteral("report:update"));
        QTRY_VERIFY(desk.named(QStringLiteral("Row to ask about")) != nullptr);
        auto* row = qobject_cast<QComboBox*>(desk.named(QStringLiteral("Row to ask about")));
        QTRY_VERIFY(row->findText(QStringLiteral("2025 · Demo Fuels")) >= 0);
        row->setCurrentText(QStringLiteral("2025 · Demo Fuels"));
        desk.press(QStringLiteral("Why?"));
        QTRY_VERIFY(
            desk.words().contains(QStringLiteral("The permission does not reach this record."))
        );
        const std::string path = textIn(desk.lastCall(), "path");
        QVERIFY(path.find(std::string("&entity=complianceReport&id=") + report) != path.npos);
    }

    void offlineThereIsAReasonAndThenTheRows()
    {
        AdminDesk desk(*qApp);
        desk.answers[mayaPath + "/access"] = {200, access()};
        desk.isReachable = false;
        desk.desk.fake.status.link = sync::LinkState::offline;
        desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The platform cannot be reached.")));
        const QWidget* edit = desk.named(QStringLiteral("Edit…"));
        QVERIFY(edit != nullptr && !edit->isEnabled());
        QVERIFY(edit->toolTip().contains(QStringLiteral("connection")));
        desk.isReachable = true;
        desk.desk.fake.status.link = sync::LinkState::online;
        desk.desk.fake.tellStatus();
        QTRY_COMPARE(tableIn(desk, "What this person may do")->model()->rowCount(), 1);
    }

    void aRefusalIsSaidInWordsWithTheNextStep()
    {
        AdminDesk desk(*qApp);
        desk.answers[mayaPath + "/access"] = {200, access()};
        desk.answers["DELETE user-roles/"] =
            refusal(409, "conflict", "last_administrator", "Nobody left.");
        desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
        desk.press(QStringLiteral("Take the role Drafter away"));
        QTRY_VERIFY(
            desk.words().contains(QStringLiteral("Nobody would be left who may do everything."))
        );
        QVERIFY(desk.words().contains(QStringLiteral("Make somebody else an administrator first."))
        );
        QCOMPARE(textIn(desk.lastCall(), "ifMatch"), std::string("\"4\""));
    }

    void aChangeByAnotherIsShownAndCanBeWrittenOver()
    {
        AdminDesk desk(*qApp);
        desk.answers[mayaPath + "/access"] = {200, access()};
        const std::string patch = std::string("PATCH users/") + mayaId;
        auto stale = refusal(409, "conflict", "stale", "It has moved on.");
        stale.body.as_object()["current"] = json::object{
            {"id", mayaId},
            {"rv", "8"},
            {"displayName", "Maya Lindqvist"},
            {"title", "Director"},
            {"login", "maya@demo.example"},
            {"organizationId", "01900000-0000-7000-8000-000000000002"},
            {"isActive", true}};
        desk.answers[patch] = stale;
        desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Demo Fuels")));
        desk.press(QStringLiteral("Edit…"));
        QTRY_VERIFY(desk.named(QStringLiteral("Name")) != nullptr);
        auto* name = qobject_cast<QLineEdit*>(desk.named(QStringLiteral("Name")));
        QVERIFY(name != nullptr);
        name->setText(QStringLiteral("Maya L."));
        desk.press(QStringLiteral("Save"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Changed meanwhile")));
        QVERIFY(desk.words().contains(QStringLiteral("Director")));
        QCOMPARE(textIn(desk.lastCall(), "ifMatch"), std::string("\"7\""));
        desk.answers[patch] = {200, json::object{{"id", mayaId}, {"rv", "9"}}};
        desk.press(QStringLiteral("Save mine over it"));
        QTRY_COMPARE(textIn(desk.lastCall(), "ifMatch"), std::string("\"8\""));
        // Only what was typed is written.
        QCOMPARE(objectIn(desk.lastCall(), "body").size(), std::size_t(1));
        QCOMPARE(textIn(objectIn(desk.lastCall(), "body"), "displayName"), std::string("Maya L."));
    }

    void oneIsNotWipedOffTheOwnDevice()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET me/sessions"] = {200, devices(true)};
        desk.open(QStringLiteral("sessions"));
        QTRY_VERIFY(tableIn(desk, "Devices and sessions") != nullptr);
        TableView* table = tableIn(desk, "Devices and sessions");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        for (const char* action : {"End session", "Wipe device…"}) {
            const QWidget* button = desk.named(QString::fromUtf8(action));
            QVERIFY(button != nullptr && !button->isEnabled());
            QVERIFY(button->toolTip().contains(QStringLiteral("Sign out")));
        }
        QCOMPARE(desk.calls().size(), std::size_t(1));
    }

    void aWipeSaysWhatItDoesFirst()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET me/sessions"] = {200, devices(false)};
        desk.answers["POST me/devices/"] = {204, nullptr};
        desk.open(QStringLiteral("sessions"));
        QTRY_VERIFY(tableIn(desk, "Devices and sessions") != nullptr);
        TableView* table = tableIn(desk, "Devices and sessions");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        desk.press(QStringLiteral("Wipe device…"));
        QCOMPARE(desk.desk.prompter.questions.size(), std::size_t(1));
        QVERIFY(desk.desk.prompter.questions.front().isDestructive);
        QVERIFY(desk.desk.prompter.questions.front().text.contains(QStringLiteral("are lost")));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("at its next contact")));
        QCOMPARE(
            textIn(desk.desk.fake.requests.back().params.as_object(), "path"),
            std::string("/api/v1/me/sessions")
        );
    }

    void wildcardsShowInEveryCellTheyGive()
    {
        PermissionMatrix matrix;
        matrix.setPermissions({"*:read", "report:update@own", "later:thing"});
        QCOMPARE(matrix.givenReach("report", "read"), std::string("tenant"));
        QCOMPARE(matrix.reachOf("report", "read"), std::string());
        QCOMPARE(matrix.reachOf("report", "update"), std::string("own"));
        matrix.setReach("report", "update", "department");
        matrix.setReach("*", "read", {});
        const std::vector<std::string> left{"report:update@department", "later:thing"};
        QCOMPARE(matrix.permissions(), left);
        QVERIFY(matrix.givenReach("report", "read").empty());
    }

    void aCellGoesThroughItsReachesAndBack()
    {
        PermissionMatrix matrix;
        int row = 0;
        while (matrix.resourceAt(row) != "report")
            ++row;
        const QModelIndex read = matrix.index(row, PermissionMatrix::read);
        matrix.cycle(read);
        QCOMPARE(matrix.permissions(), std::vector<std::string>{"report:read"});
        matrix.cycle(read);
        QCOMPARE(matrix.permissions(), std::vector<std::string>{"report:read@organization"});
        // Reading is never narrower than the organization.
        matrix.cycle(read);
        QVERIFY(matrix.permissions().empty());
    }

    void aRoleSaysWhomItTouchesBeforeItIsSaved()
    {
        AdminDesk desk(*qApp);
        const std::string patch = std::string("PATCH roles/") + drafterId;
        desk.answers[patch] = {
            200, json::object{{"id", drafterId}, {"rv", "4"}, {"name", "Drafter"}}};
        desk.open(QStringLiteral("role"), QString::fromLatin1(drafterId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("1 person")));
        QVERIFY(desk.calls().empty());
        const QWidget* save = desk.named(QStringLiteral("Save…"));
        QVERIFY(save != nullptr && !save->isEnabled());
        auto* matrix =
            qobject_cast<PermissionMatrix*>(tableIn(desk, "What the role permits")->model());
        QVERIFY(matrix != nullptr);
        matrix->setReach("report", "submit", "organization");
        matrix->setReach("report", "read", {});
        desk.press(QStringLiteral("Save…"));
        QCOMPARE(desk.desk.prompter.questions.size(), std::size_t(1));
        const Question& question = desk.desk.prompter.questions.front();
        QVERIFY(question.heading.contains(QStringLiteral("1 person")));
        QVERIFY(question.text.contains(QStringLiteral("Compliance reports: submit, organization")));
        QVERIFY(question.text.contains(QStringLiteral("Compliance reports: read")));
        QTRY_COMPARE(desk.calls().size(), std::size_t(1));
        QCOMPARE(textIn(desk.lastCall(), "ifMatch"), std::string("\"3\""));
    }

    void whatOneDoesNotHaveIsNamedInARefusal()
    {
        const Fault fault = rightsFault(
            {FaultCode::forbidden,
             "more_than_own",
             "You would give wallet:freeze, which you do not have yourself.",
             {}}
        );
        QVERIFY(fault.cause.find("wallet:freeze") != std::string::npos);
        QVERIFY(!fault.nextStep.empty());
    }
};

QTEST_MAIN(PeopleTest)
#include "people_test.moc"
