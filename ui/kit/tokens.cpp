#include "ui/kit/tokens.hpp"

#include "ui/kit/style.hpp"

#include <QApplication>
#include <QFontDatabase>

#include <algorithm>
#include <cmath>

namespace tidemark::ui {
namespace {

Tokens lightTokens()
{
    Tokens t;
    t.theme = Theme::light;
    t.canvas = QColor(0xF5F7F8);
    t.surface = QColor(0xFFFFFF);
    t.sunken = QColor(0xEEF1F3);
    t.line = QColor(0xDDE3E7);
    t.strongLine = QColor(0xC9D2D8);
    t.text = QColor(0x17212B);
    t.muted = QColor(0x566573);
    t.faint = QColor(0x8494A1);
    t.accent = QColor(0x0A6B73);
    t.accentTint = QColor(0xE0F0F0);
    t.onAccent = QColor(0xFFFFFF);
    t.selectedRow = QColor(0xD6EBEC);
    t.ok = QColor(0x18794E);
    t.okTint = QColor(0xE3F4EB);
    t.warn = QColor(0x8F5B00);
    t.warnTint = QColor(0xFBF0D9);
    t.bad = QColor(0xB3261E);
    t.badTint = QColor(0xFBE9E7);
    t.info = QColor(0x1F5FBF);
    t.infoTint = QColor(0xE6EEFB);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.theme = Theme::dark;
    t.canvas = QColor(0x10151A);
    t.surface = QColor(0x171E25);
    t.sunken = QColor(0x0C1115);
    t.line = QColor(0x27313A);
    t.strongLine = QColor(0x36424D);
    t.text = QColor(0xE7ECF0);
    t.muted = QColor(0xA3B1BC);
    t.faint = QColor(0x74838F);
    t.accent = QColor(0x57C5C9);
    t.accentTint = QColor(0x12343A);
    t.onAccent = QColor(0x06262A);
    t.selectedRow = QColor(0x17393E);
    t.ok = QColor(0x5CC98F);
    t.okTint = QColor(0x12301F);
    t.warn = QColor(0xE5B454);
    t.warnTint = QColor(0x33270F);
    t.bad = QColor(0xF2877D);
    t.badTint = QColor(0x3A1916);
    t.info = QColor(0x7FB0F5);
    t.infoTint = QColor(0x16263F);
    return t;
}

Tokens highContrastTokens()
{
    Tokens t;
    t.theme = Theme::highContrast;
    t.canvas = QColor(Qt::black);
    t.surface = QColor(Qt::black);
    t.sunken = QColor(0x101010);
    t.line = QColor(0x8A8A8A);
    t.strongLine = QColor(0xFFFFFF);
    t.text = QColor(0xFFFFFF);
    t.muted = QColor(0xE4E4E4);
    t.faint = QColor(0xC0C0C0);
    t.accent = QColor(0x7DF3F7);
    t.accentTint = QColor(0x003B40);
    t.onAccent = QColor(Qt::black);
    t.selectedRow = QColor(0x004A50);
    t.ok = QColor(0x7DF5B5);
    t.okTint = QColor(0x00301A);
    t.warn = QColor(0xFFD873);
    t.warnTint = QColor(0x332500);
    t.bad = QColor(0xFFB4AC);
    t.badTint = QColor(0x470C08);
    t.info = QColor(0xA9CBFF);
    t.infoTint = QColor(0x0A2450);
    return t;
}

QFont inter(int pixels, QFont::Weight weight)
{
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(pixels);
    font.setWeight(weight);
    // Full hinting bends the letters of Inter; the pictures of the look have none.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

Tokens Tokens::of(Theme theme, double scale)
{
    Tokens tokens = theme == Theme::light  ? lightTokens()
                    : theme == Theme::dark ? darkTokens()
                                           : highContrastTokens();
    tokens.scale = std::clamp(scale, 0.8, 2.0);
    return tokens;
}

const Tokens& Tokens::current()
{
    if (const auto* style = qobject_cast<const Style*>(QApplication::style()))
        return style->tokens();
    static const Tokens fallback = of(Theme::light, 1.0);
    return fallback;
}

QColor Tokens::of(Tone tone) const
{
    switch (tone) {
    case Tone::muted:
        return muted;
    case Tone::faint:
        return faint;
    case Tone::accent:
        return accent;
    case Tone::onAccent:
        return onAccent;
    case Tone::ok:
        return ok;
    case Tone::warn:
        return warn;
    case Tone::bad:
        return bad;
    case Tone::info:
        return info;
    case Tone::text:
        break;
    }
    return text;
}

QColor Tokens::textOf(Kind kind) const
{
    switch (kind) {
    case Kind::ok:
        return ok;
    case Kind::warn:
        return warn;
    case Kind::bad:
        return bad;
    case Kind::info:
        return info;
    case Kind::accent:
        return accent;
    case Kind::neutral:
        break;
    }
    return muted;
}

QColor Tokens::tintOf(Kind kind) const
{
    switch (kind) {
    case Kind::ok:
        return okTint;
    case Kind::warn:
        return warnTint;
    case Kind::bad:
        return badTint;
    case Kind::info:
        return infoTint;
    case Kind::accent:
        return accentTint;
    case Kind::neutral:
        break;
    }
    return sunken;
}

int Tokens::px(double length) const
{
    return static_cast<int>(std::lround(length * scale));
}

QPalette Tokens::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, surface);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, surface);
    p.setColor(QPalette::AlternateBase, canvas);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::Button, surface);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, onAccent);
    p.setColor(QPalette::Highlight, selectedRow);
    p.setColor(QPalette::HighlightedText, text);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::ToolTipBase, surface);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Light, surface);
    p.setColor(QPalette::Midlight, line);
    p.setColor(QPalette::Mid, strongLine);
    p.setColor(QPalette::Dark, strongLine);
    p.setColor(QPalette::Shadow, strongLine);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faint);
    return p;
}

