// The audit over REST: one entry with its changes by name, the proof, the signed export.
#pragma once

#include "platform/audit/audit_chainer.hpp"
#include "platform/http/router.hpp"

namespace tidemark::platform {

/// What is given must outlive the router.
void addAuditRoutes(Router& router, Database& database, const AuditKey& key, AuditChainer& chainer);

} // namespace tidemark::platform
