#include "sync/engine/edit_methods.hpp"

#include "sync/engine/params.hpp"

namespace tidemark::sync {
namespace {

/// It would be refused again. A full outbox or disk, or a sign-out, may be over in a while.
bool isRefusal(const Fault& fault)
{
    return fault.code == FaultCode::invalid || fault.code == FaultCode::tooLarge;
}

/// As 64 digits.
std::string textOf(const KeyBytes& key)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * KeyBytes::size);
    for (const std::uint8_t byte : key.view()) {
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

} // namespace

void EditMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Answer (EditMethods::*method)(Call)) {
        table.add(std::move(name), Needs::signedIn, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("mutate", &EditMethods::mutate);
    add("edits.key", &EditMethods::editsKey);
}

EditMethods::Answer EditMethods::mutate(Call call)
{
    Params in(call.params);
    const bool wasKept = in.flag("kept");
    if (in.fault())
        co_return *in.fault();
    auto mutation = mutationOf(call.params);
    if (!mutation)
        co_return mutation.error();
    const NewMutation held = wasKept ? *mutation : NewMutation{};
    auto mid = Result<Mid>(Mid{});
    if (const auto known = checkEntities(mutation->ops); !known)
        mid = known.error();
    else
        mid = co_await engine_.mutate(std::move(*mutation));
    // Its person was told that it is kept, and may have left the window long ago.
    if (!mid && wasKept && isRefusal(mid.error()))
        mid = co_await engine_.keepRefused(held, mid.error());
    if (!mid)
        co_return mid.error();
    co_return "{\"mid\":" + std::to_string(*mid) + "}";
}

EditMethods::Answer EditMethods::editsKey(Call)
{
    const auto& user = engine_.profile().user();
    const auto key = engine_.keys().formsKey(user ? user->id : std::string());
    if (!key)
        co_return key.error();
    co_return "{\"key\":\"" + textOf(*key) + "\"}";
}

} // namespace tidemark::sync
