// The system asks the agent to end.
#pragma once

#include <functional>
#include <memory>

namespace tidemark::sync {

/// Calls `quit` on the event loop's thread when the system wants this process to end: SIGTERM,
/// SIGINT and SIGHUP, or the console's close on Windows. One at a time in a process.
class QuitSignals {
public:
    explicit QuitSignals(std::function<void()> quit);
    ~QuitSignals();
    QuitSignals(const QuitSignals&) = delete;
    QuitSignals& operator=(const QuitSignals&) = delete;

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace tidemark::sync
