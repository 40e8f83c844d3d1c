// Audit, API keys, tenant settings and recovery: what is asked, shown, and done line by line.
#include "tests/ui/admin/fake_platform.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/kit/table_view.hpp"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr auto entryId = "01900000-0000-7000-8000-0000000000b1";
constexpr auto keyId = "01900000-0000-7000-8000-0000000000b2";
constexpr auto escrowId = "01900000-0000-7000-8000-0000000000b3";
constexpr auto tenantId = "01900000-0000-7000-8000-0000000000b4";

json::object listOf(std::initializer_list<json::object> items)
{
    json::array all;
    for (const json::object& item : items)
        all.push_back(item);
    const auto total = static_cast<std::int64_t>(all.size());
    return {{"items", std::move(all)}, {"page", 1}, {"size", 200}, {"total", total}};
}

TableView* tableIn(const AdminDesk& desk, const char* name)
{
    for (auto* table : desk.desk.window->findChildren<TableView*>()) {
        if (table->isVisible() && table->accessibleName() == QLatin1String(name))
            return table;
    }
    return nullptr;
}

std::string lastOf(const AdminDesk& desk)
{
    const auto calls = desk.calls();
    return calls.empty() ? std::string() : calls.back();
}

void fillAudit(AdminDesk& desk)
{
    desk.answers["GET audit-entries"] = {
        200,
        listOf(
            {{{"id", entryId},
              {"at", "2026-11-22T05:58:02Z"},
              {"actor", "Ada Okafor"},
              {"action", "user.update"},
              {"entity", "user"}}}
        )};
    desk.answers["GET audit/entries/"] = {
        200,
        json::object{
            {"id", entryId},
            {"seq", "12"},
            {"actor", "Ada Okafor"},
            {"action", "user.update"},
            {"changes",
             json::array{json::object{
                 {"field", "organizationId"},
                 {"before", "01900000-0000-7000-8000-000000000002"},
                 {"after", nullptr},
                 {"beforeName", "Demo Fuels"},
                 {"afterName", nullptr}}}}}};
}

} // namespace

class RecordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEntryShowsBeforeAndAfterByName()
    {
        AdminDesk desk(*qApp);
        fillAudit(desk);
        desk.open(QStringLiteral("audit"));
        QTRY_VERIFY(tableIn(desk, "Entries of the audit") != nullptr);
        TableView* table = tableIn(desk, "Entries of the audit");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("User: changed"));
        table->selectRow(0);
        QTRY_VERIFY(desk.words().contains(QStringLiteral("− Demo Fuels")));
        QVERIFY(desk.words().contains(QStringLiteral("+ —")));
        QVERIFY(desk.words().contains(QStringLiteral("Organization id")));
        QCOMPARE(desk.calls().size(), std::size_t(2));
    }

    void filtersAreAskedOfThePlatform()
    {
        AdminDesk desk(*qApp);
        fillAudit(desk);
        desk.open(QStringLiteral("audit"));
        QTRY_VERIFY(desk.named(QStringLiteral("Kind of record")) != nullptr);
        auto* kinds = qobject_cast<QComboBox*>(desk.named(QStringLiteral("Kind of record")));
        kinds->setCurrentIndex(kinds->findData(QStringLiteral("role")));
        QTRY_VERIFY(lastOf(desk).find("filter=%5B%7B%22field%22") != std::string::npos);
        QVERIFY(lastOf(desk).find("sort=-at") != std::string::npos);
        QVERIFY(lastOf(desk).find("size=200") != std::string::npos);
    }

    void aProofIsToldInWords()
    {
        AdminDesk desk(*qApp);
        fillAudit(desk);
        desk.answers["POST audit/verify"] = {
            200,
            json::object{
                {"ok", true},
                {"entries", 24310},
                {"seals", 3},
                {"head", "ab12cd34"},
                {"flaws", json::array()}}};
        desk.open(QStringLiteral("audit"));
        desk.press(QStringLiteral("Verify"));
        QTRY_VERIFY(
            desk.words().contains(QStringLiteral("24,310 entries stand in one unbroken chain"))
        );
        desk.answers["POST audit/verify"].body = json::object{
            {"ok", false},
            {"entries", 24310},
            {"flaws",
             json::array{json::object{{"seq", "7"}, {"reason", "changed"}, {"cause", "x"}}}}};
        desk.press(QStringLiteral("Verify"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The audit was altered: 1 flaw.")));
        QVERIFY(desk.words().contains(
            QStringLiteral("Number 7: An entry was changed after it was written.")
        ));
    }

    void withoutThePermissionThePageNamesIt()
    {
        AdminDesk desk(*qApp);
        desk.desk.fake.status.user->permissions = {"user:read"};
        desk.open(QStringLiteral("audit"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("audit:read")));
        QVERIFY(desk.calls().empty());
    }

    void aNewKeyIsShownOnce()
    {
        AdminDesk desk(*qApp);
        const json::object key{
            {"id", keyId}, {"name", "Nightly"}, {"state", "active"}, {"isOwn", true}};
        desk.answers["GET api-keys?"] = {200, listOf({key})};
        desk.answers["GET api-keys/scopes"] = {
            200, json::object{{"scopes", json::array{"run:read", "report:read"}}}};
        json::object made = key;
        made["secret"] = "tmk_whole";
        desk.answers["POST api-keys"] = {201, made};
        desk.open(QStringLiteral("api-keys"));
        QTRY_VERIFY(tableIn(desk, "API keys") != nullptr);
        desk.press(QStringLiteral("New key…"));
        desk.press(QStringLiteral("Create key"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("The name is missing.")));
        qobject_cast<QLineEdit*>(desk.named(QStringLiteral("Name")))->setText(QStringLiteral("N"));
        desk.press(QStringLiteral("Create key"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("never again")));
        // Not in the list, which is asked again without the secret.
        QTRY_COMPARE(lastOf(desk).substr(0, 13), std::string("GET api-keys?"));
    }

    void theUseOfAKeyTakesOneMoreRequest()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET api-keys?"] = {
            200,
            listOf({{{"id", keyId}, {"name", "Nightly"}, {"state", "active"}, {"isOwn", false}}})};
        desk.answers[std::string("GET api-keys/") + keyId + "/usage"] = {
            200,
            json::object{
                {"requests", 1204},
                {"refused", 4},
                {"days",
                 json::array{
                     json::object{{"day", "2026-11-22"}, {"requests", 1204}, {"refused", 4}}}}}};
        desk.open(QStringLiteral("api-keys"));
        QTRY_VERIFY(tableIn(desk, "API keys") != nullptr);
        QTRY_COMPARE(tableIn(desk, "API keys")->model()->rowCount(), 1);
        tableIn(desk, "API keys")->selectRow(0);
        const QWidget* chart = desk.named(QStringLiteral("Requests by day"));
        QVERIFY(chart != nullptr);
        QTRY_COMPARE(desk.calls().size(), std::size_t(2));
        QTRY_VERIFY(
            chart->accessibleDescription().contains(QStringLiteral("1,204 requests, 4 refused"))
        );
        const QWidget* rotate = desk.named(QStringLiteral("Rotate…"));
        QVERIFY(!rotate->isEnabled());
        QVERIFY(rotate->toolTip().contains(QStringLiteral("owner")));
    }

    void settingsAreSavedWithTheVersionTheyStandOn()
    {
        AdminDesk desk(*qApp);
        const json::object tenant{
            {"id", tenantId},
            {"rv", "5"},
            {"name", "Demo"},
            {"slug", "demo"},
            {"environment", "sandbox"},
            {"timeZone", "America/Vancouver"},
            {"sessionTimeoutMinutes", 30}};
        desk.answers["GET tenants"] = {200, listOf({tenant})};
        desk.answers["GET access/second-factor"] = {
            200, json::object{{"required", "nobody"}, {"roles", json::array()}}};
        json::object changed = tenant;
        changed["sessionTimeoutMinutes"] = 45;
        changed["rv"] = "6";
        desk.answers[std::string("PATCH tenants/") + tenantId] = {200, changed};
        desk.open(QStringLiteral("tenant"));
        QTRY_VERIFY(desk.named(QStringLiteral("Sign out after")) != nullptr);
        auto* minutes = qobject_cast<QSpinBox*>(desk.named(QStringLiteral("Sign out after")));
        QTRY_COMPARE(minutes->value(), 30);
        QCOMPARE(desk.calls().size(), std::size_t(2));
        const QWidget* save = desk.named(QStringLiteral("Save"));
        QVERIFY(!save->isEnabled());
        minutes->setValue(45);
        desk.press(QStringLiteral("Save"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Saved.")));
        QCOMPARE(textIn(desk.lastCall(), "ifMatch"), std::string("\"5\""));
        QCOMPARE(objectIn(desk.lastCall(), "body").size(), std::size_t(1));
    }

    void rolesThatNeedASecondFactorAreChosenAndSurviveAWayRound()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET tenants"] = {
            200,
            listOf({json::object{
                {"id", tenantId},
                {"rv", "5"},
                {"name", "Demo"},
                {"timeZone", "America/Vancouver"},
                {"sessionTimeoutMinutes", 30}}})};
        desk.answers["GET access/second-factor"] = {
            200, json::object{{"required", "roles"}, {"roles", json::array{drafterId}}}};
        desk.answers["PUT access/second-factor"] = {204, nullptr};
        desk.open(QStringLiteral("tenant"));
        const auto roles = [&desk] {
            return qobject_cast<QListWidget*>(
                desk.named(QStringLiteral("Roles that need a second factor"))
            );
        };
        QTRY_VERIFY(roles() != nullptr && roles()->count() == 1);
        QCOMPARE(roles()->item(0)->checkState(), Qt::Checked);
        auto* rule = qobject_cast<QComboBox*>(desk.named(QStringLiteral("Second factor")));
        const auto choose = [rule](const char* required) {
            rule->setCurrentIndex(rule->findData(QString::fromLatin1(required)));
            Q_EMIT rule->activated(rule->currentIndex());
        };
        choose("everyone");
        QVERIFY(roles() == nullptr);
        desk.press(QStringLiteral("Save"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Saved.")));
        QVERIFY(!objectIn(desk.lastCall(), "body").contains("roles"));
        choose("roles");
        desk.press(QStringLiteral("Save"));
        QTRY_COMPARE(
            textsIn(objectIn(desk.lastCall(), "body"), "roles"), std::vector<std::string>{drafterId}
        );
        roles()->item(0)->setCheckState(Qt::Unchecked);
        QVERIFY(!desk.named(QStringLiteral("Save"))->isEnabled());
        QVERIFY(desk.named(QStringLiteral("Save"))->toolTip().contains(QStringLiteral("one role")));
    }

    void limitsOfFilesAreSavedToTheByte()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET blob-limits"] = {
            200,
            json::object{
                {"fileBytes", 104857601}, {"quotaBytes", 10737418240}, {"usedBytes", 412000000}}};
        desk.answers["PUT blob-limits"] = desk.answers["GET blob-limits"];
        desk.open(QStringLiteral("tenant"));
        QTest::keyClick(desk.desk.window.get(), Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_VERIFY(desk.named(QStringLiteral("All files together")) != nullptr);
        auto* quota =
            qobject_cast<QDoubleSpinBox*>(desk.named(QStringLiteral("All files together")));
        QTRY_COMPARE(quota->value(), 10.0);
        QVERIFY(!desk.named(QStringLiteral("Save"))->isEnabled());
        quota->setValue(20.5);
        desk.press(QStringLiteral("Save"));
        QTRY_COMPARE(textIn(desk.lastCall(), "method"), std::string("PUT"));
        const json::object body = objectIn(desk.lastCall(), "body");
        QCOMPARE(numberIn(body, "fileBytes"), std::int64_t(104857601));
        QCOMPARE(numberIn(body, "quotaBytes"), std::int64_t(22011707392));
    }

    void whatARestoreLeftIsCounted()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET sync-restores"] = {
            200,
            json::object{
                {"history", "h"},
                {"epoch", 2},
                {"since", "2026-11-22T05:58:02Z"},
                {"past",
                 json::array{json::object{
                     {"history", "g"},
                     {"reason", "operator"},
                     {"endedAt", "2026-11-22T05:58:02Z"},
                     {"devices", 3},
                     {"replayed", 41},
                     {"needPerson", 2}}}}}};
        desk.open(QStringLiteral("recovery"));
        QTRY_VERIFY(tableIn(desk, "Restores") != nullptr);
        const TableView* table = tableIn(desk, "Restores");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QCOMPARE(table->model()->index(0, 4).data().toString(), QStringLiteral("41"));
        QCOMPARE(table->model()->index(0, 5).data().toString(), QStringLiteral("2 need a person"));
        QVERIFY(desk.words().contains(QStringLiteral("epoch 2")));
        QCOMPARE(desk.calls().size(), std::size_t(1));
    }

    void keptWorkIsMadeAgainAndThenClosed()
    {
        AdminDesk desk(*qApp);
        const json::object op{
            {"op", "update"},
            {"entity", "fuelSupply"},
            {"id", "01900000-0000-7000-8000-000000000004"},
            {"set", json::object{{"quantity", "486200"}}},
            {"base", json::object{{"quantity", "480000"}}}};
        desk.answers["GET sync-restores"] = {200, json::object{{"past", json::array()}}};
        desk.answers["GET escrow"] = {
            200,
            json::object{
                {"items",
                 json::array{json::object{
                     {"id", escrowId},
                     {"userName", "Maya Lindqvist"},
                     {"mutation",
                      json::object{
                          {"mid", 7}, {"name", "fuelSupply.edit"}, {"ops", json::array{op}}}}}}}}};
        desk.answers["POST escrow/"] = {204, nullptr};
        desk.open(QStringLiteral("recovery"));
        QTRY_VERIFY(tableIn(desk, "Restores") != nullptr);
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(desk.desk.window.get(), Qt::Key_PageDown, Qt::ControlModifier);
        QTRY_VERIFY(tableIn(desk, "Work that was kept") != nullptr);
        QTRY_COMPARE(tableIn(desk, "Work that was kept")->model()->rowCount(), 1);
        tableIn(desk, "Work that was kept")->selectRow(0);
        QTRY_VERIFY(desk.words().contains(QStringLiteral("486200")));
        desk.press(QStringLiteral("Take over…"));
        QTRY_VERIFY(desk.words().contains(QStringLiteral("Taken over.")));
        QCOMPARE(desk.desk.fake.countOf("mutate"), 1);
        const auto calls = desk.calls();
        QVERIFY(
            std::find(
                calls.begin(), calls.end(), std::string("POST escrow/") + escrowId + "/close"
            ) != calls.end()
        );
        QVERIFY(desk.desk.prompter.questions.front().text.contains(QStringLiteral("your own name"))
        );
    }
};

QTEST_MAIN(RecordsTest)
#include "records_test.moc"
