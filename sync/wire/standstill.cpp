#include "sync/wire/standstill.hpp"

namespace tidemark::sync {

Fault standstill(std::string_view region)
{
    return Fault{
        FaultCode::internal,
        std::string(standstillNotice) + std::string(region),
        "A part of the agent stood still and was begun anew several times: " + std::string(region) +
            ".",
        "Run the checks and send the bundle for support if this stays."};
}

} // namespace tidemark::sync
