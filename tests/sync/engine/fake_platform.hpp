// A platform in memory that keeps a ledger of what each client sent, for tests of the real agent.
#pragma once

#include "models/protocol/frame.hpp"
#include "models/protocol/push.hpp"
#include "models/protocol/session.hpp"
#include "tests/sync/mirror/wire_rows.hpp"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <boost/json.hpp>

#include <map>
#include <memory>

namespace tidemark::test {

/// Answers sign-in and the sync protocol over HTTP. One tenant, one scope without rows, unless some
/// are asked for. Counts how often the content of each mutation took effect.
class FakePlatform {
public:
    explicit FakePlatform(int delayMs = 0)
        : delayMs_(delayMs)
    {
        server_.listen(QHostAddress::LocalHost);
        QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
            while (QTcpSocket* socket = server_.nextPendingConnection())
                serve(socket);
        });
    }

    [[nodiscard]] std::string address() const
    {
        return "http://127.0.0.1:" + std::to_string(server_.serverPort());
    }
    /// Values of `quantity` that took effect, and how often.
    [[nodiscard]] const std::map<std::string, int>& effects() const { return effects_; }
    /// The same, in the order in which they took effect.
    [[nodiscard]] const std::vector<std::string>& order() const { return order_; }
    [[nodiscard]] int pushes() const { return pushes_; }
    /// Every so many pushes take effect but are not answered, as when a line breaks.
    void loseEveryNthAnswer(int n) { loseEvery_ = n; }
    /// The scope is held for so long, and has so many rows; to be said before anybody signs in.
    void grant(std::int64_t leaseSeconds, std::uint64_t rows)
    {
        leaseSeconds_ = leaseSeconds;
        rows_ = rows;
    }
    /// An older platform knows these fields alone and refuses others.
    void knows(std::optional<KnownFields> fields) { known_ = std::move(fields); }
    /// Fields that took effect, and those that were refused, in the order in which they came.
    [[nodiscard]] const std::vector<std::string>& taken() const { return taken_; }
    [[nodiscard]] const std::vector<std::string>& refused() const { return refused_; }
    /// Nothing is answered any more, as without a network.
    void beSilent(bool isSilent) { isSilent_ = isSilent; }
    /// Every request is answered with `device_wipe`, until the device says that it did.
    void askForWipe() { asksForWipe_ = true; }
    [[nodiscard]] int wiped() const { return wiped_; }
    /// What the device called itself when it signed in last.
    [[nodiscard]] const boost::json::object& device() const { return device_; }

