#include "tests/ui/desk_fixture.hpp"

#include "ui/settings/language.hpp"
#include "ui/settings/settings_page.hpp"
#include "ui/shell/shell.hpp"
#include "ui/sync/sync_pages.hpp"

namespace tidemark::tests {
namespace json = boost::json;
namespace {

Timestamp ago(std::int64_t seconds)
{
    return Timestamp{Timestamp::now().micros - seconds * 1000000};
}

sync::AgentClientOptions optionsFor(const QString& address)
{
    sync::AgentClientOptions options;
    options.address = address;
    options.retryFirst = std::chrono::milliseconds(10);
    options.retryMost = std::chrono::milliseconds(50);
    return options;
}

} // namespace

sync::User maya()
{
    sync::User user;
    user.id = "01900000-0000-7000-8000-000000000001";
    user.login = "maya@demo.example";
    user.displayName = "Maya Lindqvist";
    user.organizationId = "01900000-0000-7000-8000-000000000002";
    user.organizationName = "Demo Fuels";
    user.tenant = {1, "demo", "Demo", "America/Vancouver"};
    user.permissions = {"report:read", "run:read"};
    return user;
}

sync::Status openStatus()
{
    sync::Status status;
    status.state = sync::AgentState::open;
    status.link = sync::LinkState::online;
    status.linkSince = ago(3600);
    status.pull = sync::PullState::live;
    status.cut = status.headCut = "57";
    status.mirrorAsOf = ago(2);
    status.verified = true;
    status.roundTripMs = 14;
    status.rows = 1204880;
    status.mirrorBytes = 412000000;
    status.keyStore = sync::KeyStore::keyring;
    status.server = "https://tidemark.example.com";
    status.user = maya();
    return status;
}

json::array samplePending()
{
    const json::value waiting{
        {"mid", 41},
        {"name", "fuelSupply.edit"},
        {"state", "queued"},
        {"title", "Fuel supply, row 4"},
        {"createdAt", ago(130).toString()},
        {"attempts", 2},
        {"nextTryAt", ago(-20).toString()},
        {"error",
         {{"code", "offline"},
          {"reason", "no_route"},
          {"cause", "The platform cannot be reached."},
          {"nextStep", "Check the network. Your work stays on this device."}}},
        {"entity", "fuelSupply"},
        {"id", "01900000-0000-7000-8000-000000000004"},
        {"ops",
         json::array{json::object{
             {"op", "update"},
             {"entity", "fuelSupply"},
             {"base", json::object{{"quantity", "480000"}, {"endUse", "Trolley bus"}}},
             {"set", json::object{{"quantity", "486200"}, {"endUse", "Battery bus"}}}}}}};
    const json::value refused{
        {"mid", 42},
        {"name", "report.submit"},
        {"state", "rejected"},
        {"title", "Submit report"},
        {"createdAt", ago(720).toString()},
        {"attempts", 1},
        {"nextTryAt", nullptr},
        {"error",
         {{"code", "invalid"},
          {"reason", "period_closed"},
          {"cause", "Reporting for 2024 is closed."},
          {"nextStep", "Ask the administrator to open the period again."}}},
        {"ops", json::array()}};
    const auto conflict =
        [](const char* field, const char* base, const char* mine, const char* theirs) {
            return json::value{
                {"entity", "fuelSupply"},
                {"field", field},
                {"base", base},
                {"mine", mine},
                {"theirs", theirs}};
        };
    const json::value conflicting{
        {"mid", 43},
        {"name", "fuelSupply.edit"},
        {"state", "conflict"},
        {"title", "Electricity, diesel, battery bus"},
        {"createdAt", ago(720).toString()},
        {"attempts", 1},
        {"ops", json::array()},
        {"conflicts",
         json::array{
             conflict("quantity", "480000", "486200", "491050"),
             conflict("endUse", "Trolley bus", "Battery bus", "Cargo handling")}}};
    return {waiting, refused, conflicting};
}

json::value sampleScopes()
{
    const auto scope = [](const char* id, const char* name, int dataClass) {
        return json::value{
            {"id", id},
            {"name", name},
            {"kind", "organization"},
            {"class", dataClass},
            {"standing", "live"},
            {"recheck", "none"},
            {"rows", 602440},
            {"bytes", 206000000},
            {"verifiedCut", "57"},
            {"leaseEndsAt", ago(-72 * 3600).toString()},
            {"lockedSince", nullptr}};
    };
    json::object answer;
    answer["scopes"] = json::array{scope("1", "Demo", 1), scope("1001", "Demo Fuels", 2)};
    return answer;
}

DeskFixture::DeskFixture(QApplication& application)
    : fake(folder.filePath(QStringLiteral("agent.sock")))
    , settings(folder.path())
    , theme(application, settings)
    , agent(optionsFor(fake.address()))
    , idleLock(settings, agent)
{
    static const bool isTranslated = (ui::installTranslations(application), true);
    Q_UNUSED(isTranslated)
    fake.handlers["sync.status"] = [](const json::object&) -> Result<json::value> {
        return sampleScopes();
    };
    fake.status = openStatus();
    fake.pending = samplePending();
    const bool isDark = qEnvironmentVariableIsSet("TIDEMARK_DARK"); // For looking at.
    theme.overrideChoice(isDark ? ui::ThemeChoice::dark : ui::ThemeChoice::light);
}

void DeskFixture::open(const QSize& size)
{
    window = std::make_unique<ui::MainWindow>(ui::WindowParts{agent, settings, theme, prompter});
    std::vector<ui::PageEntry> pages;
    for (auto&& part : {ui::syncPages(), ui::settingsPages(theme, idleLock)})
        pages.insert(pages.end(), part.begin(), part.end());
    window->shell().setPages(std::move(pages));
    window->resize(size);
    window->show();
    agent.start();
}

} // namespace tidemark::tests
