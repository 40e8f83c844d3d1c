// Who has a role.
#pragma once

#include "ui/admin/name_book.hpp"

#include <QWidget>

namespace tidemark::ui {

class Label;

/// The number of people and the first of their names, from the mirror.
class RoleHolders final : public QWidget {
    Q_OBJECT

public:
    RoleHolders(sync::AgentClient& agent, std::string roleId, QWidget* parent = nullptr);

    [[nodiscard]] std::int64_t count() const { return count_; }

Q_SIGNALS:
    void counted();

private:
    void ask();
    void show();

    sync::AgentClient& agent_;
    std::string roleId_;
    NameBook names_;
    std::int64_t count_ = 0;
    std::vector<std::string> users_ = {};
    Label* words_ = nullptr;
};

} // namespace tidemark::ui
