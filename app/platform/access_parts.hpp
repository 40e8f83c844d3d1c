// The parts of the program that say who may do what, and prove what was done.
#pragma once

#include "platform/access/grant_book.hpp"
#include "platform/audit/audit_chainer.hpp"
#include "platform/http/router.hpp"
#include "platform/limits/limits.hpp"
#include "platform/signin/session_book.hpp"

namespace tidemark::platform {

/// Made after the database and the sessions, which must outlive it.
class AccessParts {
public:
    AccessParts(
        Database& database, Sessions& sessions, const Secret& serverKey, LimitSettings limits
    );

    void addTo(Router& router);

    [[nodiscard]] TurnTaker& turns() { return turns_; }
    [[nodiscard]] SessionBook& book() { return sessionBook_; }
    [[nodiscard]] Admission& admission() { return limits_; }

    /// What other servers tell. Before `listener.start()`.
    void follow(Listener& listener);

    void start();
    void stop();

private:
    Database& database_;
    Sessions& sessions_;
    AuditKey auditKey_;
    AuditChainer chainer_;
    SessionBook sessionBook_;
    GrantBook grants_;
    TurnTaker turns_;
    Limits limits_;
};

} // namespace tidemark::platform
