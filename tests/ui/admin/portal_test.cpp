// The customer portal in the administration: who may sign up, who waits, who is invited.
#include "tests/ui/admin/fake_platform.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr auto waitingId = "01900000-0000-7000-8000-0000000000c1";
constexpr auto invitationId = "01900000-0000-7000-8000-0000000000c2";
constexpr auto demoFuelsId = "01900000-0000-7000-8000-000000000002";

json::object listOf(json::array items)
{
    const auto total = static_cast<std::int64_t>(items.size());
    return {{"items", std::move(items)}, {"page", 1}, {"size", 50}, {"total", total}};
}

void fill(AdminDesk& desk, const char* mode)
{
    desk.answers["GET portal/settings"] = {200, json::object{{"signUp", mode}}};
    desk.answers["GET portal/sign-ups"] = {
        200,
        listOf({json::object{
            {"id", waitingId},
            {"login", "ana@harbour.example"},
            {"displayName", "Ana Ruiz"},
            {"company", "Harbour Works"},
            {"address", "192.0.2.44"},
            {"state", "waiting"},
            {"askedAt", "2026-11-22T04:58:02Z"},
            {"decidedAt", nullptr},
            {"decidedBy", nullptr}}})};
    desk.answers["GET portal/invitations"] = {
        200,
        listOf({json::object{
            {"id", invitationId},
            {"email", "leo@harbour.example"},
            {"organization", "Demo Fuels"},
            {"role", "Drafter"},
            {"invitedBy", "Ada Okafor"},
            {"expiresAt", "2026-12-06T04:58:02Z"},
            {"state", "open"}}})};
}

TableView* tableIn(const AdminDesk& desk, const char* name)
{
    return qobject_cast<TableView*>(desk.named(QString::fromLatin1(name)));
}

void picture(AdminDesk& desk, const QString& name)
{
    if (const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES"); !folder.isEmpty())
        desk.desk.window->grab().save(folder + QLatin1Char('/') + name);
}

/// Types into a field of a dialog that picks a row.
void pick(AdminDesk& desk, const char* field, const char* title)
{
    QTRY_VERIFY(desk.named(QString::fromLatin1(field)) != nullptr);
    auto* box = qobject_cast<QComboBox*>(desk.named(QString::fromLatin1(field)));
    QVERIFY(box != nullptr);
    const QString wanted = QString::fromLatin1(title);
    QTRY_VERIFY(box->findText(wanted) >= 0);
    box->setCurrentText(wanted);
}

} // namespace

class PortalTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoAskedIsAdmittedIntoAnOrganizationWithARole()
    {
        AdminDesk desk(*qApp);
        fill(desk, "approved");
        const std::string approve = std::string("POST portal/sign-ups/") + waitingId + "/approve";
        desk.answers[approve] = {201, json::object{{"userId", mayaId}}};
        desk.open(QStringLiteral("portal"));
        QTRY_VERIFY(tableIn(desk, "Requests for an account") != nullptr);
        TableView* table = tableIn(desk, "Requests for an account");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Open for requests")));
        QCOMPARE(desk.calls().size(), std::size_t(2));
        QVERIFY(!desk.named(QStringLiteral("Admit…"))->isEnabled());
        table->selectRow(0);
        picture(desk, QStringLiteral("portal.png"));
        desk.press(QStringLiteral("Admit…"));
        // A name that fits nothing is told before anything is sent.
        desk.press(QStringLiteral("Admit"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("There is no organization of this name."))
        );
        pick(desk, "Organization", "Demo Fuels");
        pick(desk, "Role", "Drafter");
        desk.press(QStringLiteral("Admit"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Ana Ruiz can sign in now.")));
        json::object sent;
        for (const auto& request : desk.desk.fake.requests) {
            if (request.method != "platform.call")
                continue;
            const json::object& params = request.params.as_object();
            if (textIn(params, "method") == "POST")
                sent = objectIn(params, "body");
        }
        QCOMPARE(textIn(sent, "organizationId"), std::string(demoFuelsId));
        QCOMPARE(textIn(sent, "roleId"), std::string(drafterId));
    }

    void aRefusalIsAskedForFirst()
    {
        AdminDesk desk(*qApp);
        fill(desk, "approved");
        desk.answers[std::string("POST portal/sign-ups/") + waitingId + "/refuse"] = {204, nullptr};
        desk.open(QStringLiteral("portal"));
        QTRY_VERIFY(tableIn(desk, "Requests for an account") != nullptr);
        TableView* table = tableIn(desk, "Requests for an account");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);
        desk.press(QStringLiteral("Refuse…"));
        QCOMPARE(desk.desk.prompter.questions.size(), std::size_t(1));
        QVERIFY(desk.desk.prompter.questions.front().isDestructive);
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The request is refused.")));
    }

    void theCodeOfAnInvitationIsShownOnce()
    {
        AdminDesk desk(*qApp);
        fill(desk, "invited");
        desk.answers["POST portal/invitations"] = {
            201,
            json::object{
                {"id", invitationId},
                {"code", "Zm9v-code-of-the-mail"},
                {"expiresAt", "2026-12-06T04:58:02Z"}}};
        desk.answers[std::string("DELETE portal/invitations/") + invitationId] = {204, nullptr};
        desk.open(QStringLiteral("portal"));
        QTest::keyClick(desk.desk.window.get(), Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_VERIFY(tableIn(desk, "Invitations") != nullptr);
        TableView* table = tableIn(desk, "Invitations");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        picture(desk, QStringLiteral("portal-invitations.png"));
        desk.press(QStringLiteral("Invite…"));
        QTRY_VERIFY(desk.named(QStringLiteral("E-mail address")) != nullptr);
        qobject_cast<QLineEdit*>(desk.named(QStringLiteral("E-mail address")))
            ->setText(QStringLiteral("Leo@Harbour.example"));
        pick(desk, "Organization", "Demo Fuels");
        pick(desk, "Role", "Drafter");
        picture(desk, QStringLiteral("portal-invite.png"));
        desk.press(QStringLiteral("Invite"));
        QTRY_VERIFY(desk.named(QStringLiteral("Invitation code")) != nullptr);
        const auto* secret = desk.desk.window->findChild<QLineEdit*>(QStringLiteral("onceSecret"));
        QVERIFY(secret != nullptr);
        QCOMPARE(secret->text(), QStringLiteral("Zm9v-code-of-the-mail"));
        desk.press(QStringLiteral("Close"));
        table->selectRow(0);
        desk.press(QStringLiteral("Withdraw…"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The invitation is withdrawn.")));
    }

    void closedIsSaidAndOpenedInTheSettings()
    {
        AdminDesk desk(*qApp);
        fill(desk, "closed");
        desk.answers["PUT portal/settings"] = {200, json::object{{"signUp", "invited"}}};
        desk.open(QStringLiteral("portal"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Nobody can sign up now")));
        desk.press(QStringLiteral("Open settings"));
        QTRY_VERIFY(desk.named(QStringLiteral("Who is invited")) != nullptr);
        auto* nobody = qobject_cast<QRadioButton*>(desk.named(QStringLiteral("Nobody")));
        QVERIFY(nobody != nullptr && nobody->isChecked());
        QVERIFY(
            desk.words().contains(QStringLiteral("https://tidemark.example.com/portal?tenant=demo"))
        );
        QVERIFY(!desk.named(QStringLiteral("Save"))->isEnabled());
        desk.press(QStringLiteral("Who is invited"));
        picture(desk, QStringLiteral("portal-settings.png"));
        desk.press(QStringLiteral("Save"));
        QTRY_COMPARE(textIn(objectIn(desk.lastCall(), "body"), "signUp"), std::string("invited"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("By invitation")));
        QVERIFY(!desk.words().contains(QStringLiteral("Nobody can sign up now")));
    }

    void withoutThePermissionsThePageNamesThem()
    {
        AdminDesk desk(*qApp);
        fill(desk, "approved");
        desk.desk.fake.status.user->permissions = {"tenant:read", "user:create"};
        desk.open(QStringLiteral("portal"));
        QTRY_VERIFY(desk.named(QStringLiteral("Admit…")) != nullptr);
        QVERIFY(desk.named(QStringLiteral("Admit…"))->toolTip().contains(u"role:assign"));
        desk.desk.fake.status.user->permissions = {};
        AdminDesk other(*qApp);
        other.desk.fake.status.user->permissions = {"user:read"};
        other.open(QStringLiteral("portal"));
        QTRY_VERIFY(other.words().contains(QStringLiteral("user:create")));
        QVERIFY(other.calls().empty());
    }
};

QTEST_MAIN(PortalTest)
#include "portal_test.moc"
