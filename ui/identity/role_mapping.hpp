// Which value of a claim gives which role.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace tidemark::ui {

class Button;

/// Lines of a value and a role; one can be added and each taken away. Roles are those of the
/// mirror; one that is not on this device is kept, and said so.
class RoleMapping final : public QWidget {
    Q_OBJECT

public:
    explicit RoleMapping(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// `{value: role id}`
    void setMapping(const boost::json::object& mapping);
    /// Lines without a value are left out.
    [[nodiscard]] boost::json::object mapping() const;
    /// The first value that stands on two lines; empty: none does.
    [[nodiscard]] QString doubled() const;
    /// Whether lines may be changed; if not, `reason` says why.
    void setEditable(bool isEditable, const QString& reason);

Q_SIGNALS:
    void edited();

private:
    struct Line {
        QWidget* whole = nullptr;
        QLineEdit* value = nullptr;
        QComboBox* role = nullptr;
        Button* remove = nullptr;
    };

    void addLine(const QString& value, const std::string& roleId);
    void removeLine(const QWidget* whole);
    void fill(QComboBox& box, const std::string& roleId) const;

    std::vector<boost::json::object> roles_ = {};
    std::vector<Line> lines_ = {};
    QVBoxLayout* column_ = nullptr;
    Button* add_ = nullptr;
};

} // namespace tidemark::ui
