// What a restore left to do: the changes that need a person are named, and go when they are
// settled.
#include "tests/ui/admin/fake_platform.hpp"
#include "ui/kit/table_view.hpp"

#include <QListWidget>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr auto clientId = "01900000-0000-7000-8000-0000000000b3";

TableView* restores(const AdminDesk& desk)
{
    for (auto* table : desk.desk.window->findChildren<TableView*>()) {
        if (table->isVisible() && table->accessibleName() == QLatin1String("Restores"))
            return table;
    }
    return nullptr;
}

} // namespace

class RestoresTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatNeedsAPersonIsNamedUntilItIsSettled()
    {
        AdminDesk desk(*qApp);
        const json::object past{
            {"history", "g"},
            {"reason", "operator"},
            {"endedAt", "2026-11-22T05:58:02Z"},
            {"restoredTo", "2026-11-21T21:40:00Z"},
            {"devices", 1},
            {"replayed", 41},
            {"needPerson", 1}};
        desk.answers["GET sync-restores"] = {200, json::object{{"past", json::array{past}}}};
        const json::object left{
            {"clientId", clientId},
            {"mid", 7},
            {"userName", "Maya Lindqvist"},
            {"name", "fuelSupply.edit"},
            {"status", "rejected"},
            {"cause", "The report is submitted."}};
        desk.answers["GET sync-restores/g/left"] = {
            200, json::object{{"items", json::array{left}}}};
        desk.answers["POST sync-restores/settle"] = {204, nullptr};
        desk.open(QStringLiteral("recovery"));
        QTRY_VERIFY(restores(desk) != nullptr);
        QTRY_COMPARE(restores(desk)->model()->rowCount(), 1);
        restores(desk)->selectRow(0);
        auto* list = desk.desk.window->findChild<QListWidget*>();
        QVERIFY(list != nullptr);
        QTRY_COMPARE(list->count(), 1);
        QVERIFY(list->item(0)->text().contains(QStringLiteral("Maya Lindqvist")));
        QVERIFY(list->item(0)->text().contains(QStringLiteral("The report is submitted.")));
        list->setCurrentRow(0);
        desk.answers["GET sync-restores/g/left"] = {200, json::object{{"items", json::array()}}};
        desk.press(QStringLiteral("I have looked at it"));
        QTRY_COMPARE(list->count(), 0);
        QVERIFY(desk.words().contains(QStringLiteral("is settled")));
    }
};

QTEST_MAIN(RestoresTest)
#include "restores_test.moc"
