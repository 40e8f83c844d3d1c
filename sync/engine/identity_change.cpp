#include "sync/engine/identity_change.hpp"

#include "sync/engine/mirror_steps.hpp"

namespace tidemark::sync {

QCoro::Task<Result<ChangedRows>>
changeIdentity(Stores& stores, std::string clientId, std::int64_t incarnation)
{
    const auto forget = [](MirrorWriter& writer) { return writer.forgetResultsAfter(0); };
    const auto forgotten = co_await stores.mirror(forget);
    if (!forgotten)
        co_return forgotten.error();
    const auto take = [clientId, incarnation](DeskStore& desk) {
        return takeIdentity(desk, clientId, incarnation);
    };
    co_return co_await stores.desk(take);
}

} // namespace tidemark::sync
