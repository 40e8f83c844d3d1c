// A thousand people watch one run that writes 50 log lines a second: from the writing of a line
// until each has it, and whether anybody missed one.
#include "tests/benchmarks/benchmarks.hpp"

#include <boost/json.hpp>
#include <libpq-fe.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <functional>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace tidemark::bench {
namespace {

namespace json = boost::json;

constexpr int watchers = 1'000;
constexpr int linesPerSecond = 50;
constexpr int seconds = 20;
constexpr int lineCount = linesPerSecond * seconds;
constexpr int patienceMs = 30'000;

std::int64_t nowNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// A WebSocket to the live channel, watching a run. Reads without waiting.
class Watcher {
public:
    Watcher() = default;
    ~Watcher()
    {
        if (socket_ >= 0)
            close(socket_);
    }
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    [[nodiscard]] bool open(int port, const std::string& token, const std::string& run)
    {
        socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in server{};
        server.sin_family = AF_INET;
        server.sin_port = htons(static_cast<std::uint16_t>(port));
        server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) != 0)
            return false;
        sendBytes("GET /api/v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                  "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  "Sec-WebSocket-Version: 13\r\n\r\n");
        const json::object hello{{"t", "hello"}, {"clientId", run}, {"token", token}};
        const json::object sub{{"t", "sub"}, {"channel", "run:" + run}, {"since", nullptr}};
        say(json::serialize(hello));
        say(json::serialize(sub));
        return true;
    }

    /// Takes in what is there. False when the platform closed.
    template <class OnLine>
    bool read(OnLine onLine)
    {
        std::array<char, 65536> block;
        const ssize_t count = recv(socket_, block.data(), block.size(), MSG_DONTWAIT);
        if (count <= 0)
            return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
        buffer_.append(block.data(), static_cast<std::size_t>(count));
        if (!isUpgraded_) {
            const std::size_t end = buffer_.find("\r\n\r\n");
            if (end == std::string::npos)
                return true;
            if (!buffer_.starts_with("HTTP/1.1 101"))
                return false;
            buffer_.erase(0, end + 4);
            isUpgraded_ = true;
        }
        while (const std::size_t size = wholeFrame())
            take(size, onLine);
        return true;
    }

    [[nodiscard]] int socketNumber() const { return socket_; }
    [[nodiscard]] bool isWatching() const { return isWatching_; }
    [[nodiscard]] int gaps() const { return gaps_; }

private:
    /// Bytes of the first frame with its head; 0 while it is not whole.
    [[nodiscard]] std::size_t wholeFrame() const
    {
        if (buffer_.size() < 2)
            return 0;
        const auto byte = [this](std::size_t i) { return static_cast<unsigned char>(buffer_[i]); };
        std::size_t length = byte(1) & 0x7F;
        std::size_t head = 2;
        const std::size_t more = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (buffer_.size() < head + more)
            return 0;
        if (more > 0)
            length = 0;
        for (std::size_t i = 0; i < more; ++i)
            length = length << 8 | byte(head + i);
        head += more;
        return buffer_.size() < head + length ? 0 : head + length;
    }

    template <class OnLine>
    void take(std::size_t size, OnLine onLine)
    {
        const std::string_view frame = std::string_view(buffer_).substr(0, size);
        const auto has = [frame](std::string_view part) {
            return frame.find(part) != std::string_view::npos;
        };
        if (has("\"t\":\"ping\""))
            say(R"({"t":"pong"})");
        isWatching_ = isWatching_ || has("\"t\":\"subok\"");
        if (has("\"t\":\"gap\""))
            ++gaps_;
        constexpr std::string_view mark = "\"sequence\":";
        const bool isEvent = has("\"t\":\"ev\"");
        for (std::size_t at = frame.find(mark); isEvent && at != frame.npos;
             at = frame.find(mark, at + 1)) {
            std::int64_t sequence = 0;
            std::from_chars(frame.data() + at + mark.size(), frame.data() + size, sequence);
            gaps_ += last_ > 0 && sequence != last_ + 1 ? 1 : 0;
            last_ = sequence;
            onLine(sequence);
        }
        buffer_.erase(0, size);
    }

    /// A text frame under a mask of zeros.
    void say(const std::string& text)
    {
        std::string frame = "\x81";
        if (text.size() < 126) {
            frame += static_cast<char>(0x80 | text.size());
        } else {
            frame += static_cast<char>(0x80 | 126);
            frame += static_cast<char>(text.size() >> 8);
            frame += static_cast<char>(text.size() & 0xFF);
        }
        sendBytes(frame + std::string(4, '\0') + text);
    }

    void sendBytes(const std::string& bytes)
    {
        (void)!send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }

    int socket_ = -1;
    std::string buffer_;
    bool isUpgraded_ = false;
    bool isWatching_ = false;
    std::int64_t last_ = 0;
    int gaps_ = 0;
};

