// Edits on their way from a window to the vault, and what a window keeps them with meanwhile.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `mutate` and `edits.key`. Holds no state of its own.
class EditMethods {
public:
    explicit EditMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer mutate(Call call);
    Answer editsKey(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
