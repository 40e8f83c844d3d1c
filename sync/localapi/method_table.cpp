// Dispatch with the one permission check.
#include "sync/localapi/method_table.hpp"

namespace tidemark::sync {

MethodTable::MethodTable(NeedsCheck check)
    : check_(std::move(check))
{
}

void MethodTable::add(std::string method, Needs needs, MethodHandler handler)
{
    methods_.insert_or_assign(std::move(method), Method{needs, std::move(handler)});
}

QCoro::Task<Result<AnswerText>> MethodTable::call(std::string method, Call call) const
{
    auto answer = co_await run(method, std::move(call));
    if (!answer && watcher_)
        watcher_(method, answer.error());
    co_return answer;
}

QCoro::Task<Result<AnswerText>> MethodTable::run(const std::string& method, Call call) const
{
    const auto found = methods_.find(method);
    if (found == methods_.end())
        co_return Fault{
            FaultCode::unsupported,
            "unknown_method",
            "The agent does not know the method that a program asked for.",
            "Update the agent and the desk to the same version."};
    if (auto may = check_(found->second.needs); !may)
        co_return may.error();
    co_return co_await found->second.handler(std::move(call));
}

} // namespace tidemark::sync
