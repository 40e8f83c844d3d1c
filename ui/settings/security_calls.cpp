#include "ui/settings/security_calls.hpp"

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr std::int64_t firstFailure = 300;

std::string textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

Result<json::object> bodyOf(const json::object& answer)
{
    const json::value* status = answer.if_contains("status");
    const json::value* body = answer.if_contains("body");
    const json::object* object = body == nullptr ? nullptr : body->if_object();
    const bool isRefused =
        status == nullptr || !status->is_int64() || status->get_int64() >= firstFailure;
    if (!isRefused)
        return object == nullptr ? json::object() : *object;
    if (object == nullptr)
        return Fault{FaultCode::internal, "unreadable_answer", {}, {}};
    return Fault{
        faultCodeOf(textIn(*object, "code")),
        textIn(*object, "reason"),
        textIn(*object, "detail"),
        textIn(*object, "nextStep")};
}

} // namespace

void askAboutMe(
    sync::AgentClient& agent,
    std::string_view method,
    const std::string& path,
    json::object body,
    QObject* context,
    SecurityReply reply
)
{
    agent.platformCall(
        method,
        "/api/v1/me/" + path,
        method == "GET" ? json::value() : json::value(std::move(body)),
        context,
        [reply = std::move(reply)](Result<json::object> answer) {
            reply(answer ? bodyOf(*answer) : Result<json::object>(answer.error()));
        }
    );
}

void reloadMe(sync::AgentClient& agent, QObject* context, std::function<void()> then)
{
    agent.call(
        "session.reload",
        json::object(),
        context,
        [then = std::move(then)](const Result<json::value>&) { then(); }
    );
}

} // namespace tidemark::ui
