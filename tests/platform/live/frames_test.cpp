// WebSocket frames, in whatever pieces they arrive.
#include "platform/live/frames.hpp"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// A frame as a client sends it.
std::string masked(int opcode, std::string payload, bool isLast = true)
{
    std::string bytes = {static_cast<char>((isLast ? 0x80 : 0) | opcode)};
    if (payload.size() < 126) {
        bytes += static_cast<char>(0x80 | payload.size());
    } else {
        bytes += static_cast<char>(0x80 | 126);
        bytes += static_cast<char>(payload.size() >> 8);
        bytes += static_cast<char>(payload.size() & 0xFF);
    }
    const std::string mask = "\x11\x22\x33\x44";
    bytes += mask;
    for (std::size_t i = 0; i < payload.size(); ++i)
        bytes += static_cast<char>(payload[i] ^ mask[i % 4]);
    return bytes;
}

} // namespace

class FramesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theAcceptKeyIsThatOfTheStandardsExample()
    {
        QCOMPARE(acceptOf("dGhlIHNhbXBsZSBub25jZQ=="), std::string("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    }

    void messagesCompleteWhateverThePieces()
    {
        const std::string bytes = masked(0x1, "hel", false) + masked(0x9, "p") + masked(0x0, "lo") +
                                  masked(0x1, std::string(300, 'y'));
        for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
            FrameReader reader(1000);
            std::vector<InboundMessage> all;
            for (std::size_t at = 0; at < bytes.size(); at += piece) {
                auto some = reader.feed(std::string_view(bytes).substr(at, piece));
                QVERIFY(some.has_value());
                all.insert(all.end(), some->begin(), some->end());
            }
            QCOMPARE(all.size(), std::size_t(3));
            QVERIFY(all[0].kind == InboundMessage::Kind::ping);
            QCOMPARE(all[1].payload, std::string("hello"));
            QCOMPARE(all[2].payload, std::string(300, 'y'));
        }
    }

    void badFramesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& bytes, const char* reason) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString(reason);
        };
        row("not masked", std::string("\x81\x01x", 3), "bad_frame");
        row("binary", masked(0x2, "x"), "bad_frame");
        row("rest of nothing", masked(0x0, "x"), "bad_frame");
        row("text within text", masked(0x1, "x", false) + masked(0x1, "y"), "bad_frame");
        row("compressed", std::string("\xC1\x81\0\0\0\0x", 7), "bad_frame");
        row("fragmented ping", masked(0x9, "x", false), "bad_frame");
        row("too large", masked(0x1, std::string(1001, 'x')), "message_too_large");
        row("too large in two",
            masked(0x1, std::string(600, 'x'), false) + masked(0x0, std::string(600, 'x')),
            "message_too_large");
        row("length beyond memory",
            std::string("\x81\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0", 14),
            "message_too_large");
    }

    void badFramesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        FrameReader reader(1000);
        const auto result =
            reader.feed(std::string_view(bytes.constData(), std::size_t(bytes.size())));
        QVERIFY(result.has_error());
        QCOMPARE(result.error().reason, reason.toStdString());
    }
};

QTEST_APPLESS_MAIN(FramesTest)
#include "frames_test.moc"
