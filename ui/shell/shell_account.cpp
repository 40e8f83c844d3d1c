// The menus of the top bar: account, theme, notices; locking and signing out.
#include "ui/kit/fault_text.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/settings/theme_control.hpp"
#include "ui/shell/notices.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/standing_notices.hpp"
#include "ui/shell/top_bar.hpp"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

namespace tidemark::ui {
namespace {

/// Under `anchor`, at its trailing edge.
void popUpUnder(QMenu* menu, QWidget* anchor)
{
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QSize size = menu->sizeHint();
    const int x = anchor->layoutDirection() == Qt::RightToLeft ? 0 : anchor->width() - size.width();
    menu->popup(anchor->mapToGlobal(QPoint(x, anchor->height() + 4)));
}

std::vector<std::pair<ThemeChoice, QString>> themeChoices()
{
    return {
        {ThemeChoice::system, Shell::tr("Like the system")},
        {ThemeChoice::light, Shell::tr("Light")},
        {ThemeChoice::dark, Shell::tr("Dark")},
        {ThemeChoice::highContrast, Shell::tr("High contrast")},
    };
}

} // namespace

std::vector<QuickOpenHit> Shell::commands()
{
    std::vector<QuickOpenHit> all;
    const auto add = [&all](const QString& title, const char* iconName, std::function<void()> act) {
        all.push_back({title, tr("command"), QString::fromLatin1(iconName), {}, std::move(act)});
    };
    add(tr("Sync now"), "refresh-cw", [this] { syncNow(); });
    for (const auto& [choice, title] : themeChoices())
        add(tr("Theme: %1").arg(title), "sun-moon", [this, chosen = choice] {
            theme_.setChoice(chosen);
        });
    add(tr("Keyboard shortcuts"), "keyboard", [this] { showShortcuts(); });
    add(tr("Lock"), "lock", [this] { Q_EMIT lockWanted(); });
    add(tr("Sign out…"), "log-out", [this] { signOut(); });
    return all;
}

void Shell::syncNow()
{
    agent_.call("sync.now", boost::json::object(), this, [this](Result<boost::json::value> done) {
        if (!done)
            say(done.error());
    });
}

void Shell::showAccountMenu()
{
    auto* menu = new QMenu(this);
    menu->setAccessibleName(tr("Account"));
    if (const auto& user = agent_.status().user) {
        const QString name = QString::fromStdString(user->displayName);
        const QString where =
            QString::fromStdString(user->organizationName.value_or(user->tenant.name));
        auto* who = menu->addAction(name + QLatin1Char('\t') + where);
        who->setEnabled(false);
        menu->addSeparator();
    }
    addThemeMenu(menu);
    menu->addAction(
        icon(QStringLiteral("keyboard")),
        tr("Keyboard shortcuts") + QStringLiteral("\tF1"),
        this,
        &Shell::showShortcuts
    );
    menu->addSeparator();
    menu->addAction(
        icon(QStringLiteral("lock")),
        tr("Lock") + QStringLiteral("\tCtrl+L"),
        this,
        &Shell::lockWanted
    );
    menu->addAction(icon(QStringLiteral("log-out")), tr("Sign out…"), this, &Shell::signOut);
    popUpUnder(menu, topBar_->account());
}

void Shell::addThemeMenu(QMenu* menu)
{
    auto* themes = menu->addMenu(icon(QStringLiteral("sun-moon")), tr("Theme"));
    auto* group = new QActionGroup(themes);
    for (const auto& [choice, title] : themeChoices()) {
        auto* action = themes->addAction(title);
        action->setCheckable(true);
        action->setChecked(theme_.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = choice] {
            theme_.setChoice(chosen);
        });
    }
}

void Shell::showNotices()
{
    QMenu* menu = notices_->makeMenu(this);
    popUpUnder(menu, topBar_->bell());
    notices_->markSeen();
}

void Shell::say(const Fault& fault)
{
    notices_->add({Kind::bad, faultText(fault), Timestamp::now(), {}});
}

void Shell::signOut()
{
    prompter_.confirm(
        this,
        Question{
            tr("Sign out?"),
            tr("The copy of your data on this device is removed. Everything that was sent stays on "
               "the platform."),
            tr("Sign out"),
            false},
        [this](bool isAgreed) {
            if (isAgreed)
                endSession(false);
        }
    );
}

void Shell::endSession(bool discardsPending)
{
    agent_.call(
        "session.signOut",
        boost::json::object{{"discardPending", discardsPending}},
        this,
        [this](Result<boost::json::value> done) {
            const bool isAsked = !done && (done.error().reason == "pending_changes" ||
                                           done.error().reason == "work_set_aside");
            if (isAsked)
                askToDiscard(done.error());
            else if (!done)
                say(done.error());
        }
    );
}

void Shell::onNotice(const sync::Notice& notice)
{
    const NoticeWords words = wordsOf(notice);
    notices_->add({words.kind, words.cause, notice.at, words.place});
}

void Shell::askToDiscard(const Fault& fault)
{
    const bool isSetAside = fault.reason == "work_set_aside";
    if (isSetAside)
        open(Place{QStringLiteral("set-aside"), {}});
    prompter_.confirm(
        this,
        Question{
            isSetAside ? tr("Sign out and lose what was set aside?")
                       : tr("Sign out and lose unsent changes?"),
            faultText(fault),
            tr("Discard and sign out"),
            true},
        [this](bool isAgreed) {
            if (isAgreed)
                endSession(true);
        }
    );
}

} // namespace tidemark::ui
