#include "platform/http/connection.hpp"

#include "platform/http/forwarded.hpp"
#include "platform/http/response_head.hpp"

#include <boost/beast/websocket/rfc6455.hpp>
#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::size_t readBlock = 16 * 1024;

Fault needsToken()
{
    return Fault{
        FaultCode::unauthenticated,
        "token_missing",
        "You are not signed in.",
        "Sign in, then try again."};
}

} // namespace

Connection::Connection(Wire wire, ServerContext& context)
    : wire_(std::move(wire))
    , context_(context)
{
    await(wire_.isSecure() ? context_.settings.handshakeLimit : context_.settings.idleLimit);
}

Connection::~Connection()
{
    context_.largeBodyBytes -= largeBytes_;
}

void Connection::await(std::chrono::seconds limit)
{
    isWaiting_ = true;
    waitingSince_ = std::chrono::steady_clock::now();
    deadline_ = waitingSince_ + limit;
}

void Connection::setDeadline(std::chrono::seconds limit)
{
    deadline_ = std::chrono::steady_clock::now() + limit;
}

void Connection::endIfLate(std::chrono::steady_clock::time_point now)
{
    if (isUpgraded_ || now <= deadline_)
        return;
    if (isAnswering_ && !isAnsweredLate_)
        answerLate();
    else
        close();
}

void Connection::close()
{
    wire_.close();
}

asio::awaitable<void> Connection::run()
{
    const auto self = shared_from_this();
    if (wire_.isSecure()) {
        const error_code error = co_await wire_.shakeHands();
        if (error)
            co_return context_.handshakeFailed();
    }
    bool keepAlive = true;
    while (keepAlive && !context_.isStopping) {
        const Read outcome = co_await readRequest();
        if (outcome == Read::ended)
            break;
        isWaiting_ = false;
        startedAt_ = std::chrono::steady_clock::now();
        deadline_ = startedAt_ + context_.settings.answerLimit;
        route_ = nullptr;
        begin(parser_->get());
        if (outcome == Read::whole && boost::beast::websocket::is_upgrade(parser_->get())) {
            if (const WebSocketHandler* handler = context_.router.webSocket(request_.path)) {
                co_await upgrade(*handler);
                co_return;
            }
        }
        Response response;
        if (outcome == Read::refused) {
            response = problem(malformedRequest(refusedStatus_), request_.requestId);
            response.status = refusedStatus_;
        } else {
            isAnswering_ = true;
            response = co_await answer();
            isAnswering_ = false;
            if (isAnsweredLate_)
                break;
        }
        keepAlive = outcome == Read::whole && parser_->get().keep_alive() && !context_.isStopping;
        const bool isSent = co_await send(response, keepAlive);
        report(response.status);
        keepAlive = keepAlive && isSent;
        request_.actor.reset();
    }
    wire_.endSending();
    close();
}

asio::awaitable<bool> Connection::fillBuffer()
{
    error_code error;
    const auto room = buffer_.prepare(readBlock);
    const std::size_t count = co_await wire_.readSome(room, error);
    buffer_.commit(count);
    co_return !error && count > 0;
}

asio::awaitable<Connection::Read> Connection::readRequest()
{
    parser_.emplace();
    parser_->eager(true);
    parser_->header_limit(context_.settings.headLimit);
    parser_->body_limit(context_.settings.bodyLimit);
    isIdle_ = true;
    context_.largeBodyBytes -= std::exchange(largeBytes_, 0);
    await(context_.settings.idleLimit);
    if (buffer_.size() == 0 && !co_await fillBuffer())
        co_return Read::ended;
    isIdle_ = false;
    await(context_.settings.arriveLimit);
    bool isHeadSeen = false;
    for (;;) {
        error_code error;
        const std::size_t used = parser_->put(buffer_.data(), error);
        buffer_.consume(used);
        if (error && error != http::error::need_more) {
            refusedStatus_ = statusOf(error);
            co_return Read::refused;
        }
        if (parser_->is_header_done() && !std::exchange(isHeadSeen, true)) {
            refusedStatus_ = refusalOf(parser_->get());
            if (refusedStatus_ != 0)
                co_return Read::refused;
            const bool asks = parser_->get()[http::field::expect] == "100-continue";
            if (asks && !parser_->is_done() && !co_await sendContinue())
                co_return Read::ended;
        }
        if (!hasRoomFor(parser_->get().body().size())) {
            refusedStatus_ = 503;
            co_return Read::refused;
        }
        if (parser_->is_done())
            co_return Read::whole;
        if ((used == 0 || buffer_.size() == 0 || error) && !co_await fillBuffer())
            co_return Read::ended;
    }
}

