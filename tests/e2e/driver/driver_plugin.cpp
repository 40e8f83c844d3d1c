// Lets a test drive the real desk: a Qt plugin that is loaded into it from outside.
//
// The desk itself has no code for this. Qt loads the plugin when QT_QPA_GENERIC_PLUGINS names it.
#include "tests/e2e/driver/driver.hpp"

#include <QGenericPlugin>
#include <QTimer>

class DriverPlugin : public QGenericPlugin {
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "driver.json")

public:
    QObject* create(const QString&, const QString&) override
    {
        auto* driver = new tidemark::e2e::Driver;
        // The application is still being constructed; listen once its event loop runs.
        QTimer::singleShot(0, driver, &tidemark::e2e::Driver::listen);
        return driver;
    }
};

#include "driver_plugin.moc"
