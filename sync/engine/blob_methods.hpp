// `blobs.*` of the local API.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Files of attachments for the windows. The engine outlives it.
class BlobMethods {
public:
    explicit BlobMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer add(Call call);
    Answer status(Call call);
    Answer open(Call call);
    Answer save(Call call);
    Answer fetch(Call call);
    Answer cancel(Call call);
    Answer pin(Call call);
    Answer budget(Call call);
    Answer remove(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
