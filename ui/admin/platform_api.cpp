#include "ui/admin/platform_api.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/json_fields.hpp"

#include <QUrl>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

using namespace std::chrono_literals;

/// The agent's own patience with the platform, and a little more.
constexpr auto patience = 75s;

/// The fault of a refusal. Fields that were refused are named in the cause.
Fault faultOf(const json::object& problem, std::int64_t status)
{
    Fault fault;
    fault.code = faultCodeOf(textIn(problem, "code"));
    fault.reason = textIn(problem, "reason");
    fault.cause = textIn(problem, "detail");
    fault.nextStep = textIn(problem, "nextStep");
    if (problem.empty()) {
        fault.code = status >= 500 ? FaultCode::unavailable : FaultCode::invalid;
        fault.reason = "status_" + std::to_string(status);
    }
    for (const json::object& field : objectsIn(problem, "fields")) {
        const std::string detail = textIn(field, "detail");
        if (!detail.empty() && fault.cause.find(detail) == std::string::npos)
            fault.cause += (fault.cause.empty() ? "" : " ") + detail;
    }
    return fault;
}

PlatformAnswer answerOf(const Result<json::value>& reply)
{
    PlatformAnswer answer;
    if (!reply) {
        answer.fault = reply.error();
        return answer;
    }
    const json::object* envelope = reply->if_object();
    if (envelope == nullptr) {
        answer.fault = Fault{FaultCode::internal, "answer_malformed", {}, {}};
        return answer;
    }
    if (const json::value* body = envelope->if_contains("body"))
        answer.body = *body;
    const std::int64_t status = numberIn(*envelope, "status");
    if (status < 200 || status >= 300)
        answer.fault = faultOf(answer.object(), status);
    return answer;
}

} // namespace

const json::object& PlatformAnswer::object() const
{
    static const json::object none;
    const json::object* found = body.if_object();
    return found == nullptr ? none : *found;
}

void askPlatform(sync::AgentClient& agent, PlatformCall call, QObject* context, PlatformReply reply)
{
    json::object params{{"method", call.method}, {"path", "/api/v1/" + call.path}};
    if (!call.body.is_null())
        params["body"] = std::move(call.body);
    if (!call.rv.empty())
        params["ifMatch"] = '"' + call.rv + '"';
    const auto pass = [reply = std::move(reply)](Result<json::value> answer) {
        reply(answerOf(answer));
    };
    agent.callFor(patience, "platform.call", std::move(params), context, pass);
}

std::string inQuery(const std::string& text)
{
    return QUrl::toPercentEncoding(QString::fromStdString(text)).toStdString();
}

} // namespace tidemark::ui
