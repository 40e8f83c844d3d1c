// The methods about a person's own work: what waits, what was noticed.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `pending.*` and `notice.dismiss` from the engine.
class WorkMethods {
public:
    explicit WorkMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer pendingList(Call call);
    Answer pendingRetry(Call call);
    Answer pendingDiscard(Call call);
    Answer pendingEdit(Call call);
    Answer pendingExport(Call call);
    Answer noticeDismiss(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
