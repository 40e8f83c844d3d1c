#include "sync/engine/device_key.hpp"

#include "sync/engine/mirror_steps.hpp"

namespace tidemark::sync {
namespace {

constexpr std::string_view tokenName = "device.signing";

} // namespace

Result<std::shared_ptr<const SigningKey>> deviceKey(DeskStore& desk)
{
    auto kept = desk.vault.token(tokenName);
    if (!kept)
        return kept.error();
    auto key = *kept ? signingKeyFrom(**std::move(kept)) : makeSigningKey();
    if (!key)
        return key.error();
    if (!*kept) {
        if (auto saved = desk.vault.setToken(tokenName, key->hidden); !saved)
            return saved.error();
    }
    return std::make_shared<const SigningKey>(*std::move(key));
}

Result<SessionOpening> readOpening(DeskStore& desk)
{
    expectSession(desk);
    SessionOpening opening;
    const auto oldest = desk.vault.oldestSendable();
    if (!oldest)
        return oldest.error();
    opening.oldest = *oldest;
    auto key = deviceKey(desk);
    if (!key)
        return key.error();
    opening.key = *std::move(key);
    auto identity = desk.vault.identity();
    if (!identity)
        return identity.error();
    opening.identity = *std::move(identity);
    return opening;
}

} // namespace tidemark::sync
