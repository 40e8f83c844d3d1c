#include "ui/kit/icon.hpp"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace tidemark::ui {
namespace {

QString pathOf(const QString& name)
{
    return QStringLiteral(":/icons/") + name + QStringLiteral(".svg");
}

QPixmap render(const QString& name, int side, const QColor& color, qreal ratio)
{
    const int pixels = qRound(side * ratio);
    const QString key = QStringLiteral("lucide/%1/%2/%3").arg(name).arg(pixels).arg(color.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }
    QFile file(pathOf(name));
    if (pixels <= 0 || !file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    svg.replace("stroke-width=\"2\"", "stroke-width=\"1.75\"");
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

/// Resolves its colour when it paints.
class LucideEngine final : public QIconEngine {
public:
    LucideEngine(QString name, Tone tone)
        : name_(std::move(name))
        , tone_(tone)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        drawIcon(*painter, rect, name_, colorFor(mode));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return render(name_, qMin(size.width(), size.height()), colorFor(mode), 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal ratio) override
    {
        const int side = qRound(qMin(size.width(), size.height()) / ratio);
        return render(name_, side, colorFor(mode), ratio);
    }

    [[nodiscard]] QIconEngine* clone() const override { return new LucideEngine(name_, tone_); }
    QString iconName() override { return name_; }
    bool isNull() override { return !hasIcon(name_); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode) const
    {
        const Tokens& tokens = Tokens::current();
        return mode == QIcon::Disabled ? tokens.faint : tokens.of(tone_);
    }

    QString name_;
    Tone tone_;
};

} // namespace

QIcon icon(const QString& name, Tone tone)
{
    return QIcon(new LucideEngine(name, tone));
}

void drawIcon(QPainter& painter, const QRect& where, const QString& name, const QColor& color)
{
    const int side = qMin(where.width(), where.height());
    const qreal ratio = painter.device() == nullptr ? 1.0 : painter.device()->devicePixelRatioF();
    const QPixmap pixmap = render(name, side, color, ratio);
    if (pixmap.isNull())
        return;
    const QPoint corner(
        where.x() + (where.width() - side) / 2, where.y() + (where.height() - side) / 2
    );
    painter.drawPixmap(corner, pixmap);
}

bool hasIcon(const QString& name)
{
    return !name.isEmpty() && QFile::exists(pathOf(name));
}

} // namespace tidemark::ui
