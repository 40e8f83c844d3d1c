// Files go up and come down.
#include "sync/engine/blob_driver.hpp"

#include "sync/engine/blob_steps.hpp"
#include "sync/session/sync_requests.hpp"

#include <QDir>

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr Millis retryFirst = 2'000;
constexpr Millis retryMost = 15 * 60'000;
constexpr Millis reportWaits = 3'000; // Its row is on its way, by push and pull.
constexpr int uploadsMost = 2;
constexpr int fetchesMost = 4;
const QString blobsPath = QStringLiteral("/api/v1/blobs");

Timestamp after(Millis delay)
{
    return Timestamp{Timestamp::now().micros + delay * 1000};
}

Fault malformedAnswer()
{
    return {
        FaultCode::unavailable,
        "answer_malformed",
        "The answer of the platform about the file makes no sense.",
        "Tidemark tries again by itself."};
}

/// Where the platform says that the content stands.
struct Standing {
    std::string id = {};
    std::int64_t offset = 0;
    bool isThere = false;
};

Result<Standing> standingOf(const HttpAnswer& answer)
{
    if (!answer.isSuccess())
        return faultOf(answer);
    const auto body = jsonOf(answer);
    if (!body)
        return body.error();
    const auto* object = body->if_object();
    const auto* id = object == nullptr ? nullptr : object->if_contains("id");
    const auto* offset = object == nullptr ? nullptr : object->if_contains("offset");
    const auto* have = object == nullptr ? nullptr : object->if_contains("have");
    if (id == nullptr || !id->is_string() || offset == nullptr || !offset->is_int64())
        return malformedAnswer();
    return Standing{
        std::string(id->get_string()),
        offset->get_int64(),
        have != nullptr && have->is_bool() && have->get_bool()};
}

} // namespace

BlobDriver::BlobDriver(
    Session& session, Stores& stores, QString copies, Random random, QObject* parent
)
    : QObject(parent)
    , session_(session)
    , stores_(stores)
    , random_(std::move(random))
    , folder_(stores.folder() + QStringLiteral("/blobs"))
    , copies_(std::move(copies))
{
    QDir(copies_).removeRecursively();
    timer_.setSingleShot(true);
    tidyTimer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &BlobDriver::transfer);
    connect(&tidyTimer_, &QTimer::timeout, this, [this] { tidy(); });
}

BlobDriver::~BlobDriver()
{
    QDir(copies_).removeRecursively();
}

void BlobDriver::start()
{
    isOn_ = true;
    look();
}

void BlobDriver::stop()
{
    isOn_ = false;
    ++generation_;
    timer_.stop();
}

void BlobDriver::look()
{
    if (!tidyTimer_.isActive())
        tidyTimer_.start(tidyAfterMs);
    if (!isOn_)
        return;
    fetchPinned();
    transfer();
}

void BlobDriver::transfer()
{
    for (int free = uploadsMost - uploads_; free > 0; --free)
        uploadAll();
    for (int free = fetchesMost - fetches_; free > 0; --free)
        fetchAll();
}

QCoro::Task<void> BlobDriver::uploadAll()
{
    if (!isOn_ || uploads_ == uploadsMost)
        co_return;
    ++uploads_;
    ++steps_;
    const unsigned run = run_;
    const unsigned generation = generation_;
    while (generation == generation_) {
        const auto read = [underWay = sending_](DeskStore& desk) {
            return dueTransfer(desk, BlobPlaceState::local, Timestamp::now(), underWay);
        };
        const auto due = co_await stores_.desk(read);
        if (generation != generation_ || !due || !due->blob)
            break;
        const Blob blob = due->blob;
        const BlobKey key{blob->sha256, blob->report};
        if (!sending_.insert(key).second)
            continue; // Another loop took it meanwhile.
        if (due->scope == 0) {
            blob->nextTry = after(reportWaits);
            const auto saved = co_await save(blob);
            release(run, key);
            if (!saved)
                break;
            continue;
        }
        tell(*blob);
        const auto sent = co_await upload(blob, due->scope);
        if (!sent && generation == generation_)
            co_await failed(blob, sent.error());
        release(run, key);
        if (generation != generation_)
            break;
        tell(*blob);
        if (sent)
            Q_EMIT uploaded();
    }
    if (run != run_)
        co_return;
    --uploads_;
    if (generation != generation_ && isOn_)
        co_return co_await uploadAll(); // It was stopped and started while a part was on its way.
    co_await wakeLater();
}

