// Who else has this record open, as the agent tells it.
#pragma once

#include "models/core/timestamp.hpp"
#include "sync/client/agent_client.hpp"
#include "ui/kit/chip.hpp"

#include <QObject>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace tidemark::ui {

/// Somebody else who has the record open, or the same person on another device.
struct Colleague {
    QString name = {};
    /// What they change: `<entity>/<id>/<field>`, a field of the record, or empty.
    std::string field = {};
    Timestamp since = {};
    bool isMe = false; ///< On another device.
};

/// One record that is open in a window. Others see it for as long as this object lives.
class PresenceWatch final : public QObject {
    Q_OBJECT

public:
    PresenceWatch(
        sync::AgentClient& agent, std::string entity, std::string id, QObject* parent = nullptr
    );
    ~PresenceWatch() override;

    /// Longest there first.
    [[nodiscard]] const std::vector<Colleague>& people() const { return people_; }
    /// The people are there now; otherwise they were when `heardAt` was now.
    [[nodiscard]] bool isLive() const { return isLive_; }
    [[nodiscard]] const std::optional<Timestamp>& heardAt() const { return heardAt_; }
    /// Whoever changes this field, or did when the platform was last reached; null: nobody known.
    [[nodiscard]] const Colleague* at(const std::string& field) const;

    /// Tells the others what is being changed here; empty: nothing.
    void say(const std::string& field);

Q_SIGNALS:
    void changed();

private:
    void take(const boost::json::object& message);

    sync::AgentClient& agent_;
    std::string channel_;
    std::string said_ = {};
    std::vector<Colleague> people_ = {};
    std::optional<Timestamp> heardAt_ = {};
    bool isLive_ = false;
};

/// `Jon Ek is here`, `3 others are here`, `Jon Ek was here 09:10`; nothing when nobody is.
[[nodiscard]] std::optional<ChipText> presenceChip(const PresenceWatch& watch);

} // namespace tidemark::ui
