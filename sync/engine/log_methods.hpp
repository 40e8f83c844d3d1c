// The method that lists what sync did.
#pragma once

#include "sync/engine/engine.hpp"
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

/// Answers `synclog.list` and `synclog.note`.
class LogMethods {
public:
    explicit LogMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer list(Call call);
    Answer note(Call call);

    Engine& engine_;
};

/// An event as `synclog.list` and the bundle for support have it; what is not known is left out.
[[nodiscard]] boost::json::object toJson(const SyncEvent& event);

} // namespace tidemark::sync
