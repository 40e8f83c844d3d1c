// Sends what waits in the queue, one mail after the other, and tries again what was not taken.
#pragma once

#include "platform/database/listener.hpp"
#include "platform/mail/mail_queue.hpp"
#include "platform/mail/mail_transport.hpp"

#include <memory>

namespace tidemark::platform {

struct MailWorkerSettings {
    std::string from = "tidemark@localhost"; ///< Address that mail comes from.
    std::chrono::seconds retryFirst{30};     ///< Doubled each time.
    std::chrono::seconds retryMost{15 * 60};
};

/// Sleeps until a mail is due or PostgreSQL tells of a new one; looks by itself every minute. Lives
/// on the database's executor, the transport on a thread of its own.
class MailWorker {
public:
    MailWorker(
        Database& database,
        MailQueue& queue,
        std::shared_ptr<MailTransport> transport,
        MailWorkerSettings settings
    );
    ~MailWorker();
    MailWorker(const MailWorker&) = delete;
    MailWorker& operator=(const MailWorker&) = delete;

    /// Be woken by new mail. Before `listener.start()`; the listener must not outlive this.
    void follow(Listener& listener);

    void start();

    /// Begins no further mail; what is under way goes back to the queue.
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace tidemark::platform
