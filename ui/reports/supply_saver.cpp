#include "ui/reports/supply_saver.hpp"

#include <algorithm>

namespace tidemark::ui {

namespace {

using namespace std::chrono_literals;

/// News of one's own edits come as notices; this finds what was missed, and what is on its way.
constexpr auto lookFirst = 400ms;
constexpr auto lookAgain = 3000ms;

std::vector<std::string> idsOf(const sync::Mutation& mutation)
{
    std::vector<std::string> ids;
    for (const sync::MutationOp& op : mutation.ops)
        ids.push_back(op.id);
    return ids;
}

/// A close guess without writing the text: keys, quotes and numbers add about a half.
std::size_t roughBytes(const sync::MutationOp& op)
{
    std::size_t bytes = 160;
    for (const auto* part : {&op.set, &op.base}) {
        for (const auto& [key, value] : *part)
            bytes += key.size() + (value.is_string() ? value.get_string().size() : 8) + 8;
    }
    return bytes;
}

bool isTrouble(std::string_view status)
{
    return status == "conflict" || status == "partial" || status == "rejected" ||
           status == "parked";
}

Fault troubleOf(const sync::MutationResult& result)
{
    return {FaultCode::conflict, result.status, result.cause, result.nextStep};
}

std::string textIn(const boost::json::object& item, std::string_view key)
{
    const auto* value = item.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

Fault faultIn(const boost::json::object& item)
{
    const auto* error = item.if_contains("error");
    if (error != nullptr && error->is_object())
        return sync::faultFromJson(*error);
    return {FaultCode::conflict, textIn(item, "state"), {}, {}};
}

} // namespace

SupplySaver::SupplySaver(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
    , courier_(sync::EditCourier::of(agent))
{
    lookSoon_.setSingleShot(true);
    connect(&lookSoon_, &QTimer::timeout, this, &SupplySaver::lookAtPending);
    connect(&agent, &sync::AgentClient::resultArrived, this, &SupplySaver::onResult);
    connect(&courier_, &sync::EditCourier::changed, this, &SupplySaver::decide);
    connect(&agent, &sync::AgentClient::statusChanged, this, [this] {
        // A decision in “Needs you” moves the status, too.
        if (!sent_.empty() || !refused_.empty())
            lookIn(lookFirst);
    });
}

void SupplySaver::save(const std::string& name, std::vector<sync::MutationOp> ops, quint64 step)
{
    isTouched_ = true;
    sync::Mutation piece{.name = name, .mergeMode = "cleanFields"};
    std::size_t bytes = 0;
    for (sync::MutationOp& op : ops) {
        const std::size_t more = roughBytes(op);
        if (!piece.ops.empty() && bytes + more > pieceBytesMost) {
            send(std::exchange(piece, {.name = name, .mergeMode = "cleanFields"}), step);
            bytes = 0;
        }
        bytes += more;
        piece.ops.push_back(std::move(op));
    }
    if (!piece.ops.empty())
        send(std::move(piece), step);
    decide();
}

void SupplySaver::send(const sync::Mutation& mutation, quint64 step)
{
    const std::vector<std::string> ids = idsOf(mutation);
    inFlight_.insert(ids.begin(), ids.end());
    ++callsInFlight_;
    courier_.deliver(mutation, this, [this, ids, step](const Result<std::int64_t>& reply) {
        onReply(ids, step, reply);
    });
}

void SupplySaver::onReply(
    const std::vector<std::string>& ids, quint64 step, const Result<std::int64_t>& reply
)
{
    --callsInFlight_;
    for (const std::string& id : ids)
        inFlight_.erase(inFlight_.find(id));
    if (!reply) {
        turnedAway_ = reply.error();
        Q_EMIT rowsAnswered(ids);
        return decide();
    }
    turnedAway_.reset();
    state_.since = Timestamp::now();
    sent_[*reply] = {ids, false, step, looks_};
    lookIn(lookFirst);
    Q_EMIT rowsSaved(ids);
    const auto early = early_.extract(*reply);
    if (!early.empty())
        onResult(early.mapped());
    decide();
}

void SupplySaver::onResult(const sync::MutationResult& result)
{
    const auto sent = sent_.find(result.mid);
    if (sent == sent_.end()) {
        if (callsInFlight_ > 0)
            early_[result.mid] = result;
        return;
    }
    const std::vector<std::string> ids = sent->second.ids;
    const quint64 step = sent->second.step;
    sent_.erase(sent);
    if (isTrouble(result.status))
        refused_[result.mid] = {ids, troubleOf(result), looks_};
    state_.since = Timestamp::now();
    decide();
    Q_EMIT rowsAnswered(ids);
    if (result.status == "merged" && step > 0)
        Q_EMIT merged(step);
}

bool SupplySaver::isSettled() const
{
    return callsInFlight_ == 0 && sent_.empty();
}

void SupplySaver::adoptPending(std::function<bool(const boost::json::object& item)> isOurs)
{
    isOurs_ = std::move(isOurs);
    lookAtPending();
}

void SupplySaver::lookIn(std::chrono::milliseconds soon)
{
    if (!lookSoon_.isActive() || lookSoon_.remainingTimeAsDuration() > soon)
        lookSoon_.start(soon);
}

void SupplySaver::lookAtPending()
{
    const int look = ++looks_;
    agent_.call(
        "pending.list",
        boost::json::object(),
        this,
        [this, look](Result<boost::json::value> answer) {
            if (answer && answer->is_object())
                takePending(answer->get_object(), look);
        }
    );
}

void SupplySaver::takePending(const boost::json::object& answer, int look)
{
    const auto* items = answer.if_contains("items");
    if (items == nullptr || !items->is_array())
        return;
    std::set<std::int64_t> listed;
    for (const boost::json::value& value : items->get_array()) {
        const auto* item = value.if_object();
        const auto* mid = item == nullptr ? nullptr : item->if_contains("mid");
        if (mid == nullptr || !mid->is_int64())
            continue;
        listed.insert(mid->get_int64());
        takeItem(*item, mid->get_int64(), look);
    }
    const auto* total = answer.if_contains("total");
    const bool isCut = total != nullptr && total->is_int64() &&
                       total->get_int64() > static_cast<std::int64_t>(items->get_array().size());
    // What is no longer listed was answered or decided while nobody listened.
    std::vector<std::string> answered;
    const auto isOver = [&](const auto& entry) {
        if (isCut || listed.contains(entry.first) || entry.second.look >= look)
            return false;
        answered.insert(answered.end(), entry.second.ids.begin(), entry.second.ids.end());
        return true;
    };
    std::erase_if(sent_, isOver);
    std::erase_if(refused_, isOver);
    if (!sent_.empty())
        lookIn(lookAgain);
    decide();
    if (!answered.empty())
        Q_EMIT rowsAnswered(answered);
}

void SupplySaver::takeItem(const boost::json::object& item, std::int64_t mid, int look)
{
    const std::string state = textIn(item, "state");
    const bool isRefused = state == "rejected" || state == "conflict" || state == "parked";
    const auto refused = refused_.find(mid);
    if (refused != refused_.end()) {
        if (!isRefused && refused->second.look < look) { // Tried again.
            sent_[mid] = {refused->second.ids, state == "sent", 0, looks_};
            refused_.erase(refused);
        }
        return;
    }
    auto sent = sent_.find(mid);
    if (sent == sent_.end()) {
        // From before this window was opened, or the change that carries a decision out.
        if (!isOurs_ || !isOurs_(item))
            return;
        isTouched_ = true;
        sent = sent_.emplace(mid, Sent{{textIn(item, "id")}, false, 0, looks_}).first;
        lookIn(lookFirst);
    }
    sent->second.isWithPlatform = state == "sent";
    if (!isRefused)
        return;
    refused_[mid] = {sent->second.ids, faultIn(item), looks_};
    sent_.erase(sent);
}

void SupplySaver::decide()
{
    SavedState next{.since = state_.since};
    // Edits arrive in their order: where some wait, those of this report do.
    if (callsInFlight_ > 0 && courier_.isWaiting()) {
        next.kind = courier_.areKept() ? SavedKind::kept : SavedKind::notSaved;
        if (next.kind == SavedKind::notSaved)
            next.fault = courier_.fault();
    } else if (callsInFlight_ > 0) {
        next.kind = SavedKind::saving;
    } else if (turnedAway_ || !refused_.empty()) {
        next.kind = SavedKind::needsYou;
        next.fault = turnedAway_ ? *turnedAway_ : refused_.rbegin()->second.fault;
    } else if (!sent_.empty()) {
        const bool isSent = std::all_of(sent_.begin(), sent_.end(), [](const auto& entry) {
            return entry.second.isWithPlatform;
        });
        next.kind = isSent ? SavedKind::sent : SavedKind::onDevice;
    } else if (isTouched_) {
        next.kind = SavedKind::confirmed;
    }
    if (next == state_)
        return;
    state_ = next;
    Q_EMIT stateChanged();
}

} // namespace tidemark::ui
