// Draws every screen of the shell in each theme and size to <build>/look, for eyes; asserts that
// nothing wants more width than the window has.
#include "tests/ui/desk_fixture.hpp"
#include "ui/settings/language.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/sign_in_screen.hpp"
#include "ui/shell/status_strip.hpp"

#include <QDir>
#include <QTableView>
#include <QTest>

#include <boost/json/parse.hpp>

using namespace tidemark;
using namespace tidemark::tests;

namespace {

struct View {
    const char* name;
    ui::ThemeChoice theme;
    QSize size;
    int scale;
    const char* language = "en";
};

const View views[] = {
    {"light-1440", ui::ThemeChoice::light, {1440, 900}, 100},
    {"dark-1440", ui::ThemeChoice::dark, {1440, 900}, 100},
    {"contrast-1440", ui::ThemeChoice::highContrast, {1440, 900}, 100},
    {"light-1024", ui::ThemeChoice::light, {1024, 700}, 100},
    {"light-200", ui::ThemeChoice::light, {1440, 900}, 200},
    {"german-1024", ui::ThemeChoice::light, {1024, 700}, 100, "de"},
    {"german-200", ui::ThemeChoice::dark, {1440, 900}, 200, "de"},
};

void save(QWidget& window, const QString& screen, const View& view)
{
    const QString folder = QStringLiteral(TIDEMARK_BINARY_DIR "/look");
    QDir().mkpath(folder);
    QTest::qWait(120);
    const QPixmap picture = window.grab();
    QVERIFY(!picture.isNull());
    const QString name =
        QString::fromLatin1("%1/%2-%3.png").arg(folder, screen, QLatin1String(view.name));
    QVERIFY(picture.save(name));
}

} // namespace

class LookTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyScreenFitsItsWindow_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < int(std::size(views)); ++i)
            QTest::newRow(views[i].name) << i;
    }

    void everyScreenFitsItsWindow()
    {
        QFETCH(int, which);
        const View& view = views[which];
        const QLocale locale(QString::fromLatin1(view.language));
        QLocale::setDefault(locale);
        DeskFixture desk(*qApp);
        // The one that is installed last is asked first.
        ui::installTranslations(*qApp, locale);
        desk.settings.setFontScale(view.scale);
        desk.theme.overrideChoice(view.theme);
        desk.fake.status.pending = 1;
        desk.fake.status.needYou = 2;
        desk.open(view.size);
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&desk.window->shell()));
        for (const char* page : {"needs-you", "pending", "sync", "settings"}) {
            desk.window->shell().open(ui::Place{QString::fromLatin1(page), {}});
            if (auto* table = desk.window->shell().host().current()->findChild<QTableView*>()) {
                QTRY_VERIFY(table->model()->rowCount() > 0);
                table->selectRow(0);
            }
            save(*desk.window, QString::fromLatin1(page), view);
            QVERIFY2(desk.window->width() == view.size.width(), page);
        }
        desk.fake.status = sync::Status{};
        desk.fake.status.state = sync::AgentState::noProfile;
        desk.fake.handlers.emplace("session.about", [](const auto&) -> Result<boost::json::value> {
            return boost::json::parse(
                R"({"product":"Tidemark","version":"0.1.0","reachable":true,
                "demo":{"tenant":"demo","accounts":[
                {"login":"maya@demo.example","displayName":"Maya Lindqvist","password":"x"},
                {"login":"jon@demo.example","displayName":"Jon Tarvainen","password":"x"},
                {"login":"ada@demo.example","displayName":"Ada Okafor","password":"x"}]}})"
            );
        });
        desk.fake.tellStatus();
        desk.window->setServer(QStringLiteral("http://127.0.0.1:8460"));
        save(*desk.window, QStringLiteral("sign-in"), view);
        desk.fake.status.state = sync::AgentState::needsPassphrase;
        desk.fake.tellStatus();
        save(*desk.window, QStringLiteral("passphrase"), view);
        desk.fake.status.state = sync::AgentState::locked;
        desk.fake.status.keyStore = sync::KeyStore::passphrase;
        desk.fake.tellStatus();
        save(*desk.window, QStringLiteral("locked"), view);
        QCOMPARE(desk.window->size(), view.size);
    }
};

QTEST_MAIN(LookTest)
#include "look_test.moc"
