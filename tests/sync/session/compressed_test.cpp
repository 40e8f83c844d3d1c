// Answers that the platform packed: unpacked by the client, within the client's own limit.
#include "sync/session/http_client.hpp"
#include "tests/sync/session/fake_server.hpp"

#include <QCoroTask>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr int blockBytes = 128 * 1024;

/// A zstd frame of so many blocks of one repeated letter: packed far better than 40 to 1.
QByteArray zstdOf(int blocks)
{
    const quint32 size = static_cast<quint32>(blocks) * blockBytes;
    QByteArray frame = QByteArray::fromHex("28b52ffda0");
    for (int shift = 0; shift < 32; shift += 8)
        frame += static_cast<char>(size >> shift);
    for (int i = 0; i < blocks; ++i) {
        const quint32 head = (blockBytes << 3U) | (1U << 1U) | (i + 1 == blocks ? 1U : 0U);
        for (int shift = 0; shift < 24; shift += 8)
            frame += static_cast<char>(head >> shift);
        frame += 'r';
    }
    return frame;
}

Result<HttpAnswer> fetch(int blocks, qint64 most, QByteArray* head)
{
    FakeServer server([&](const FakeRequest& request) {
        *head = request.head;
        return httpAnswer(
            200, zstdOf(blocks), "application/x-ndjson", "Content-Encoding: zstd\r\n"
        );
    });
    HttpClient http;
    HttpRequest request;
    request.url = QUrl(QString::fromStdString(server.address()));
    request.answerBytesMax = most;
    auto task = http.send(std::move(request));
    return QCoro::waitFor(std::move(task));
}

} // namespace

class CompressedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packed_rows_are_unpacked_however_well_they_packed()
    {
        QByteArray head;
        const auto answer = fetch(160, 64 * 1024 * 1024, &head);
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().cause.c_str());
        QCOMPARE(answer->body.size(), qsizetype{160} * blockBytes);
        QCOMPARE(answer->body.back(), 'r');
        QVERIFY2(head.toLower().contains("zstd"), head.constData());
    }

    void what_unpacks_to_more_than_allowed_is_refused()
    {
        QByteArray head;
        const auto answer = fetch(160, 4 * 1024 * 1024, &head);
        QVERIFY2(!answer, answer ? QByteArray::number(answer->body.size()).constData() : "");
        QVERIFY2(
            answer.error().code == FaultCode::tooLarge || answer.error().code == FaultCode::offline,
            answer.error().reason.c_str()
        );
    }
};

QTEST_GUILESS_MAIN(CompressedTest)
#include "compressed_test.moc"
