// Rows that a permission does not reach: the action is off and says why, as the platform would.
#include "tests/ui/admin/fake_platform.hpp"
#include "ui/kit/table_view.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr auto keyId = "01900000-0000-7000-8000-0000000000b2";
constexpr auto ownFuels = "01900000-0000-7000-8000-000000000002";
constexpr auto otherFuels = "01900000-0000-7000-8000-000000000003";

ui::TableView* tableIn(const AdminDesk& desk, const char* name)
{
    for (auto* table : desk.desk.window->findChildren<ui::TableView*>()) {
        if (table->isVisible() && table->accessibleName() == QLatin1String(name))
            return table;
    }
    return nullptr;
}

int rowsIn(const AdminDesk& desk, const char* name)
{
    const auto* table = tableIn(desk, name);
    return table == nullptr ? -1 : table->model()->rowCount();
}

} // namespace

class ReachTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsRevokedAsFarAsThePermissionReaches_data()
    {
        QTest::addColumn<QString>("reach");
        QTest::addColumn<QString>("department"); // Of who is signed in.
        QTest::addColumn<QString>("owner");
        QTest::addColumn<QString>("ownerDepartment");
        QTest::addColumn<QString>("ownerOrganization");
        QTest::addColumn<QString>("obstacle"); // Empty: it can be done.
        const QString ada = QLatin1String(adaId);
        const QString maya = QLatin1String(mayaId);
        const QString own = QLatin1String(ownFuels);
        const QString other = QLatin1String(otherFuels);
        const QString trade = QStringLiteral("Trade");
        const QString tax = QStringLiteral("Tax");
        const auto row = [](const char* name, const QStringList& cells) {
            auto& data = QTest::newRow(name);
            for (const QString& cell : cells)
                data << cell;
        };
        const QString notOwn = QStringLiteral("your own rows only");
        const QString notNear = QStringLiteral("your department only");
        const QString notHere = QStringLiteral("your organization only");
        row("all, of another", {{}, trade, maya, tax, own, {}});
        row("own, mine", {QStringLiteral("@own"), trade, ada, trade, own, {}});
        row("own, a colleague's", {QStringLiteral("@own"), trade, maya, trade, own, notOwn});
        const QString near = QStringLiteral("@department");
        row("department, mine", {near, {}, ada, {}, own, {}});
        row("department, a colleague's", {near, trade, maya, trade, own, {}});
        row("department, of another", {near, trade, maya, tax, own, notNear});
        row("department, of somebody in none", {near, trade, maya, {}, own, notNear});
        row("department, both in none", {near, {}, maya, {}, own, notNear});
        row("department, its namesake elsewhere", {near, trade, maya, trade, other, notNear});
        row("department, an older platform", {near, trade, maya, QStringLiteral("?"), own, {}});
        const QString here = QStringLiteral("@organization");
        row("organization, here", {here, trade, maya, tax, own, {}});
        row("organization, elsewhere", {here, trade, maya, trade, other, notHere});
    }

    void aKeyIsRevokedAsFarAsThePermissionReaches()
    {
        QFETCH(QString, reach);
        QFETCH(QString, department);
        QFETCH(QString, owner);
        QFETCH(QString, ownerDepartment);
        QFETCH(QString, ownerOrganization);
        QFETCH(QString, obstacle);
        AdminDesk desk(*qApp);
        desk.desk.fake.status.user->permissions = {
            "apikey:read", "apikey:revoke" + reach.toStdString()};
        desk.desk.fake.status.user->organizationId = ownFuels;
        desk.desk.fake.status.user->department = department.toStdString();
        json::object key{
            {"id", keyId},
            {"name", "Nightly"},
            {"state", "active"},
            {"ownerId", owner.toStdString()},
            {"ownerOrganizationId", ownerOrganization.toStdString()}};
        if (ownerDepartment != QLatin1String("?"))
            key["ownerDepartment"] = ownerDepartment.toStdString();
        desk.answers["GET api-keys?"] = {
            200,
            json::object{{"items", json::array{key}}, {"page", 1}, {"size", 200}, {"total", 1}}};
        desk.open(QStringLiteral("api-keys"));
        QTRY_VERIFY(rowsIn(desk, "API keys") == 1);
        tableIn(desk, "API keys")->selectRow(0);
        const QWidget* revoke = desk.named(QStringLiteral("Revoke…"));
        QVERIFY(revoke != nullptr);
        QCOMPARE(revoke->isEnabled(), obstacle.isEmpty());
        QVERIFY2(revoke->toolTip().contains(obstacle), qPrintable(revoke->toolTip()));
        QCOMPARE(revoke->accessibleDescription().isEmpty(), obstacle.isEmpty());
    }

    /// No list tells who made a user: where that counts, the platform is asked once.
    void whatNoListTellsThePlatformIsAsked()
    {
        for (const bool isAllowed : {false, true}) {
            AdminDesk desk(*qApp);
            desk.desk.fake.status.user->permissions = {"user:read", "user:update@department"};
            desk.answers["GET access/explain"] = {200, json::object{{"allowed", isAllowed}}};
            desk.open(QStringLiteral("user"), QLatin1String(mayaId));
            const auto edit = [&desk] { return desk.named(QStringLiteral("Edit…")); };
            QTRY_VERIFY(edit() != nullptr);
            const auto calls = [&desk] {
                const auto all = desk.calls();
                return std::count_if(all.begin(), all.end(), [](const std::string& call) {
                    return call.starts_with("GET access/explain?permission=user") &&
                           call.ends_with(std::string("&entity=user&id=") + mayaId);
                });
            };
            QTRY_VERIFY(calls() > 0);
            QTRY_COMPARE(edit()->isEnabled(), isAllowed);
            const bool isTold = edit()->toolTip().contains(QStringLiteral("your department only"));
            QCOMPARE(isTold, !isAllowed);
        }
    }

    void whoHandedWorkInDoesNotDecideAboutIt()
    {
        AdminDesk desk(*qApp);
        const auto work = [](const char* id, const char* author) {
            return json::object{
                {"id", id},
                {"userId", author},
                {"mutation", json::object{{"name", "fuelSupply.edit"}, {"ops", json::array()}}}};
        };
        desk.answers["GET sync-restores"] = {200, json::object{{"past", json::array()}}};
        desk.answers["GET escrow"] = {
            200, json::object{{"items", json::array{work("1", adaId), work("2", mayaId)}}}};
        desk.open(QStringLiteral("recovery"));
        QTRY_VERIFY(tableIn(desk, "Restores") != nullptr);
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(desk.desk.window.get(), Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_VERIFY(rowsIn(desk, "Work that was kept") == 2);
        for (const bool isOwn : {true, false}) {
            tableIn(desk, "Work that was kept")->selectRow(isOwn ? 0 : 1);
            for (const char* action : {"Take over…", "Discard…"}) {
                const QWidget* button = desk.named(QString::fromUtf8(action));
                QCOMPARE(button->isEnabled(), !isOwn);
                QCOMPARE(button->toolTip().contains(QStringLiteral("handed this in")), isOwn);
            }
        }
    }

    void nobodyStandsInForThemselves()
    {
        for (const char* user : {adaId, mayaId}) {
            AdminDesk desk(*qApp);
            desk.open(QStringLiteral("user"), QLatin1String(user));
            const auto reset = [&desk] { return desk.named(QStringLiteral("Reset password…")); };
            QTRY_VERIFY(reset() != nullptr);
            const bool isSelf = user == std::string(adaId);
            QTRY_COMPARE(reset()->isEnabled(), !isSelf);
            QTRY_COMPARE(reset()->toolTip().contains(QStringLiteral("settings")), isSelf);
        }
    }
};

QTEST_MAIN(ReachTest)
#include "desk_reach_test.moc"
