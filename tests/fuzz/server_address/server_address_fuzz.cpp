// The address of a platform as somebody types it. What is taken is safe, and stays as it is.
#include "sync/session/server_address.hpp"
#include "tests/fuzz/target.hpp"

#include <QHostAddress>

using namespace tidemark;
using namespace tidemark::sync;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto address = serverAddress(fuzz::textOf(data, size));
    if (!address)
        return 0;
    const bool isHttps = address->scheme() == QStringLiteral("https");
    const bool isHere = address->host() == QStringLiteral("localhost") ||
                        QHostAddress(address->host()).isLoopback();
    fuzz::require(isHttps || isHere, "plain HTTP goes to this computer alone");
    fuzz::require(address->userInfo().isEmpty() && !address->host().isEmpty(), "a host, no user");
    const auto again = serverAddress(address->toString().toStdString());
    fuzz::require(again && *again == *address, "an address comes back");
    (void)liveAddress(*address);
    return 0;
}
