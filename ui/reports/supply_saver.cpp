#include "ui/reports/supply_saver.hpp"

#include "ui/reports/unsaved_work.hpp"

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

/// The same edit would be refused again; anything else may be tried again.
bool isRefusal(FaultCode code)
{
    return code == FaultCode::invalid || code == FaultCode::forbidden ||
           code == FaultCode::conflict || code == FaultCode::tooLarge ||
           code == FaultCode::notFound;
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
{
    lookSoon_.setSingleShot(true);
    connect(&lookSoon_, &QTimer::timeout, this, &SupplySaver::lookAtPending);
    connect(&agent, &sync::AgentClient::resultArrived, this, &SupplySaver::onResult);
    connect(&agent, &sync::AgentClient::statusChanged, this, [this] {
        if (!sent_.empty())
            lookIn(lookFirst);
    });
}

void SupplySaver::save(const std::string& name, std::vector<sync::MutationOp> ops)
{
    isTouched_ = true;
    sync::Mutation piece{.name = name, .mergeMode = "cleanFields"};
    std::size_t bytes = 0;
    for (sync::MutationOp& op : ops) {
        const std::size_t more = roughBytes(op);
        if (!piece.ops.empty() && bytes + more > pieceBytesMost) {
            send(std::exchange(piece, {.name = name, .mergeMode = "cleanFields"}));
            bytes = 0;
        }
        bytes += more;
        piece.ops.push_back(std::move(op));
    }
    if (!piece.ops.empty())
        send(std::move(piece));
    decide();
}

void SupplySaver::send(sync::Mutation mutation)
{
    for (const sync::MutationOp& op : mutation.ops)
        inFlight_.insert(op.id);
    ++callsInFlight_;
    const auto held = std::make_shared<const sync::Mutation>(std::move(mutation));
    agent_.mutate(*held, this, [this, held](Result<std::int64_t> reply) { onReply(*held, reply); });
}

void SupplySaver::onReply(const sync::Mutation& mutation, const Result<std::int64_t>& reply)
{
    --callsInFlight_;
    const std::vector<std::string> ids = idsOf(mutation);
    const bool isUnsaved = !reply && !isRefusal(reply.error().code);
    for (const std::string& id : ids) {
        if (!isUnsaved)
            inFlight_.erase(inFlight_.find(id));
    }
    if (reply) {
        state_.since = Timestamp::now();
        sent_[*reply] = {ids, false};
        lookIn(lookFirst);
        Q_EMIT rowsSaved(ids);
        const auto early = early_.extract(*reply);
        if (!early.empty())
            onResult(early.mapped());
    } else if (isUnsaved) {
        unsaved_.push_back(mutation);
        unsavedFault_ = reply.error();
    } else {
        // Negative: it never became a mutation.
        refused_[-static_cast<std::int64_t>(refused_.size()) - 1] = reply.error();
        Q_EMIT rowsAnswered(ids);
    }
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
    sent_.erase(sent);
    if (isTrouble(result.status))
        refused_[result.mid] = troubleOf(result);
    state_.since = Timestamp::now();
    decide();
    Q_EMIT rowsAnswered(ids);
}

bool SupplySaver::isSettled() const
{
    return callsInFlight_ == 0 && sent_.empty() && unsaved_.empty();
}

void SupplySaver::sendUnsaved(const std::vector<boost::json::object>& held)
{
    const std::deque<sync::Mutation> unsaved = std::exchange(unsaved_, {});
    for (const sync::Mutation& mutation : unsaved) {
        for (const std::string& id : idsOf(mutation))
            inFlight_.erase(inFlight_.find(id));
    }
    std::vector<sync::MutationOp> ops = stillMissing(netOps(unsaved), held);
    const std::string name = ops.size() > 1 ? "fuelSupply.paste" : "fuelSupply.edit";
    if (!ops.empty())
        save(name, std::move(ops));
    decide();
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
    agent_.call(
        "pending.list",
        boost::json::object(),
        this,
        [this](Result<boost::json::value> answer) {
            if (answer)
                takePending(*answer);
        }
    );
}

void SupplySaver::takePending(const boost::json::value& answer)
{
    const auto* object = answer.if_object();
    const auto* items = object == nullptr ? nullptr : object->if_contains("items");
    if (items == nullptr || !items->is_array())
        return;
    std::set<std::int64_t> listed;
    for (const boost::json::value& value : items->get_array()) {
        const auto* item = value.if_object();
        const auto* mid = item == nullptr ? nullptr : item->if_contains("mid");
        if (mid == nullptr || !mid->is_int64())
            continue;
        auto sent = sent_.find(mid->get_int64());
        if (sent == sent_.end()) {
            if (!isOurs_ || !isOurs_(*item) || refused_.contains(mid->get_int64()))
                continue;
            isTouched_ = true;
            sent = sent_.emplace(mid->get_int64(), Sent{{textIn(*item, "id")}, false}).first;
        }
        const std::string state = textIn(*item, "state");
        listed.insert(mid->get_int64());
        sent->second.isWithPlatform = state == "sent";
        if (state == "rejected" || state == "conflict" || state == "parked") {
            refused_[mid->get_int64()] = faultIn(*item);
            sent_.erase(sent);
        }
    }
    isOurs_ = {};
    // What is no longer listed was answered while nobody listened.
    std::vector<std::string> answered;
    std::erase_if(sent_, [&](const auto& entry) {
        if (listed.contains(entry.first) || callsInFlight_ > 0)
            return false;
        answered.insert(answered.end(), entry.second.ids.begin(), entry.second.ids.end());
        return true;
    });
    if (!sent_.empty())
        lookIn(lookAgain);
    decide();
    if (!answered.empty())
        Q_EMIT rowsAnswered(answered);
}

void SupplySaver::decide()
{
    SavedState next{.since = state_.since};
    if (!unsaved_.empty()) {
        next.kind = SavedKind::notSaved;
        next.fault = unsavedFault_;
    } else if (callsInFlight_ > 0) {
        next.kind = SavedKind::saving;
    } else if (!refused_.empty()) {
        next.kind = SavedKind::needsYou;
        next.fault = refused_.rbegin()->second;
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
