#include "models/protocol/sha_text.hpp"

#include "models/core/invariant.hpp"

#include <openssl/evp.h>

#include <array>

namespace tidemark {

std::string shaText(std::string_view text)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    const int hashed =
        EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
    invariant(hashed == 1, "SHA-256 is available");
    static constexpr char hex[] = "0123456789abcdef";
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
        out += hex[digest[i] >> 4U];
        out += hex[digest[i] & 0x0fU];
    }
    return out;
}

} // namespace tidemark