QCoro::Task<Result<void>> BlobDriver::upload(Blob blob, std::int64_t scope)
{
    const unsigned generation = generation_;
    json::object offer;
    offer["size"] = blob->size;
    offer["sha256"] = blob->sha256;
    offer["scope"] = scope;
    offer["mime"] = blob->mime;
    auto request = postJson(offer);
    const auto answer = co_await session_.send(blobsPath, std::move(request));
    if (!answer)
        co_return answer.error();
    auto standing = standingOf(*answer);
    if (!standing)
        co_return standing.error();
    blob->done = standing->offset;
    while (!standing->isThere && generation == generation_) {
        const auto sent = co_await sendPart(blob, standing->id, blob->done);
        if (!sent) {
            upPart_.failed();
            co_return sent.error();
        }
        standing->isThere = blob->done == blob->size;
        blob->attempts = 0;
        blob->fault.reset();
        tell(*blob);
    }
    if (generation != generation_)
        co_return Result<void>{};
    blob->remoteId = standing->id;
    blob->done = blob->size;
    blob->state = BlobPlaceState::here;
    blob->fault.reset();
    blob->attempts = 0;
    blob->nextTry = {};
    co_return co_await save(blob);
}

QCoro::Task<Result<std::int64_t>>
BlobDriver::sendPart(Blob blob, std::string id, std::int64_t offset)
{
    const std::int64_t bytes = std::min(upPart_.bytes(), blob->size - offset);
    const auto load = [this, blob, offset, bytes] { return folder_.read(*blob, offset, bytes); };
    auto part = co_await files_.run(load);
    if (!part)
        co_return part.error();
    part->truncate(static_cast<qsizetype>(bytes)); // A part ends within a segment only at the end.
    HttpRequest request;
    request.method = "PATCH";
    request.body = *std::move(part);
    request.headers.append(
        {QByteArrayLiteral("Content-Type"), QByteArrayLiteral("application/offset+octet-stream")}
    );
    request.headers.append(
        {QByteArrayLiteral("Upload-Offset"), QByteArray::number(static_cast<qlonglong>(offset))}
    );
    const QString path = blobsPath + QLatin1Char('/') + QString::fromStdString(id);
    const auto answer = co_await session_.send(path, std::move(request));
    if (!answer)
        co_return answer.error();
    const auto standing = standingOf(*answer);
    if (!standing)
        co_return standing.error();
    if (standing->offset <= offset || standing->offset > blob->size)
        co_return malformedAnswer();
    upPart_.took(answer->took);
    blob->done = standing->offset;
    blob->remoteId = standing->id;
    co_return blob->done;
}

QCoro::Task<void> BlobDriver::fetchAll()
{
    if (!isOn_ || fetches_ == fetchesMost)
        co_return;
    ++fetches_;
    ++steps_;
    const unsigned run = run_;
    const unsigned generation = generation_;
    while (generation == generation_) {
        std::set<BlobKey> underWay;
        for (const auto& [key, blob] : fetching_)
            underWay.insert(key);
        const auto read = [underWay](DeskStore& desk) {
            return dueTransfer(desk, BlobPlaceState::fetching, Timestamp::now(), underWay);
        };
        const auto due = co_await stores_.desk(read);
        if (generation != generation_ || !due || !due->blob)
            break;
        const Blob blob = due->blob;
        const BlobKey key{blob->sha256, blob->report};
        if (!fetching_.emplace(key, blob).second)
            continue;
        tell(*blob);
        const auto fetched = co_await download(blob);
        const bool isCanceled = !isFetching(blob);
        if (!fetched && !isCanceled && generation == generation_)
            co_await failed(blob, fetched.error());
        if (!isCanceled)
            fetching_.erase(key);
        if (generation != generation_)
            break;
        if (isCanceled)
            continue;
        tell(*blob);
        if (fetched)
            tidyTimer_.start(0);
    }
    if (run != run_)
        co_return;
    --fetches_;
    if (generation != generation_ && isOn_)
        co_return co_await fetchAll();
    co_await wakeLater();
}

