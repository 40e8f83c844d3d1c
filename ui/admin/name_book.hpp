// The names that ids stand for, from the mirror.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QTimer>

#include <set>

namespace tidemark::ui {

/// Names of rows of one entity. A name that is not known yet is empty; it is asked for with all
/// others of the same turn, and `arrived` tells when to look again.
class NameBook final : public QObject {
    Q_OBJECT

public:
    NameBook(
        sync::AgentClient& agent, std::string entity, std::string field, QObject* parent = nullptr
    );

    [[nodiscard]] QString name(const std::string& id);

Q_SIGNALS:
    void arrived();

private:
    void ask();
    void onChanged(const sync::Changes& changes);

    sync::AgentClient& agent_;
    std::string entity_;
    std::string field_;
    std::map<std::string, QString> names_ = {};
    std::set<std::string> wanted_ = {};
    QTimer soon_;
};

} // namespace tidemark::ui
