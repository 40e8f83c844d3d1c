#include "models/protocol/row_digest.hpp"

#include "models/core/invariant.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace tidemark {
namespace {

/// Looking SHA-256 up costs more than hashing 24 bytes: once per thread is enough.
struct Hasher {
    std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{
        EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free};
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{
        EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

} // namespace

std::uint64_t rowDigest(const Uuid& id, std::int64_t rv)
{
    thread_local const Hasher hasher;
    std::array<std::uint8_t, 24> input;
    std::copy(id.bytes.begin(), id.bytes.end(), input.begin());
    auto version = static_cast<std::uint64_t>(rv);
    for (std::size_t i = 24; i-- > 16;) {
        input[i] = static_cast<std::uint8_t>(version & 0xffU);
        version >>= 8U;
    }
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest;
    unsigned size = 0;
    EVP_MD_CTX* context = hasher.context.get();
    const bool hashed = EVP_DigestInit_ex2(context, hasher.algorithm.get(), nullptr) == 1 &&
                        EVP_DigestUpdate(context, input.data(), input.size()) == 1 &&
                        EVP_DigestFinal_ex(context, digest.data(), &size) == 1;
    invariant(hashed, "SHA-256 is available");
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < 8; ++i)
        first = (first << 8U) | digest[i];
    return first;
}

} // namespace tidemark
