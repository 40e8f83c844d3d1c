// Console control events, carried to the event loop.
#include "sync/localapi/quit_signals.hpp"

#include <QCoreApplication>
#include <QObject>

#include <windows.h>

namespace tidemark::sync {
namespace {

QObject* target = nullptr;
std::function<void()>* wanted = nullptr;

BOOL WINAPI onControl(DWORD)
{
    if (!target)
        return FALSE;
    QMetaObject::invokeMethod(
        target, [] { (*wanted)(); }, Qt::QueuedConnection
    );
    return TRUE;
}

} // namespace

class QuitSignals::Parts {
public:
    explicit Parts(std::function<void()> quit)
        : quit_(std::move(quit))
    {
        target = &home_;
        wanted = &quit_;
        SetConsoleCtrlHandler(onControl, TRUE);
    }

    ~Parts()
    {
        SetConsoleCtrlHandler(onControl, FALSE);
        target = nullptr;
        wanted = nullptr;
    }

private:
    QObject home_;
    std::function<void()> quit_;
};

QuitSignals::QuitSignals(std::function<void()> quit)
    : parts_(std::make_unique<Parts>(std::move(quit)))
{
}

QuitSignals::~QuitSignals() = default;

} // namespace tidemark::sync
