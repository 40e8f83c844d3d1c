// One account of a demo platform on the sign-in screen.
#pragma once

#include <QAbstractButton>

namespace tidemark::ui {

/// Initials, name and login in one button.
class DemoAccountButton final : public QAbstractButton {
    Q_OBJECT

public:
    DemoAccountButton(const QString& name, const QString& login, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    QString name_;
    QString login_;
};

} // namespace tidemark::ui
