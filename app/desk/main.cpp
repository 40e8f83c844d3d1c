// The desk: a window onto the agent. Nothing is done before the first paint that is not needed
// for it.
#include "app/desk/agent_program.hpp"
#include "app/desk/pages.hpp"
#include "app/desk/single_instance.hpp"
#include "app/desk/start_again.hpp"
#include "app/desk/start_trace.hpp"
#include "sync/client/edit_courier.hpp"
#include "sync/process/harden_process.hpp"
#include "sync/wire/home.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/settings/desk_settings.hpp"
#include "ui/settings/idle_lock.hpp"
#include "ui/settings/language.hpp"
#include "ui/settings/theme_control.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/tray.hpp"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

#include <cstdio>

namespace {

using namespace tidemark;

/// What the command line asks for.
struct Wishes {
    QString server = {};
    QString home = {};
    QString theme = {};
    QString page = {};
    std::optional<desk::Standing> standing = {}; ///< It starts anew, after a lock.
};

/// What the event loop ends with when a lock wants the process's memory to go.
constexpr int againCode = 75;

Wishes readCommandLine(const QApplication& application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The desk of Tidemark."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption server(
        QStringLiteral("server"),
        QStringLiteral("Address that the sign-in starts with."),
        QStringLiteral("url")
    );
    const QCommandLineOption home(
        QStringLiteral("home"),
        QStringLiteral("Folder for everything of this user; also TIDEMARK_HOME."),
        QStringLiteral("folder")
    );
    const QCommandLineOption theme(
        QStringLiteral("theme"),
        QStringLiteral("light, dark, high-contrast or system, for this run."),
        QStringLiteral("name")
    );
    const QCommandLineOption page(
        QStringLiteral("page"),
        QStringLiteral("Page to open first: reports, runs, pending, settings."),
        QStringLiteral("name")
    );
    QCommandLineOption again(
        QStringLiteral("again"), QStringLiteral("Where it goes on."), QStringLiteral("place")
    );
    again.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({server, home, theme, page, again});
    parser.process(application);
    Wishes wishes{
        parser.value(server), parser.value(home), parser.value(theme), parser.value(page)};
    if (parser.isSet(again))
        wishes.standing = desk::standingFrom(parser.value(again));
    return wishes;
}

/// Folders of this user alone.
void makeFolders(const sync::Home& home)
{
    for (const QString& folder : {home.config, home.run}) {
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
}

sync::AgentClientOptions clientOptions(const sync::Home& home, const Wishes& wishes)
{
    sync::AgentClientOptions options;
    options.address = home.agentAddress();
    options.version = QCoreApplication::applicationVersion().toStdString();
    options.launch = [folder = wishes.home] { return desk::startAgent(folder); };
    return options;
}

void joinTray(ui::Tray& tray, ui::MainWindow& window)
{
    QObject::connect(&tray, &ui::Tray::openWanted, &window, &ui::MainWindow::raiseFully);
    QObject::connect(&tray, &ui::Tray::placeWanted, &window, [&window](const ui::Place& place) {
        window.shell().open(place);
    });
    QObject::connect(&tray, &ui::Tray::lockWanted, &window, &ui::MainWindow::lock);
    QObject::connect(&tray, &ui::Tray::quitWanted, &window, &QWidget::close);
}

int runDesk(QApplication& application, Wishes& wishes)
{
    const auto home = sync::findHome(wishes.home);
    if (!home) {
        std::fprintf(stderr, "%s %s\n", home.error().cause.c_str(), home.error().nextStep.c_str());
        return 2;
    }
    makeFolders(*home);
    desk::SingleInstance instance(home->agentAddress() + QStringLiteral(".desk"));
    if (instance.wakeOther())
        return 0;

    ui::installTranslations(application);
    ui::DeskSettings settings(home->config);
    ui::ThemeControl theme(application, settings);
    if (wishes.theme.isEmpty())
        theme.apply();
    else
        theme.overrideChoice(ui::themeChoiceOf(wishes.theme));
    sync::AgentClient agent(clientOptions(*home, wishes));
    sync::EditCourier::of(agent).keepIn(home->data);
    ui::IdleLock idleLock(settings, agent);
    ui::DialogPrompter prompter;
    ui::MainWindow window({agent, settings, theme, prompter});
    window.shell().setPages(desk::allPages(theme, idleLock), desk::quickOpenSources(agent));
    window.shell().setFirstPlace(
        wishes.standing ? wishes.standing->place : ui::Place{wishes.page, {}}
    );
    window.restorePlace();
    ui::Tray tray(agent, theme);
    joinTray(tray, window);
    desk::traceStart(window);

    QObject::connect(&instance, &desk::SingleInstance::woken, &window, &ui::MainWindow::raiseFully);
    QObject::connect(&window, &ui::MainWindow::painted, &window, [&] {
        instance.listen();
        agent.start();
        if (!wishes.server.isEmpty())
            window.setServer(wishes.server);
        theme.followSystem();
    });
    QObject::connect(&idleLock, &ui::IdleLock::lockWanted, &window, &ui::MainWindow::lock);
    QObject::connect(
        &window,
        &ui::MainWindow::restartWanted,
        &window,
        [&](const ui::Place& place) {
            window.rememberPlace();
            wishes.standing = desk::standingOf(window, place);
            QApplication::exit(againCode);
        },
        Qt::QueuedConnection
    );
    const desk::Standing standing = wishes.standing.value_or(desk::Standing());
    if (standing.isBehind)
        window.setAttribute(Qt::WA_ShowWithoutActivating);
    if (standing.isMinimized)
        window.showMinimized();
    else
        window.show();
    return QApplication::exec();
}

/// Everything is gone again when it returns, the connection to the screen too.
int start(int argc, char* argv[], QStringList& again)
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(
        Qt::HighDpiScaleFactorRoundingPolicy::PassThrough
    );
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tidemark"));
    QApplication::setApplicationDisplayName(QStringLiteral("Tidemark"));
    QApplication::setApplicationVersion(QStringLiteral(TIDEMARK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("tidemark"));
    Wishes wishes = readCommandLine(application);
    const int ended = runDesk(application, wishes);
    if (ended == againCode)
        again = desk::commandLineFor(QApplication::arguments(), *wishes.standing);
    return ended;
}

} // namespace

int main(int argc, char* argv[])
{
    sync::hardenProcess();
    QStringList again;
    const int ended = start(argc, argv, again);
    if (ended == againCode)
        desk::startAgain(again);
    return ended;
}
