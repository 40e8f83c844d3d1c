// Calls to the platform about oneself.
#pragma once

#include "sync/client/agent_client.hpp"

namespace tidemark::ui {

/// The body of the answer, or the platform's fault.
using SecurityReply = std::function<void(Result<boost::json::object>)>;

/// `path` is below `/api/v1/me/`.
void askAboutMe(
    sync::AgentClient& agent,
    std::string_view method,
    const std::string& path,
    boost::json::object body,
    QObject* context,
    SecurityReply reply
);

/// After something was done that the platform asked for: the agent learns who the person is now.
void reloadMe(sync::AgentClient& agent, QObject* context, std::function<void()> then);

} // namespace tidemark::ui
