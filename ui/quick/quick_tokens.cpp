#include "ui/quick/quick_tokens.hpp"

#include "ui/kit/icon.hpp"

#include <QGuiApplication>
#include <QPainter>

namespace tidemark::ui {

QString QuickTokens::themeKey() const
{
    const Tokens& tokens = Tokens::current();
    return QStringLiteral("%1-%2").arg(static_cast<int>(tokens.theme)).arg(tokens.scale);
}

QColor QuickTokens::tone(int tone) const
{
    return Tokens::current().of(static_cast<Tone>(tone));
}

QString QuickTokens::icon(const QString& name, int tone) const
{
    return QStringLiteral("image://icon/%1/%2/%3").arg(name).arg(tone).arg(themeKey());
}

QuickIcons::QuickIcons()
    : QQuickImageProvider(QQuickImageProvider::Pixmap)
{
}

QPixmap QuickIcons::requestPixmap(const QString& id, QSize* size, const QSize& requested)
{
    const QStringList parts = id.split(u'/');
    const auto tone = static_cast<Tone>(parts.value(1).toInt());
    const int side = requested.width() > 0 ? requested.width() : Tokens::current().px(length::icon);
    const double ratio = qGuiApp->devicePixelRatio();
    QPixmap picture(QSize(side, side) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawIcon(painter, QRect(0, 0, side, side), parts.value(0), Tokens::current().of(tone));
    if (size)
        *size = picture.size();
    return picture;
}

} // namespace tidemark::ui
