// Requests of the sync protocol.
#include "sync/session/sync_requests.hpp"

#include "models/protocol/limits.hpp"

#include <QCoreApplication>
#include <QUrlQuery>

#include <boost/json/serialize.hpp>

namespace tidemark::sync {
namespace {

/// In the oldest version that we speak, so that a platform of the version before takes it. Which
/// program that is decides whether the platform takes its changes.
void addVersion(HttpRequest& request)
{
    request.headers.append(
        {QByteArrayLiteral("X-Sync-Protocol"), QByteArray::number(limits::syncProtocolLeast)}
    );
    request.headers.append(
        {QByteArrayLiteral("X-Tidemark-Version"), QCoreApplication::applicationVersion().toUtf8()}
    );
}

/// A slow line is no dead line.
void giveTime(HttpRequest& request, qint64 bytesMax)
{
    request.answerBytesMax = bytesMax;
    request.totalMax = std::chrono::milliseconds(5 * 60'000);
}

} // namespace

HttpRequest postJson(const boost::json::object& body)
{
    HttpRequest request;
    request.method = "POST";
    const std::string text = boost::json::serialize(body);
    request.body = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    addVersion(request);
    return request;
}

HttpRequest postForFrames(const boost::json::object& body, qint64 bytesMax)
{
    HttpRequest request = postJson(body);
    giveTime(request, bytesMax);
    return request;
}

HttpRequest getFrames(qint64 bytesMax)
{
    HttpRequest request;
    giveTime(request, bytesMax);
    addVersion(request);
    return request;
}

QString
snapshotPath(std::int64_t scope, const std::string& entity, const std::string& after, int limit)
{
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("scope"), QString::number(scope));
    query.addQueryItem(QStringLiteral("entity"), QString::fromStdString(entity));
    if (!after.empty())
        query.addQueryItem(QStringLiteral("after"), QString::fromStdString(after));
    query.addQueryItem(QStringLiteral("limit"), QString::number(limit));
    return QStringLiteral("/api/v1/sync/snapshot?") + query.toString(QUrl::FullyEncoded);
}

} // namespace tidemark::sync
