#include "ui/shell/notices.hpp"

#include "ui/kit/format.hpp"
#include "ui/kit/icon.hpp"

#include <QMenu>

#include <utility>

namespace tidemark::ui {
namespace {

constexpr std::size_t noticesMost = 20;

QString iconOf(Kind kind)
{
    switch (kind) {
    case Kind::bad:
        return QStringLiteral("circle-x");
    case Kind::warn:
        return QStringLiteral("triangle-alert");
    default:
        return QStringLiteral("info");
    }
}

Tone toneOf(Kind kind)
{
    return kind == Kind::bad ? Tone::bad : kind == Kind::warn ? Tone::warn : Tone::info;
}

} // namespace

void Notices::add(Notice notice)
{
    list_.insert(list_.begin(), std::move(notice));
    if (list_.size() > noticesMost)
        list_.pop_back();
    hasNews_ = true;
    Q_EMIT changed();
}

void Notices::addResult(const sync::MutationResult& result)
{
    const QString cause = QString::fromStdString(result.cause);
    const Place needsYou{QStringLiteral("needs-you"), {}};
    if (result.status == "rejected") {
        add(
            {Kind::bad,
             cause.isEmpty() ? tr("A change was refused.") : tr("Refused: %1").arg(cause),
             Timestamp::now(),
             needsYou}
        );
    } else if (result.status == "conflict" || result.status == "partial") {
        add(
            {Kind::warn,
             tr("Somebody else changed the same fields. You choose."),
             Timestamp::now(),
             needsYou}
        );
    } else if (result.status == "parked") {
        add(
            {Kind::bad,
             tr("The platform could not carry out a change. You decide what becomes of it."),
             Timestamp::now(),
             needsYou}
        );
    }
}

void Notices::markSeen()
{
    if (std::exchange(hasNews_, false))
        Q_EMIT changed();
}

QMenu* Notices::makeMenu(QWidget* parent)
{
    auto* menu = new QMenu(parent);
    menu->setAccessibleName(tr("Notices"));
    if (list_.empty())
        menu->addAction(tr("No notices. Refused and conflicting changes appear here."))
            ->setEnabled(false);
    for (const Notice& notice : list_) {
        QString text = notice.text;
        text.replace(QLatin1Char('&'), QStringLiteral("&&"));
        auto* action = menu->addAction(
            icon(iconOf(notice.kind), toneOf(notice.kind)),
            text + QLatin1Char('\t') + formatAge(notice.at)
        );
        const Place place = notice.place;
        connect(action, &QAction::triggered, this, [this, place] { Q_EMIT placeWanted(place); });
    }
    return menu;
}

} // namespace tidemark::ui
