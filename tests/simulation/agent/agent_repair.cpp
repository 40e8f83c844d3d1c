// Mending what does not add up, in the order of sync/engine/pull_driver_repair.
#include "models/protocol/receipts.hpp"
#include "tests/simulation/agent/agent.hpp"
#include "tests/simulation/agent/agent_stores.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tidemark::sim {
namespace {

/// The question of a repair; nullopt: there is none left.
std::optional<Request> requestOf(const sync::RepairAsk& ask)
{
    if (const auto* digest = std::get_if<DigestRequest>(&ask))
        return Request{
            .kind = Request::Kind::digest, .body = boost::json::serialize(toJson(*digest))};
    if (const auto* keys = std::get_if<KeysRequest>(&ask))
        return Request{.kind = Request::Kind::keys, .body = boost::json::serialize(toJson(*keys))};
    if (const auto* rows = std::get_if<FetchRequest>(&ask))
        return Request{.kind = Request::Kind::fetch, .body = boost::json::serialize(toJson(*rows))};
    return std::nullopt;
}

} // namespace

/// Conversations about several scopes, one after the other.
struct Agent::Repair {
    sync::RepairScopes action = {};
    unsigned life = 0;
    std::vector<sync::ScopeRepair> scopes = {};
};

void Agent::mend(sync::MendScopes action)
{
    const unsigned life = pullLife_;
    outside_.note(number_, "mends what does not add up");
    const auto carryOut = [plan = action.plan](sync::MirrorWriter& writer
                          ) -> Result<sync::MirrorPlace> {
        if (auto done = writer.mend(plan); !done)
            return done.error();
        return sync::placeOf(writer);
    };
    onMirror(carryOut, [this, life, action](const Result<sync::MirrorPlace>& place) {
        ++snapshot_;
        if (place)
            witness_.mended(action.plan);
        if (life != pullLife_)
            return;
        if (!place)
            return stepPull(sync::StoreFailed{action.ticket, place.error()});
        stepPull(sync::Prepared{action.ticket, *place});
    });
}

void Agent::repair(sync::RepairScopes action)
{
    auto repair = std::make_shared<Repair>();
    repair->life = pullLife_;
    repair->action = std::move(action);
    repair->scopes.emplace_back(repair->action.scopes.front());
    converse(repair);
}

void Agent::converse(const std::shared_ptr<Repair>& repair)
{
    auto request = requestOf(repair->scopes.back().ask());
    if (!request) {
        const std::size_t done = repair->scopes.size();
        if (done == repair->action.scopes.size())
            return writeRepairs(repair);
        repair->scopes.emplace_back(repair->action.scopes[done]);
        return converse(repair);
    }
    send(std::move(*request), [this, repair](const auto& reply) {
        if (repair->life != pullLife_)
            return;
        if (!reply || !reply->isSuccess())
            return failPull(repair->action.ticket, reply);
        const auto take = [repair, body = reply->body](sync::MirrorWriter& writer) {
            return repair->scopes.back().take(writer, body);
        };
        onMirror(take, [this, repair](const Result<void>& taken) {
            if (repair->life != pullLife_)
                return;
            if (!taken)
                return failPull(
                    repair->action.ticket, Reply{.status = 400, .fault = taken.error()}
                );
            converse(repair);
        });
    });
}

void Agent::writeRepairs(const std::shared_ptr<Repair>& repair)
{
    struct Written {
        sync::ChangedRows changed;
        sync::MirrorPlace place;
    };
    const auto write = [repair](sync::MirrorWriter& writer) -> Result<Written> {
        auto changed = writer.applyRepairs(repair->scopes);
        if (!changed)
            return changed.error();
        auto place = sync::placeOf(writer);
        if (!place)
            return place.error();
        return Written{std::move(*changed), std::move(*place)};
    };
    onMirror(write, [this, repair](const Result<Written>& written) {
        const auto ticket = repair->action.ticket;
        if (!written) {
            if (repair->life == pullLife_)
                stepPull(sync::StoreFailed{ticket, written.error()});
            return;
        }
        outside_.note(number_, "compared " + std::to_string(repair->scopes.size()) + " scopes");
        const auto tell = [changed = written->changed](sync::DeskStore& desk) {
            return desk.windows.mirrorChanged(changed);
        };
        onDesk(tell, [this, repair, place = written->place](const Result<void>&) {
            if (repair->life == pullLife_)
                stepPull(sync::Prepared{repair->action.ticket, place});
        });
    });
}

void Agent::sendReceipts()
{
    const unsigned life = pullLife_;
    const auto read = [](sync::MirrorWriter& writer) { return writer.receipts(); };
    onMirror(read, [this, life](const Result<std::vector<sync::OwedReceipt>>& owed) {
        if (life != pullLife_ || !owed || owed->empty())
            return;
        Request sent{.kind = Request::Kind::receipts};
        send(std::move(sent), [this, life, owed](const auto& reply) {
            if (life != pullLife_ || !reply || !reply->isSuccess())
                return;
            const auto forget = [owed](sync::MirrorWriter& writer) -> Result<void> {
                for (const auto& receipt : *owed) {
                    if (auto done = writer.forgetReceipt(receipt.scope, receipt.rv); !done)
                        return done;
                }
                return {};
            };
            onMirror(forget, [](const Result<void>&) {});
        });
    });
}

} // namespace tidemark::sim
