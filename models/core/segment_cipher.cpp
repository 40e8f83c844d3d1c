#include "models/core/segment_cipher.hpp"

#include "models/core/gcm.hpp"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tidemark {
namespace {

constexpr std::size_t nonceBytes = gcmNonceSize;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::array<std::uint8_t, 8> labelOf(std::int64_t segment)
{
    std::array<std::uint8_t, 8> label = {};
    for (std::size_t i = 0; i < label.size(); ++i)
        label[i] = static_cast<std::uint8_t>(segment >> (8 * i));
    return label;
}

} // namespace

Secret SegmentCipher::newKey()
{
    std::string bytes(32, '\0');
    RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    Secret key(bytes);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return key;
}

std::string SegmentCipher::seal(std::int64_t first, std::string_view plain) const
{
    std::string sealed;
    sealed.reserve(plain.size() + (plain.size() / segmentBytes + 1) * overheadBytes);
    for (; !plain.empty(); ++first) {
        const std::string_view segment = plain.substr(0, segmentBytes);
        plain.remove_prefix(segment.size());
        const std::size_t begin = sealed.size();
        sealed.resize(begin + overheadBytes + segment.size());
        auto* nonce = reinterpret_cast<std::uint8_t*>(sealed.data() + begin);
        std::uint8_t* text = nonce + nonceBytes;
        RAND_bytes(nonce, nonceBytes);
        const auto label = labelOf(first);
        const GcmContext context{
            .key = bytesOf(key_.reveal()),
            .nonce = std::span<const std::uint8_t, gcmNonceSize>(nonce, nonceBytes),
            .bound = label};
        const std::span<std::uint8_t, gcmTagSize> tag(text + segment.size(), gcmTagSize);
        if (gcmSeal(context, bytesOf(segment), text, tag) != GcmOutcome::done)
            std::abort(); // A library without AES would leave the file in clear.
    }
    return sealed;
}

Result<std::string> SegmentCipher::open(std::int64_t first, std::string_view sealed) const
{
    const Fault damaged{
        FaultCode::corrupt,
        "blob_damaged",
        "The stored file is damaged.",
        "Attach it again, or fetch it from where it is whole."};
    std::string plain;
    plain.reserve(sealed.size());
    for (; !sealed.empty(); ++first) {
        const std::string_view segment = sealed.substr(0, segmentBytes + overheadBytes);
        sealed.remove_prefix(segment.size());
        if (segment.size() <= overheadBytes)
            return damaged;
        const std::size_t count = segment.size() - overheadBytes;
        const std::size_t begin = plain.size();
        plain.resize(begin + count);
        auto* out = reinterpret_cast<std::uint8_t*>(plain.data() + begin);
        const auto bytes = bytesOf(segment);
        const auto label = labelOf(first);
        const GcmContext context{
            .key = bytesOf(key_.reveal()), .nonce = bytes.first<gcmNonceSize>(), .bound = label};
        const auto text = bytes.subspan(nonceBytes, count);
        if (gcmOpen(context, text, bytes.last<gcmTagSize>(), out) != GcmOutcome::done)
            return damaged;
    }
    return plain;
}

} // namespace tidemark
