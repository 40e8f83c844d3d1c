// Tokens. Nothing is taken that we did not sign: a change of any byte is refused.
#include "platform/identity/tokens.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;
using namespace tidemark::platform;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Tokens tokens(Secret(std::string(32, 'k')));
    static const std::string good = [] {
        AccessClaims claims;
        claims.tenant = 1;
        claims.issuedAt = 1'000;
        claims.expiresAt = 2'000;
        return tokens.sign(claims);
    }();
    const std::string_view text = fuzz::textOf(data, size);
    const auto claims = tokens.verify(text, 1'500);
    fuzz::require(!claims || text == good, "only our own token is taken");
    if (size >= 3) { // Our own, changed at one place.
        std::string changed = good;
        const std::size_t at = (std::size_t(data[0]) * 256 + data[1]) % changed.size();
        changed[at] = static_cast<char>(data[2]);
        fuzz::require(changed == good || !tokens.verify(changed, 1'500), "no change is taken");
    }
    if (const auto refresh = Tokens::readRefresh(text))
        fuzz::require(refresh->toString() == text, "a refresh token has one form");
    return 0;
}
