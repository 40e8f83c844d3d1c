// What a connection writes.
#include "platform/http/connection.hpp"
#include "platform/http/response_head.hpp"
#include "platform/telemetry/log.hpp"

#include <spdlog/spdlog.h>

namespace tidemark::platform {
namespace asio = boost::asio;
using boost::system::error_code;

asio::awaitable<bool> Connection::sendContinue()
{
    static constexpr std::string_view words = "HTTP/1.1 100 Continue\r\n\r\n";
    const std::array<asio::const_buffer, 1> bytes{asio::buffer(words)};
    const error_code error = co_await wire_.write(bytes);
    co_return !error;
}

void Connection::writeHead(
    const Response& response, std::optional<std::size_t> length, bool keepAlive
)
{
    appendHead(head_, response, request_.requestId);
    if (length) {
        head_ += "Content-Length: ";
        head_ += std::to_string(*length);
        head_ += "\r\n";
    } else if (response.status != 204) {
        head_ += "Transfer-Encoding: chunked\r\n";
    }
    if (wire_.isSecure())
        head_ += "Strict-Transport-Security: max-age=31536000\r\n";
    if (!keepAlive)
        head_ += "Connection: close\r\n";
    head_ += "\r\n";
}

asio::awaitable<bool> Connection::send(Response& response, bool keepAlive)
{
    head_.clear();
    sentBytes_ = 0;
    const bool hasNoBody = request_.method == Method::head || response.status == 204;
    const auto* producer = std::get_if<BodyProducer>(&response.body);
    if (producer) {
        writeHead(response, std::nullopt, keepAlive);
        const std::array<asio::const_buffer, 1> only{asio::buffer(head_)};
        const error_code error = co_await wire_.write(only);
        co_return !error && (hasNoBody || co_await sendPieces(*producer));
    }
    const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&response.body);
    const std::string_view body = shared ? **shared : std::get<std::string>(response.body);
    if (response.status == 204)
        writeHead(response, std::nullopt, keepAlive);
    else
        writeHead(response, body.size(), keepAlive);
    sentBytes_ = hasNoBody ? 0 : body.size();
    constexpr std::size_t smallBody = 8 * 1024;
    const bool isCopied = sentBytes_ <= smallBody; // One buffer is cheaper than two small ones.
    if (isCopied)
        head_.append(body.data(), sentBytes_);
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(head_), asio::buffer(body.data(), isCopied ? 0 : sentBytes_)};
    const error_code error = co_await wire_.write(buffers);
    co_return !error;
}

asio::awaitable<bool> Connection::sendPieces(const BodyProducer& producer)
{
    for (;;) {
        auto piece = co_await producer();
        if (!piece) {
            spdlog::warn(
                "request {}: stream broken off: {}", request_.requestId, piece.error().reason
            );
            co_return false;
        }
        sentBytes_ += piece->size();
        setDeadline(context_.settings.answerLimit);
        head_ = chunkHead(piece->size());
        static constexpr std::string_view lineEnd = "\r\n";
        const std::array<asio::const_buffer, 3> buffers{
            asio::buffer(head_),
            asio::buffer(*piece),
            asio::buffer(lineEnd.data(), lineEnd.size())};
        const error_code error = co_await wire_.write(buffers);
        if (error || piece->empty())
            co_return !error;
    }
}

/// The handler goes on, because what it began in the database ends by itself; its answer is
/// dropped. Nothing else uses the socket meanwhile. One attempt to write is enough: the text is
/// shorter than any send buffer, and who does not read has no use for it.
void Connection::answerLate()
{
    isAnsweredLate_ = true;
    const Fault late{
        FaultCode::timedOut,
        "answer_too_late",
        "The platform took longer than " + std::to_string(context_.settings.answerLimit.count()) +
            " s to answer, and what was asked may still take effect.",
        "Look whether it did, then try again; with the same idempotency key that is safe."};
    const Response response = problem(late, request_.requestId);
    const auto& body = std::get<std::string>(response.body);
    head_.clear();
    writeHead(response, body.size(), false);
    sentBytes_ = request_.method == Method::head ? 0 : body.size();
    head_.append(body, 0, sentBytes_);
    error_code ignored;
    wire_.beNonBlocking();
    (void)wire_.tryWrite(head_, ignored);
    wire_.endSending();
    setDeadline(context_.settings.arriveLimit);
    report(response.status);
}

void Connection::report(int status)
{
    using std::chrono::microseconds;
    const auto time =
        std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - startedAt_);
    context_.meters.of(route_).count(status, time);
    RequestEntry entry;
    entry.requestId = request_.requestId;
    entry.method = nameOf(request_.method);
    entry.path = request_.path;
    entry.status = status;
    entry.time = time;
    entry.bytes = sentBytes_;
    entry.address = request_.remoteAddress;
    const std::string user = request_.actor ? request_.actor->userId.toString() : std::string();
    entry.tenant = request_.actor ? request_.actor->tenancy.tenant : 0;
    entry.user = user;
    logRequest(entry);
}

} // namespace tidemark::platform
