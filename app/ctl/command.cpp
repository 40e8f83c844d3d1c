#include "app/ctl/command.hpp"

#include "app/ctl/report.hpp"
#include "sync/wire/up_to_date.hpp"

#include <QTimer>

#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace tidemark::ctl {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// Checks look at whole files; a bundle contains them.
constexpr auto examinePatience = 60s;
/// Every row is written anew.
constexpr auto rotationPatience = 15min;

void write(std::FILE* to, const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

bool hasItems(const json::object& answer)
{
    const auto* items = answer.if_contains("items");
    return items && items->is_array() && !items->get_array().empty();
}

bool hasBadCheck(const json::object& answer)
{
    const auto* checks = answer.if_contains("checks");
    if (!checks || !checks->is_array())
        return true;
    const auto isBad = [](const json::value& check) {
        return !check.is_object() || !check.get_object().contains("state") ||
               check.get_object().at("state") == "bad";
    };
    return std::any_of(checks->get_array().begin(), checks->get_array().end(), isBad);
}

bool isReady(const json::object& filing)
{
    const auto* state = filing.if_contains("state");
    return state && *state == "ok";
}

/// The platform's problem document as a fault.
Fault refusalOf(const json::object& answer)
{
    const auto* body = answer.if_contains("body");
    const auto* problem = body ? body->if_object() : nullptr;
    const auto word = [problem](std::string_view key) {
        const auto* text = problem ? problem->if_contains(key) : nullptr;
        return text && text->is_string() ? std::string(text->get_string()) : std::string();
    };
    Fault fault{FaultCode::forbidden, word("reason"), word("detail"), word("nextStep")};
    if (fault.cause.empty())
        fault.cause = "The platform refused it.";
    return fault;
}

} // namespace

Command::Command(const Options& options, sync::AgentClient& agent)
    : options_(options)
    , agent_(agent)
{
}

void Command::start()
{
    switch (options_.verb) {
    case Verb::status:
        return showStatus();
    case Verb::sync:
        return syncNow();
    case Verb::pendingList:
        return list("pending.list", pendingReport);
    case Verb::pendingRetry:
        return change("pending.retry");
    case Verb::pendingDiscard:
        return change("pending.discard");
    case Verb::quarantineList:
        return list("quarantine.list", quarantineReport);
    case Verb::quarantineExport:
        return exportKept();
    case Verb::quarantineHandOver:
        return handOver();
    case Verb::quarantineDiscard:
        return changeKept("quarantine.discard", json::object{{"qid", options_.qid}});
    case Verb::notices:
        return showNotices();
    case Verb::noticeDismiss:
        return changeKept("notice.dismiss", json::object{{"id", options_.notice}});
    case Verb::conflicts:
        return list("conflicts.list", conflictsReport);
    case Verb::doctor:
        return examine();
    case Verb::supportBundle:
        return bundle();
    case Verb::recover:
        return recover();
    case Verb::rotateKeys:
        return rotateKeys();
    case Verb::recoveryKey:
        return setRecoveryKey();
    case Verb::filingList:
        return listFilings();
    case Verb::filingKeep:
        return changeFiling("filing.keep");
    case Verb::filingVerify:
        return changeFiling("filing.verify");
    case Verb::filingEnd:
        return changeFiling("filing.end");
    case Verb::scopeList:
        return list("sync.status", scopesReport);
    case Verb::scopeLeave:
        return changeKept("scope.leave", json::object{{"scope", options_.scope}});
    case Verb::scopeNeed:
        return changeKept("scope.need", json::object{{"scope", options_.scope}});
    case Verb::scopePin:
        return changeKept("scope.pin", json::object{{"scope", options_.scope}});
    case Verb::scopeUnpin:
        return changeKept("scope.unpin", json::object{{"scope", options_.scope}});
    case Verb::completion:
        break; // Needs no agent; answered before there is one.
    }
    Q_EMIT finished(exitUsage);
}

