#include "ui/kit/style.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/style_draw.hpp"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QToolTip>

static void pullInResources()
{
    Q_INIT_RESOURCE(tidemark_icons);
    Q_INIT_RESOURCE(tidemark_fonts);
}

namespace tidemark::ui {
namespace {

constexpr int scrollBarWidth = 12;

/// Once per process: the faces are in the program, so this reads no file.
void loadFonts()
{
    static const bool isLoaded = [] {
        pullInResources();
        for (const char* weight : {"Regular", "Medium", "SemiBold"}) {
            QFontDatabase::addApplicationFont(
                QStringLiteral(":/fonts/Inter-%1.otf").arg(QLatin1String(weight))
            );
        }
        return true;
    }();
    Q_UNUSED(isLoaded)
}

/// Saves and restores the painter around one control.
class Saved {
public:
    explicit Saved(QPainter* painter)
        : painter_(painter)
    {
        painter_->save();
    }
    ~Saved() { painter_->restore(); }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;

private:
    QPainter* painter_;
};

} // namespace

Style::Style(Tokens tokens)
    : QProxyStyle(QStringLiteral("fusion"))
    , tokens_(std::move(tokens))
{
}

void Style::apply(QApplication& application, const Tokens& tokens)
{
    loadFonts();
    application.setStyle(new Style(tokens));
    application.setFont(tokens.body());
    application.setPalette(tokens.palette());
    QToolTip::setPalette(tokens.palette());
    QToolTip::setFont(tokens.secondary());
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    auto* label = qobject_cast<QLabel*>(widget);
    // By itself a label follows the direction of its text.
    if (label != nullptr && label->layoutDirection() == Qt::RightToLeft)
        label->setAlignment(visualAlignment(Qt::RightToLeft, label->alignment()));
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget
) const
{
    const Saved saved(painter);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        draw::buttonPanel(*painter, tokens_, *option, widget);
        return;
    case PE_PanelLineEdit: {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        draw::linePanel(*painter, tokens_, *option, frame != nullptr && frame->lineWidth > 0);
        return;
    }
    case PE_IndicatorCheckBox:
        draw::checkMark(*painter, tokens_, *option);
        return;
    case PE_IndicatorRadioButton:
        draw::radioMark(*painter, tokens_, *option);
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView*>(widget) == nullptr)
            draw::focusRing(*painter, tokens_, *option);
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        if (option->state.testFlag(State_Selected))
            painter->fillRect(option->rect, tokens_.selectedRow);
        return;
    case PE_PanelMenu:
        draw::rounded(*painter, option->rect, 0, tokens_.surface, tokens_.strongLine);
        return;
    case PE_PanelTipLabel:
        draw::rounded(*painter, option->rect, 0, tokens_.surface, tokens_.strongLine);
        return;
    case PE_FrameMenu:
    case PE_FrameTabBarBase:
    case PE_FrameTabWidget:
    case PE_FrameButtonBevel:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget
) const
{
    const Saved saved(painter);
    if (element == CE_PushButtonLabel) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            draw::buttonLabel(*painter, tokens_, *button, widget);
            return;
        }
    } else if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        draw::headerSection(*painter, tokens_, *option);
        return;
    } else if (element == CE_HeaderLabel) {
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            draw::headerLabel(*painter, tokens_, *header, widget);
            return;
        }
    } else if (element == CE_TabBarTabShape || element == CE_TabBarTabLabel) {
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            if (element == CE_TabBarTabShape)
                draw::tabShape(*painter, tokens_, *tab);
            else
                draw::tabLabel(*painter, tokens_, *tab, widget);
            return;
        }
    } else if (element == CE_MenuItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            draw::menuItem(*painter, tokens_, *item);
            return;
        }
    } else if (element == CE_ProgressBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
            draw::progressBar(*painter, tokens_, *bar);
            return;
        }
    } else if (element == CE_Splitter) {
        painter->fillRect(option->rect, tokens_.line);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawItemText(
    QPainter* painter,
    const QRect& rect,
    int flags,
    const QPalette& palette,
    bool isEnabled,
    const QString& text,
    QPalette::ColorRole role
) const
{
    constexpr int sides = int(Qt::AlignHorizontal_Mask) | int(Qt::AlignVertical_Mask);
    constexpr int directions = int(Qt::TextForceLeftToRight) | int(Qt::TextForceRightToLeft);
    const auto visual = visualAlignment(painter->layoutDirection(), Qt::Alignment(flags & sides));
    const int others = flags & ~(sides | directions);
    QProxyStyle::drawItemText(
        painter, rect, others | int(visual) | readingFlags(text), palette, isEnabled, text, role
    );
}

void Style::drawComplexControl(
    ComplexControl control,
    const QStyleOptionComplex* option,
    QPainter* painter,
    const QWidget* widget
) const
{
    const Saved saved(painter);
    if (control == CC_ComboBox) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
            draw::comboBox(*painter, tokens_, *combo);
            return;
        }
    } else if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            const QRect handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
            draw::scrollBar(*painter, tokens_, *bar, handle);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return tokens_.px(scrollBarWidth);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return tokens_.px(length::icon);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return tokens_.px(length::grid);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ScrollView_ScrollBarOverlap:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
        return 0;
    case PM_SplitterWidth:
        return 1;
    case PM_HeaderMargin:
        return tokens_.px(length::half);
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return tokens_.px(length::half);
    case PM_ToolTipLabelFrameWidth:
        return tokens_.px(6);
    case PM_FocusFrameHMargin:
        return tokens_.px(length::half);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* answer
) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_TabBar_PreferNoArrows:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ScrollView_FrameOnlyAroundContents:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 1;
    case SH_Table_GridLineColor:
        return static_cast<int>(tokens_.line.rgb());
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget
) const
{
    const int height = tokens_.px(length::control);
    switch (type) {
    case CT_PushButton: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const auto* ours = qobject_cast<const Button*>(widget);
        const bool hasIcon = ours != nullptr && !ours->iconName().isEmpty();
        if (button == nullptr)
            break;
        if (button->text.isEmpty())
            return {height + tokens_.px(2), height};
        const int text = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
        const int icon = hasIcon ? tokens_.px(length::icon + length::grid) : 0;
        return {text + icon + tokens_.px(22), height};
    }
    case CT_LineEdit:
        return {size.width() + tokens_.px(2 * length::grid), qMax(height, size.height())};
    case CT_ComboBox:
        return {size.width() + tokens_.px(52), height};
    case CT_TabBarTab: {
        const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option);
        const auto* bar = qobject_cast<const QTabBar*>(widget);
        if (tab == nullptr)
            break;
        const int text =
            QFontMetrics(tokens_.strong()).size(Qt::TextShowMnemonic, tab->text).width();
        const QString count = bar == nullptr ? QString() : bar->tabData(tab->tabIndex).toString();
        int counted = 0;
        if (!count.isEmpty())
            counted = QFontMetrics(tokens_.section()).horizontalAdvance(count) + tokens_.px(5);
        return {text + counted + tokens_.px(20), tokens_.px(36)};
    }
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
            item != nullptr && item->menuItemType == QStyleOptionMenuItem::Separator)
            return {size.width(), tokens_.px(9)};
        return {size.width() + tokens_.px(64), tokens_.px(length::row)};
    case CT_HeaderSection: {
        const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        const QString text = header == nullptr ? QString() : header->text;
        const int words = QFontMetrics(tokens_.secondary()).horizontalAdvance(text) + 1;
        return {words + tokens_.px(2 * length::grid), tokens_.px(length::row)};
    }
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget)
    const
{
    if (element == SE_LineEditContents) {
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame != nullptr && frame->lineWidth > 0) {
            const int padding = tokens_.px(length::grid) - 2; // QLineEdit adds two of its own.
            return option->rect.adjusted(padding, 1, -padding, -1);
        }
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(
    ComplexControl control,
    const QStyleOptionComplex* option,
    SubControl part,
    const QWidget* widget
) const
{
    if (control == CC_ScrollBar) {
        // No arrow buttons: the whole length is groove.
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            const bool isTall = bar->orientation == Qt::Vertical;
            const int whole = isTall ? bar->rect.height() : bar->rect.width();
            const int range = bar->maximum - bar->minimum;
            int handle = whole;
            if (range > 0) {
                const double share = double(bar->pageStep) / (double(range) + bar->pageStep);
                handle = qBound(qMin(whole, tokens_.px(32)), int(whole * share), whole);
            }
            const int start = sliderPositionFromValue(
                bar->minimum, bar->maximum, bar->sliderPosition, whole - handle, bar->upsideDown
            );
            const auto along = [&](int from, int count) {
                return isTall
                           ? QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), count)
                           : QRect(bar->rect.x() + from, bar->rect.y(), count, bar->rect.height());
            };
            switch (part) {
            case SC_ScrollBarSlider:
                return along(start, handle);
            case SC_ScrollBarGroove:
                return along(0, whole);
            case SC_ScrollBarSubPage:
                return along(0, start);
            case SC_ScrollBarAddPage:
                return along(start + handle, whole - start - handle);
            default:
                return {};
            }
        }
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField) {
        const QRect field = option->rect.adjusted(tokens_.px(10), 1, -tokens_.px(26), -1);
        return visualRect(option->direction, option->rect, field);
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

bool showsFocus(const QWidget& widget)
{
    return widget.hasFocus() && widget.window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

} // namespace tidemark::ui
