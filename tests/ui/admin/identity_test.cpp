// Identity providers, the accounts of a user there, and a second factor that is taken away.
#include "tests/ui/admin/fake_platform.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>

#include <boost/json/serialize.hpp>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr auto providerId = "01900000-0000-7000-8000-0000000000d7";
const std::string providerPath = std::string("oidc-providers/") + providerId;
const std::string mayaPath = std::string("users/") + mayaId;

json::object provider()
{
    return {
        {"id", providerId},
        {"rv", "5"},
        {"name", "Company"},
        {"issuer", "https://id.example.com/realms/company"},
        {"clientId", "tidemark"},
        {"hasSecret", true},
        {"secretSetAt", "2026-11-22T04:58:02Z"},
        {"scopes", "openid profile email"},
        {"isEnabled", true},
        {"createsUsers", true},
        {"trustsEmail", false},
        {"allowsDeviceCode", true},
        {"needsSecondFactor", false},
        {"mapping",
         json::object{
             {"login", "email"},
             {"email", "email"},
             {"displayName", "name"},
             {"organization", ""},
             {"roles", "realm_access.roles"},
             {"roleOf", json::object{{"fuel-drafter", drafterId}}},
             {"everyonesRoles", json::array()},
             {"everyonesOrganization", nullptr}}},
        {"users", 12},
        {"updatedAt", "2026-11-22T04:58:02Z"}};
}

TableView* tableIn(const AdminDesk& desk, const char* name)
{
    return qobject_cast<TableView*>(desk.named(QString::fromLatin1(name)));
}

QLineEdit* field(const AdminDesk& desk, const char* name)
{
    return qobject_cast<QLineEdit*>(desk.named(QString::fromLatin1(name)));
}

void type(const AdminDesk& desk, const char* name, const char* text)
{
    QTRY_VERIFY2(field(desk, name) != nullptr, name);
    QLineEdit* edit = field(desk, name);
    edit->clear();
    QTest::keyClicks(edit, QString::fromLatin1(text));
}

/// The bodies that were sent, by "METHOD path".
std::map<std::string, json::object> sentBy(const AdminDesk& desk)
{
    std::map<std::string, json::object> all;
    for (const auto& request : desk.desk.fake.requests) {
        if (request.method != "platform.call")
            continue;
        const json::object& params = request.params.as_object();
        all[textIn(params, "method") + ' ' + textIn(params, "path").substr(8)] =
            objectIn(params, "body");
    }
    return all;
}

void picture(AdminDesk& desk, const QString& name)
{
    if (const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES"); !folder.isEmpty())
        desk.desk.window->grab().save(folder + QLatin1Char('/') + name);
}

void showSigningIn(AdminDesk& desk)
{
    desk.answers["GET " + mayaPath + "/oidc-identities"] = {
        200,
        json::object{
            {"items",
             json::array{json::object{
                 {"issuer", "https://id.example.com/realms/company"},
                 {"subject", "8f1c-maya"},
                 {"provider", "Company"},
                 {"email", "maya@company.example"},
                 {"linkedAt", "2026-11-22T04:58:02Z"},
                 {"seenAt", nullptr}}}}}};
    desk.open(QStringLiteral("user"), QString::fromLatin1(mayaId));
    QTRY_VERIFY(desk.words().contains(QStringLiteral("Maya Lindqvist")));
    QTest::keyClick(desk.desk.window.get(), Qt::Key_PageUp, Qt::ControlModifier);
    QTRY_VERIFY(tableIn(desk, "Accounts at providers") != nullptr);
    QTRY_COMPARE(tableIn(desk, "Accounts at providers")->model()->rowCount(), 1);
}

} // namespace

class IdentityTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProviderIsTestedFromTheList()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET oidc-providers"] = {
            200, json::object{{"items", json::array{provider()}}, {"total", 1}}};
        desk.answers["POST " + providerPath + "/test"] = {
            200,
            json::object{
                {"ok", false},
                {"deviceCode", false},
                {"cause", "The issuer calls itself otherwise."},
                {"nextStep", "Enter it exactly as the provider does."}}};
        desk.open(QStringLiteral("single-sign-on"));
        QTRY_VERIFY(tableIn(desk, "Identity providers") != nullptr);
        TableView* table = tableIn(desk, "Identity providers");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(desk.calls().size(), std::size_t(1));
        table->selectRow(0);
        picture(desk, QStringLiteral("providers.png"));
        desk.press(QStringLiteral("Test"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The issuer calls itself otherwise.")));
        QVERIFY(desk.words().contains(QStringLiteral("Enter it exactly")));
    }

    void aNewOneIsMadeWithItsSecretAndRoles()
    {
        AdminDesk desk(*qApp);
        desk.answers["POST oidc-providers"] = {201, provider()};
        desk.answers["PUT " + providerPath + "/secret"] = {204, nullptr};
        desk.answers["GET " + providerPath] = {200, provider()};
        desk.open(QStringLiteral("identity-provider"), QStringLiteral("new"));
        QTRY_VERIFY(field(desk, "Issuer") != nullptr);
        const QWidget* create = desk.named(QStringLiteral("Create provider"));
        QVERIFY(!create->isEnabled());
        type(desk, "Name", "Company");
        QVERIFY(create->toolTip().contains(QStringLiteral("issuer")));
        type(desk, "Issuer", "https://id.example.com/realms/company");
        type(desk, "Client ID", "tidemark");
        type(desk, "New secret", "hush hush");
        type(desk, "Claim of roles", "realm_access.roles");
        desk.press(QStringLiteral("Add a value"));
        type(desk, "Value of the claim", "fuel-drafter");
        auto* role =
            qobject_cast<QComboBox*>(desk.named(QStringLiteral("Role that the value gives")));
        QVERIFY(role != nullptr);
        QTRY_COMPARE(role->currentText(), QStringLiteral("Drafter"));
        picture(desk, QStringLiteral("provider-new.png"));
        desk.press(QStringLiteral("Create provider"));
        QTRY_COMPARE(
            desk.desk.window->shell().host().place().item, QString::fromLatin1(providerId)
        );
        const auto sent = sentBy(desk);
        const json::object& body = sent.at("POST oidc-providers");
        QVERIFY(json::serialize(body).find("hush") == std::string::npos);
        QCOMPARE(textIn(body, "issuer"), std::string("https://id.example.com/realms/company"));
        QCOMPARE(
            textIn(objectIn(objectIn(body, "mapping"), "roleOf"), "fuel-drafter"),
            std::string(drafterId)
        );
        QCOMPARE(
            textIn(sent.at("PUT " + providerPath + "/secret"), "secret"), std::string("hush hush")
        );
        // The next new one begins empty.
        desk.desk.window->shell().open({QStringLiteral("identity-provider"), QStringLiteral("new")}
        );
        QTRY_VERIFY(field(desk, "Issuer") != nullptr);
        QVERIFY(field(desk, "Issuer")->text().isEmpty());
        QVERIFY(field(desk, "New secret")->text().isEmpty());
    }

    void theSecretIsNeverShownAndTheRestIsSavedWithItsVersion()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET " + providerPath] = {200, provider()};
        json::object saved = provider();
        saved["rv"] = "6";
        saved["createsUsers"] = false;
        desk.answers["PUT " + providerPath] = {200, saved};
        desk.open(QStringLiteral("identity-provider"), QString::fromLatin1(providerId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("12 people sign in with it")));
        QCOMPARE(desk.calls().size(), std::size_t(1));
        QVERIFY(field(desk, "New secret")->text().isEmpty());
        QCOMPARE(field(desk, "New secret")->echoMode(), QLineEdit::Password);
        QVERIFY(!desk.named(QStringLiteral("Save"))->isEnabled());
        picture(desk, QStringLiteral("provider.png"));
        desk.press(QStringLiteral("Make a user of somebody unknown"));
        desk.press(QStringLiteral("Save"));
        QTRY_VERIFY(sentBy(desk).count("PUT " + providerPath) == 1);
        const json::object body = sentBy(desk).at("PUT " + providerPath);
        QVERIFY(!flagIn(body, "createsUsers"));
        QCOMPARE(
            textIn(objectIn(objectIn(body, "mapping"), "roleOf"), "fuel-drafter"),
            std::string(drafterId)
        );
        QVERIFY(sentBy(desk).count("PUT " + providerPath + "/secret") == 0);
    }

    void aChangeByAnotherIsShownFirst()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET " + providerPath] = {200, provider()};
        desk.answers["PUT " + providerPath] = refusal(409, "conflict", "stale", "It has moved on.");
        desk.open(QStringLiteral("identity-provider"), QString::fromLatin1(providerId));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("12 people sign in with it")));
        json::object now = provider();
        now["rv"] = "9";
        now["clientId"] = "desk-of-another";
        desk.answers["GET " + providerPath] = {200, now};
        desk.press(QStringLiteral("Make a user of somebody unknown"));
        desk.press(QStringLiteral("Save"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Changed meanwhile")));
        QVERIFY(desk.words().contains(QStringLiteral("desk-of-another")));
        desk.answers["PUT " + providerPath] = {200, now};
        desk.press(QStringLiteral("Save mine over it"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Saved.")));
        std::string standsOn;
        for (const auto& request : desk.desk.fake.requests) {
            if (request.method == "platform.call")
                standsOn = std::max(standsOn, textIn(request.params.as_object(), "ifMatch"));
        }
        QCOMPARE(standsOn, std::string("\"9\""));
    }

    void anAccountIsUnlinkedByItsIssuer()
    {
        AdminDesk desk(*qApp);
        showSigningIn(desk);
        desk.answers["DELETE " + mayaPath + "/oidc-identities"] = {204, nullptr};
        tableIn(desk, "Accounts at providers")->selectRow(0);
        picture(desk, QStringLiteral("identities.png"));
        desk.press(QStringLiteral("Unlink…"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The account is unlinked.")));
        QVERIFY(
            sentBy(desk).count(
                "DELETE " + mayaPath +
                "/oidc-identities?issuer=https%3A%2F%2Fid.example.com%2Frealms%2Fcompany"
            ) == 1
        );
    }

    void aSecondFactorIsResetAfterAQuestion()
    {
        AdminDesk desk(*qApp);
        showSigningIn(desk);
        const std::string reset = "POST " + mayaPath + "/second-factor/reset";
        desk.answers[reset] = {204, nullptr};
        desk.press(QStringLiteral("Reset second factor…"));
        QCOMPARE(desk.desk.prompter.questions.size(), std::size_t(1));
        QVERIFY(desk.desk.prompter.questions.front().isDestructive);
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The second factor is reset.")));
        QVERIFY(sentBy(desk).count(reset) == 1);
    }

    void withoutUserAdminBothAreNamed()
    {
        AdminDesk desk(*qApp);
        desk.desk.fake.status.user->permissions = {"user:read", "role:read"};
        showSigningIn(desk);
        for (const char* action : {"Reset second factor…", "Link…", "Unlink…"}) {
            const QWidget* button = desk.named(QString::fromUtf8(action));
            QVERIFY2(button != nullptr && !button->isEnabled(), action);
            QVERIFY2(button->toolTip().contains(QStringLiteral("user:admin")), action);
        }
    }
};

QTEST_MAIN(IdentityTest)
#include "identity_test.moc"
