#include "sync/client/agent_faults.hpp"

namespace tidemark::sync {

Fault notReachable()
{
    return Fault{
        FaultCode::unavailable,
        "agent_unreachable",
        "The background program of Tidemark does not answer.",
        "It is started again by itself. What you saved on this device is safe."};
}

Fault agentLost()
{
    return Fault{
        FaultCode::offline,
        "agent_lost",
        "The connection to the background program broke before it answered.",
        "Check whether your last change is in the list, then repeat it if not."};
}

Fault timedOut(const std::string& method)
{
    return Fault{
        FaultCode::timedOut,
        "agent_timeout",
        "The background program did not answer in time (" + method + ").",
        "Try again in a moment."};
}

} // namespace tidemark::sync
