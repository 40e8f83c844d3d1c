// session.oidc*: signing in through an identity provider.
#pragma once

#include "sync/localapi/method_table.hpp"
#include "sync/oidc/oidc_flow.hpp"

namespace tidemark::sync {

class Engine;

class OidcMethods {
public:
    explicit OidcMethods(Engine& engine, LoopbackLimits limits = {});

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer providers(Call call);
    Answer start(Call call);
    Answer device(Call call);
    Answer wait(Call call);
    Answer cancel(Call call);

    Engine& engine_;
    OidcFlow flow_;
};

} // namespace tidemark::sync
