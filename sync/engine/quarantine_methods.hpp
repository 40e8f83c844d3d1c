// The methods about a person's work that was set aside: its scope was taken away.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `quarantine.*` from the engine.
class QuarantineMethods {
public:
    explicit QuarantineMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer list(Call call);
    Answer exportWork(Call call);
    Answer handOver(Call call);
    Answer discard(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
