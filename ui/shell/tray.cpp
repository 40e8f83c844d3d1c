#include "ui/shell/tray.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/settings/theme_control.hpp"
#include "ui/shell/mark.hpp"
#include "ui/shell/status_words.hpp"

#include <QPainter>

namespace tidemark::ui {
namespace {

/// Panels of a desktop come later than its first programs, or are started anew.
constexpr int lookEveryMs = 15'000;
constexpr int countMost = 9; ///< More does not fit into so small a place.

Place needsYouPage()
{
    return {QStringLiteral("needs-you"), {}};
}

} // namespace

QString trayWords(const std::optional<sync::Status>& status)
{
    QStringList said;
    for (const StripPart& part : stripParts(status)) {
        if (part.hasDot)
            said << (part.kind == Kind::ok ? part.strong : part.words());
        else if (part.place == needsYouPage())
            said << part.words();
    }
    return QStringLiteral("Tidemark: ") + said.join(QStringLiteral(" · "));
}

QPixmap trayPicture(int side, std::int64_t count)
{
    QPixmap picture(side, side);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawMark(painter, picture.rect());
    if (count <= 0)
        return picture;
    const Tokens& tokens = Tokens::current();
    const int across = side * 5 / 8;
    const QRect corner(side - across, side - across, across, across);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.textOf(Kind::bad));
    painter.drawEllipse(corner);
    QFont font = tokens.strong();
    font.setPixelSize(across * (count > countMost ? 5 : 7) / 8);
    painter.setFont(font);
    painter.setPen(tokens.surface);
    const QString text = count > countMost ? QString::number(countMost) + QLatin1Char('+')
                                           : QString::number(count);
    painter.drawText(corner, Qt::AlignCenter, text);
    return picture;
}

Tray::Tray(sync::AgentClient& agent, ThemeControl& theme, std::function<bool()> isOffered)
    : agent_(agent)
    , theme_(theme)
    , isOffered_(std::move(isOffered))
{
    createMenu();
    lookAgain_.setInterval(lookEveryMs);
    connect(&lookAgain_, &QTimer::timeout, this, &Tray::look);
    connect(&theme_, &ThemeControl::trayChosen, this, &Tray::look);
    connect(&theme_, &ThemeControl::changed, this, [this] {
        painted_ = -1;
        refresh();
    });
    connect(&agent_, &sync::AgentClient::statusChanged, this, &Tray::refresh);
    connect(&agent_, &sync::AgentClient::connected, this, &Tray::refresh);
    connect(&agent_, &sync::AgentClient::disconnected, this, &Tray::refresh);
    lookAgain_.start();
    look();
}

Tray::~Tray() = default;

void Tray::createMenu()
{
    const auto add = [this](const QString& text, auto act) {
        QAction* action = menu_.addAction(text);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    menu_.setAccessibleName(tr("Tidemark in the tray"));
    add(tr("&Open Tidemark"), [this] { Q_EMIT openWanted(); });
    needsYou_ = add({}, [this] {
        Q_EMIT openWanted();
        Q_EMIT placeWanted(needsYouPage());
    });
    menu_.addSeparator();
    syncNow_ = add(tr("&Sync now"), [this] {
        agent_.call("sync.now", boost::json::object(), this, {});
    });
    lock_ = add(tr("&Lock"), [this] { Q_EMIT lockWanted(); });
    menu_.addSeparator();
    add(tr("&Quit"), [this] { Q_EMIT quitWanted(); });
}

void Tray::look()
{
    const bool isWanted = theme_.hasTray() && isOffered_();
    if (isWanted == isShown())
        return refresh();
    if (!isWanted) {
        icon_.reset();
        return;
    }
    icon_ = std::make_unique<QSystemTrayIcon>();
    icon_->setContextMenu(&menu_);
    connect(icon_.get(), &QSystemTrayIcon::activated, this, [this](auto reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openWanted();
    });
    painted_ = -1;
    refresh();
    icon_->show();
}

QString Tray::words() const
{
    return trayWords(
        agent_.isConnected() ? std::optional(agent_.status()) : std::optional<sync::Status>()
    );
}

void Tray::refresh()
{
    const sync::Status& status = agent_.status();
    const bool isOpen = agent_.isConnected() && status.state == sync::AgentState::open;
    const std::int64_t count = isOpen ? status.needYou : 0;
    needsYou_->setText(tr("&Needs you (%1)").arg(count));
    needsYou_->setVisible(count > 0);
    syncNow_->setEnabled(isOpen);
    lock_->setEnabled(isOpen);
    if (icon_ == nullptr)
        return;
    icon_->setToolTip(words());
    if (std::exchange(painted_, count) == count)
        return;
    QIcon picture;
    for (const int side : {16, 22, 24, 32, 48, 64})
        picture.addPixmap(trayPicture(side, count));
    icon_->setIcon(picture);
}

} // namespace tidemark::ui
