// One connection of the HTTP server. Internal to platform/http; includes Beast.
#pragma once

#include "platform/http/request_parser.hpp"
#include "platform/http/server.hpp"
#include "platform/http/websocket.hpp"

#include <optional>
#include <unordered_map>

namespace tidemark::platform {

/// The meters of routes, each made when its route is first asked for.
class RouteMeters {
public:
    explicit RouteMeters(Metrics& metrics)
        : metrics_(metrics)
    {
    }

    /// Null: no route.
    [[nodiscard]] const RouteMeter& of(const Route* route);

private:
    Metrics& metrics_;
    std::unordered_map<const Route*, RouteMeter> meters_;
};

/// What all connections of a server share.
struct ServerContext {
    const Router& router;
    Authenticator& authenticator;
    const ServerSettings& settings;
    RouteMeters meters;
    std::function<void()> handshakeFailed;
    std::size_t largeBodyBytes = 0; ///< Of bodies that are arriving and are not small.
    bool isStopping = false;
};

/// Reads requests and writes answers, one after the other. Time-outs are a deadline that the
/// server looks at every second: cheaper than a timer for each operation.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Wire wire, ServerContext& context);
    ~Connection();

    /// Until the connection ends.
    [[nodiscard]] boost::asio::awaitable<void> run();

    /// When the deadline has passed: answers 504 for a handler that still works, else closes.
    void endIfLate(std::chrono::steady_clock::time_point now);
    void close();

    [[nodiscard]] bool isIdle() const { return isIdle_; }
    /// Whether the client owes us bytes.
    [[nodiscard]] bool isWaiting() const { return isWaiting_; }
    [[nodiscard]] std::chrono::steady_clock::time_point waitingSince() const
    {
        return waitingSince_;
    }
    [[nodiscard]] const std::string& remoteAddress() const { return wire_.remoteAddress(); }

private:
    enum class Read { whole, ended, refused };

    [[nodiscard]] boost::asio::awaitable<Read> readRequest();
    [[nodiscard]] boost::asio::awaitable<bool> fillBuffer();
    [[nodiscard]] boost::asio::awaitable<bool> sendContinue();
    [[nodiscard]] bool hasRoomFor(std::size_t bodyBytes);
    void await(std::chrono::seconds limit);
    void begin(const RequestParser::value_type& message);
    [[nodiscard]] boost::asio::awaitable<Response> answer();
    [[nodiscard]] boost::asio::awaitable<Response> answerChecked(const Route& route);
    [[nodiscard]] boost::asio::awaitable<Result<ActorPointer>> findActor();
    [[nodiscard]] boost::asio::awaitable<bool> send(Response& response, bool keepAlive);
    [[nodiscard]] boost::asio::awaitable<bool> sendPieces(const BodyProducer& producer);
    void answerLate();
    [[nodiscard]] boost::asio::awaitable<void> upgrade(const WebSocketHandler& handler);
    void writeHead(const Response& response, std::optional<std::size_t> length, bool keepAlive);
    void setDeadline(std::chrono::seconds limit);
    void report(int status);

    Wire wire_;
    ServerContext& context_;
    boost::beast::flat_buffer buffer_;
    std::optional<RequestParser> parser_;
    Request request_;
    std::string head_;
    int refusedStatus_ = 400;
    std::size_t sentBytes_ = 0;
    std::size_t largeBytes_ = 0; ///< Of this body in the context's sum.
    const Route* route_ = nullptr;
    std::chrono::steady_clock::time_point startedAt_;
    std::chrono::steady_clock::time_point deadline_;
    std::chrono::steady_clock::time_point waitingSince_;
    bool isIdle_ = true;
    bool isWaiting_ = true;
    bool isAnswering_ = false;    ///< The handler works.
    bool isAnsweredLate_ = false; ///< It was too slow, and the client has been told.
    bool isUpgraded_ = false;
};

} // namespace tidemark::platform
