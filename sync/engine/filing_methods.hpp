// Filing-safe mode, as programs ask for it.
#pragma once

#include "sync/engine/filing_keeper.hpp"
#include "sync/localapi/local_server.hpp"

namespace tidemark::sync {

/// Answers `filing.*` and tells of them on the live channel `agent:filing`.
class FilingMethods final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    FilingMethods(FilingKeeper& keeper, LocalServer& server, QObject* parent = nullptr);

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer list(Call call);
    Answer keep(Call call);
    Answer verify(Call call);
    Answer end(Call call);

    FilingKeeper& keeper_;
};

} // namespace tidemark::sync