private:
    struct Client {
        std::int64_t lastMid = 0;
        std::int64_t incarnation = 0;
        std::map<std::int64_t, std::pair<std::string, PushResult>> results = {};
    };

    void serve(QTcpSocket* socket)
    {
        const auto seen = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, seen] {
            *seen += socket->readAll();
            while (takeRequest(socket, *seen)) {
            }
        });
    }

    bool takeRequest(QTcpSocket* socket, QByteArray& seen)
    {
        const auto end = seen.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QByteArray head = seen.left(end);
        const auto at = head.toLower().indexOf("content-length:");
        const qsizetype length =
            at < 0 ? 0 : head.mid(at + 15).split('\r').first().trimmed().toLongLong();
        if (seen.size() < end + 4 + length)
            return false;
        const QByteArray body = seen.mid(end + 4, length);
        seen.remove(0, end + 4 + length);
        const auto words = head.split('\r').first().split(' ');
        const auto answer = respond(words.value(1), body);
        QTimer::singleShot(delayMs_, socket, [socket, answer] {
            if (answer.isEmpty())
                return socket->abort();
            socket->write(answer);
        });
        return true;
    }

    static QByteArray http(int status, const std::string& body)
    {
        return "HTTP/1.1 " + QByteArray::number(status) +
               " X\r\nContent-Type: application/json\r\nContent-Length: " +
               QByteArray::number(static_cast<qsizetype>(body.size())) + "\r\n\r\n" +
               QByteArray::fromStdString(body);
    }
    static QByteArray json(const boost::json::object& body)
    {
        return http(200, boost::json::serialize(body));
    }

    QByteArray respond(const QByteArray& path, const QByteArray& body)
    {
        if (isSilent_)
            return {};
        const auto value = body.isEmpty() ? boost::json::value(boost::json::object{})
                                          : boost::json::parse(body.toStdString());
        if (path.startsWith("/api/v1/about"))
            return json(
                {{"product", "tidemark"},
                 {"version", "test"},
                 {"protocol", {{"min", 1}, {"max", 1}}},
                 {"serverTime", Timestamp::now().toString()},
                 {"demo", nullptr}}
            );
        if (path.startsWith("/api/v1/auth/wiped")) {
            asksForWipe_ = false;
            ++wiped_;
            return http(204, "");
        }
        if (asksForWipe_)
            return http(401, R"({"code":"unauthenticated","reason":"device_wipe","detail":"x"})");
        if (path.startsWith("/api/v1/auth/sign-in"))
            device_ = value.at("device").as_object();
        if (path.startsWith("/api/v1/auth/sign-out"))
            return http(204, "");
        if (path.startsWith("/api/v1/auth/"))
            return json(signedIn());
        if (path.startsWith("/api/v1/sync/session"))
            return session(value);
        if (path.startsWith("/api/v1/sync/snapshot"))
            return page();
        if (path.startsWith("/api/v1/sync/pull"))
            return pull(value);
        if (path.startsWith("/api/v1/sync/push"))
            return push(value);
        if (path.startsWith("/api/v1/sync/mutations"))
            return mutations(path);
        return http(404, R"({"code":"not_found","reason":"no_such_route","detail":"none"})");
    }

    static boost::json::object signedIn()
    {
        return {
            {"accessToken", "access"},
            {"expiresIn", 900},
            {"refreshToken", "refresh-8d1f0a77c24e4b9e"},
            {"refreshExpiresIn", 90'000},
            {"user",
             {{"id", "01920000-0000-7000-8000-000000000001"},
              {"login", "maya@demo.example"},
              {"displayName", "Maya"},
              {"tenant", {{"number", 1}, {"slug", "demo"}, {"name", "Demo"}, {"timeZone", "UTC"}}},
              {"permissions", boost::json::array{"*:*"}}}}};
    }

    QByteArray session(const boost::json::value& value)
    {
        const auto request = readSessionRequest(value);
        if (!request)
            return http(400, "{}");
        SessionAnswer answer;
        answer.clientId = request->clientId.value_or(Uuid::make().toString());
        Client& client = clients_[answer.clientId];
        const bool isFork = request->incarnation < client.incarnation ||
                            (client.lastMid > 0 && request->nextMid <= client.lastMid);
        if (isFork)
            return http(409, R"({"code":"conflict","reason":"fork","detail":"fork"})");
        client.incarnation = request->incarnation;
        answer.history = "h1";
        answer.headCut = cut_;
        answer.salt = "s";
        answer.lastMid = client.lastMid;
        answer.serverTime = Timestamp::now();
        if (known_ && request->fieldsStamp != stampOf(*known_))
            answer.fields = known_;
        answer.scopes.push_back(
            {.id = 1,
             .kind = ScopeKind::tenant,
             .name = "Demo",
             .rows = static_cast<std::int64_t>(rows_),
             .leaseSeconds = leaseSeconds_}
        );
        return json(toJson(answer));
    }

    QByteArray page() const
    {
        std::string out;
        if (rows_ > 0) {
            RowsFrameWriter rows(out, "fuelSupply", 1, supplyColumns());
            for (std::uint64_t number = 1; number <= rows_; ++number)
                writeSupply(rows, {.number = number});
            rows.finish();
        }
        appendFrame(out, PageFrame{.scope = 1, .entity = "fuelSupply", .readyCut = cut_});
        return http(200, out);
    }

    QByteArray pull(const boost::json::value& value) const
    {
        const auto request = readPullRequest(value);
        if (!request)
            return http(400, "{}");
        std::string out;
        HeadFrame head{.history = "h1", .epoch = 1, .from = request->cursor.cut, .to = cut_};
        head.salt = "s";
        appendFrame(out, head);
        DigestSum sum;
        for (std::uint64_t number = 1; number <= rows_; ++number)
            sum.add(idOf(number), 1);
        appendFrame(out, EndFrame{.to = cut_, .salt = "s", .digest = {{1, sum.count, sum.sum}}});
        return http(200, out);
    }

    QByteArray push(const boost::json::value& value)
    {
        const auto request = readPushRequest(value);
        if (!request)
            return http(400, "{}");
        Client& client = clients_[request->clientId];
        PushAnswer answer;
        for (const PushMutation& mutation : request->mutations) {
            const auto known = client.results.find(mutation.mid);
            if (known != client.results.end()) {
                if (known->second.first != mutation.sha)
                    return http(409, R"({"code":"conflict","reason":"mid_reuse","detail":"x"})");
                answer.results.push_back(known->second.second);
                continue;
            }
            if (mutation.mid != client.lastMid + 1)
                return http(
                    409,
                    R"({"code":"conflict","reason":"mid_gap","detail":"x","lastMid":)" +
                        std::to_string(client.lastMid) + "}"
                );
            answer.results.push_back(apply(client, mutation));
        }
        answer.lastMid = client.lastMid;
        ++pushes_;
        if (loseEvery_ > 0 && pushes_ % loseEvery_ == 0)
            return {};
        return json(toJson(answer));
    }

    PushResult apply(Client& client, const PushMutation& mutation)
    {
        PushResult result{.mid = mutation.mid, .status = PushStatus::applied};
        for (const PushOp& op : mutation.ops) {
            for (const auto& [field, value] : op.set) {
                const bool isTaken =
                    !known_ || known_->entities[op.entity].contains(std::string(field));
                (isTaken ? taken_ : refused_).emplace_back(field);
                if (!isTaken)
                    result = {.mid = mutation.mid, .status = PushStatus::rejected, .code = "x"};
            }
            const auto* quantity = op.set.if_contains("quantity");
            if (quantity == nullptr)
                continue;
            const std::string value(quantity->as_string());
            if (++effects_[value] == 1)
                order_.push_back(value);
        }
        client.lastMid = mutation.mid;
        client.results.emplace(mutation.mid, std::pair(mutation.sha, result));
        ++cut_;
        return result;
    }

    QByteArray mutations(const QByteArray& path)
    {
        const auto part = [&path](const QByteArray& name) {
            const auto at = path.indexOf(name + "=");
            return at < 0 ? QByteArray() : path.mid(at + name.size() + 1).split('&').first();
        };
        const Client& client = clients_[part("clientId").toStdString()];
        PushAnswer answer{.lastMid = client.lastMid};
        for (auto at = client.results.lower_bound(part("fromMid").toLongLong());
             at != client.results.end() && answer.results.size() < 1000;
             ++at)
            answer.results.push_back(at->second.second);
        return json(toJson(answer));
    }

    int delayMs_;
    bool asksForWipe_ = false;
    bool isSilent_ = false;
    std::int64_t leaseSeconds_ = 0;
    std::uint64_t rows_ = 0;
    int wiped_ = 0;
    boost::json::object device_ = {};
    int loseEvery_ = 0;
    int pushes_ = 0;
    std::int64_t cut_ = 10;
    std::map<std::string, Client> clients_ = {};
    std::map<std::string, int> effects_ = {};
    std::vector<std::string> order_ = {};
    std::optional<KnownFields> known_ = {};
    std::vector<std::string> taken_ = {};
    std::vector<std::string> refused_ = {};
    QTcpServer server_;
};

} // namespace tidemark::test
