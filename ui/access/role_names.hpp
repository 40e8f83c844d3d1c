// Which roles users have, from the mirror.
#pragma once

#include "ui/admin/name_book.hpp"

#include <set>

namespace tidemark::ui {

/// The names of a user's roles, asked for with those of all users of the same turn.
class RoleNames final : public QObject {
    Q_OBJECT

public:
    explicit RoleNames(sync::AgentClient& agent, QObject* parent = nullptr);

    /// `Administrator, Analyst`; empty while it is not known, and when there are none.
    [[nodiscard]] QString of(const std::string& userId);

Q_SIGNALS:
    void arrived();

private:
    void ask();
    void onChanged(const sync::Changes& changes);

    sync::AgentClient& agent_;
    NameBook roles_;
    std::map<std::string, std::vector<std::string>> held_ = {};
    std::set<std::string> wanted_ = {};
    QTimer soon_;
};

} // namespace tidemark::ui
