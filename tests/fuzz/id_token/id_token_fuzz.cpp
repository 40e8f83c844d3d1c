// ID tokens. Nothing is taken that the provider's key did not sign, and nothing that was changed.
#include "platform/oidc/id_token.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/platform/oidc/signing.hpp"

using namespace tidemark;
using namespace tidemark::platform;

namespace {

constexpr std::int64_t now = 1'800'000'000;

struct Provider {
    test::SigningKey key{"ES256"};
    JsonWebKeys keys = readJsonWebKeys(test::publish({key.published()})).value();
    IdTokenExpectation expected = [] {
        IdTokenExpectation wanted;
        wanted.issuer = "https://id.example";
        wanted.clientId = "tidemark";
        wanted.nonce = "n-1";
        wanted.now = now;
        return wanted;
    }();
    std::string good = key.token(
        {{"iss", "https://id.example"},
         {"sub", "somebody"},
         {"aud", "tidemark"},
         {"exp", now + 300},
         {"iat", now},
         {"nonce", "n-1"}}
    );

    [[nodiscard]] bool takes(std::string_view token) const
    {
        const auto read = readIdToken(token);
        return read && verifyIdToken(*read, keys, expected).has_value();
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Provider provider;
    fuzz::require(provider.takes(provider.good), "what is right is taken");
    const std::string_view text = fuzz::textOf(data, size);
    fuzz::require(!provider.takes(text), "nothing of others is taken");
    const std::size_t head = provider.good.find('.');
    const std::size_t body = provider.good.rfind('.');
    // Another header or other claims under our signature.
    fuzz::require(
        !provider.takes(std::string(text) + provider.good.substr(head)) ||
            text == provider.good.substr(0, head),
        "no other header is taken"
    );
    const std::string swapped = provider.good.substr(0, head + 1) + std::string(text);
    fuzz::require(
        !provider.takes(swapped + provider.good.substr(body)) ||
            text == provider.good.substr(head + 1, body - head - 1),
        "no other claims are taken"
    );
    if (size >= 3) { // Its own, changed at one place.
        std::string changed = provider.good;
        const std::size_t at = (std::size_t(data[0]) * 256 + data[1]) % changed.size();
        changed[at] = static_cast<char>(data[2]);
        fuzz::require(changed == provider.good || !provider.takes(changed), "no change is taken");
    }
    return 0;
}
