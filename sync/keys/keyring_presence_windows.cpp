// The Credential Manager is always there.
#include "sync/keys/keyring.hpp"

namespace tidemark::sync {

bool isKeyringServicePresent()
{
    return true;
}

} // namespace tidemark::sync
