// The methods that say how things are: sync in detail, diagnostics, the bundle for support.
#pragma once

#include "sync/engine/diagnostics.hpp"
#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `sync.status`, `sync.pause`, `sync.resume`, `diagnostics.run` and `support.bundle`.
class CareMethods {
public:
    explicit CareMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer syncStatus(Call call);
    Answer syncPause(Call call);
    Answer syncResume(Call call);
    Answer diagnosticsRun(Call call);
    Answer supportBundle(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
