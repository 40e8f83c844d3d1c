#include "models/protocol/escrow_seal.hpp"

#include "models/core/key_text.hpp"

#include <algorithm>

namespace tidemark {
namespace {

constexpr std::string_view purpose = "tidemark/escrow/1";

std::string boundTo(const EscrowPlace& place)
{
    return place.clientId + '/' + std::to_string(place.scope) + '/' + std::to_string(place.mid);
}

} // namespace

Result<std::string>
sealWork(const PublicKey& receiver, const EscrowPlace& place, std::string_view plain)
{
    const std::string bound = boundTo(place);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(plain.data());
    const auto sealed = hpkeSeal(receiver, {bytes, plain.size()}, {purpose, bound});
    if (!sealed)
        return sealed.error();
    std::vector<std::uint8_t> all(sealed->sender.begin(), sealed->sender.end());
    all.insert(all.end(), sealed->text.begin(), sealed->text.end());
    return base64Of(all);
}

Result<Secret> openWork(PrivateKey key, const EscrowPlace& place, std::string_view sealed)
{
    const auto all = bytesFromBase64(sealed);
    HpkeSealed message;
    if (all && all->size() >= message.sender.size()) {
        const auto text = all->begin() + static_cast<std::ptrdiff_t>(message.sender.size());
        std::copy(all->begin(), text, message.sender.begin());
        message.text.assign(text, all->end());
    }
    const std::string bound = boundTo(place);
    return hpkeOpen(key, message, {purpose, bound});
}

} // namespace tidemark