QFont Tokens::body() const
{
    return inter(px(13), QFont::Normal);
}

QFont Tokens::strong() const
{
    return inter(px(13), QFont::DemiBold);
}

QFont Tokens::secondary() const
{
    return inter(px(12), QFont::Normal);
}

QFont Tokens::section() const
{
    return inter(px(11), QFont::Medium);
}

QFont Tokens::title() const
{
    return inter(px(18), QFont::DemiBold);
}

QFont Tokens::figure() const
{
    return inter(px(26), QFont::DemiBold);
}

QFont Tokens::mono() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPixelSize(px(12));
    return font;
}

std::vector<ColorPair> textPairs(const Tokens& t)
{
    return {
        {"text on canvas", t.text, t.canvas},
        {"text on surface", t.text, t.surface},
        {"text on sunken", t.text, t.sunken},
        {"text on selected row", t.text, t.selectedRow},
        {"text on accent tint", t.text, t.accentTint},
        {"text on ok tint", t.text, t.okTint},
        {"text on warn tint", t.text, t.warnTint},
        {"text on bad tint", t.text, t.badTint},
        {"text on info tint", t.text, t.infoTint},
        {"muted on canvas", t.muted, t.canvas},
        {"muted on surface", t.muted, t.surface},
        {"muted on sunken", t.muted, t.sunken},
        {"muted on selected row", t.muted, t.selectedRow},
        {"accent on canvas", t.accent, t.canvas},
        {"accent on surface", t.accent, t.surface},
        {"accent on sunken", t.accent, t.sunken},
        {"accent on its tint", t.accent, t.accentTint},
        {"text on accent", t.onAccent, t.accent},
        {"ok on surface", t.ok, t.surface},
        {"ok on its tint", t.ok, t.okTint},
        {"warn on surface", t.warn, t.surface},
        {"warn on sunken", t.warn, t.sunken},
        {"warn on its tint", t.warn, t.warnTint},
        {"bad on surface", t.bad, t.surface},
        {"bad on sunken", t.bad, t.sunken},
        {"bad on its tint", t.bad, t.badTint},
        {"info on surface", t.info, t.surface},
        {"info on its tint", t.info, t.infoTint},
    };
}

double contrast(const QColor& one, const QColor& other)
{
    const auto luminance = [](const QColor& color) {
        const auto linear = [](double channel) {
            return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
               0.0722 * linear(color.blueF());
    };
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace tidemark::ui
