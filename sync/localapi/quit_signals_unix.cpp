// Unix signals, carried to the event loop through a pipe.
#include "sync/localapi/quit_signals.hpp"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace tidemark::sync {
namespace {

int wakeEnd = -1; // The only thing that a signal handler may touch.

void onSignal(int)
{
    const char byte = 1;
    (void)!write(wakeEnd, &byte, 1);
}

} // namespace

class QuitSignals::Parts {
public:
    explicit Parts(std::function<void()> quit)
        : quit_(std::move(quit))
    {
        if (pipe2(ends_.data(), O_CLOEXEC | O_NONBLOCK) != 0)
            return; // The process then ends as the signal says: without tidying up.
        wakeEnd = ends_[1];
        notifier_ = std::make_unique<QSocketNotifier>(ends_[0], QSocketNotifier::Read);
        QObject::connect(notifier_.get(), &QSocketNotifier::activated, notifier_.get(), [this] {
            std::array<char, 16> bytes{};
            (void)!read(ends_[0], bytes.data(), bytes.size());
            quit_();
        });
        struct sigaction action = {};
        action.sa_handler = onSignal;
        action.sa_flags = SA_RESTART;
        for (const int signal : {SIGTERM, SIGINT, SIGHUP})
            sigaction(signal, &action, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
    }

    ~Parts()
    {
        for (const int signal : {SIGTERM, SIGINT, SIGHUP})
            std::signal(signal, SIG_DFL);
        notifier_.reset();
        for (const int end : ends_) {
            if (end >= 0)
                close(end);
        }
    }

private:
    std::function<void()> quit_;
    std::array<int, 2> ends_{-1, -1};
    std::unique_ptr<QSocketNotifier> notifier_ = {};
};

QuitSignals::QuitSignals(std::function<void()> quit)
    : parts_(std::make_unique<Parts>(std::move(quit)))
{
}

QuitSignals::~QuitSignals() = default;

} // namespace tidemark::sync
