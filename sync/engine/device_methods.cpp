#include "sync/engine/device_methods.hpp"

#include "sync/engine/key_rotation.hpp"
#include "sync/engine/params.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

Result<AnswerText> emptyOr(const Result<void>& outcome)
{
    if (!outcome)
        return outcome.error();
    return AnswerText("{}");
}

json::value textOrNull(const std::optional<Timestamp>& time)
{
    return time ? json::value(time->toString()) : json::value();
}

} // namespace

void DeviceMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Needs needs, Answer (DeviceMethods::*method)(Call)) {
        table.add(std::move(name), needs, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("keys.status", Needs::nothing, &DeviceMethods::keysStatus);
    add("keys.setPassphrase", Needs::openStore, &DeviceMethods::keysSet);
    add("keys.removePassphrase", Needs::openStore, &DeviceMethods::keysRemove);
    add("keys.rotate", Needs::openStore, &DeviceMethods::keysRotate);
    add("vault.recover", Needs::nothing, &DeviceMethods::recover);
    add("storage.status", Needs::openStore, &DeviceMethods::storageStatus);
    add("storage.setLimit", Needs::openStore, &DeviceMethods::storageSet);
}

DeviceMethods::Answer DeviceMethods::keysStatus(Call)
{
    const auto facts = engine_.keys().keySlots();
    if (!facts)
        co_return facts.error();
    std::optional<Timestamp> dueAt;
    constexpr std::int64_t life = std::int64_t{keyDaysMost} * 24 * 3600 * 1'000'000;
    if (facts->madeAt)
        dueAt = Timestamp{facts->madeAt->micros + life};
    co_return json::serialize(json::object{
        {"keyring", facts->hasKeyring},
        {"passphrase", facts->hasPassphrase},
        {"recovery",
         facts->recoveryKeyId.empty() ? json::value() : json::value(facts->recoveryKeyId)},
        {"madeAt", textOrNull(facts->madeAt)},
        {"dueAt", textOrNull(dueAt)},
        {"wrongTries", facts->failures},
        {"waitSeconds", facts->wait.count()}});
}

DeviceMethods::Answer DeviceMethods::keysSet(Call call)
{
    Params in(call.params);
    Secret current(in.optionalText("current", 4096));
    Secret fresh(in.text("passphrase", 4096));
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.keys().setPassphrase(std::move(current), std::move(fresh)));
}

DeviceMethods::Answer DeviceMethods::keysRemove(Call call)
{
    Params in(call.params);
    Secret current(in.optionalText("current", 4096));
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.keys().removePassphrase(std::move(current)));
}

DeviceMethods::Answer DeviceMethods::keysRotate(Call)
{
    co_return emptyOr(co_await engine_.rotateKeys());
}

DeviceMethods::Answer DeviceMethods::recover(Call call)
{
    Params in(call.params);
    const auto file = QString::fromStdString(in.text("file", 4000));
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.recover(file));
}

DeviceMethods::Answer DeviceMethods::storageStatus(Call)
{
    const StorageFacts facts = co_await engine_.storage();
    co_return json::serialize(json::object{
        {"limitBytes", facts.limitBytes},
        {"mirrorBytes", facts.mirrorBytes},
        {"diskFreeBytes", facts.diskFreeBytes},
        {"level", nameOf(facts.level())}});
}

DeviceMethods::Answer DeviceMethods::storageSet(Call call)
{
    Params in(call.params);
    const std::int64_t bytes = in.integer("limitBytes");
    if (!in.fault() && (bytes < storageLimitLeast || bytes > storageLimitMost))
        in.refuse("limitBytes", "is not between 256 MB and 1 TB");
    if (in.fault())
        co_return *in.fault();
    co_return emptyOr(co_await engine_.setStorageLimit(bytes));
}

} // namespace tidemark::sync
