// Framing, hello and limits of one connection.
#include "sync/localapi/local_connection.hpp"

#include <QPointer>

#include <boost/json/serialize.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

Fault helloMissing()
{
    return Fault{
        FaultCode::unauthenticated,
        "hello_missing",
        "The first message to the agent has to be hello.",
        "Update the program that talks to the agent."};
}

Fault otherProtocol(std::int64_t asked)
{
    return Fault{
        FaultCode::unsupported,
        "protocol_mismatch",
        "The program speaks version " + std::to_string(asked) +
            " of the local protocol, the agent " + std::to_string(localProtocolVersion) + ".",
        "Restart Tidemark to finish its update."};
}

int rpcCodeOf(const Fault& fault)
{
    return fault.reason == "unknown_method" ? rpcUnknownMethod : rpcFaulted;
}

/// The same as encodeResult, for a result that is JSON text already.
std::string encodeResultText(std::int64_t id, const AnswerText& text)
{
    std::string body = "{\"jsonrpc\":\"2.0\",\"id\":" + std::to_string(id) + ",\"result\":";
    body.reserve(body.size() + text.size() + 1);
    body += text;
    body += '}';
    return body;
}

} // namespace

LocalConnection::LocalConnection(
    ConnectionId id, QLocalSocket* socket, const MethodTable& table, HelloAnswer hello
)
    : id_(id)
    , socket_(socket)
    , table_(table)
    , hello_(std::move(hello))
{
    socket_->setParent(this);
    socket_->setReadBufferSize(1024 * 1024);
    connect(socket_, &QLocalSocket::readyRead, this, &LocalConnection::read);
    connect(socket_, &QLocalSocket::disconnected, this, &LocalConnection::end);
    helloTimer_.setSingleShot(true);
    connect(&helloTimer_, &QTimer::timeout, this, &LocalConnection::end);
    helloTimer_.start(ConnectionLimits::helloWithin);
    // What came before we were connected to the signal.
    QMetaObject::invokeMethod(this, &LocalConnection::read, Qt::QueuedConnection);
}

LocalConnection::~LocalConnection() = default;

void LocalConnection::end()
{
    if (std::exchange(isEnding_, true))
        return;
    Q_EMIT ended();
}

void LocalConnection::write(const std::string& body)
{
    if (isEnding_ || socket_->state() != QLocalSocket::ConnectedState)
        return;
    const auto frame = encodeFrame(body);
    if (!frame || socket_->bytesToWrite() > ConnectionLimits::unsentBytesMax) {
        socket_->abort();
        return end();
    }
    socket_->write(frame->data(), static_cast<qint64>(frame->size()));
}

void LocalConnection::notify(std::string_view method, const json::value& params)
{
    write(encodeNotice(method, params));
}

void LocalConnection::refuse(std::int64_t id, const Fault& fault, int rpcCode)
{
    write(encodeError(id, fault, rpcCode));
    socket_->flush();
    socket_->disconnectFromServer();
    end();
}

void LocalConnection::read()
{
    while (!isEnding_ && socket_->bytesAvailable() > 0) {
        const QByteArray bytes = socket_->readAll();
        decoder_.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        while (!isEnding_) {
            auto body = decoder_.next();
            if (!body)
                return refuse(0, body.error(), rpcMalformed);
            if (!*body)
                break;
            take(**body);
        }
        if (!isEnding_ && !isGreeted_ && decoder_.held() > ConnectionLimits::helloBytesMax)
            return refuse(0, helloMissing(), rpcFaulted);
    }
}

void LocalConnection::take(const std::string& body)
{
    auto message = parseMessage(body);
    if (!message)
        return refuse(0, message.error(), rpcMalformed);
    auto* request = std::get_if<RpcRequest>(&*message);
    if (!request || !request->id || !request->params.is_object()) {
        const Fault fault{
            FaultCode::invalid,
            "rpc_malformed",
            "The agent takes requests with an id and an object of parameters.",
            "Update the program that talks to the agent."};
        return refuse(request && request->id ? *request->id : 0, fault, rpcMalformed);
    }
    if (!isGreeted_)
        return takeHello(*request);
    if (calls_ >= ConnectionLimits::callsMax) {
        write(encodeError(
            *request->id,
            Fault{
                FaultCode::full,
                "too_many_calls",
                "The program has too many calls under way at once.",
                "Wait for answers before asking for more."}
        ));
        return;
    }
    run(std::move(*request));
}

void LocalConnection::takeHello(const RpcRequest& request)
{
    if (request.method != "hello")
        return refuse(*request.id, helloMissing(), rpcFaulted);
    const auto* protocol = request.params.get_object().if_contains("protocol");
    const std::int64_t asked = protocol && protocol->is_int64() ? protocol->get_int64() : 0;
    if (asked != localProtocolVersion)
        return refuse(*request.id, otherProtocol(asked), rpcFaulted);
    isGreeted_ = true;
    helloTimer_.stop();
    const auto* client = request.params.get_object().if_contains("client");
    json::object answer =
        hello_(client && client->is_string() ? std::string_view(client->get_string()) : "");
    answer["protocol"] = localProtocolVersion;
    write(encodeResult(*request.id, answer));
    Q_EMIT greeted();
}

QCoro::Task<void> LocalConnection::run(RpcRequest request)
{
    ++calls_;
    const QPointer<LocalConnection> self(this);
    const std::int64_t id = *request.id;
    Call call{id_, std::move(request.params.get_object())};
    const auto answer = co_await table_.call(std::move(request.method), std::move(call));
    if (!self)
        co_return;
    --calls_;
    if (answer)
        write(encodeResultText(id, *answer));
    else
        write(encodeError(id, answer.error(), rpcCodeOf(answer.error())));
}

} // namespace tidemark::sync
