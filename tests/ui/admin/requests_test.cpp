// Every screen of the administration, also those behind tabs, asks the platform at most twice.
#include "tests/ui/admin/fake_platform.hpp"
#include "ui/access/access_pages.hpp"
#include "ui/admin/admin_pages.hpp"
#include "ui/audit/audit_page.hpp"
#include "ui/kit/tab_stack.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"

#include <QTabBar>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr std::size_t requestsMost = 2;
constexpr int settleMs = 150;

/// A row that is enough for every list.
json::object anything()
{
    const json::object row{
        {"id", mayaId}, {"rv", "1"}, {"name", "Something"}, {"state", "open"}, {"userId", mayaId}};
    return {
        {"id", mayaId},
        {"rv", "1"},
        {"items", json::array{row}},
        {"total", 1},
        {"page", 1},
        {"size", 50},
        {"devices", json::array()},
        {"user", json::object{{"id", mayaId}}},
        {"required", "nobody"},
        {"signUp", "invited"}};
}

} // namespace

class RequestsTest final : public QObject {
    Q_OBJECT

    /// Says which screen asked more than it may.
    static void count(AdminDesk& desk, const QString& screen, QStringList& over, int& seen)
    {
        QTest::qWait(settleMs);
        ++seen;
        const auto calls = desk.calls();
        desk.desk.fake.requests.clear();
        if (calls.size() <= requestsMost)
            return;
        QStringList words;
        for (const std::string& call : calls)
            words << QString::fromStdString(call);
        over << screen + QStringLiteral(": ") + words.join(QStringLiteral(", "));
    }

private Q_SLOTS:
    void aScreenTakesAtMostTwoRequests()
    {
        AdminDesk desk(*qApp);
        desk.answers["GET "] = {200, anything()};
        std::vector<Place> places;
        for (auto&& part : {accessPages(), auditPages(), adminPages()}) {
            for (const PageEntry& entry : part) {
                const bool isOfOne = entry.section == RailSection::hidden;
                const QString id = entry.id == QLatin1String("role")
                                       ? QString::fromLatin1(drafterId)
                                       : QString::fromLatin1(mayaId);
                places.push_back({entry.id, isOfOne ? id : QString()});
            }
        }
        QVERIFY(places.size() >= 9);
        desk.open(places.front().page);
        QStringList over;
        int seen = 0;
        for (const Place& place : places) {
            Shell& shell = desk.desk.window->shell();
            shell.open(place);
            QTRY_COMPARE(shell.host().place(), place);
            count(desk, place.page, over, seen);
            const auto* tabs = shell.host().current()->findChild<TabStack*>();
            const auto* bar = tabs == nullptr ? nullptr : tabs->findChild<QTabBar*>();
            for (int i = 1; bar != nullptr && i < bar->count(); ++i) {
                const_cast<TabStack*>(tabs)->setCurrent(i);
                count(desk, place.page + u'/' + bar->tabText(i), over, seen);
            }
        }
        QVERIFY2(over.isEmpty(), qPrintable(over.join(u'\n')));
        QVERIFY2(seen >= 20, qPrintable(QString::number(seen)));
    }
};

QTEST_MAIN(RequestsTest)
#include "requests_test.moc"
