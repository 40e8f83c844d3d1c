// Every colour, size and font of the look, in one place. No other file names a colour.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <vector>

namespace tidemark::ui {

enum class Theme { light, dark, highContrast };

/// What text and icons stand for; the colour follows from the theme.
enum class Tone { text, muted, faint, accent, onAccent, ok, warn, bad, info };

/// The state of a thing, as chips, banners and cells show it: always with an icon or a word.
enum class Kind { neutral, ok, warn, bad, info, accent };

/// The tokens of one theme at one scale. Widgets ask `Tokens::current()` while they paint or lay
/// out and never keep a colour; a change of theme or scale arrives as a PaletteChange event.
struct Tokens {
    Theme theme = Theme::light;
    double scale = 1.0; ///< 0.8 to 2.0

    QColor canvas = {};     ///< Behind panes and pages.
    QColor surface = {};    ///< Pages, tables, cards.
    QColor sunken = {};     ///< The rail, derived cells, table heads.
    QColor line = {};       ///< Between cells and rows.
    QColor strongLine = {}; ///< Around controls, between panes.
    QColor text = {};
    QColor muted = {};
    QColor faint = {}; ///< Never alone for meaning: it does not reach 4.5 : 1.
    QColor accent = {};
    QColor accentTint = {};
    QColor onAccent = {};
    QColor selectedRow = {};
    QColor ok = {}, okTint = {};
    QColor warn = {}, warnTint = {};
    QColor bad = {}, badTint = {};
    QColor info = {}, infoTint = {};

    /// The tokens of a theme at a scale.
    [[nodiscard]] static Tokens of(Theme theme, double scale);
    /// Those of the running application's Style; light at 1.0 when there is none.
    [[nodiscard]] static const Tokens& current();

    [[nodiscard]] QColor of(Tone tone) const;
    /// The text and the tint of a kind of state.
    [[nodiscard]] QColor textOf(Kind kind) const;
    [[nodiscard]] QColor tintOf(Kind kind) const;

    /// A length of the look in device independent pixels at this scale.
    [[nodiscard]] int px(double length) const;
    [[nodiscard]] QPalette palette() const;

    [[nodiscard]] QFont body() const;      ///< 13/18
    [[nodiscard]] QFont strong() const;    ///< 13/18 semibold
    [[nodiscard]] QFont secondary() const; ///< 12/16
    [[nodiscard]] QFont section() const;   ///< 11, section labels
    [[nodiscard]] QFont title() const;     ///< 18/24 semibold
    [[nodiscard]] QFont figure() const;    ///< 26/32 semibold: the one number of a page
    [[nodiscard]] QFont mono() const;      ///< 12/19, logs and code
};

/// Lengths of the look at scale 1. Pass them through `Tokens::px`.
namespace length {
inline constexpr int grid = 8;
inline constexpr int half = 4;
inline constexpr int row = 28;
inline constexpr int control = 28;
inline constexpr int railWidth = 204;
inline constexpr int narrowRail = 52; ///< Icons alone.
inline constexpr int topBar = 44;
inline constexpr int statusStrip = 26;
inline constexpr int sidePane = 272;
inline constexpr int pageMargin = 16;
inline constexpr int icon = 16;
inline constexpr int radiusControl = 6;
inline constexpr int radiusCard = 8;
inline constexpr int radiusChip = 10;
} // namespace length

/// A pair that is drawn as text on ground somewhere; the contrast test goes through all of them.
struct ColorPair {
    const char* name;
    QColor text;
    QColor ground;
};
[[nodiscard]] std::vector<ColorPair> textPairs(const Tokens& tokens);

/// The contrast ratio of WCAG 2, 1 to 21.
[[nodiscard]] double contrast(const QColor& one, const QColor& other);

} // namespace tidemark::ui
