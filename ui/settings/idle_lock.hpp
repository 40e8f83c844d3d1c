// Locks the data when nobody has touched the desk for a while.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class DeskSettings;

/// Watches keys, mouse and touch of the whole application. Another program in front counts as
/// nobody: then the desk is what is left alone. The agent hears of it now and then, and locks by
/// itself should the desk be closed.
class IdleLock final : public QObject {
    Q_OBJECT

public:
    /// All outlive it. `minute` is what a minute of the setting lasts; tests shorten it.
    IdleLock(
        DeskSettings& settings,
        sync::AgentClient& agent,
        std::chrono::milliseconds minute = std::chrono::minutes(1)
    );

    /// Minutes without input before it locks; 0: never.
    [[nodiscard]] int minutes() const;
    void setMinutes(int minutes);

Q_SIGNALS:
    void lockWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void restart();
    void onTimeout();
    void tellAgent();

    DeskSettings& settings_;
    sync::AgentClient& agent_;
    std::chrono::milliseconds minute_;
    QTimer timer_;
    QElapsedTimer lastInput_;
    QElapsedTimer lastTold_;
};

} // namespace tidemark::ui
