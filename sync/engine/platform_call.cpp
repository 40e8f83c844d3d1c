// Calls to the platform on behalf of a window.
#include "sync/engine/platform_call.hpp"

#include "models/core/uuid.hpp"
#include "sync/engine/params.hpp"

#include <QSaveFile>

#include <boost/json.hpp>

#include <array>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> methods{"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr qint64 answerBytesMax = 6 * 1024 * 1024; // It has to fit into a frame.

bool isAllowed(std::string_view path)
{
    const bool isClean = path.find("..") == path.npos && path.find("//") == path.npos &&
                         path.find('#') == path.npos && path.find('\\') == path.npos &&
                         path.find('%') >= std::min(path.find('?'), path.size());
    return isClean && path.starts_with("/api/v1/") && !path.starts_with("/api/v1/auth/") &&
           !path.starts_with("/api/v1/sync/") && !path.starts_with("/api/v1/live");
}

QByteArray bytesOf(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

Result<PlatformRequest> platformRequestOf(const json::object& params)
{
    Params in(params);
    const std::string method = in.text("method", 8);
    const std::string path = in.text("path", 8000);
    std::string key = in.optionalText("idempotencyKey", 80);
    const std::string ifMatch = in.optionalText("ifMatch", 40);
    if (std::find(methods.begin(), methods.end(), method) == methods.end())
        in.refuse("method", "is none that the platform knows");
    for (const char c : key + ifMatch) {
        if (c < ' ' || c > '~')
            in.refuse("idempotencyKey", "has characters that do not travel");
    }
    if (in.fault())
        return *in.fault();
    if (!isAllowed(path))
        return Fault{
            FaultCode::forbidden,
            "path_refused",
            "The agent does not pass calls to this path on.",
            "Update the agent and the desk to the same version."};
    PlatformRequest request;
    request.path = QString::fromStdString(path);
    request.http.method = bytesOf(method);
    request.http.isPersons = true;
    request.http.answerBytesMax = answerBytesMax;
    if (const auto* body = params.if_contains("body"); body && !body->is_null())
        request.http.body = bytesOf(json::serialize(*body));
    // A lost answer must not do a write twice, also when the window did not think of it.
    if (method != "GET" && key.empty())
        key = Uuid::make().toString();
    if (!key.empty())
        request.http.headers.append({QByteArrayLiteral("Idempotency-Key"), bytesOf(key)});
    if (!ifMatch.empty())
        request.http.headers.append({QByteArrayLiteral("If-Match"), bytesOf(ifMatch)});
    return request;
}

QCoro::Task<Result<AnswerText>> callPlatform(Session& session, PlatformRequest request)
{
    const auto answer = co_await session.send(request.path, std::move(request.http));
    if (!answer)
        co_return answer.error();
    std::string text = "{\"status\":" + std::to_string(answer->status) + ",\"body\":";
    boost::system::error_code failed;
    json::value body;
    if (!answer->body.isEmpty())
        body = json::parse(answer->text(), failed);
    if (failed)
        body = answer->text();
    text += json::serialize(body);
    text += '}';
    co_return text;
}

QCoro::Task<Result<AnswerText>>
downloadFromPlatform(Session& session, PlatformRequest request, QString path)
{
    request.http.answerBytesMax = downloadBytesMax;
    const auto answer = co_await session.send(request.path, std::move(request.http));
    if (!answer)
        co_return answer.error();
    if (answer->status != 200) {
        co_return Fault{
            FaultCode::notFound,
            "download_refused",
            "The platform did not hand the file out (status " + std::to_string(answer->status) +
                ").",
            "Open the page again and see whether the file is still there."};
    }
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.write(answer->body) == answer->body.size() && file.commit();
    if (!isWritten) {
        co_return Fault{
            FaultCode::full,
            "file_not_written",
            "The file could not be written: " + file.errorString().toStdString() + ".",
            "Choose another folder, or free some space."};
    }
    co_return "{\"bytes\":" + std::to_string(answer->body.size()) + "}";
}

} // namespace tidemark::sync
