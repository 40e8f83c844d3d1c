#include "app/platform/program.hpp"

#include "app/platform/routes.hpp"
#include "app/platform/transport.hpp"
#include "platform/blobs/blob_cleaner.hpp"
#include "platform/demo/demo_loader.hpp"
#include "platform/feed/retention.hpp"
#include "platform/identity/server_key.hpp"
#include "platform/live/hub.hpp"
#include "platform/readiness/readiness.hpp"
#include "platform/runs/artefact_store.hpp"
#include "platform/runs/run_gate.hpp"
#include "platform/runs/run_relay.hpp"
#include "platform/runs/run_worker.hpp"
#include "platform/schema/history.hpp"
#include "platform/vault/sealer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include <csignal>

namespace tidemark::platform {
namespace {

constexpr std::chrono::seconds stopGrace{10};

void tellOfAnotherServer(std::string_view isRenewed)
{
    if (isRenewed == "t")
        spdlog::warn("the database server changed while the platform ran: a new history begins");
}

DatabaseSettings settingsFor(const Options& options, const DatabasePlace& place)
{
    DatabaseSettings settings;
    settings.connection = place.app;
    settings.greeting = {std::string(settleHistorySql), tellOfAnotherServer};
    if (options.readConnections > 0)
        settings.readConnections = options.readConnections;
    if (options.writeConnections > 0)
        settings.writeConnections = options.writeConnections;
    return settings;
}

KeepingTimes keepingTimes(const Options& options)
{
    KeepingTimes times;
    times.changes = std::chrono::days(options.keepChangesDays);
    times.results = std::chrono::days(options.keepResultsDays);
    times.keys = std::chrono::days(options.keepKeysDays);
    return times;
}

LimitSettings limitsOf(const Options& options)
{
    LimitSettings limits;
    limits.general = options.generalLimit;
    limits.heavy = options.heavyLimit;
    return limits;
}

MailWorkerSettings mailOf(const Options& options)
{
    MailWorkerSettings mail;
    mail.from = options.mail.from;
    return mail;
}

WebSettings webOf(const Options& options)
{
    WebSettings web;
    web.allowsThisMachine = options.oidc.allowsThisMachine;
    web.authoritiesFile = options.oidc.authorities;
    return web;
}

void addDatabaseGauges(Metrics& metrics, const Database& database)
{
    const auto add = [&](const char* name, const char* help, auto value) {
        metrics.addGauge(name, help, [&database, value] {
            return static_cast<double>(value(database.figures()));
        });
    };
    add("tidemark_database_read_connections",
        "Open shared connections.",
        [](const DatabaseFigures& figures) { return figures.readConnections; });
    add("tidemark_database_write_connections",
        "Open connections for transactions.",
        [](const DatabaseFigures& figures) { return figures.writeConnections; });
    add("tidemark_database_waiting",
        "Transactions that wait for a connection.",
        [](const DatabaseFigures& figures) { return figures.waiting; });
    add("tidemark_database_reads", "Reads since the start.", [](const DatabaseFigures& figures) {
        return figures.reads;
    });
    add("tidemark_database_transactions",
        "Transactions since the start.",
        [](const DatabaseFigures& figures) { return figures.transactions; });
    add("tidemark_database_repeats",
        "Transactions repeated after a deadlock.",
        [](const DatabaseFigures& figures) { return figures.repeats; });
}

/// All parts, each made from those above it.
class Program {
public:
    Program(
        const Options& options,
        DatabasePlace& place,
        const Secret& key,
        std::shared_ptr<MailTransport> mail
    )
        : options_(options)
        , place_(place)
        , database_(io_.get_executor(), settingsFor(options, place))
        , listener_(io_.get_executor(), place.app)
        , sessions_(database_, key)
        , sequencer_(database_)
        , retention_(database_, keepingTimes(options))
        , entities_(database_, reference_, [this](int) { sequencer_.changed(); })
        , hub_(node_)
        , sealer_(key)
        , escrowSealer_(key, "tidemark escrow key 1")
        , artefacts_(options.data / "artefacts")
        , blobFiles_(options.data / "blobs")
        , blobs_(database_, sealer_, blobFiles_)
        , blobCleaner_(database_, blobs_)
        , relay_(database_, hub_, node_)
        , runs_(runServices(), relay_)
        , reports_(database_, reference_, sequencer_)
        , worker_(runServices(), WorkerSettings{})
        , gate_(database_, sessions_)
        , access_(database_, sessions_, key, limitsOf(options))
        , signIn_(database_, sessions_, access_, key, std::move(mail), mailOf(options))
        , keys_(KeyGround{database_, sessions_, access_, router_, signIn_.mails()}, key)
        , oidc_(oidcNeeds(key), webOf(options), [this](int) { sequencer_.changed(); })
        , signals_(io_, SIGTERM, SIGINT)
        , hangups_(io_, SIGHUP)
    {
    }

    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] RunServices runServices()
    {
        return {
            database_,
            sequencer_,
            hub_,
            sealer_,
            artefacts_,
            node_,
            openedSources(options_, place_)};
    }
    [[nodiscard]] OidcNeeds oidcNeeds(const Secret& key)
    {
        return {
            database_, sessions_, signIn_.factors(), signIn_.challenges(), access_.turns(), key};
    }
    void addRoutes();
    void startFeeds();
    [[nodiscard]] asio::awaitable<Result<void>> begin();
    [[nodiscard]] asio::awaitable<Result<void>> loadDemonstration();
    [[nodiscard]] asio::awaitable<void> watchCluster();
    [[nodiscard]] Result<void> startServer();
    [[nodiscard]] asio::awaitable<void> stop();

