// Walks every page of the desk, also those behind a row, and looks at each control as somebody
// does who cannot see it or has no mouse.
#include "tests/ui/desk_fixture.hpp"
#include "tests/ui/reports/demo_report.hpp"
#include "ui/access/access_pages.hpp"
#include "ui/admin/admin_pages.hpp"
#include "ui/audit/audit_page.hpp"
#include "ui/reports/report_pages.hpp"
#include "ui/runs/run_pages.hpp"
#include "ui/settings/settings_page.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/rail.hpp"
#include "ui/shell/shell.hpp"
#include "ui/sync/sync_pages.hpp"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

constexpr auto runId = "01930000-0000-7000-8000-00000000c001";

bool isControl(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QComboBox*>(widget) ||
           qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget);
}

/// Parts that Qt itself puts into other controls.
bool isInside(const QWidget* widget)
{
    return qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr ||
           qobject_cast<QLineEdit*>(widget->parentWidget()) != nullptr ||
           widget->objectName().startsWith(QStringLiteral("qt_"));
}

QString nameOf(const QWidget* widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button == nullptr ? QString() : button->text();
}

QString described(const QWidget* widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + nameOf(widget);
}

json::object run()
{
    return {
        {"id", runId},
        {"number", 7},
        {"definitionId", "01930000-0000-7000-8000-00000000d001"},
        {"definitionName", "EMIR daily positions"},
        {"state", "transforming"},
        {"progress", 50},
        {"startedAt", "2026-11-22T04:58:02Z"},
        {"startedBy", "Maya Lindqvist"}};
}

std::vector<PageEntry> allPages(DeskFixture& desk)
{
    std::vector<PageEntry> pages;
    for (auto&& part :
         {reportPages(),
          runPages(),
          accessPages(),
          auditPages(),
          adminPages(),
          syncPages(),
          settingsPages(desk.theme, desk.idleLock)})
        pages.insert(pages.end(), part.begin(), part.end());
    return pages;
}

} // namespace

class EveryPageTest final : public QObject {
    Q_OBJECT

    /// Opens each page in turn and looks at it, as somebody with these permissions.
    template <class Look>
    static void walk(Look look, std::vector<std::string> permissions = {"*:*"})
    {
        DeskFixture desk(*qApp);
        fillDemo(desk.fake);
        desk.fake.status.user->permissions = std::move(permissions);
        desk.fake.rows["reportRun"].push_back(run());
        desk.open();
        Shell& shell = desk.window->shell();
        shell.setPages(allPages(desk));
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&shell));
        std::vector<Place> places;
        for (const QString& id : shell.rail().order())
            places.push_back({id, {}});
        QVERIFY(places.size() >= 5);
        places.push_back({QStringLiteral("report"), QString::fromLatin1(demoReportId)});
        places.push_back({QStringLiteral("run"), QString::fromLatin1(runId)});
        places.push_back(
            {QStringLiteral("user"), QStringLiteral("01900000-0000-7000-8000-000000000001")}
        );
        places.push_back({QStringLiteral("role"), QStringLiteral("new")});
        places.push_back({QStringLiteral("identity-provider"), QStringLiteral("new")});
        for (const Place& place : places) {
            shell.open(place);
            QTRY_COMPARE(shell.host().place(), place);
            QTest::qWait(120);
            for (const QWidget* widget : desk.window->findChildren<QWidget*>()) {
                if (widget->isVisible() && isControl(widget) && !isInside(widget))
                    look(place.page + QStringLiteral(": ") + described(widget), *widget);
            }
        }
    }

private Q_SLOTS:
    void everyControlHasAName()
    {
        QStringList unnamed;
        int seen = 0;
        walk([&](const QString& where, const QWidget& widget) {
            ++seen;
            if (nameOf(&widget).isEmpty())
                unnamed << where;
        });
        QVERIFY(seen > 50);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
    }

    void everyControlIsReachedByKeyboard()
    {
        QStringList unreached;
        walk([&](const QString& where, const QWidget& widget) {
            // The clearing button of a field and the heads of tables have keys of their own; the
            // last step of the path is where the reader is already.
            const bool hasOther = !widget.isEnabled() || where.contains(u"Header") ||
                                  where.contains(QStringLiteral("CornerButton"));
            if (!hasOther && !(widget.focusPolicy() & Qt::TabFocus))
                unreached << where;
        });
        QVERIFY2(unreached.isEmpty(), qPrintable(unreached.join(u'\n')));
    }

    void whatIsDisabledSaysWhy()
    {
        QStringList silent;
        walk([&](const QString& where, const QWidget& widget) {
            const bool isAction = qobject_cast<const QPushButton*>(&widget) != nullptr;
            if (isAction && !widget.isEnabled() && widget.toolTip().isEmpty())
                silent << where;
        });
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(u'\n')));
    }

    /// What an administrator can do and a reader cannot names the permission that is missing. What
    /// neither can do now may say why in the same words.
    void whatIsForbiddenNamesItsPermission()
    {
        static const QRegularExpression permission(QStringLiteral("[a-z_]+:[a-z]+"));
        std::map<QString, QString> reasons;
        walk([&](const QString& where, const QWidget& widget) {
            if (qobject_cast<const QPushButton*>(&widget) != nullptr && !widget.isEnabled())
                reasons[where] = widget.toolTip();
        });
        QStringList unnamed;
        int named = 0;
        walk(
            [&](const QString& where, const QWidget& widget) {
                const bool isAction = qobject_cast<const QPushButton*>(&widget) != nullptr;
                if (!isAction || widget.isEnabled())
                    return;
                const auto ofAll = reasons.find(where);
                const bool isSame = ofAll != reasons.end() && ofAll->second == widget.toolTip();
                if (permission.match(widget.toolTip()).hasMatch())
                    ++named;
                else if (!isSame)
                    unnamed << where + QStringLiteral(": ") + widget.toolTip();
            },
            {"*:read"}
        );
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
        QVERIFY2(named > 10, qPrintable(QString::number(named)));
    }

    void aButtonWithoutWordsHasAToolTip()
    {
        QStringList wordless;
        walk([&](const QString& where, const QWidget& widget) {
            const auto* button = qobject_cast<const QPushButton*>(&widget);
            if (button != nullptr && button->text().isEmpty() && button->toolTip().isEmpty())
                wordless << where;
        });
        QVERIFY2(wordless.isEmpty(), qPrintable(wordless.join(u'\n')));
    }
};

QTEST_MAIN(EveryPageTest)
#include "every_page_test.moc"