bool BlobDriver::isFetching(const Blob& blob) const
{
    const auto found = fetching_.find({blob->sha256, blob->report});
    return found != fetching_.end() && found->second == blob;
}

QCoro::Task<Result<void>> BlobDriver::download(Blob blob)
{
    const unsigned generation = generation_;
    // Bytes that never reached the disk are asked for again.
    const auto look = [this, blob] { return folder_.has(blob->file); };
    if (!co_await files_.run(look))
        blob->done = 0;
    while (blob->done < blob->size) {
        const auto part = co_await fetchPart(blob);
        if (generation != generation_ || !isFetching(blob))
            co_return Result<void>{};
        if (!part) {
            downPart_.failed();
            co_return part.error();
        }
        blob->attempts = 0;
        blob->fault.reset();
        if (auto saved = co_await save(blob); !saved)
            co_return saved.error();
        tell(*blob);
    }
    const auto check = [this, blob] { return folder_.verify(*blob); };
    const auto verified = co_await files_.run(check);
    if (!isFetching(blob))
        co_return Result<void>{};
    if (!verified)
        co_return verified.error();
    blob->state = BlobPlaceState::here;
    blob->usedAt = Timestamp::now();
    co_return co_await save(blob);
}

QCoro::Task<Result<void>> BlobDriver::fetchPart(Blob blob)
{
    const std::int64_t offset = blob->done;
    const std::int64_t end = std::min(blob->size, offset + downPart_.bytes());
    HttpRequest request;
    request.answerBytesMax = end - offset;
    const QByteArray range = "bytes=" + QByteArray::number(static_cast<qlonglong>(offset)) + '-' +
                             QByteArray::number(static_cast<qlonglong>(end - 1));
    request.headers.append({QByteArrayLiteral("Range"), range});
    request.headers.append(
        {QByteArrayLiteral("If-Range"), '"' + QByteArray::fromStdString(blob->sha256) + '"'}
    );
    const QString path = blobsPath + QLatin1Char('/') + QString::fromStdString(blob->remoteId);
    const auto answer = co_await session_.send(path, std::move(request));
    if (!answer)
        co_return answer.error();
    if (!answer->isSuccess())
        co_return faultOf(*answer);
    const bool isWhole = answer->status == 200 && offset == 0 && end == blob->size;
    if ((answer->status != 206 && !isWhole) || answer->body.size() != end - offset)
        co_return malformedAnswer();
    downPart_.took(answer->took);
    const auto store = [this, blob, offset, body = answer->body] {
        return folder_.write(*blob, offset, body);
    };
    const auto written = co_await files_.run(store);
    if (written)
        blob->done = end;
    co_return written;
}

QCoro::Task<void> BlobDriver::failed(Blob blob, Fault fault)
{
    const bool isUpload = blob->state == BlobPlaceState::local;
    ++blob->attempts;
    const Millis ceiling = std::min(retryMost, retryFirst << std::min(blob->attempts - 1, 12));
    const auto jitter = static_cast<Millis>(random_() * static_cast<double>(ceiling));
    TransferFault judged = judgeTransfer(fault);
    // Content that is damaged here cannot be sent, however often.
    if (isUpload && fault.code == FaultCode::corrupt)
        judged = TransferFault::person;
    if (judged == TransferFault::restart && blob->attempts > 5)
        judged = TransferFault::person;
    switch (judged) {
    case TransferFault::stopped:
        co_return;
    case TransferFault::person:
        blob->nextTry = waitsForPerson;
        break;
    case TransferFault::restart:
        blob->done = 0;
        blob->nextTry = after(jitter);
        break;
    case TransferFault::later:
        blob->nextTry = after(jitter);
        break;
    }
    blob->fault = std::move(fault);
    (void)co_await save(blob);
}

QCoro::Task<Result<void>> BlobDriver::save(Blob blob)
{
    const auto put = [blob](DeskStore& desk) { return desk.vault.blobs().put(*blob); };
    co_return co_await stores_.desk(put);
}

} // namespace tidemark::sync
