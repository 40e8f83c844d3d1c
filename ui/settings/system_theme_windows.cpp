// Windows tells its colours through the registry and the accessibility settings.
#include "ui/settings/system_theme.hpp"

#include <QSettings>
#include <QTimer>
#include <qt_windows.h>

#include <memory>

namespace tidemark::ui {
namespace {

constexpr int lookAgainMs = 5000;

SystemTheme currentTheme()
{
    SystemTheme theme;
    const QSettings personal(
        QStringLiteral(
            "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize"
        ),
        QSettings::NativeFormat
    );
    theme.isDark = personal.value(QStringLiteral("AppsUseLightTheme"), 1).toInt() == 0;
    HIGHCONTRASTW contrast = {};
    contrast.cbSize = sizeof(contrast);
    if (SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof(contrast), &contrast, 0) != 0)
        theme.isHighContrast = (contrast.dwFlags & HCF_HIGHCONTRASTON) != 0;
    BOOL isAnimated = TRUE;
    if (SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, &isAnimated, 0) != 0)
        theme.isMotionReduced = isAnimated == FALSE;
    return theme;
}

bool isSame(const SystemTheme& a, const SystemTheme& b)
{
    return a.isDark == b.isDark && a.isHighContrast == b.isHighContrast &&
           a.isMotionReduced == b.isMotionReduced;
}

} // namespace

void watchSystemTheme(QObject* context, std::function<void(const SystemTheme&)> answer)
{
    auto last = std::make_shared<SystemTheme>(currentTheme());
    answer(*last);
    auto* timer = new QTimer(context);
    QObject::connect(timer, &QTimer::timeout, context, [last, answer = std::move(answer)] {
        const SystemTheme now = currentTheme();
        if (isSame(now, *last))
            return;
        *last = now;
        answer(now);
    });
    timer->start(lookAgainMs);
}

} // namespace tidemark::ui
