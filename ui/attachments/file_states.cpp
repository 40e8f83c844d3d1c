#include "ui/attachments/file_states.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"

#include <QCoreApplication>

#include <boost/json.hpp>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Attachments)
};

std::string textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

qint64 numberIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

FileState stateFrom(const json::object& item)
{
    FileState state;
    state.state = textIn(item, "state");
    const auto* here = item.if_contains("here");
    state.isHere = here != nullptr ? *here == json::value(true)
                                   : state.state == "here" || state.state == "waiting" ||
                                         state.state == "uploading";
    state.done = numberIn(item, "done");
    state.size = numberIn(item, "size");
    const auto* fault = item.if_contains("fault");
    if (fault != nullptr && fault->is_object()) {
        const auto& object = fault->get_object();
        state.fault = Fault{
            faultCodeOf(textIn(object, "code")),
            textIn(object, "reason"),
            textIn(object, "cause"),
            textIn(object, "nextStep")};
    }
    if (const auto when = Timestamp::parse(textIn(item, "nextTryAt")))
        state.nextTryAt = *when;
    return state;
}

QString percent(const FileState& state)
{
    const qint64 part = state.size > 0 ? std::min<qint64>(100, state.done * 100 / state.size) : 0;
    return QLocale().toString(part);
}

} // namespace

FileStates::FileStates(sync::AgentClient& agent, std::string reportId, QObject* parent)
    : QObject(parent)
    , agent_(agent)
    , reportId_(std::move(reportId))
{
    connect(&agent_, &sync::AgentClient::blobMoved, this, &FileStates::onMoved);
    connect(&agent_, &sync::AgentClient::connected, this, &FileStates::load);
    load();
}

void FileStates::load()
{
    const auto reply = [this](Result<json::value> answer) {
        const auto* object = answer ? answer->if_object() : nullptr;
        if (object == nullptr)
            return; // An older agent: every file counts as the platform's.
        files_.clear();
        if (const auto* items = object->if_contains("items"); items && items->is_array()) {
            for (const auto& item : items->get_array()) {
                if (item.is_object())
                    files_[textIn(item.get_object(), "sha256")] = stateFrom(item.get_object());
            }
        }
        const auto* pinned = object->if_contains("pinned");
        isPinned_ = pinned != nullptr && pinned->is_bool() && pinned->get_bool();
        usedBytes_ = numberIn(*object, "usedBytes");
        budgetBytes_ = numberIn(*object, "budgetBytes");
        Q_EMIT changed();
    };
    agent_.call("blobs.status", json::object{{"report", reportId_}}, this, reply);
}

const FileState* FileStates::of(const std::string& sha256) const
{
    const auto found = files_.find(sha256);
    return found == files_.end() ? nullptr : &found->second;
}

void FileStates::onMoved(const json::object& progress)
{
    if (textIn(progress, "report") != reportId_)
        return;
    const std::string sha256 = textIn(progress, "sha256");
    const FileState state = stateFrom(progress);
    const auto before = files_.find(sha256);
    const bool wasComing = before != files_.end() && before->second.state == "fetching";
    if (state.state == "gone")
        files_.erase(sha256);
    else
        files_[sha256] = state;
    Q_EMIT changed();
    if (wasComing && state.state == "here")
        Q_EMIT arrived(sha256);
}

ChipText fileChip(const FileState* state, bool isOnline)
{
    if (state == nullptr)
        return {Kind::neutral, Words::tr("Not on this device"), QStringLiteral("cloud-download")};
    if (state->state == "here")
        return {Kind::ok, Words::tr("On this device"), QStringLiteral("circle-check")};
    if (state->state == "failed")
        return {
            Kind::bad,
            state->isHere ? Words::tr("Not sent") : Words::tr("Not fetched"),
            QStringLiteral("circle-alert")};
    if (state->state == "uploading")
        return {
            Kind::info,
            Words::tr("Uploading %1 %").arg(percent(*state)),
            QStringLiteral("cloud-upload")};
    if (state->state == "fetching")
        return {
            Kind::info,
            Words::tr("Fetching %1 %").arg(percent(*state)),
            QStringLiteral("cloud-download")};
    if (!isOnline)
        return {Kind::warn, Words::tr("Waiting for connection"), QStringLiteral("cloud-off")};
    const bool isToFetch = state->state == "queued";
    return {
        Kind::info,
        isToFetch ? Words::tr("Waiting to be fetched") : Words::tr("Waiting to be sent"),
        QStringLiteral("clock")};
}

QString fileDetail(const FileState* state, qint64 size, bool isOnline)
{
    if (state == nullptr)
        return isOnline ? Words::tr("%1 are fetched when you open it.").arg(formatBytes(size))
                        : Words::tr("It can be fetched when the platform is reached again.");
    if (state->fault) {
        QString words = faultText(*state->fault);
        if (state->nextTryAt)
            words += u' ' + Words::tr("Next try %1.").arg(formatIn(*state->nextTryAt));
        return words;
    }
    if (state->state == "waiting" || state->state == "uploading")
        return Words::tr("It is safe on this device until the platform has it.");
    return {};
}

} // namespace tidemark::ui
