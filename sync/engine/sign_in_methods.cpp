#include "sync/engine/sign_in_methods.hpp"

#include "sync/engine/engine.hpp"
#include "sync/engine/params.hpp"
#include "sync/session/server_address.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

Result<AnswerText> userText(const Result<User>& user)
{
    if (!user)
        return user.error();
    return json::serialize(json::object{{"user", toJson(*user)}});
}

} // namespace

void SignInMethods::addTo(MethodTable& table)
{
    using Method = Answer (SignInMethods::*)(Call);
    const auto add = [this, &table](const char* name, Needs needs, Method method) {
        table.add(name, needs, [this, method](Call call) {
            return (this->*method)(std::move(call));
        });
    };
    add("session.secondFactor", Needs::openStore, &SignInMethods::secondFactor);
    add("session.forgot", Needs::nothing, &SignInMethods::forgot);
    add("session.reset", Needs::nothing, &SignInMethods::reset);
    add("session.reload", Needs::signedIn, &SignInMethods::reload);
}

SignInMethods::Answer SignInMethods::secondFactor(Call call)
{
    Params in(call.params);
    const std::string typed = in.optionalText("server", 2000);
    Secret challenge(in.optionalText("challenge", 400));
    const std::string code = in.text("code", 100);
    if (in.fault())
        co_return *in.fault();
    if (!challenge.isEmpty()) {
        const auto address = serverAddress(typed);
        if (!address)
            co_return address.error();
        engine_.profile().session().setChallenge(*address, std::move(challenge));
    }
    const QUrl server = engine_.profile().session().challengedBy();
    auto answer = co_await engine_.profile().session().answerChallenge(code);
    if (!answer) {
        co_await engine_.heed(answer.error());
        co_return answer.error();
    }
    co_return userText(co_await engine_.takeOver(server, std::move(*answer)));
}

SignInMethods::Answer SignInMethods::forgot(Call call)
{
    Params in(call.params);
    const std::string typed = in.text("server", 2000);
    const json::object body{{"tenant", in.text("tenant", 200)}, {"login", in.text("login", 320)}};
    if (in.fault())
        co_return *in.fault();
    const auto address = serverAddress(typed);
    if (!address)
        co_return address.error();
    const auto answer =
        co_await postTo(engine_.http(), *address, QStringLiteral("/api/v1/auth/forgot"), body);
    if (!answer)
        co_return answer.error();
    co_return std::string("{}");
}

SignInMethods::Answer SignInMethods::reset(Call call)
{
    Params in(call.params);
    const std::string typed = in.text("server", 2000);
    const Secret password(in.text("password", 4096));
    const json::object body{{"code", in.text("code", 400)}, {"password", password.reveal()}};
    if (in.fault())
        co_return *in.fault();
    const auto address = serverAddress(typed);
    if (!address)
        co_return address.error();
    const auto answer =
        co_await postTo(engine_.http(), *address, QStringLiteral("/api/v1/auth/reset"), body);
    if (!answer)
        co_return answer.error();
    co_return std::string("{}");
}

SignInMethods::Answer SignInMethods::reload(Call)
{
    co_return userText(co_await engine_.reloadUser());
}

} // namespace tidemark::sync
