// The life of a key in memory.
#include "sync/keys/key_bytes.hpp"

#include "sync/keys/secure_memory.hpp"

#include <openssl/rand.h>

#include <cstring>

namespace tidemark::sync {

KeyBytes& KeyBytes::operator=(KeyBytes&& other) noexcept
{
    if (this != &other) {
        releaseLocked(bytes_, size);
        bytes_ = std::exchange(other.bytes_, nullptr);
    }
    return *this;
}

KeyBytes::~KeyBytes()
{
    releaseLocked(bytes_, size);
}

Result<KeyBytes> KeyBytes::random()
{
    KeyBytes key;
    key.bytes_ = static_cast<std::uint8_t*>(allocateLocked(size));
    if (!key.bytes_ || RAND_priv_bytes(key.bytes_, size) != 1) {
        return Fault{
            FaultCode::internal,
            "no_random",
            "The system gave no random bytes for a key.",
            "Restart the computer and try again."};
    }
    return key;
}

Result<KeyBytes> KeyBytes::from(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() != size)
        return Fault{
            FaultCode::corrupt,
            "bad_key_length",
            "A stored key has the wrong length.",
            "Restore the key from a backup of this device."};
    KeyBytes key;
    key.bytes_ = static_cast<std::uint8_t*>(allocateLocked(size));
    if (!key.bytes_)
        return Fault{
            FaultCode::internal,
            "no_memory",
            "There is no memory left for a key.",
            "Close other programs and try again."};
    std::memcpy(key.bytes_, bytes.data(), size);
    return key;
}

} // namespace tidemark::sync
