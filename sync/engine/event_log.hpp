// Gathers what happens and writes it to the ring of events in the mirror.
#pragma once

#include "sync/engine/stores.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>

namespace tidemark::sync {

/// Everything that the agent does on its own, and every fault that a person gets to see, passes
/// here. While the stores are closed it waits in memory; more than some hundred events do not.
class EventLog final : public QObject {
    Q_OBJECT

public:
    explicit EventLog(Stores& stores, QObject* parent = nullptr);

    /// Notes it, with the time of now. Alike problems, one after the other, become one.
    void add(SyncEvent event);
    /// A fault that a person sees now. One that was noted within the last minute is not noted
    /// again.
    void saw(EventKind kind, std::string what, const Fault& fault, std::string subject = {});
    /// Writes what waits; also when the stores are about to close.
    [[nodiscard]] QCoro::Task<void> flush();

private:
    Stores& stores_;
    QTimer timer_;
    QElapsedTimer clock_;
    std::vector<SyncEvent> waiting_ = {};
    std::map<std::string, qint64> seen_ = {}; // Faults and when they were noted, in milliseconds.
};

} // namespace tidemark::sync
