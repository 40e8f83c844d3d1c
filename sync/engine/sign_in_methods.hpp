// What belongs to signing in beside the password: the second step, and a forgotten password.
#pragma once

#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

class Engine;

/// `session.secondFactor`, `session.forgot`, `session.reset`, `session.reload`.
class SignInMethods {
public:
    explicit SignInMethods(Engine& engine)
        : engine_(engine)
    {
    }

    void addTo(MethodTable& table);

private:
    using Answer = QCoro::Task<Result<AnswerText>>;

    Answer secondFactor(Call call);
    Answer forgot(Call call);
    Answer reset(Call call);
    Answer reload(Call call);

    Engine& engine_;
};

} // namespace tidemark::sync
