// A program at the agent's door, as tests need it.
#pragma once

#include "sync/wire/frame.hpp"
#include "sync/wire/message.hpp"

#include <QLocalSocket>
#include <QtTest>

#include <boost/json.hpp>

#include <deque>

namespace tidemark::test {

/// A program that talks to the agent, byte by byte if it wants.
class Program {
public:
    explicit Program(const QString& address)
    {
        socket_.connectToServer(address);
        (void)socket_.waitForConnected(2000);
    }

    void raw(const QByteArray& bytes)
    {
        socket_.write(bytes);
        socket_.flush();
    }
    void frame(std::string_view body)
    {
        const auto encoded = sync::encodeFrame(body);
        raw(QByteArray(encoded->data(), static_cast<qsizetype>(encoded->size())));
    }
    void call(std::int64_t id, std::string_view method, const boost::json::value& params)
    {
        frame(sync::encodeRequest(id, method, params));
    }
    void hello() { call(1, "hello", {{"client", "test"}, {"version", "0"}, {"protocol", 1}}); }

    /// The next message as JSON; null when none came in time or the other side hung up.
    boost::json::value next(int withinMs = 15'000)
    {
        QElapsedTimer waited;
        waited.start();
        while (true) {
            const auto body = decoder_.next();
            if (body && *body)
                return boost::json::parse(**body);
            if (waited.elapsed() > withinMs)
                return nullptr;
            (void
            )QTest::qWaitFor([this] { return socket_.bytesAvailable() > 0 || !isConnected(); }, 20);
            const QByteArray bytes = socket_.readAll();
            decoder_.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
            if (bytes.isEmpty() && !isConnected())
                return nullptr;
        }
    }
    /// Calls and waits for the answer; notices that come before it are kept.
    Result<boost::json::value> ask(std::string_view method, const boost::json::value& params)
    {
        call(++lastId_, method, params);
        for (int wait = 0; wait < 1000; ++wait) {
            auto message = next();
            if (!message.is_object())
                break;
            auto& object = message.get_object();
            if (!object.contains("id")) {
                notices_.push_back(object);
                continue;
            }
            if (object.at("id").as_int64() != lastId_)
                continue;
            if (const auto* error = object.if_contains("error"))
                return sync::faultFromJson(error->at("data"));
            return object.at("result");
        }
        return Fault{FaultCode::offline, "no_answer", "The agent did not answer.", {}};
    }
    /// Waits for a notice that passes; others are dropped.
    template <class Test>
    bool hears(std::string_view method, Test test, int withinMs)
    {
        QElapsedTimer waited;
        waited.start();
        while (waited.elapsed() < withinMs) {
            if (notices_.empty()) {
                auto message = next(static_cast<int>(withinMs - waited.elapsed()));
                if (!message.is_object())
                    continue;
                notices_.push_back(message.get_object());
            }
            const auto notice = notices_.front();
            notices_.pop_front();
            if (notice.contains("method") && notice.at("method").as_string() == method &&
                test(notice.at("params").as_object()))
                return true;
        }
        return false;
    }
    bool isConnected() const { return socket_.state() == QLocalSocket::ConnectedState; }
    bool isHungUpOn()
    {
        return QTest::qWaitFor([this] { return !isConnected(); }, 2000);
    }

private:
    QLocalSocket socket_;
    sync::FrameDecoder decoder_;
    std::deque<boost::json::object> notices_ = {};
    std::int64_t lastId_ = 1;
};

/// The reason of an error message; empty when it is none.
inline std::string reasonOf(const boost::json::value& message)
{
    const auto* error = message.is_object() ? message.get_object().if_contains("error") : nullptr;
    return error ? std::string(error->at("data").at("reason").as_string()) : std::string();
}

} // namespace tidemark::test
