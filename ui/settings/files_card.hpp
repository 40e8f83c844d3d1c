// How much room attachments may take on this device.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

class QComboBox;

namespace tidemark::ui {

class Banner;
class Label;

/// A card that asks the agent when it is shown and after each change. Works offline.
class FilesCard final : public Card {
    Q_OBJECT

public:
    explicit FilesCard(sync::AgentClient& agent, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void ask(boost::json::object params);
    void showFigures(const boost::json::object& figures);

    sync::AgentClient& agent_;
    Banner* banner_ = nullptr;
    Label* room_ = nullptr;
    QComboBox* budget_ = nullptr;
};

} // namespace tidemark::ui
