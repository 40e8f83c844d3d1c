// Rows whose maker no list tells: whether a narrow permission reaches them, the platform says.
#pragma once

#include <string>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class ActionGuard;

/// After `setRow`: asks only where a permission for one's own rows, or for a department's, leaves
/// it open. Until the answer is there, and without one, the action stays on; the platform decides.
void judgeRow(
    sync::AgentClient& agent, ActionGuard* guard, const char* entity, const std::string& id
);

} // namespace tidemark::ui
