// What somebody was typing into a window that a lock closed.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `typing.*`: texts of forms that were not saved yet, kept in the vault until the person
/// has them back. Holds no state of its own.
class TypingMethods {
public:
    explicit TypingMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer keep(Call call);
    Answer list(Call call);
    Answer forget(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
