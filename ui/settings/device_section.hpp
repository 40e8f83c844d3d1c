// "This device" of the settings: what opens it, the age of its keys, and its room.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

class QComboBox;

namespace tidemark::ui {

class Banner;
class Button;
class Label;

/// A card that asks the agent when it is shown and after each change. Works offline.
class DeviceSection final : public Card {
    Q_OBJECT

public:
    explicit DeviceSection(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Asks anew.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void showKeys(const boost::json::object& keys);
    void showStorage(const boost::json::object& storage);
    void askForPassphrase(bool isRemoval);
    void changeKeys();
    void chooseLimit(int row);

    sync::AgentClient& agent_;
    Label* slots_ = nullptr;
    Label* recovery_ = nullptr;
    Label* age_ = nullptr;
    Label* room_ = nullptr;
    Banner* banner_ = nullptr;
    Button* set_ = nullptr;
    Button* remove_ = nullptr;
    Button* rotate_ = nullptr;
    QComboBox* limit_ = nullptr;
    bool hasPassphrase_ = false;
};

} // namespace tidemark::ui
