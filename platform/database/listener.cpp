#include "platform/database/listener.hpp"

#include "platform/database/pipeline.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <map>
#include <random>

namespace tidemark::platform {
namespace {

constexpr std::chrono::milliseconds firstPause{100};
constexpr std::chrono::milliseconds longestPause{10000};

} // namespace

struct Listener::State : std::enable_shared_from_this<Listener::State> {
    State(boost::asio::any_io_executor loop, std::string to)
        : executor(loop)
        , connection(std::move(to))
        , timer(loop)
    {
    }

    boost::asio::any_io_executor executor;
    std::string connection;
    boost::asio::steady_timer timer;
    std::map<std::string, std::vector<OnNotification>, std::less<>> channels;
    std::vector<OnConnected> connectedCallbacks;
    std::shared_ptr<Pipeline> pipeline;
    bool isListening = false;
    bool isStopped = false;

    asio::awaitable<void> keepConnected();
    asio::awaitable<bool> listen();
    asio::awaitable<void> pause(std::chrono::milliseconds time);
};

asio::awaitable<void> Listener::State::pause(std::chrono::milliseconds time)
{
    timer.expires_after(time);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<bool> Listener::State::listen()
{
    ConnectOptions options;
    options.connection = connection;
    auto made = co_await Pipeline::connect(executor, std::move(options));
    if (!made || isStopped)
        co_return false;
    pipeline = *made;
    auto tell = [state = weak_from_this()](std::string_view channel, std::string_view payload) {
        const auto alive = state.lock();
        if (!alive || alive->isStopped)
            return;
        const auto found = alive->channels.find(channel);
        if (found == alive->channels.end())
            return;
        for (const auto& callback : found->second)
            callback(channel, payload);
    };
    pipeline->onNotification(tell);
    std::vector<std::string> texts;
    for (const auto& [channel, callbacks] : channels)
        texts.push_back("LISTEN \"" + channel + "\"");
    std::vector<Command> commands(texts.size());
    std::vector<Command*> pointers;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        commands[i].sql = texts[i];
        pointers.push_back(&commands[i]);
    }
    std::unique_ptr<SqlError> ignored;
    const bool isAlive = co_await pipeline->run(std::move(pointers), ignored);
    co_return isAlive&& std::all_of(commands.begin(), commands.end(), [](const Command& command) {
        return command.isGood();
    });
}

asio::awaitable<void> Listener::State::keepConnected()
{
    const auto self = shared_from_this();
    std::minstd_rand random{std::random_device{}()};
    auto wait = firstPause;
    while (!isStopped) {
        const bool isReady = co_await listen();
        if (isStopped)
            co_return;
        if (!isReady) {
            co_await pause(wait + std::chrono::milliseconds(random() % wait.count()));
            wait = std::min(wait * 2, longestPause);
            continue;
        }
        wait = firstPause;
        isListening = true;
        auto wake = [state = weak_from_this()] {
            if (const auto alive = state.lock())
                alive->timer.cancel();
        };
        pipeline->onClosed(wake);
        for (const auto& callback : connectedCallbacks)
            callback();
        while (!isStopped && pipeline->isOpen())
            co_await pause(std::chrono::hours(1));
        isListening = false;
    }
}

Listener::Listener(boost::asio::any_io_executor executor, std::string connection)
    : state_(std::make_shared<State>(std::move(executor), std::move(connection)))
{
}

Listener::~Listener()
{
    stop();
}

void Listener::onNotification(std::string channel, OnNotification callback)
{
    state_->channels[std::move(channel)].push_back(std::move(callback));
}

void Listener::onConnected(OnConnected callback)
{
    state_->connectedCallbacks.push_back(std::move(callback));
}

void Listener::start()
{
    auto run = [state = state_]() -> asio::awaitable<void> { co_await state->keepConnected(); };
    asio::co_spawn(state_->executor, run, asio::detached);
}

void Listener::stop()
{
    state_->isStopped = true;
    state_->isListening = false;
    if (state_->pipeline)
        state_->pipeline->close();
    state_->timer.cancel();
}

bool Listener::isConnected() const
{
    return state_->isListening;
}

} // namespace tidemark::platform
