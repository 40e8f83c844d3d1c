// Some roles of the tenant, ticked in a list.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QListWidget>

namespace tidemark::ui {

/// The roles of the mirror by name. One that is ticked and not on this device is kept, and said so.
class RoleChecks final : public QListWidget {
    Q_OBJECT

public:
    explicit RoleChecks(sync::AgentClient& agent, QWidget* parent = nullptr);

    void setChosen(const std::vector<std::string>& ids);
    /// Ids in rising order.
    [[nodiscard]] std::vector<std::string> chosen() const;

Q_SIGNALS:
    /// A person ticked one or took a tick away.
    void edited();

private:
    void add(const std::string& id, const QString& name);
    void show(const std::vector<std::string>& ids);

    std::vector<boost::json::object> roles_ = {};
    std::vector<std::string> wanted_ = {};
    bool isLoaded_ = false;
};

} // namespace tidemark::ui
