// Locks the data when nobody has used it for a while, with or without a window.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tidemark::sync {

/// Counts from the last sign of a person: the opening of the store, a program that says hello, or
/// `vault.active`. By a clock that nobody can set and that goes on while the computer sleeps.
///
/// How long is the person's choice; the desk tells it, and it is kept in the vault, so that it
/// holds with the desk closed too.
class IdleWatch final : public QObject {
    Q_OBJECT

public:
    /// What holds until somebody has chosen.
    static constexpr std::chrono::seconds usual = std::chrono::minutes(15);
    static constexpr std::chrono::seconds most = std::chrono::hours(24);

    /// `lock` is called when the time is up. The engine outlives it.
    IdleWatch(
        Engine& engine,
        std::function<void()> lock,
        DeviceClock clock = &deviceTime,
        QObject* parent = nullptr
    );

    /// Adds `vault.active`.
    void addTo(MethodTable& table);
    /// Somebody is there.
    void touch();
    [[nodiscard]] std::chrono::seconds limit() const { return limit_; }

private:
    QCoro::Task<void> onStatus();
    QCoro::Task<Result<void>> setLimit(std::chrono::seconds limit);
    void check();

    Engine& engine_;
    std::function<void()> lock_;
    DeviceClock clock_;
    std::chrono::seconds limit_ = usual; // 0: never.
    std::int64_t lastMicros_ = 0;
    bool wasOpen_ = false;
    QTimer timer_;
};

} // namespace tidemark::sync