void Command::ask(
    std::string_view method, Json params, std::function<void(const json::object&)> answered
)
{
    agent_.callFor(
        examinePatience,
        method,
        std::move(params),
        this,
        [this, answered = std::move(answered)](const Result<Json>& answer) {
            if (!answer)
                return fail(answer.error());
            answered(answer->is_object() ? answer->get_object() : json::object());
        }
    );
}

void Command::print(const json::object& answer, const std::string& words)
{
    write(stdout, options_.isJson ? json::serialize(answer) + "\n" : words);
}

void Command::fail(const Fault& fault)
{
    if (options_.isJson)
        write(stdout, faultDocument(fault));
    else
        write(stderr, faultReport(fault));
    Q_EMIT finished(exitFault);
}

void Command::showStatus()
{
    ask("status.get", json::object(), [this](const json::object& answer) {
        const auto status = sync::statusFromJson(answer);
        if (!status)
            return fail(status.error());
        print(answer, statusReport(*status));
        Q_EMIT finished(needsPerson(*status) ? exitAttention : exitDone);
    });
}

void Command::syncNow()
{
    ask("sync.now", json::object(), [this](const json::object&) {
        if (options_.waitSeconds == 0)
            return Q_EMIT finished(exitDone);
        connect(&agent_, &sync::AgentClient::statusChanged, this, &Command::watchSync);
        QTimer::singleShot(std::chrono::seconds(options_.waitSeconds), this, [this] {
            const auto& status = agent_.status();
            print(sync::toJson(status), "Time is up. " + statusReport(status));
            Q_EMIT finished(exitTimeUp);
        });
        watchSync();
    });
}

void Command::watchSync()
{
    const auto& status = agent_.status();
    const bool isThere = isUpToDate(status);
    if (!isThere && !needsPerson(status))
        return;
    disconnect(&agent_, nullptr, this, nullptr);
    print(sync::toJson(status), statusReport(status));
    Q_EMIT finished(isThere ? exitDone : exitAttention);
}

void Command::list(std::string_view method, std::string (*report)(const json::object&))
{
    const bool needsPerson =
        options_.verb == Verb::conflicts || options_.verb == Verb::quarantineList;
    ask(method, json::object(), [this, report, needsPerson](const json::object& answer) {
        print(answer, report(answer));
        Q_EMIT finished(needsPerson && hasItems(answer) ? exitAttention : exitDone);
    });
}

void Command::change(std::string_view method)
{
    ask(method, json::object{{"mid", options_.mid}}, [this](const json::object& answer) {
        print(answer, "Done.\n");
        Q_EMIT finished(exitDone);
    });
}

void Command::changeKept(std::string_view method, json::object params)
{
    ask(method, std::move(params), [this](const json::object& answer) {
        print(answer, "Done.\n");
        Q_EMIT finished(exitDone);
    });
}

void Command::exportKept()
{
    const json::object params{{"file", options_.file}};
    ask("quarantine.export", params, [this](const json::object& answer) {
        print(answer, "Written to " + options_.file + ".\n");
        Q_EMIT finished(exitDone);
    });
}

void Command::handOver()
{
    ask("quarantine.handOver", json::object(), [this](const json::object& answer) {
        print(answer, handOverReport(answer));
        const auto* left = answer.if_contains("left");
        Q_EMIT finished(left && *left == 0 ? exitDone : exitAttention);
    });
}

void Command::showNotices()
{
    ask("status.get", json::object(), [this](const json::object& answer) {
        const auto status = sync::statusFromJson(answer);
        if (!status)
            return fail(status.error());
        json::array items;
        for (const sync::Notice& notice : status->notices)
            items.emplace_back(sync::toJson(notice));
        print(json::object{{"items", std::move(items)}}, noticesReport(*status));
        Q_EMIT finished(status->notices.empty() ? exitDone : exitAttention);
    });
}