/// All of them, read by one thread.
class Crowd {
public:
    explicit Crowd(int size)
        : all_(static_cast<std::size_t>(size))
        , poll_(epoll_create1(EPOLL_CLOEXEC))
    {
        rlimit files{};
        getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    ~Crowd() { close(poll_); }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    [[nodiscard]] bool open(int port, const std::string& token, const std::string& run)
    {
        for (Watcher& one : all_) {
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.ptr = &one;
            if (!one.open(port, token, run) ||
                epoll_ctl(poll_, EPOLL_CTL_ADD, one.socketNumber(), &event) != 0)
                return false;
        }
        return readUntil([this] {
            return std::all_of(all_.begin(), all_.end(), [](const Watcher& one) {
                return one.isWatching();
            });
        });
    }

    /// Reads until `isEnough`; false when it takes too long, or somebody is sent away.
    template <class IsEnough>
    bool readUntil(IsEnough isEnough)
    {
        QElapsedTimer clock;
        clock.start();
        std::array<epoll_event, 256> events;
        while (!isEnough()) {
            if (clock.elapsed() > seconds * 1000 + patienceMs)
                return false;
            const int count = epoll_wait(poll_, events.data(), int(events.size()), 100);
            for (int i = 0; i < count; ++i) {
                auto* one = static_cast<Watcher*>(events[static_cast<std::size_t>(i)].data.ptr);
                const bool isThere = one->read([this](std::int64_t line) { onLine_(line); });
                if (!isThere)
                    return false;
            }
        }
        return true;
    }

    void onLine(std::function<void(std::int64_t)> what) { onLine_ = std::move(what); }

    [[nodiscard]] int gaps() const
    {
        int sum = 0;
        for (const Watcher& one : all_)
            sum += one.gaps();
        return sum;
    }

private:
    std::vector<Watcher> all_;
    int poll_;
    std::function<void(std::int64_t)> onLine_ = [](std::int64_t) {};
};

/// Writes as a worker of another process does: the line, and word that the run has news.
class LineWriter {
public:
    LineWriter(const std::string& database, std::string run)
        : connection_(PQconnectdb(database.c_str()))
        , run_(std::move(run))
    {
        (void)ask("SET app.tenant = '1'");
        const std::string last =
            ask("SELECT coalesce(max(sequence), 0) FROM app.run_log WHERE run_id = '" + run_ + "'");
        std::from_chars(last.data(), last.data() + last.size(), first_);
    }
    ~LineWriter() { PQfinish(connection_); }
    LineWriter(const LineWriter&) = delete;
    LineWriter& operator=(const LineWriter&) = delete;

    [[nodiscard]] std::int64_t first() const { return first_ + 1; }
    /// When each was about to be written, by its number from 0 on.
    [[nodiscard]] std::int64_t writtenAt(std::size_t line) const { return writtenAt_[line]; }

    void writeAll()
    {
        auto next = std::chrono::steady_clock::now();
        for (int i = 0; i < lineCount; ++i) {
            while (std::chrono::steady_clock::now() < next)
                QThread::usleep(200);
            next += std::chrono::microseconds(1'000'000 / linesPerSecond);
            const std::string before = std::to_string(first_ + i);
            writtenAt_[static_cast<std::size_t>(i)] = nowNs();
            (void)ask(
                "INSERT INTO app.run_log (tenant_id, id, run_id, sequence, at, level, step,"
                " message) VALUES (1, gen_random_uuid(), '" +
                run_ + "', " + before +
                " + 1, clock_timestamp(), 'info', '',"
                " 'Read 1,000 rows of the source.'); SELECT pg_notify('run_event', 'bench 1 " +
                run_ + ' ' + before + "')"
            );
        }
    }

private:
    std::string ask(const std::string& sql)
    {
        PGresult* const result = PQexec(connection_, sql.c_str());
        const bool isDone =
            PQresultStatus(result) == PGRES_TUPLES_OK || PQresultStatus(result) == PGRES_COMMAND_OK;
        if (!isDone)
            std::fprintf(stderr, "%s", PQerrorMessage(connection_));
        std::string value = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        PQclear(result);
        return value;
    }

    PGconn* connection_;
    std::string run_;
    std::int64_t first_ = 0;
    std::array<std::atomic<std::int64_t>, lineCount> writtenAt_ = {};
};

/// A run that writes no lines of its own any more; empty when there is none.
std::string finishedRun(Stage& stage, const std::string& token)
{
    const auto answer =
        e2e::request(stage.platform().port(), "GET", "/api/v1/report-runs?size=200", token);
    for (const json::value& run : answer.body.at("items").as_array()) {
        if (run.at("state") == "completed")
            return std::string(run.at("id").as_string());
    }
    return {};
}

} // namespace

void measureWatch(Stage& stage, Results& results)
{
    const auto token = stage.platform().tokenOf("ada@demo.example");
    std::string run;
    if (!happens([&] { return !(run = finishedRun(stage, token)).empty(); }, 4 * patienceMs))
        return results.missing("live.watch: no run has come to its end");
    LineWriter writer(stage.database(), run);
    Crowd crowd(watchers);
    if (!crowd.open(stage.platform().port(), token, run))
        return results.missing("live.watch: not everybody could watch the run");
    std::vector<double> delays;
    delays.reserve(std::size_t{watchers} * lineCount);
    crowd.onLine([&](std::int64_t line) {
        const auto at = static_cast<std::size_t>(line - writer.first());
        if (at < lineCount)
            delays.push_back(static_cast<double>(nowNs() - writer.writtenAt(at)) / 1e6);
    });
    std::thread writing([&writer] { writer.writeAll(); });
    const bool isWhole = crowd.readUntil([&] { return delays.size() == delays.capacity(); });
    writing.join();
    if (!isWhole || crowd.gaps() > 0)
        return results.missing(
            "live.watch: " + std::to_string(delays.size()) + " of " +
            std::to_string(std::size_t{watchers} * lineCount) + " lines came, with " +
            std::to_string(crowd.gaps()) + " gaps"
        );
    const int n = static_cast<int>(delays.size());
    results.add(
        {.name = "live.watch.p50",
         .value = percentile(delays, 0.5),
         .unit = "ms",
         .n = n,
         .isLessBetter = true}
    );
    results.add(
        {.name = "live.watch.p99",
         .value = percentile(delays, 0.99),
         .unit = "ms",
         .n = n,
         .aim = 1000,
         .isLessBetter = true}
    );
    results.add(
        {.name = "live.watch.memory",
         .value = residentMb(stage.platform().pid()),
         .unit = "MB",
         .isLessBetter = true}
    );
}

} // namespace tidemark::bench
