// What goes wrong, as a value: every boundary of Tidemark returns a Result.
#pragma once

#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace tidemark {

/// What went wrong, from the caller's point of view. Values are on the wire: never renumber.
enum class FaultCode {
    invalid = 1,         ///< The input breaks a rule; the same input fails again.
    notFound = 2,        ///< No such record, or none that this actor may see.
    forbidden = 3,       ///< The actor may see the record but not do this to it.
    conflict = 4,        ///< The record changed since the caller read it.
    offline = 5,         ///< No answer from the other side; the outcome is unknown.
    corrupt = 6,         ///< Stored or received bytes break an invariant.
    internal = 7,        ///< Our bug. The detail goes to the log, never to the user.
    full = 8,            ///< A limit is reached; the same request may succeed later.
    unauthenticated = 9, ///< Sign-in is needed, or the token ended.
    locked = 10,         ///< The key of the local store is not available.
    tooLarge = 11,       ///< The message or record is over its limit.
    timedOut = 12,       ///< The other side did not answer in time.
    insecure = 13,       ///< TLS or the identity of the other side could not be verified.
    unsupported = 14,    ///< The other side is too old or too new.
    unavailable = 15,    ///< The other side answered that it cannot serve now.
};

/// The stable snake_case name of a code, as used in problem documents and the local API.
[[nodiscard]] std::string_view nameOf(FaultCode code);

/// The code of a name; `internal` for a name that is not known.
[[nodiscard]] FaultCode faultCodeOf(std::string_view name);

/// A failed operation: what the caller can do about it, and words for the person in front.
struct Fault {
    FaultCode code = FaultCode::internal;
    std::string reason = {};   ///< Stable snake_case key of the cause, e.g. `wrong_password`.
    std::string cause = {};    ///< One plain sentence: what happened. Never a secret.
    std::string nextStep = {}; ///< One plain sentence: what to do now.

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// Only these may be tried again without a person deciding to.
[[nodiscard]] constexpr bool isWorthRetrying(FaultCode code)
{
    return code == FaultCode::offline || code == FaultCode::full || code == FaultCode::timedOut ||
           code == FaultCode::unavailable;
}

/// Thrown only when `value()` is called on a failed Result, which is a bug of the caller.
class FaultError : public std::logic_error {
public:
    explicit FaultError(const Fault& fault)
        : std::logic_error(fault.reason + ": " + fault.cause)
    {
    }
};

/// Called by boost::system::result when `value()` meets a fault.
[[noreturn]] inline void
throw_exception_from_error(const Fault& fault, const boost::source_location&)
{
    throw FaultError(fault);
}

/// Either a value or the fault that prevented it.
template <class T>
using Result = boost::system::result<T, Fault>;

} // namespace tidemark
