#include "ui/identity/provider_test.hpp"

#include "ui/admin/json_fields.hpp"
#include "ui/admin/platform_api.hpp"
#include "ui/kit/banner.hpp"

#include <QCoreApplication>

namespace tidemark::ui {
namespace {

void show(const PlatformAnswer& answer, const QString& name, Banner& banner)
{
    if (!answer) {
        banner.say(*answer.fault);
        return;
    }
    if (!flagIn(answer.object(), "ok")) {
        banner.say(
            Kind::bad, wordsIn(answer.object(), "cause"), wordsIn(answer.object(), "nextStep")
        );
        return;
    }
    const bool hasCode = flagIn(answer.object(), "deviceCode");
    banner.say(
        Kind::ok,
        QCoreApplication::translate("ProviderTest", "%1 answers, and is who it says.").arg(name),
        hasCode
            ? QCoreApplication::translate("ProviderTest", "Signing in by a code works there, too.")
            : QCoreApplication::translate("ProviderTest", "It offers no signing in by a code.")
    );
}

} // namespace

void testProvider(sync::AgentClient& agent, const boost::json::object& provider, Banner& banner)
{
    const QString name = wordsIn(provider, "name");
    banner.setAction({});
    banner.say(
        Kind::info, QCoreApplication::translate("ProviderTest", "%1 is being asked…").arg(name)
    );
    const PlatformCall call{
        .method = "POST", .path = "oidc-providers/" + textIn(provider, "id") + "/test"};
    askPlatform(agent, call, &banner, [name, &banner](const PlatformAnswer& answer) {
        show(answer, name, banner);
    });
}

} // namespace tidemark::ui
