#include "sync/client/edit_courier.hpp"

#include "models/core/uuid.hpp"
#include "sync/client/answers.hpp"
#include "sync/forms/form_journal.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <utility>

namespace tidemark::sync {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// For what is not the connection's fault: a full disk, an agent that does not come to it.
constexpr auto againAfter = 5s;
/// What an agent has not answered for so long is written down, in case this program ends.
constexpr auto slowAfter = 1s;

/// The same edit would be refused again; anything else may be tried again.
bool isRefusal(FaultCode code)
{
    return code == FaultCode::invalid || code == FaultCode::forbidden ||
           code == FaultCode::conflict || code == FaultCode::tooLarge ||
           code == FaultCode::notFound;
}

/// Nobody was there, or nobody answered.
bool isAbsence(FaultCode code)
{
    return code == FaultCode::offline || code == FaultCode::unavailable ||
           code == FaultCode::timedOut;
}

/// From 64 digits; the text is wiped.
Result<KeyBytes> keyFrom(json::value& answer)
{
    auto* object = answer.if_object();
    auto* value = object != nullptr ? object->if_contains("key") : nullptr;
    auto* text = value != nullptr ? value->if_string() : nullptr;
    if (text == nullptr)
        return Fault{FaultCode::unsupported, "no_forms_key", "The agent gave no key.", {}};
    QByteArray bytes = QByteArray::fromHex(
        QByteArray::fromRawData(text->data(), static_cast<qsizetype>(text->size()))
    );
    auto key = KeyBytes::from(
        {reinterpret_cast<const std::uint8_t*>(bytes.constData()),
         static_cast<std::size_t>(bytes.size())}
    );
    bytes.fill('\0');
    std::fill(text->begin(), text->end(), '\0');
    return key;
}

/// Nobody may read on: not the moment in which an agent that starts has not found its key yet.
bool isClosed(const Status& status)
{
    if (status.state == AgentState::locked)
        return status.fault && status.fault->reason == "locked";
    return status.state != AgentState::open && status.state != AgentState::damaged;
}

Fault journalDamaged()
{
    return Fault{
        FaultCode::corrupt,
        "form_journal_damaged",
        "Not all of what was typed while the sync service was away can be read.",
        "Compare the reports that you worked on with what you did."};
}

} // namespace

EditCourier& EditCourier::of(AgentClient& agent)
{
    auto* found = agent.findChild<EditCourier*>(QString(), Qt::FindDirectChildrenOnly);
    return found != nullptr ? *found : *new EditCourier(agent); // The agent takes it.
}

EditCourier::EditCourier(AgentClient& agent)
    : QObject(&agent)
    , agent_(agent)
{
    again_.setSingleShot(true);
    again_.setInterval(againAfter);
    connect(&again_, &QTimer::timeout, this, &EditCourier::sendNext);
    slow_.setSingleShot(true);
    slow_.setInterval(slowAfter);
    connect(&slow_, &QTimer::timeout, this, [this] {
        isSlow_ = true;
        keepAll();
        Q_EMIT changed();
    });
    connect(&agent, &AgentClient::connected, this, &EditCourier::onStanding);
    connect(&agent, &AgentClient::statusChanged, this, &EditCourier::onStanding);
    connect(&agent, &AgentClient::signedOut, this, [this](const QString& reason) {
        if (reason == QLatin1String("signed_out") || reason == QLatin1String("device_wipe"))
            dropAll();
    });
}

EditCourier::~EditCourier() = default;

void EditCourier::keepIn(const QString& folder)
{
    path_ = folder + QLatin1Char('/') + QLatin1String(formJournalFile);
    onStanding();
}

void EditCourier::deliver(
    const Mutation& mutation, QObject* context, AgentClient::Reply<std::int64_t> reply
)
{
    Edit edit{.key = Uuid::make().toString(), .params = toJson(mutation)};
    edit.params["key"] = edit.key;
    edit.context = context;
    edit.reply = std::move(reply);
    edits_.push_back(std::move(edit));
    if (mustKeep()) {
        keepAll();
        Q_EMIT changed();
    }
    onStanding();
}

bool EditCourier::mustKeep() const
{
    return !agent_.isConnected() || isSlow_ ||
           std::any_of(edits_.begin(), edits_.end(), [](const Edit& edit) {
               return edit.isWritten;
           });
}

bool EditCourier::isWaiting() const
{
    return !edits_.empty() && (mustKeep() || edits_.front().hasFailed);
}

bool EditCourier::areKept() const
{
    return std::all_of(edits_.begin(), edits_.end(), [](const Edit& edit) {
        return edit.isWritten;
    });
}

void EditCourier::onStanding()
{
    if (!agent_.isConnected())
        return;
    const Status& status = agent_.status();
    if (isClosed(status))
        return forget();
    if (status.state != AgentState::open)
        return;
    if (status.user && status.user->id != person_) {
        if (!person_.empty())
            dropAll(); // Nothing of one person is sent as another.
        person_ = status.user->id;
    }
    const bool needsKey = !path_.isEmpty() && journal_ == nullptr;
    if (needsKey && !isReady_)
        return askForKey();
    isReady_ = true;
    sendNext();
}

