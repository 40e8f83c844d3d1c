#include "sync/engine/scope_methods.hpp"

#include "sync/engine/params.hpp"

#include <charconv>

namespace tidemark::sync {
namespace {

constexpr std::size_t digitsMost = 20;

Result<AnswerText> emptyOr(const Result<void>& outcome)
{
    if (!outcome)
        return outcome.error();
    return AnswerText("{}");
}

Result<ScopeId> scopeOf(const Call& call)
{
    Params in(call.params);
    const std::string digits = in.text("scope", digitsMost);
    ScopeId scope = 0;
    const char* const end = digits.data() + digits.size();
    if (!in.fault() && std::from_chars(digits.data(), end, scope).ptr != end)
        in.refuse("scope", "is not the number of a scope");
    if (in.fault())
        return *in.fault();
    return scope;
}

} // namespace

void ScopeMethods::addTo(MethodTable& table)
{
    const auto add = [&](std::string name, Answer (ScopeMethods::*method)(Call)) {
        table.add(std::move(name), Needs::openStore, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("scope.leave", &ScopeMethods::leave);
    add("scope.need", &ScopeMethods::need);
    add("scope.pin", &ScopeMethods::pin);
    add("scope.unpin", &ScopeMethods::unpin);
}

ScopeMethods::Answer ScopeMethods::leave(Call call)
{
    const auto scope = scopeOf(call);
    if (!scope)
        co_return scope.error();
    co_return emptyOr(co_await keeper_.leave(*scope));
}

ScopeMethods::Answer ScopeMethods::need(Call call)
{
    const auto scope = scopeOf(call);
    if (!scope)
        co_return scope.error();
    co_return emptyOr(co_await keeper_.need(*scope));
}

ScopeMethods::Answer ScopeMethods::pin(Call call)
{
    const auto scope = scopeOf(call);
    if (!scope)
        co_return scope.error();
    co_return emptyOr(co_await keeper_.pin(*scope, true));
}

ScopeMethods::Answer ScopeMethods::unpin(Call call)
{
    const auto scope = scopeOf(call);
    if (!scope)
        co_return scope.error();
    co_return emptyOr(co_await keeper_.pin(*scope, false));
}

} // namespace tidemark::sync
