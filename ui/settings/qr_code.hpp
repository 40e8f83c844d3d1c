// A QR code, drawn.
#pragma once

#include <QImage>
#include <QWidget>

namespace tidemark::ui {

/// One pixel a module, without the quiet zone; null for a text that does not fit into a code.
[[nodiscard]] QImage qrModules(const QString& text);

/// Always dark on light, with its quiet zone, whatever the theme: cameras need it so.
class QrCode final : public QWidget {
    Q_OBJECT

public:
    explicit QrCode(QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QImage modules_ = {};
};

} // namespace tidemark::ui