void Command::examine()
{
    ask("diagnostics.run", json::object(), [this](const json::object& answer) {
        print(answer, doctorReport(answer));
        Q_EMIT finished(hasBadCheck(answer) ? exitAttention : exitDone);
    });
}

void Command::bundle()
{
    json::object params{{"redact", !options_.isWhole}};
    if (!options_.file.empty())
        params["file"] = options_.file;
    ask("support.bundle", std::move(params), [this](const json::object& answer) {
        const auto* text = answer.if_contains("text");
        const bool isWritten = !options_.file.empty();
        const std::string whole = text && text->is_string() ? std::string(text->get_string()) : "";
        print(answer, isWritten ? "Written to " + options_.file + ".\n" : whole + "\n");
        Q_EMIT finished(exitDone);
    });
}

void Command::recover()
{
    // The agent reads the file itself, from wherever this command was called.
    const auto file = std::filesystem::absolute(options_.file).string();
    ask("vault.recover", json::object{{"file", file}}, [this](const json::object& answer) {
        print(answer, "This device is open. Set a passphrase under Settings, This device.\n");
        Q_EMIT finished(exitDone);
    });
}

void Command::rotateKeys()
{
    agent_.callFor(
        rotationPatience,
        "keys.rotate",
        json::object(),
        this,
        [this](const Result<Json>& answer) {
            if (!answer)
                return fail(answer.error());
            print(json::object(), "Everything on this device is under new keys.\n");
            Q_EMIT finished(exitDone);
        }
    );
}

void Command::listFilings()
{
    ask("filing.list", json::object(), [this](const json::object& answer) {
        print(answer, filingsReport(answer));
        const auto* items = answer.if_contains("items");
        const bool isAllReady =
            !items || !items->is_array() ||
            std::all_of(
                items->get_array().begin(),
                items->get_array().end(),
                [](const json::value& one) { return one.is_object() && isReady(one.get_object()); }
            );
        Q_EMIT finished(isAllReady ? exitDone : exitAttention);
    });
}

void Command::changeFiling(std::string_view method)
{
    json::object params{{"report", options_.report}};
    if (options_.verb == Verb::filingKeep)
        params["days"] = options_.days;
    ask(method, std::move(params), [this](const json::object& answer) {
        const bool isEnd = options_.verb == Verb::filingEnd;
        print(answer, isEnd ? "No longer kept ready.\n" : filingReport(answer));
        Q_EMIT finished(isEnd || isReady(answer) ? exitDone : exitAttention);
    });
}

void Command::setRecoveryKey()
{
    std::ifstream in(options_.file);
    std::string text(4096, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    boost::system::error_code failed;
    const auto value = json::parse(text, failed);
    const auto* object = failed ? nullptr : value.if_object();
    const auto* kind = object ? object->if_contains("kind") : nullptr;
    const bool isPublic = kind && *kind == "tidemark-recovery-public-key" &&
                          object->contains("keyId") && object->contains("publicKey");
    if (!isPublic) {
        const Fault fault{
            FaultCode::invalid,
            "not_a_public_half",
            options_.file + " is not the public half of a recovery key.",
            "Give the file that ends with .pub; the other one stays offline."};
        // Nobody waits for `finished` before this returns.
        QTimer::singleShot(0, this, [this, fault] { fail(fault); });
        return;
    }
    json::object params{{"method", "PUT"}, {"path", "/api/v1/recovery-key"}};
    params["body"] =
        json::object{{"keyId", object->at("keyId")}, {"publicKey", object->at("publicKey")}};
    ask("platform.call", std::move(params), [this](const json::object& answer) {
        const auto* status = answer.if_contains("status");
        if (!status || !status->is_int64() || status->get_int64() >= 300)
            return fail(refusalOf(answer));
        print(answer, "Set. Devices seal their keys for it when they are online next.\n");
        Q_EMIT finished(exitDone);
    });
}

} // namespace tidemark::ctl
