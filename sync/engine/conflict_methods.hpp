// The local API's methods about conflicts.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// `conflicts.*`. They read and write the vault and the windows only, so all of them work offline.
class ConflictMethods {
public:
    explicit ConflictMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer list(Call call);
    Answer get(Call call);
    Answer resolve(Call call);
    Answer previewBulk(Call call);
    Answer recent(Call call);
    Answer undo(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
