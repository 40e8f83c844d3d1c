// Who may sign up in the customer portal, as the platform has it.
#pragma once

#include "models/core/fault.hpp"

#include <QObject>

#include <optional>
#include <string>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

/// Read once and shared by the parts of the page.
class PortalSetting final : public QObject {
    Q_OBJECT

public:
    explicit PortalSetting(sync::AgentClient& agent, QObject* parent = nullptr);

    void load();
    /// `closed`, `invited` or `approved`.
    void save(const std::string& mode);

    /// Empty: not known.
    [[nodiscard]] const std::string& mode() const { return mode_; }
    /// Where customers open the portal of this tenant.
    [[nodiscard]] QString address() const;

Q_SIGNALS:
    void changed();
    void saved();
    void loadFailed(const tidemark::Fault& fault);
    void saveFailed(const tidemark::Fault& fault);

private:
    sync::AgentClient& agent_;
    std::string mode_ = {};
};

} // namespace tidemark::ui
