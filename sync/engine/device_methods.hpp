// What a person may do about this device: the slots of its keys, rotation, storage.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `keys.*`, `vault.recover` and `storage.*`. Holds no state of its own.
class DeviceMethods {
public:
    explicit DeviceMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer keysStatus(Call call);
    Answer keysSet(Call call);
    Answer keysRemove(Call call);
    Answer keysRotate(Call call);
    Answer recover(Call call);
    Answer storageStatus(Call call);
    Answer storageSet(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
