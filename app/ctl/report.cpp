#include "app/ctl/report.hpp"

#include "sync/wire/message.hpp"
#include "sync/wire/up_to_date.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>

namespace tidemark::ctl {
namespace {

namespace json = boost::json;
using sync::AgentState;
using sync::LinkState;
using sync::PullState;
using sync::Status;

constexpr std::int64_t skewWorthSaying = 120;
constexpr std::size_t labelWidth = 14;
constexpr std::size_t valueMost = 200;

bool isOnline(const Status& status)
{
    return status.link == LinkState::online || status.link == LinkState::onlinePoll;
}

bool isSettled(PullState pull)
{
    return pull == PullState::idle || pull == PullState::live;
}

std::string line(std::string_view label, const std::string& text)
{
    std::string out = "  " + std::string(label);
    out.append(label.size() < labelWidth ? labelWidth - label.size() : 1, ' ');
    return out + text + "\n";
}

/// 602000 → `602 kB`
std::string bytesText(std::int64_t bytes)
{
    constexpr std::int64_t kilo = 1000;
    if (bytes < kilo)
        return std::to_string(bytes) + " B";
    if (bytes < kilo * kilo)
        return std::to_string(bytes / kilo) + " kB";
    return std::to_string(bytes / (kilo * kilo)) + " MB";
}

std::string since(const char* words, const std::optional<Timestamp>& time)
{
    return time ? std::string(words) + " since " + time->toString() : std::string(words);
}

std::string headline(const Status& status)
{
    switch (status.state) {
    case AgentState::noProfile:
        return "Not signed in. Sign in on the desk.";
    case AgentState::locked:
        return "Locked. Unlock it on the desk.";
    case AgentState::needsPassphrase:
        return "Needs a passphrase. Unlock it on the desk.";
    case AgentState::signedOut:
        return "Signed out. Sign in on the desk; nothing is lost.";
    case AgentState::damaged:
        return "The store on this device is damaged.";
    case AgentState::open:
        break;
    }
    if (isUpToDate(status))
        return "Up to date.";
    if (!isOnline(status))
        return since("Offline", status.linkSince) + ".";
    if (status.progress && status.progress->total > 0)
        return "Receiving " + std::to_string(status.progress->done) + " of " +
               std::to_string(status.progress->total) + ".";
    return isSettled(status.pull) ? "Online." : "Receiving changes.";
}

std::string linkText(const Status& status)
{
    switch (status.link) {
    case LinkState::offline: {
        std::string text = since("offline", status.linkSince);
        if (status.nextTryAt)
            text += ", next try " + status.nextTryAt->toString();
        return text;
    }
    case LinkState::probing:
        return "asking the platform";
    case LinkState::captive:
        return "this network asks you to sign in first";
    case LinkState::onlinePoll:
        return since("online, live by asking", status.linkSince);
    case LinkState::online:
        break;
    }
    std::string text = since("online", status.linkSince);
    if (status.roundTripMs)
        text += ", " + std::to_string(*status.roundTripMs) + " ms";
    return text;
}

std::string keyText(sync::KeyStore store)
{
    switch (store) {
    case sync::KeyStore::keyring:
        return "in the keyring of the desktop";
    case sync::KeyStore::passphrase:
        return "behind a passphrase";
    case sync::KeyStore::none:
        break;
    }
    return "none";
}

std::string text(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    if (!value || value->is_null())
        return {};
    std::string plain =
        value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
    if (plain.size() > valueMost)
        plain = plain.substr(0, valueMost) + " …";
    // A value never steers the terminal it is shown on.
    std::replace_if(
        plain.begin(), plain.end(), [](unsigned char c) { return c < ' '; }, ' '
    );
    return plain;
}

const json::array& items(const json::object& answer, std::string_view key)
{
    static const json::array none;
    const auto* value = answer.if_contains(key);
    return value && value->is_array() ? value->get_array() : none;
}

std::string errorText(const json::object& item)
{
    const auto* error = item.if_contains("error");
    if (!error || !error->is_object())
        return {};
    return text(error->get_object(), "cause") + " " + text(error->get_object(), "nextStep");
}

std::string shownValue(const json::object& conflict, std::string_view key)
{
    const std::string value = text(conflict, key);
    return value.empty() ? "(empty)" : value;
}

std::string keptWhere(const json::object& item)
{
    if (text(item, "policy") == "discard")
        return "its content was removed";
    if (const std::string when = text(item, "handedAt"); !when.empty())
        return "handed over " + when;
    if (const std::string when = text(item, "exportedAt"); !when.empty())
        return "exported " + when;
    return "on this device only";
}

/// What was changed together, with who changed it on the other side.
std::string groupReport(const json::object& group)
{
    std::string out;
    for (const auto& each : items(group, "fields")) {
        const auto& field = each.as_object();
        out += line(text(field, "field"), "");
        out += line("  mine", shownValue(field, "mine"));
        out += line("  before", shownValue(field, "base"));
        out += line("  theirs", shownValue(field, "theirs"));
    }
    const auto* by = group.if_contains("by");
    if (by && by->is_object())
        out += line(
            "  by",
            text(by->get_object(), "name") + ", " + text(by->get_object(), "device") + ", " +
                text(by->get_object(), "at")
        );
    return out;
}

} // namespace

bool needsPerson(const Status& status)
{
    return status.state != AgentState::open || status.needYou > 0;
}

std::string statusReport(const Status& status)
{
    std::string out = headline(status) + "\n";
    if (status.user)
        out += line("signed in", status.user->displayName + ", " + status.server);
    if (status.state != AgentState::noProfile)
        out += line("link", linkText(status));
    if (status.fault)
        out += line("problem", status.fault->cause + " " + status.fault->nextStep);
    if (std::llabs(status.clockSkewSeconds) > skewWorthSaying)
        out +=
            line("clock", "off by " + std::to_string(std::llabs(status.clockSkewSeconds)) + " s");
    if (status.state != AgentState::open)
        return out;
    std::string pending = std::to_string(status.pending);
    if (status.oldestPendingAt)
        pending += ", oldest of " + status.oldestPendingAt->toString();
    out += line("pending", pending);
    out += line("needs you", std::to_string(status.needYou));
    out += line(
        "data",
        std::to_string(status.rows) + " rows, " + bytesText(status.mirrorBytes) +
            (status.verified ? ", verified" : ", not verified") +
            (status.mirrorAsOf ? ", as of " + status.mirrorAsOf->toString() : "")
    );
    return out + line("key", keyText(status.keyStore));
}

std::string pendingReport(const json::object& answer)
{
    const auto& all = items(answer, "items");
    if (all.empty())
        return "Nothing is pending.\n";
    std::string out;
    for (const auto& value : all) {
        const auto& item = value.as_object();
        out += text(item, "mid") + "  " + text(item, "state") + "  " + text(item, "title") +
               "  saved " + text(item, "createdAt") + "\n";
        if (const std::string error = errorText(item); !error.empty())
            out += line("why", error);
        if (const std::string next = text(item, "nextTryAt"); !next.empty())
            out += line("next try", next);
    }
    return out;
}

std::string quarantineReport(const json::object& answer)
{
    const auto& all = items(answer, "items");
    if (all.empty())
        return "Nothing was set aside.\n";
    std::string out;
    for (const auto& value : all) {
        const auto& item = value.as_object();
        out += text(item, "qid") + "  " + text(item, "name") + "  " + text(item, "scopeName") +
               "  set aside " + text(item, "at") + "\n";
        out += line("why", text(item, "reason"));
        out += line("where", keptWhere(item));
        for (const auto& file : items(item, "files"))
            out += line("file", text(json::object{{"name", file}}, "name"));
    }
    return out;
}

std::string handOverReport(const json::object& answer)
{
    const std::string left = text(answer, "left");
    std::string out = "Handed over: " + text(answer, "handed") + ".";
    if (left != "0")
        out += " Left: " + left + ", since they add files that only this device has.";
    return out + "\n";
}

std::string noticesReport(const Status& status)
{
    std::string out;
    for (const sync::Notice& notice : status.notices) {
        out += notice.id + "  " + notice.at.toString() + "\n";
        if (notice.count > 0)
            out += line("changes", std::to_string(notice.count));
        if (notice.restoredTo)
            out += line("as of", notice.restoredTo->toString());
    }
    return out.empty() ? "No notices.\n" : out;
}

std::string conflictsReport(const json::object& answer)
{
    std::string out;
    for (const auto& value : items(answer, "items")) {
        const auto& item = value.as_object();
        out += text(item, "entity") + " " + text(item, "id") + "\n";
        for (const auto& each : items(item, "groups"))
            out += groupReport(each.as_object());
    }
    return out.empty() ? "Nothing is in conflict.\n" : out;
}

std::string doctorReport(const json::object& answer)
{
    std::string out;
    for (const auto& value : items(answer, "checks")) {
        const auto& check = value.as_object();
        const std::string state = text(check, "state");
        out += (state == "ok" ? "ok    " : state == "warn" ? "warn  " : "BAD   ");
        out += text(check, "title") + ": " + text(check, "detail") + "\n";
        if (const std::string step = text(check, "nextStep"); !step.empty())
            out += "      " + step + "\n";
    }
    return out;
}

std::string filingReport(const json::object& filing)
{
    const std::string state = text(filing, "state");
    std::string title = text(filing, "organization");
    if (const auto* year = filing.if_contains("year"); year && year->is_int64() && !title.empty())
        title += " " + std::to_string(year->get_int64());
    std::string out = title.empty() ? text(filing, "report") : title;
    if (state == "ok") {
        out += ": everything is on this device, verified " + text(filing, "verifiedAt");
        if (const std::string until = text(filing, "validUntil"); !until.empty())
            out += ", valid until " + until;
        out += "\n";
    } else {
        out += state == "warn" ? ": not ready yet\n" : ": NOT READY\n";
    }
    out += line("report", text(filing, "report"));
    for (const auto& value : items(filing, "points")) {
        const auto& point = value.as_object();
        const std::string word = text(point, "state");
        out += word == "ok" ? "  ok    " : word == "warn" ? "  warn  " : "  BAD   ";
        out += text(point, "detail") + "\n";
        if (const std::string step = text(point, "nextStep"); !step.empty())
            out += "        " + step + "\n";
    }
    return out;
}

std::string filingsReport(const json::object& answer)
{
    std::string out;
    for (const auto& value : items(answer, "items"))
        out += filingReport(value.as_object());
    return out.empty() ? "No report is kept ready offline.\n" : out;
}

std::string scopesReport(const json::object& answer)
{
    std::string out;
    for (const auto& value : items(answer, "scopes")) {
        const auto& scope = value.as_object();
        const std::string standing = text(scope, "standing");
        const auto* rows = scope.if_contains("rows");
        out += text(scope, "id") + "  " + text(scope, "name") + ": ";
        if (standing == "away")
            out += "not on this device";
        else if (standing == "wanted")
            out += "will be fetched";
        else
            out += standing + ", " + (rows ? json::serialize(*rows) : "0") + " rows";
        if (text(scope, "wish") == "pinned")
            out += ", always kept";
        if (const std::string need = text(scope, "need"); !need.empty())
            out += ", needed here (" + need + ")";
        out += "\n";
    }
    return out.empty() ? "Nothing is on this device yet.\n" : out;
}

std::string faultReport(const Fault& fault)
{
    return "tidemarkctl: " + fault.cause + " " + fault.nextStep + "\n";
}

std::string faultDocument(const Fault& fault)
{
    return json::serialize(json::object{{"error", sync::toJson(fault)}}) + "\n";
}

} // namespace tidemark::ctl
