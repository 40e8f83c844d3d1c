#include "ui/settings/qr_code.hpp"

#include "ui/kit/tokens.hpp"

#include <QPainter>
#include <qrencode.h>

#include <memory>

namespace tidemark::ui {
namespace {

constexpr int quietModules = 4;
constexpr int side = 228;

} // namespace

QImage qrModules(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(bytes.constData(), 0, QR_ECLEVEL_M), &QRcode_free
    );
    if (!code)
        return {};
    QImage modules(code->width, code->width, QImage::Format_Mono);
    modules.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0; x < code->width; ++x)
            modules.setPixel(x, y, code->data[y * code->width + x] & 1);
    }
    return modules;
}

QrCode::QrCode(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("QR code for the authenticator app"));
    setAccessibleDescription(tr("Without a camera, type the key below it into the app."));
}

void QrCode::setText(const QString& text)
{
    modules_ = qrModules(text);
    updateGeometry();
    update();
}

QSize QrCode::sizeHint() const
{
    const int wanted = Tokens::current().px(side);
    return {wanted, wanted};
}

void QrCode::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Qt::white);
    if (modules_.isNull())
        return;
    // Whole pixels a module, so that every edge is sharp.
    const int all = modules_.width() + 2 * quietModules;
    const int each = std::max(1, std::min(width(), height()) / all);
    const int drawn = each * modules_.width();
    const QRect where((width() - drawn) / 2, (height() - drawn) / 2, drawn, drawn);
    painter.drawImage(where, modules_);
}

} // namespace tidemark::ui