void EditCourier::askForKey()
{
    if (std::exchange(isAsking_, true))
        return;
    agent_.call("edits.key", json::object(), this, [this](Result<json::value> answer) {
        isAsking_ = false;
        if (!answer && isAbsence(answer.error().code))
            return; // Asked again when the agent is back.
        if (answer)
            openJournal(*answer);
        isReady_ = true;
        onStanding();
    });
}

void EditCourier::openJournal(json::value& answer)
{
    auto key = keyFrom(answer);
    if (!key)
        return; // An agent that gives none: what waits is in memory alone.
    auto journal = std::make_unique<FormJournal>(path_, std::move(*key));
    const auto found = journal->open();
    if (!found) {
        fault_ = found.error();
        return;
    }
    journal_ = std::move(journal);
    takeRecords(found->records);
    if (found->isSetAside)
        Q_EMIT lost(journalDamaged());
}

/// They come before whatever was typed since.
void EditCourier::takeRecords(const std::vector<std::string>& records)
{
    std::deque<Edit> kept;
    for (const std::string& record : records) {
        json::error_code failed;
        const json::value params = json::parse(record, failed);
        const auto* object = failed ? nullptr : params.if_object();
        const std::string key = object ? textIn(*object, "key").toStdString() : std::string();
        const auto same = [&key](const Edit& edit) { return edit.key == key; };
        if (!key.empty() && std::none_of(edits_.begin(), edits_.end(), same))
            kept.push_back(Edit{.key = key, .params = *object, .isWritten = true});
    }
    edits_.insert(
        edits_.begin(),
        std::make_move_iterator(kept.begin()),
        std::make_move_iterator(kept.end())
    );
}

void EditCourier::sendNext()
{
    if (!isReady_ || !agent_.isConnected() || agent_.status().state != AgentState::open)
        return;
    tidy();
    if (edits_.empty() || std::exchange(edits_.front().isSent, true))
        return;
    Edit& edit = edits_.front();
    if (edit.isWritten)
        edit.params["kept"] = true;
    const auto reply = [this, key = edit.key](const Result<json::value>& answer) {
        onAnswer(key, answer);
    };
    agent_.call("mutate", edit.params, this, reply);
    slow_.start();
}

/// In their order: one that cannot be written keeps those behind it from being written.
void EditCourier::keepAll()
{
    if (journal_ == nullptr) {
        fault_ = agent_.isConnected() ? fault_ : agent_.lastFault();
        return;
    }
    for (Edit& edit : edits_) {
        if (edit.isWritten)
            continue;
        if (const auto kept = journal_->append(json::serialize(edit.params)); !kept) {
            fault_ = kept.error();
            return;
        }
        edit.isWritten = true;
    }
}

void EditCourier::onAnswer(const std::string& key, const Result<json::value>& answer)
{
    slow_.stop();
    if (edits_.empty() || edits_.front().key != key)
        return; // Forgotten meanwhile.
    const auto mid = answer ? midFromJson(*answer) : Result<std::int64_t>(answer.error());
    if (!mid && !isRefusal(mid.error().code))
        return onFailure(mid.error());
    const Edit done = std::move(edits_.front());
    edits_.pop_front();
    wasRefused_ = wasRefused_ || (!mid && done.isWritten);
    isSlow_ = false;
    sendNext();
    if (done.context && done.reply)
        done.reply(mid);
    Q_EMIT changed();
}

void EditCourier::onFailure(const Fault& fault)
{
    edits_.front().isSent = false;
    edits_.front().hasFailed = true;
    fault_ = fault;
    isSlow_ = isAbsence(fault.code);
    if (isSlow_)
        keepAll();
    if (agent_.isConnected())
        again_.start();
    Q_EMIT changed();
}

/// The agent has all that the journal holds.
void EditCourier::tidy()
{
    const bool isNeeded = std::any_of(edits_.begin(), edits_.end(), [](const Edit& edit) {
        return edit.isWritten;
    });
    if (isNeeded || journal_ == nullptr || journal_->isEmpty())
        return;
    if (std::exchange(wasRefused_, false))
        journal_->setAside();
    else
        journal_->clear();
}

/// What is on the disk is read again when the store is open; what is not stays until then.
void EditCourier::forget()
{
    journal_.reset();
    isReady_ = false;
    isSlow_ = false;
    slow_.stop();
    std::erase_if(edits_, [](const Edit& edit) { return edit.isWritten; });
    if (!edits_.empty())
        edits_.front().isSent = false;
    Q_EMIT changed();
}

void EditCourier::dropAll()
{
    edits_.clear();
    forget();
}

} // namespace tidemark::sync
