#include "sync/engine/escrow_driver.hpp"

#include "models/core/key_text.hpp"
#include "models/protocol/escrow_seal.hpp"
#include "models/protocol/limits.hpp"
#include "models/protocol/receipts.hpp"
#include "sync/session/sync_requests.hpp"
#include "sync/vault/outbox_row.hpp"

#include <QCoroSignal>

#include <map>

namespace tidemark::sync {
namespace {

constexpr int againAfterMs = 10 * 60'000;
/// Sealed text of one request; a single larger piece goes alone.
constexpr std::size_t requestBytes = limits::escrowBytes / 4;

/// What may go, and how many may not.
struct Ready {
    std::shared_ptr<std::vector<QuarantinedWork>> work = {};
    std::int64_t left = 0;
};

Result<Ready> readyWork(DeskStore& desk)
{
    auto kept = desk.vault.quarantined();
    if (!kept)
        return kept.error();
    Ready ready{std::make_shared<std::vector<QuarantinedWork>>(), 0};
    for (QuarantinedWork& work : *kept) {
        if (work.handedAt || work.policy() == KeptPolicy::discard)
            continue;
        const auto isLocal = desk.vault.blobs().isLocal(contentsOf(work.mutation.ops));
        if (!isLocal)
            return isLocal.error();
        if (*isLocal)
            ++ready.left; // Whoever took it over could not have its file.
        else
            ready.work->push_back(std::move(work));
    }
    return ready;
}

std::string plainOf(const QuarantinedWork& work)
{
    PushMutation mutation;
    mutation.mid = work.mid;
    mutation.name = work.mutation.name;
    mutation.mergeMode = work.mutation.mergeMode;
    mutation.ops = work.mutation.ops;
    mutation.clientTime = work.createdAt;
    mutation.sha = shaOf(mutation);
    return bodyOf(mutation);
}

Result<EscrowItem>
sealedItem(const QuarantinedWork& work, const EscrowKey& key, const std::string& clientId)
{
    const auto receiver = keyFromHex(key.publicKey);
    if (!receiver)
        return Fault{
            FaultCode::unavailable,
            "answer_malformed",
            "The key of the platform makes no sense.",
            "Tidemark tries again by itself."};
    const EscrowPlace place{clientId, work.lost.scope, work.mid};
    auto sealed = sealWork(*receiver, place, plainOf(work));
    if (!sealed)
        return sealed.error();
    EscrowItem item;
    item.id = work.id;
    item.scope = work.lost.scope;
    item.mid = work.mid;
    item.reason = work.lost.reason.substr(0, 64);
    item.keyId = key.keyId;
    item.sealed = *std::move(sealed);
    return item;
}

/// What goes in one request, from `next` on, which is moved behind it.
Result<EscrowRequest> nextBatch(
    const std::vector<QuarantinedWork>& work,
    std::size_t& next,
    const std::map<std::int64_t, EscrowKey>& keys,
    const std::string& clientId
)
{
    EscrowRequest request{clientId, {}};
    std::size_t bytes = 0;
    for (; next < work.size() && request.items.size() < limits::escrowPerRequest; ++next) {
        const auto key = keys.find(work[next].lost.scope);
        if (key == keys.end())
            continue;
        auto item = sealedItem(work[next], key->second, clientId);
        if (!item)
            return item.error();
        if (!request.items.empty() && bytes + item->sealed.size() > requestBytes)
            break;
        bytes += item->sealed.size();
        request.items.push_back(*std::move(item));
    }
    return request;
}

} // namespace

EscrowDriver::EscrowDriver(Session& session, Stores& stores, QObject* parent)
    : QObject(parent)
    , session_(session)
    , stores_(stores)
{
    later_.setSingleShot(true);
    later_.setInterval(againAfterMs);
    connect(&later_, &QTimer::timeout, this, &EscrowDriver::look);
}

void EscrowDriver::start(const std::string& clientId)
{
    clientId_ = clientId;
    look();
}

void EscrowDriver::stop()
{
    clientId_.clear();
    later_.stop();
}

QCoro::Task<void> EscrowDriver::look()
{
    const auto done = co_await handOver();
    if (!done && !clientId_.empty())
        later_.start();
}

QCoro::Task<Result<HandOver>> EscrowDriver::handOver()
{
    while (isHanding_) // Whoever counts what was handed over waits for the one that is under way.
        co_await qCoro(this, &EscrowDriver::ended);
    if (clientId_.empty())
        co_return Fault{
            FaultCode::offline,
            "not_connected",
            "The platform is not reached.",
            "It is handed over by itself as soon as it is."};
    isHanding_ = true;
    auto done = co_await handAll();
    isHanding_ = false;
    Q_EMIT ended();
    if (done && done->handed > 0)
        Q_EMIT moved();
    co_return done;
}

QCoro::Task<Result<HandOver>> EscrowDriver::handAll()
{
    const std::string clientId = clientId_;
    auto ready = co_await stores_.desk(&readyWork);
    if (!ready)
        co_return ready.error();
    HandOver done{0, ready->left};
    if (ready->work->empty())
        co_return done;
    auto handed = co_await give(ready->work, clientId);
    if (!handed)
        co_return handed.error();
    const auto mark = [work = *handed](DeskStore& desk) {
        return desk.vault.markHandedOver(*work, Timestamp::now());
    };
    if (auto marked = co_await stores_.desk(mark); !marked)
        co_return marked.error();
    done.handed = static_cast<std::int64_t>((*handed)->size());
    co_return done;
}

QCoro::Task<Result<EscrowDriver::Keys>> EscrowDriver::keysFor(Work work)
{
    std::set<std::int64_t> scopes;
    for (const QuarantinedWork& one : *work)
        scopes.insert(one.lost.scope);
    EscrowKeysRequest wanted;
    for (const std::int64_t scope : scopes) {
        if (wanted.scopes.size() < limits::scopesPerEscrow)
            wanted.scopes.push_back(scope);
    }
    auto request = postJson(toJson(wanted));
    const auto answer =
        co_await session_.send(QStringLiteral("/api/v1/sync/escrow-keys"), std::move(request));
    if (!answer)
        co_return answer.error();
    if (!answer->isSuccess())
        co_return faultOf(*answer);
    const auto body = jsonOf(*answer);
    const auto told = body ? readEscrowKeysAnswer(*body) : Result<EscrowKeysAnswer>(body.error());
    if (!told)
        co_return told.error();
    Keys keys;
    for (const EscrowKey& key : told->keys)
        keys.emplace(key.scope, key);
    co_return keys;
}

/// Those of the work that the platform confirmed.
QCoro::Task<Result<EscrowDriver::Work>> EscrowDriver::give(Work work, std::string clientId)
{
    const auto keys = co_await keysFor(work);
    if (!keys)
        co_return keys.error();
    std::set<Uuid> stored;
    for (std::size_t next = 0; next < work->size();) {
        const auto batch = nextBatch(*work, next, *keys, clientId);
        if (!batch)
            co_return batch.error();
        if (batch->items.empty())
            break;
        auto request = postJson(toJson(*batch));
        const auto answer =
            co_await session_.send(QStringLiteral("/api/v1/sync/escrow"), std::move(request));
        if (!answer)
            co_return answer.error();
        if (!answer->isSuccess())
            co_return faultOf(*answer);
        const auto body = jsonOf(*answer);
        const auto kept = body ? readEscrowAnswer(*body) : Result<EscrowAnswer>(body.error());
        if (!kept)
            co_return kept.error();
        stored.insert(kept->stored.begin(), kept->stored.end());
    }
    auto handed = std::make_shared<std::vector<QuarantinedWork>>();
    for (QuarantinedWork& one : *work) {
        if (stored.contains(one.id))
            handed->push_back(std::move(one));
    }
    co_return handed;
}

} // namespace tidemark::sync
