// Peer credentials of Unix sockets.
#include "sync/localapi/peer_identity.hpp"

#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

namespace tidemark::sync {

PeerIdentity ownIdentity()
{
    return {std::to_string(geteuid())};
}

Result<PeerIdentity> peerIdentity(qintptr socket)
{
#ifdef __linux__
    ucred credentials{};
    socklen_t size = sizeof(credentials);
    if (getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0)
        return PeerIdentity{std::to_string(credentials.uid)};
#else
    uid_t user = 0;
    gid_t group = 0;
    if (getpeereid(static_cast<int>(socket), &user, &group) == 0)
        return PeerIdentity{std::to_string(user)};
#endif
    return Fault{
        FaultCode::forbidden,
        "peer_unknown",
        "The system does not say who is at the other end of a connection.",
        "Restart Tidemark."};
}

} // namespace tidemark::sync
