// The tokens of the look for QML, and its icons.
#pragma once

#include "ui/kit/tokens.hpp"

#include <QObject>
#include <QQuickImageProvider>

namespace tidemark::ui {

/// `tokens` in QML: the same colours, fonts and lengths as the widgets', changing with them.
class QuickTokens final : public QObject {
    Q_OBJECT
    Q_PROPERTY(QColor canvas READ canvas NOTIFY changed)
    Q_PROPERTY(QColor surface READ surface NOTIFY changed)
    Q_PROPERTY(QColor sunken READ sunken NOTIFY changed)
    Q_PROPERTY(QColor line READ line NOTIFY changed)
    Q_PROPERTY(QColor strongLine READ strongLine NOTIFY changed)
    Q_PROPERTY(QColor text READ text NOTIFY changed)
    Q_PROPERTY(QColor muted READ muted NOTIFY changed)
    Q_PROPERTY(QColor accent READ accent NOTIFY changed)
    Q_PROPERTY(QColor accentTint READ accentTint NOTIFY changed)
    Q_PROPERTY(QColor selectedRow READ selectedRow NOTIFY changed)
    Q_PROPERTY(QColor ok READ ok NOTIFY changed)
    Q_PROPERTY(QColor warn READ warn NOTIFY changed)
    Q_PROPERTY(QColor bad READ bad NOTIFY changed)
    Q_PROPERTY(QColor badTint READ badTint NOTIFY changed)
    Q_PROPERTY(QFont body READ body NOTIFY changed)
    Q_PROPERTY(QFont strong READ strong NOTIFY changed)
    Q_PROPERTY(QFont secondary READ secondary NOTIFY changed)
    Q_PROPERTY(QFont mono READ mono NOTIFY changed)
    Q_PROPERTY(double scale READ scale NOTIFY changed)
    Q_PROPERTY(QString themeKey READ themeKey NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] QColor canvas() const { return Tokens::current().canvas; }
    [[nodiscard]] QColor surface() const { return Tokens::current().surface; }
    [[nodiscard]] QColor sunken() const { return Tokens::current().sunken; }
    [[nodiscard]] QColor line() const { return Tokens::current().line; }
    [[nodiscard]] QColor strongLine() const { return Tokens::current().strongLine; }
    [[nodiscard]] QColor text() const { return Tokens::current().text; }
    [[nodiscard]] QColor muted() const { return Tokens::current().muted; }
    [[nodiscard]] QColor accent() const { return Tokens::current().accent; }
    [[nodiscard]] QColor accentTint() const { return Tokens::current().accentTint; }
    [[nodiscard]] QColor selectedRow() const { return Tokens::current().selectedRow; }
    [[nodiscard]] QColor ok() const { return Tokens::current().ok; }
    [[nodiscard]] QColor warn() const { return Tokens::current().warn; }
    [[nodiscard]] QColor bad() const { return Tokens::current().bad; }
    [[nodiscard]] QColor badTint() const { return Tokens::current().badTint; }
    [[nodiscard]] QFont body() const { return Tokens::current().body(); }
    [[nodiscard]] QFont strong() const { return Tokens::current().strong(); }
    [[nodiscard]] QFont secondary() const { return Tokens::current().secondary(); }
    [[nodiscard]] QFont mono() const { return Tokens::current().mono(); }
    [[nodiscard]] double scale() const { return Tokens::current().scale; }
    /// Part of an icon's URL, so that a change of theme asks for it anew.
    [[nodiscard]] QString themeKey() const;

    /// A length of the look, at the reader's scale.
    Q_INVOKABLE [[nodiscard]] int px(double length) const { return Tokens::current().px(length); }
    /// The colour of a tone, given as its number.
    Q_INVOKABLE [[nodiscard]] QColor tone(int tone) const;
    /// The source of an icon: `image://icon/<name>/<tone>/<theme>`.
    Q_INVOKABLE [[nodiscard]] QString icon(const QString& name, int tone) const;

Q_SIGNALS:
    void changed();
};

/// Serves Lucide icons to QML under the URLs of QuickTokens::icon.
class QuickIcons final : public QQuickImageProvider {
public:
    QuickIcons();
    QPixmap requestPixmap(const QString& id, QSize* size, const QSize& requested) override;
};

} // namespace tidemark::ui