    const Options& options_;
    DatabasePlace& place_;
    boost::asio::io_context io_{1};
    boost::asio::thread_pool background_{1};
    Metrics metrics_;
    Health health_;
    Database database_;
    Listener listener_;
    Sessions sessions_;
    ReferenceCache reference_;
    Sequencer sequencer_;
    Retention retention_;
    EntityResource entities_;
    const std::string node_ = Uuid::make().toString();
    Hub hub_;
    Sealer sealer_;
    Sealer escrowSealer_;
    ArtefactStore artefacts_;
    FolderBlobStore blobFiles_;
    BlobBook blobs_;
    BlobCleaner blobCleaner_;
    RunRelay relay_;
    RunActions runs_;
    ReportActions reports_;
    RunWorker worker_;
    RunGate gate_;
    AccessParts access_;
    SignInParts signIn_;
    KeyParts keys_;
    OidcParts oidc_;
    Sequencer::Subscription pokes_;
    Router router_;
    std::unique_ptr<Server> server_;
    boost::asio::signal_set signals_;
    boost::asio::signal_set hangups_;
};

void Program::addRoutes()
{
    AboutSettings about;
    about.version = TIDEMARK_VERSION;
    if (options_.isDemo) {
        about.demoTenant = demoTenant;
        for (const DemoPerson& person : demoPeople())
            about.demoAccounts.push_back({person.login, person.displayName, person.password});
    }
    const RoutedParts parts{
        health_,
        metrics_,
        database_,
        reference_,
        sequencer_,
        signIn_,
        oidc_,
        access_,
        keys_,
        runs_,
        reports_,
        blobs_,
        escrowSealer_,
        LiveServices{hub_, gate_},
        entities_,
        options_.leastClient};
    addAllRoutes(router_, parts, std::move(about));
}

Result<void> Program::startServer()
{
    ServerSettings settings;
    settings.address = options_.address;
    settings.port = options_.port;
    settings.admission = &keys_.admission();
    settings.tls = tlsOf(options_);
    settings.trustedProxies = options_.trustedProxies;
    server_ = std::make_unique<Server>(io_, router_, keys_.authenticator(), metrics_, settings);
    const auto port = server_->start();
    if (!port)
        return port.error();
    spdlog::info("answering on {}:{}", options_.address, *port);
    if (settings.tls)
        spdlog::info("answering with TLS on {}:{}", options_.tlsAddress, server_->tlsPort());
    reloadOnHangup(hangups_, *server_);
    return {};
}

Result<void> Program::run()
{
    addDatabaseGauges(metrics_, database_);
    auto redis = countInRedis(options_, access_.turns(), metrics_);
    if (!redis)
        return redis.error();
    const RunWorker* worker = options_.doesWork ? &worker_ : nullptr;
    addReadiness(health_, ReadinessParts{database_, sequencer_, worker, options_.data});
    addRoutes();
    startFeeds();
    auto onSignal = [this](const boost::system::error_code& error, int signal) {
        if (error)
            return;
        spdlog::info("stopping ({})", signal == SIGTERM ? "SIGTERM" : "SIGINT");
        boost::asio::co_spawn(io_, stop(), boost::asio::detached);
    };
    signals_.async_wait(onSignal);
    Result<void> outcome;
    auto onBegun = [&](std::exception_ptr thrown, Result<void> begun) {
        if (thrown)
            std::rethrow_exception(thrown);
        outcome = begun;
        if (!begun)
            boost::asio::co_spawn(io_, stop(), boost::asio::detached);
    };
    boost::asio::co_spawn(io_, begin(), onBegun);
    io_.run();
    background_.join();
    return outcome;
}

/// What comes before the first request is answered.
asio::awaitable<Result<void>> Program::begin()
{
    if (place_.cluster)
        boost::asio::co_spawn(io_, watchCluster(), boost::asio::detached);
    if (options_.isDemo) {
        auto loaded = co_await loadDemonstration();
        if (!loaded)
            co_return loaded.error();
    }
    if (options_.doesWork) {
        worker_.start();
        retention_.start();
        signIn_.startWork();
        blobCleaner_.start();
    }
    if (options_.hasServer())
        co_return startServer();
    co_return Result<void>{};
}

asio::awaitable<Result<void>> Program::loadDemonstration()
{
    DemoSource source;
    if (place_.cluster) {
        source.adminConnection = place_.cluster->adminConnection();
        source.host = place_.cluster->socketFolder().string();
    }
    const DemoServices services{database_, sequencer_, sealer_};
    auto loaded = co_await loadDemo(services, source);
    if (loaded && options_.demoRows > 0)
        loaded = co_await loadDemoRows(database_, sequencer_, options_.demoRows);
    if (loaded && options_.demoRuns > 0)
        loaded = co_await loadDemoRuns(database_, sequencer_, options_.demoRuns);
    co_return loaded;
}

/// Starts the private server again when it was killed, by the system for want of memory perhaps.
asio::awaitable<void> Program::watchCluster()
{
    asio::steady_timer timer(io_);
    auto look = [this]() -> asio::awaitable<Result<bool>> { co_return place_.cluster->revive(); };
    for (;;) {
        timer.expires_after(std::chrono::seconds(2));
        co_await timer.async_wait(asio::use_awaitable);
        const auto revived = co_await asio::co_spawn(background_, look, asio::use_awaitable);
        if (!revived)
            spdlog::error("the private cluster is down: {}", revived.error().cause);
        else if (*revived)
            spdlog::warn("the private cluster was down and has been started again");
    }
}

/// Who is told of changes, by this process and by others.
void Program::startFeeds()
{
    pokes_ = sequencer_.onCut([this](const CutMade& made) {
        entities_.forgetTotals(made.tenant);
        hub_.poke(made.tenant, made.cut);
    });
    sequencer_.follow(listener_);
    relay_.follow(listener_);
    if (options_.doesWork) {
        worker_.follow(listener_);
        signIn_.follow(listener_);
    }
    access_.follow(listener_);
    keys_.follow(listener_);
    listener_.start();
    sequencer_.start();
    access_.start();
    keys_.start();
    boost::asio::co_spawn(io_, tickHub(hub_), boost::asio::detached);
}

asio::awaitable<void> Program::stop()
{
    worker_.stop();
    retention_.stop();
    signIn_.stop();
    blobCleaner_.stop();
    sayGoodbye(hub_, reconnectTime(hub_.subscribers()));
    if (server_)
        co_await server_->stop(stopGrace);
    co_await keys_.stop();
    access_.stop();
    sequencer_.stop();
    listener_.stop();
    database_.close();
    io_.stop();
}

} // namespace

Result<void> runPlatform(const Options& options, DatabasePlace& place)
{
    auto key = loadServerKey(options.data / "platform.key");
    if (!key)
        return key.error();
    auto mail = makeMailTransport(options.mail, options.data);
    if (!mail)
        return mail.error();
    Program program(options, place, *key, std::move(*mail));
    return program.run();
}

} // namespace tidemark::platform
