// Linux desktops tell their colour scheme through the settings portal.
#include "ui/settings/system_theme.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace tidemark::ui {
namespace {

constexpr int portalPatienceMs = 2000;
constexpr uint preferDark = 1;

QString appearance()
{
    return QStringLiteral("org.freedesktop.appearance");
}

/// Hears the portal's SettingChanged, which has no other form than a slot.
class PortalListener final : public QObject {
    Q_OBJECT

public:
    PortalListener(std::function<void(const SystemTheme&)> answer, QObject* parent)
        : QObject(parent)
        , answer_(std::move(answer))
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        bus.connect(
            QStringLiteral("org.freedesktop.portal.Desktop"),
            QStringLiteral("/org/freedesktop/portal/desktop"),
            QStringLiteral("org.freedesktop.portal.Settings"),
            QStringLiteral("SettingChanged"),
            this,
            SLOT(onChanged(QString, QString, QDBusVariant))
        );
        ask(QStringLiteral("color-scheme"));
        ask(QStringLiteral("contrast"));
    }

private Q_SLOTS:
    void onChanged(const QString& space, const QString& key, const QDBusVariant& value)
    {
        if (space == appearance())
            take(key, value.variant());
    }

private:
    void ask(const QString& key)
    {
        QDBusMessage read = QDBusMessage::createMethodCall(
            QStringLiteral("org.freedesktop.portal.Desktop"),
            QStringLiteral("/org/freedesktop/portal/desktop"),
            QStringLiteral("org.freedesktop.portal.Settings"),
            QStringLiteral("Read")
        );
        read << appearance() << key;
        auto* watcher = new QDBusPendingCallWatcher(
            QDBusConnection::sessionBus().asyncCall(read, portalPatienceMs), this
        );
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key, watcher] {
            const QDBusPendingReply<QDBusVariant> reply = *watcher;
            watcher->deleteLater();
            if (!reply.isError())
                take(key, reply.value().variant());
        });
    }

    void take(const QString& key, QVariant value)
    {
        // Read wraps the value once more than SettingChanged does.
        if (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        if (key == QLatin1String("color-scheme"))
            theme_.isDark = value.toUInt() == preferDark;
        else if (key == QLatin1String("contrast"))
            theme_.isHighContrast = value.toUInt() == 1;
        answer_(theme_);
    }

    std::function<void(const SystemTheme&)> answer_;
    SystemTheme theme_ = {};
};

} // namespace

void watchSystemTheme(QObject* context, std::function<void(const SystemTheme&)> answer)
{
    if (QDBusConnection::sessionBus().isConnected())
        new PortalListener(std::move(answer), context);
}

} // namespace tidemark::ui

#include "system_theme_unix.moc"
