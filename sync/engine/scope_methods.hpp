// Which scopes are on this device, as programs ask for it.
#pragma once

#include "sync/engine/scope_keeper.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `scope.*`. Holds no state of its own.
class ScopeMethods {
public:
    explicit ScopeMethods(ScopeKeeper& keeper)
        : keeper_(keeper)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer leave(Call call);
    Answer need(Call call);
    Answer pin(Call call);
    Answer unpin(Call call);

    ScopeKeeper& keeper_;
};

} // namespace tidemark::sync
