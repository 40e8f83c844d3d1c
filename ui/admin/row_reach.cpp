#include "ui/admin/row_reach.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/action_guard.hpp"

namespace tidemark::ui {

void judgeRow(
    sync::AgentClient& agent, ActionGuard* guard, const char* entity, const std::string& id
)
{
    if (!guard->isUndecided())
        return;
    const PlatformCall call{
        .path = "access/explain?permission=" + inQuery(guard->permission()) + "&entity=" + entity +
                "&id=" + id};
    askPlatform(agent, call, guard, [guard](const PlatformAnswer& answer) {
        if (answer)
            guard->setReached(flagIn(answer.object(), "allowed"));
    });
}

} // namespace tidemark::ui
