#include "ui/portal/portal_setting.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"

namespace tidemark::ui {

PortalSetting::PortalSetting(sync::AgentClient& agent, QObject* parent)
    : QObject(parent)
    , agent_(agent)
{
}

void PortalSetting::load()
{
    askPlatform(agent_, {.path = "portal/settings"}, this, [this](const PlatformAnswer& answer) {
        if (!answer) {
            Q_EMIT loadFailed(*answer.fault);
            return;
        }
        mode_ = textIn(answer.object(), "signUp");
        Q_EMIT changed();
    });
}

void PortalSetting::save(const std::string& mode)
{
    PlatformCall call{
        .method = "PUT", .path = "portal/settings", .body = boost::json::object{{"signUp", mode}}};
    askPlatform(agent_, std::move(call), this, [this, mode](const PlatformAnswer& answer) {
        if (!answer) {
            Q_EMIT saveFailed(*answer.fault);
            return;
        }
        mode_ = mode;
        Q_EMIT changed();
        Q_EMIT saved();
    });
}

QString PortalSetting::address() const
{
    const sync::Status& status = agent_.status();
    const std::string tenant = status.user ? status.user->tenant.slug : std::string();
    return QString::fromStdString(status.server + "/portal?tenant=" + inQuery(tenant));
}

} // namespace tidemark::ui