/// Small bodies are always taken. The large ones of all connections share a bound, so that many
/// slow senders cannot fill the memory.
bool Connection::hasRoomFor(std::size_t bodyBytes)
{
    constexpr std::size_t smallBody = 64 * 1024;
    if (bodyBytes <= smallBody)
        return true;
    context_.largeBodyBytes += bodyBytes - largeBytes_;
    largeBytes_ = bodyBytes;
    if (context_.largeBodyBytes <= context_.settings.largeBodiesLimit)
        return true;
    context_.largeBodyBytes -= std::exchange(largeBytes_, 0); // It is refused; others go on.
    return false;
}

void Connection::begin(const RequestParser::value_type& message)
{
    fillRequest(message, request_);
    request_.remoteAddress = wire_.remoteAddress();
    request_.isSecure = wire_.isSecure();
    const auto& proxies = context_.settings.trustedProxies;
    if (proxies.empty())
        return;
    std::vector<std::string_view> forwarded;
    const auto lists = message.equal_range("X-Forwarded-For");
    for (auto list = lists.first; list != lists.second; ++list)
        forwarded.push_back(view(list->value()));
    request_.remoteAddress = clientAddress(request_.remoteAddress, forwarded, proxies);
}

asio::awaitable<Response> Connection::answer()
{
    const Fault nowhere{
        FaultCode::notFound,
        "no_such_route",
        "There is nothing at this address.",
        "Check the address."};
    if (!methodOf(parser_->get().method())) {
        Response refusal = problem(nowhere, request_.requestId);
        refusal.status = 405;
        co_return refusal;
    }
    if (!request_.path.starts_with('/'))
        co_return problem(malformedRequest(400), request_.requestId);
    const Router::Match match = context_.router.match(request_);
    if (match.route) {
        route_ = match.route;
        co_return co_await answerChecked(*match.route);
    }
    Response refusal = problem(nowhere, request_.requestId);
    std::string allowed;
    for (const Method method : match.allowed)
        allowed += (allowed.empty() ? "" : ", ") + std::string(nameOf(method));
    if (!allowed.empty()) {
        refusal.status = 405;
        refusal.headers.emplace_back("Allow", allowed);
    }
    co_return refusal;
}

asio::awaitable<Result<ActorPointer>> Connection::findActor()
{
    static constexpr std::string_view scheme = "Bearer ";
    const std::string_view given = view(parser_->get()[http::field::authorization]);
    // Programs with an API key may also send it by itself.
    const bool isBearer = given.starts_with(scheme);
    const std::string_view token =
        isBearer ? given.substr(scheme.size()) : request_.header("X-API-Key").value_or("");
    if (token.empty() || !(isBearer || token.starts_with("tmk_")))
        co_return needsToken();
    if (ActorPointer known = context_.authenticator.knownActor(token))
        co_return known;
    co_return co_await context_.authenticator.actorOf(token);
}

/// Who may, then the handler. An exception is a bug of the handler and ends this request only.
asio::awaitable<Response> Connection::answerChecked(const Route& route)
{
    try {
        if (route.access.kind != Access::Kind::anyone) {
            auto actor = co_await findActor();
            if (!actor) {
                Response refusal = problem(actor.error(), request_.requestId);
                if (refusal.status == 401)
                    refusal.headers.emplace_back("WWW-Authenticate", "Bearer");
                co_return refusal;
            }
            request_.actor = std::move(*actor);
        }
        Admission* admission = context_.settings.admission;
        if (admission && !admission->admitsAtOnce(route, request_)) {
            auto refusal = co_await admission->judge(route, request_);
            if (refusal)
                co_return std::move(*refusal);
        }
        if (request_.actor && request_.actor->owes() > route.access.leniency)
            co_return problem(owedFault(request_.actor->owes()), request_.requestId);
        if (request_.actor && !route.access.admits(*request_.actor)) {
            const Fault refused{
                FaultCode::forbidden,
                "permission_missing",
                "You may not do this: it needs " + route.access.permission + ".",
                "Ask an administrator for access."};
            co_return problem(refused, request_.requestId);
        }
        co_return co_await route.handler(request_);
    } catch (const std::exception& error) {
        spdlog::error("{} threw: {}", route.pattern, error.what());
    }
    const Fault bug{FaultCode::internal, "exception", "A handler threw.", ""};
    co_return problem(bug, request_.requestId);
}

asio::awaitable<void> Connection::upgrade(const WebSocketHandler& handler)
{
    isUpgraded_ = true;
    isIdle_ = false;
    WebSocketUpgrade upgrade{std::move(wire_), parser_->release(), std::move(buffer_)};
    begin(upgrade.head);
    try {
        co_await handler(std::move(upgrade), request_);
    } catch (const std::exception& error) {
        spdlog::error("a WebSocket handler threw: {}", error.what());
    }
}

} // namespace tidemark::platform
