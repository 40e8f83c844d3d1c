#include "ui/kit/labels.hpp"

#include <QEvent>
#include <QPainter>
#include <QStyle>

#include <utility>

namespace tidemark::ui {
namespace {

QFont fontOf(const Tokens& tokens, TextStyle style)
{
    switch (style) {
    case TextStyle::strong:
        return tokens.strong();
    case TextStyle::secondary:
        return tokens.secondary();
    case TextStyle::section:
        return tokens.section();
    case TextStyle::title:
        return tokens.title();
    case TextStyle::figure:
        return tokens.figure();
    case TextStyle::mono:
        return tokens.mono();
    case TextStyle::body:
        break;
    }
    return tokens.body();
}

} // namespace

int readingFlags(const QString& text)
{
    return text.isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight;
}

void drawWords(QPainter& painter, const QRect& where, Qt::Alignment alignment, const QString& text)
{
    const auto visual = QStyle::visualAlignment(painter.layoutDirection(), alignment);
    painter.drawText(where, int(visual) | Qt::TextSingleLine | readingFlags(text), text);
}

Label::Label(const QString& text, TextStyle style, Tone tone, QWidget* parent)
    : QLabel(text, parent)
    , style_(style)
    , tone_(tone)
{
    setTextFormat(Qt::PlainText);
    applyTokens();
}

void Label::setTone(Tone tone)
{
    if (std::exchange(tone_, tone) != tone)
        applyTokens();
}

void Label::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    const auto type = event->type();
    const bool isLook = type == QEvent::PaletteChange || type == QEvent::StyleChange ||
                        type == QEvent::ApplicationFontChange;
    if (isLook && !isApplying_)
        applyTokens();
}

void Label::applyTokens()
{
    // Setting font and palette sends the very events that lead here.
    isApplying_ = true;
    const Tokens& tokens = Tokens::current();
    setFont(fontOf(tokens, style_));
    QPalette own = palette();
    own.setColor(QPalette::WindowText, tokens.of(tone_));
    setPalette(own);
    isApplying_ = false;
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {
        fontMetrics().horizontalAdvance(QStringLiteral("…")), Label::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
    const bool isCut = shown != text();
    if (isCut && toolTip().isEmpty())
        setToolTip(text().toHtmlEscaped());
    drawWords(painter, rect(), alignment(), shown);
}

} // namespace tidemark::ui
