// What lists need besides being read: indexes, and anchors for deep scrolling.
#pragma once

#include "sync/engine/stores.hpp"

namespace tidemark::sync {

/// Works for the lists while nobody asks for rows, a few milliseconds at a time.
class ListCare {
public:
    explicit ListCare(Stores& stores)
        : stores_(stores)
    {
    }

    /// A window was read: there may be something to prepare. Returns at once.
    void windowWasRead();

private:
    QCoro::Task<void> work();

    Stores& stores_;
    bool isWorking_ = false;
};

} // namespace tidemark::sync
