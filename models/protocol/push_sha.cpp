// What tells one mutation from another under the same number.
#include "models/core/invariant.hpp"
#include "models/protocol/push.hpp"

#include <boost/json/serialize.hpp>
#include <openssl/evp.h>

#include <array>

namespace tidemark {
namespace json = boost::json;

namespace {

constexpr std::size_t shaBeginLength = 16;

} // namespace

std::string shaOf(const PushMutation& mutation)
{
    std::string text = mutation.name + '\n' + std::string(nameOf(mutation.mergeMode));
    for (const PushOp& op : mutation.ops)
        text += '\n' + json::serialize(toJson(op));
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

std::string shaBegin(const PushMutation& mutation)
{
    return shaOf(mutation).substr(0, shaBeginLength);
}

} // namespace tidemark
