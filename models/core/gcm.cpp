#include "models/core/gcm.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace tidemark {
namespace {

enum class Direction { open = 0, seal = 1 };

int sizeOf(std::span<const std::uint8_t> bytes)
{
    return static_cast<int>(bytes.size());
}

/// One message through the cipher, in either direction. `tag` is read or written.
GcmOutcome pass(
    Direction direction,
    const GcmContext& context,
    std::span<const std::uint8_t> from,
    std::uint8_t* to,
    std::uint8_t* tag
)
{
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> cipher(
        EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free
    );
    auto* const c = cipher.get();
    const bool isSealing = direction == Direction::seal;
    const EVP_CIPHER* kind = context.key.size() == 16 ? EVP_aes_128_gcm() : EVP_aes_256_gcm();
    std::uint8_t none = 0; // Somewhere to write to for a message of no bytes.
    std::uint8_t* const out = from.empty() ? &none : to;
    const auto control = [c, tag](int what) {
        return EVP_CIPHER_CTX_ctrl(c, what, gcmTagSize, tag) == 1;
    };
    int length = 0;
    const bool isRead =
        c &&
        EVP_CipherInit_ex(
            c, kind, nullptr, context.key.data(), context.nonce.data(), isSealing ? 1 : 0
        ) == 1 &&
        EVP_CipherUpdate(c, nullptr, &length, context.bound.data(), sizeOf(context.bound)) == 1 &&
        EVP_CipherUpdate(c, out, &length, from.data(), sizeOf(from)) == 1 &&
        (isSealing || control(EVP_CTRL_GCM_SET_TAG));
    if (!isRead)
        return GcmOutcome::failed;
    if (EVP_CipherFinal_ex(c, out + length, &length) != 1)
        return isSealing ? GcmOutcome::failed : GcmOutcome::altered;
    return !isSealing || control(EVP_CTRL_GCM_GET_TAG) ? GcmOutcome::done : GcmOutcome::failed;
}

} // namespace

GcmOutcome gcmSeal(
    const GcmContext& context,
    std::span<const std::uint8_t> plain,
    std::uint8_t* text,
    std::span<std::uint8_t, gcmTagSize> tag
)
{
    return pass(Direction::seal, context, plain, text, tag.data());
}

GcmOutcome gcmOpen(
    const GcmContext& context,
    std::span<const std::uint8_t> text,
    std::span<const std::uint8_t, gcmTagSize> tag,
    std::uint8_t* plain
)
{
    std::array<std::uint8_t, gcmTagSize> expected{};
    std::copy(tag.begin(), tag.end(), expected.begin());
    return pass(Direction::open, context, text, plain, expected.data());
}

} // namespace tidemark
