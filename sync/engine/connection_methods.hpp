// The methods about the way to the platform: authorities, pinned certificates, proxy.
#pragma once

#include "sync/localapi/method_table.hpp"
#include "sync/session/reach.hpp"

namespace tidemark::sync {

/// Answers `connection.*`. They need no open store: a proxy comes before the first sign-in.
class ConnectionMethods {
public:
    explicit ConnectionMethods(Reach& reach)
        : reach_(reach)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer get(Call call);
    Answer set(Call call);
    Answer certificate(Call call);
    Answer trust(Call call);
    Answer forget(Call call);

    Reach& reach_;
};

} // namespace tidemark::sync
