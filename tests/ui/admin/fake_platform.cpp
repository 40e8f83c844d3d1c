#include "tests/ui/admin/fake_platform.hpp"

#include "ui/access/access_pages.hpp"
#include "ui/admin/admin_pages.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/audit/audit_page.hpp"
#include "ui/kit/chip.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>

namespace tidemark::tests {
namespace json = boost::json;
namespace {

json::object user(const char* id, const char* name, const char* login)
{
    return {
        {"id", id},
        {"rv", "7"},
        {"displayName", name},
        {"login", login},
        {"title", "Analyst"},
        {"organizationId", "01900000-0000-7000-8000-000000000002"},
        {"isActive", true},
        {"mustChangePassword", false},
        {"lastSignInAt", "2026-11-22T04:58:02Z"}};
}

void fillMirror(FakeAgent& fake)
{
    fake.rows["user"] = {
        user(adaId, "Ada Okafor", "ada@demo.example"),
        user(mayaId, "Maya Lindqvist", "maya@demo.example")};
    fake.rows["organization"] = {
        {{"id", "01900000-0000-7000-8000-000000000002"}, {"rv", "1"}, {"name", "Demo Fuels"}}};
    fake.rows["role"] = {
        {{"id", drafterId},
         {"rv", "3"},
         {"name", "Drafter"},
         {"description", "Drafts reports"},
         {"permissions", json::array{"report:read", "report:update@own"}},
         {"isTemplate", false}}};
    fake.rows["userRole"] = {
        {{"id", "01900000-0000-7000-8000-0000000000e1"},
         {"rv", "4"},
         {"userId", mayaId},
         {"roleId", drafterId}}};
}

} // namespace

AdminDesk::Reply refusal(int status, const char* code, const char* reason, const char* detail)
{
    return {
        status,
        json::object{
            {"status", status},
            {"code", code},
            {"reason", reason},
            {"detail", detail},
            {"nextStep", "Ask somebody."}}};
}

AdminDesk::AdminDesk(QApplication& application)
    : desk(application)
{
    desk.fake.status.user->id = adaId;
    desk.fake.status.user->permissions = {"*:*"};
    desk.fake.pending = {};
    fillMirror(desk.fake);
    desk.fake.handlers["platform.call"] = [this](const json::object& params
                                          ) -> Result<json::value> {
        if (!isReachable)
            return Fault{FaultCode::offline, "no_route", {}, {}};
        const std::string call =
            ui::textIn(params, "method") + ' ' + ui::textIn(params, "path").substr(8);
        const Reply* best = nullptr;
        std::size_t length = 0;
        for (const auto& [path, reply] : answers) {
            if (call.rfind(path, 0) == 0 && path.size() >= length) {
                best = &reply;
                length = path.size();
            }
        }
        if (best == nullptr)
            return json::value{{"status", 404}, {"body", json::object{{"code", "notFound"}}}};
        return json::value{{"status", best->status}, {"body", best->body}};
    };
}

void AdminDesk::open(const QString& page, const QString& item)
{
    desk.open();
    ui::Shell& shell = desk.window->shell();
    std::vector<ui::PageEntry> pages;
    for (auto&& part : {ui::accessPages(), ui::auditPages(), ui::adminPages()})
        pages.insert(pages.end(), part.begin(), part.end());
    shell.setPages(std::move(pages));
    QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&shell));
    desk.fake.requests.clear();
    shell.open({page, item});
    QTRY_COMPARE(shell.host().place().page, page);
}

std::vector<std::string> AdminDesk::calls() const
{
    std::vector<std::string> all;
    for (const auto& request : desk.fake.requests) {
        if (request.method != "platform.call")
            continue;
        const json::object& params = request.params.as_object();
        all.push_back(ui::textIn(params, "method") + ' ' + ui::textIn(params, "path").substr(8));
    }
    return all;
}

json::object AdminDesk::lastCall() const
{
    json::object last;
    for (const auto& request : desk.fake.requests) {
        if (request.method == "platform.call")
            last = request.params.as_object();
    }
    return last;
}

QString AdminDesk::words() const
{
    QStringList all;
    for (const QWidget* top : QApplication::topLevelWidgets()) {
        for (const auto* widget : top->findChildren<QWidget*>()) {
            if (!widget->isVisible())
                continue;
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                all << label->text();
            else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
                all << button->text();
            else if (const auto* chip = qobject_cast<const ui::Chip*>(widget))
                all << chip->chip().text;
        }
    }
    return all.join(u'\n');
}

QWidget* AdminDesk::named(const QString& accessibleName) const
{
    for (const QWidget* top : QApplication::topLevelWidgets()) {
        for (auto* widget : top->findChildren<QWidget*>()) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool isIt = widget->accessibleName() == accessibleName ||
                              (button != nullptr && button->text() == accessibleName);
            if (widget->isVisible() && isIt)
                return widget;
        }
    }
    return nullptr;
}

void AdminDesk::press(const QString& button) const
{
    QTRY_VERIFY2(named(button) != nullptr, qPrintable(button));
    auto* found = qobject_cast<QAbstractButton*>(named(button));
    QVERIFY2(found != nullptr, qPrintable(button));
    QVERIFY2(
        found->isEnabled(), qPrintable(QString(button + QStringLiteral(": ") + found->toolTip()))
    );
    found->click();
}

} // namespace tidemark::tests
