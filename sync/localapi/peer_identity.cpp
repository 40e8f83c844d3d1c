// Who may use an agent: its own user.
#include "sync/localapi/peer_identity.hpp"

namespace tidemark::sync {

Result<void> admit(const PeerIdentity& peer, const PeerIdentity& owner)
{
    if (!peer.user.empty() && peer == owner)
        return {};
    return Fault{
        FaultCode::forbidden,
        "other_user",
        "This agent belongs to another user of this computer.",
        "Start Tidemark under your own account."};
}

} // namespace tidemark::sync
