// Session and power notices of Windows, received by a window that is never shown.
#include "sync/lock/lock_signals.hpp"

#include <windows.h>
#include <wtsapi32.h>

namespace tidemark::sync {
namespace {

constexpr const wchar_t* windowClass = L"TidemarkLockSignals";

} // namespace

class LockSignals::Parts {
public:
    explicit Parts(std::function<bool(LockCause)> lock)
        : lock_(std::move(lock))
    {
        WNDCLASSEXW description = {};
        description.cbSize = sizeof(description);
        description.lpfnWndProc = &Parts::onMessage;
        description.hInstance = GetModuleHandleW(nullptr);
        description.lpszClassName = windowClass;
        RegisterClassExW(&description);
        window_ = CreateWindowExW(
            0, windowClass, L"", 0, 0, 0, 0, 0, nullptr, nullptr, description.hInstance, nullptr
        );
        if (!window_)
            return;
        SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
        WTSRegisterSessionNotification(window_, NOTIFY_FOR_THIS_SESSION);
    }

    ~Parts()
    {
        if (!window_)
            return;
        WTSUnRegisterSessionNotification(window_);
        DestroyWindow(window_);
    }

    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

private:
    static LRESULT CALLBACK onMessage(HWND window, UINT message, WPARAM what, LPARAM detail)
    {
        auto* self = reinterpret_cast<Parts*>(GetWindowLongPtrW(window, GWLP_USERDATA));
        if (self && message == WM_WTSSESSION_CHANGE && what == WTS_SESSION_LOCK)
            self->lock_(LockCause::sessionLocked);
        if (self && message == WM_POWERBROADCAST && what == PBT_APMSUSPEND)
            self->lock_(LockCause::suspend);
        return DefWindowProcW(window, message, what, detail);
    }

    std::function<bool(LockCause)> lock_;
    HWND window_ = nullptr;
};

LockSignals::LockSignals(std::function<bool(LockCause)> lock)
    : parts_(std::make_unique<Parts>(std::move(lock)))
{
}

LockSignals::~LockSignals() = default;

} // namespace tidemark::sync
