#include "ui/kit/refused_part.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/empty_state.hpp"

#include <QCoreApplication>

namespace tidemark::ui {

QWidget* refusalOf(const std::string& permission, QWidget* parent)
{
    auto* words = new EmptyState(parent);
    words->setWords(
        QStringLiteral("lock"),
        QCoreApplication::translate("Refused", "This is not open to you"),
        QCoreApplication::translate(
            "Refused", "It needs the permission %1. An administrator of your tenant can give it."
        )
            .arg(QString::fromStdString(permission))
    );
    return words;
}

QWidget* orRefused(
    sync::AgentClient& agent,
    const std::string& permission,
    QWidget* parent,
    const std::function<QWidget*(QWidget* parent)>& make
)
{
    const auto& user = agent.status().user;
    return user && user->may(permission) ? make(parent) : refusalOf(permission, parent);
}

} // namespace tidemark::ui
