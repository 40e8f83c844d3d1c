#include "sync/vault/outbox_row.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <array>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<MutationState, std::string_view>, 6> stateNames{{
    {MutationState::queued, "queued"},
    {MutationState::sent, "sent"},
    {MutationState::held, "held"},
    {MutationState::parked, "parked"},
    {MutationState::rejected, "rejected"},
    {MutationState::conflict, "conflict"},
}};

Fault damagedRow()
{
    return {
        FaultCode::corrupt,
        "store_damaged",
        "An entry of your unsent work cannot be read.",
        "Do not delete the data folder; report it with the diagnostics."};
}

Result<json::value> parsed(std::string_view text)
{
    json::error_code failed;
    auto value = json::parse(text, failed);
    if (failed)
        return damagedRow();
    return value;
}

std::string textOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    const auto* text = value != nullptr ? value->if_string() : nullptr;
    return text != nullptr ? std::string(text->data(), text->size()) : std::string();
}

std::optional<Fault> readError(std::string_view text)
{
    const auto value = parsed(text);
    const auto* object = value ? value->if_object() : nullptr;
    if (object == nullptr)
        return std::nullopt;
    return Fault{
        faultCodeOf(textOf(*object, "code")),
        textOf(*object, "reason"),
        textOf(*object, "cause"),
        textOf(*object, "nextStep")};
}

} // namespace

std::string_view nameOf(MutationState state)
{
    for (const auto& [known, name] : stateNames) {
        if (known == state)
            return name;
    }
    return "held";
}

std::optional<MutationState> mutationStateOf(std::string_view name)
{
    for (const auto& [state, known] : stateNames) {
        if (known == name)
            return state;
    }
    return std::nullopt;
}

Result<PendingMutation> readOutboxRow(const Statement& statement)
{
    auto body = readBody(statement.text(1));
    if (!body)
        return body.error();
    const auto state = mutationStateOf(statement.text(2));
    if (!state)
        return damagedRow();
    PendingMutation mutation;
    mutation.mid = statement.integer(0);
    mutation.mutation = {
        std::move(body->name), body->mergeMode, std::move(body->ops), body->resolves};
    mutation.depends = std::move(body->depends);
    mutation.state = *state;
    mutation.attempts = static_cast<int>(statement.integer(3));
    mutation.createdAt.micros = statement.integer(4);
    if (statement.integer(5) != 0)
        mutation.nextTryAt = Timestamp{statement.integer(5)};
    if (!statement.isNull(6)) {
        mutation.error = readError(statement.text(6));
        if (!mutation.error)
            return damagedRow();
    }
    if (!statement.isNull(7)) {
        auto result = readResultText(statement.text(7));
        if (!result)
            return result.error();
        mutation.result = std::move(*result);
    }
    return mutation;
}

std::string bodyOf(const PushMutation& mutation)
{
    return json::serialize(toJson(mutation));
}

Result<PushMutation> readBody(std::string_view body)
{
    const auto value = parsed(body);
    if (!value)
        return value.error();
    auto mutation = readMutation(*value);
    if (!mutation)
        return damagedRow();
    return mutation;
}

std::string errorText(const Fault& fault)
{
    return json::serialize(json::object{
        {"code", nameOf(fault.code)},
        {"reason", fault.reason},
        {"cause", fault.cause},
        {"nextStep", fault.nextStep}});
}

Fault faultOfResult(const PushResult& result)
{
    Fault fault{FaultCode::conflict, result.code, result.cause, result.nextStep};
    if (result.status == PushStatus::rejected)
        fault.code = result.code == "denied" ? FaultCode::forbidden : FaultCode::invalid;
    if (fault.reason.empty())
        fault.reason = nameOf(result.status);
    if (fault.cause.empty())
        fault.cause = result.status == PushStatus::rejected
                          ? "The platform refused this change."
                          : "Somebody else changed the same fields.";
    if (fault.nextStep.empty())
        fault.nextStep = "Look at the change, then try again or discard it.";
    return fault;
}

std::string resultText(const PushResult& result)
{
    return json::serialize(toJson(result));
}

Result<PushResult> readResultText(std::string_view text)
{
    const auto value = parsed(text);
    if (!value)
        return value.error();
    auto result = readPushResult(*value);
    if (!result)
        return damagedRow();
    return result;
}

PushMutation emptyMutation(Mid mid, Timestamp at, std::string_view instead)
{
    PushMutation empty{.mid = mid, .name = "discarded", .clientTime = at};
    if (!instead.empty())
        (empty.name += '.') += instead;
    empty.sha = shaOf(empty);
    return empty;
}

} // namespace tidemark::sync
