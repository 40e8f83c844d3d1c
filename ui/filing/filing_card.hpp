// The reports that are kept ready offline, among the details of sync.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

class QVBoxLayout;

namespace tidemark::ui {

/// Hidden while there are none.
class FilingCard final : public Card {
    Q_OBJECT

public:
    explicit FilingCard(sync::AgentClient& agent, QWidget* parent = nullptr);

private:
    void ask();
    void take(const boost::json::object& list);
    [[nodiscard]] QWidget* makeItem(const boost::json::object& item);
    void act(std::string_view method, const QString& report);

    sync::AgentClient& agent_;
    QVBoxLayout* items_ = nullptr;
};

} // namespace tidemark::ui
