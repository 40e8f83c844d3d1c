// The frame codec: what arrives split, glued, oversized or hostile.
#include "sync/wire/frame.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

std::string head(unsigned char a, unsigned char b, unsigned char c, unsigned char d)
{
    return {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c), static_cast<char>(d)};
}

/// The next body, or "none", or the fault's reason.
std::string nextOf(FrameDecoder& decoder)
{
    const auto body = decoder.next();
    if (!body)
        return body.error().reason;
    return *body ? **body : "none";
}

} // namespace

class FrameTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLengthIsFourBytesLittleEndian()
    {
        const auto frame = encodeFrame(std::string(258, 'x'));
        QVERIFY(frame.has_value());
        QCOMPARE(frame->substr(0, 4), head(2, 1, 0, 0));
        QCOMPARE(frame->size(), std::size_t(262));
    }

    void aFrameThatArrivesByteByByteComesOutWhole()
    {
        const std::string frame = *encodeFrame(R"({"a":1})");
        FrameDecoder decoder;
        for (std::size_t i = 0; i + 1 < frame.size(); ++i) {
            decoder.feed(frame.substr(i, 1));
            QCOMPARE(nextOf(decoder), std::string("none"));
        }
        decoder.feed(frame.substr(frame.size() - 1));
        QCOMPARE(nextOf(decoder), std::string(R"({"a":1})"));
        QCOMPARE(decoder.held(), std::size_t(0));
    }

    void framesThatArriveGluedComeOutOneByOne()
    {
        FrameDecoder decoder;
        decoder.feed(
            *encodeFrame("one") + *encodeFrame("two") + encodeFrame("three")->substr(0, 6)
        );
        QCOMPARE(nextOf(decoder), std::string("one"));
        QCOMPARE(nextOf(decoder), std::string("two"));
        QCOMPARE(nextOf(decoder), std::string("none"));
        decoder.feed("ree");
        QCOMPARE(nextOf(decoder), std::string("three"));
    }

    void manySmallFramesStayLinear()
    {
        std::string stream;
        for (int i = 0; i < 200000; ++i)
            stream += *encodeFrame("0123456789");
        FrameDecoder decoder;
        decoder.feed(stream);
        int count = 0;
        while (nextOf(decoder) == "0123456789")
            ++count;
        QCOMPARE(count, 200000);
        QCOMPARE(decoder.held(), std::size_t(0));
    }

    void anOversizedAnnouncementIsRefusedBeforeItArrives()
    {
        FrameDecoder decoder;
        decoder.feed(head(0xFF, 0xFF, 0xFF, 0xFF));
        QCOMPARE(nextOf(decoder), std::string("frame_too_large"));
        QCOMPARE(decoder.held(), std::size_t(0));
    }

    void afterAFaultNothingIsReadAnyMore()
    {
        FrameDecoder decoder(16);
        decoder.feed(head(17, 0, 0, 0));
        QCOMPARE(nextOf(decoder), std::string("frame_too_large"));
        decoder.feed(*encodeFrame("good"));
        QCOMPARE(nextOf(decoder), std::string("frame_broken"));
        QCOMPARE(decoder.held(), std::size_t(0));
    }

    void anEmptyFrameIsABrokenOne()
    {
        FrameDecoder decoder;
        decoder.feed(head(0, 0, 0, 0));
        QCOMPARE(nextOf(decoder), std::string("frame_broken"));
    }

    void aBodyOverTheLimitIsNotEncoded()
    {
        const auto frame = encodeFrame(std::string(frameBytesMax + 1, 'x'));
        QVERIFY(!frame.has_value());
        QCOMPARE(frame.error().code, FaultCode::tooLarge);
        QVERIFY(encodeFrame(std::string(frameBytesMax, 'x')).has_value());
    }
};

QTEST_APPLESS_MAIN(FrameTest)
#include "frame_test.moc"
