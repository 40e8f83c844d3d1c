// Key documents of identity providers. Each key that is taken is public, and signs nothing by
// itself.
#include "platform/oidc/json_web_keys.hpp"
#include "tests/fuzz/target.hpp"

using namespace tidemark;
using namespace tidemark::platform;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    const auto keys = readJsonWebKeys(text);
    if (!keys)
        return 0;
    fuzz::require(!keys->empty(), "a document without keys is refused");
    const std::string_view signature = text.substr(0, 256);
    for (const JsonWebKey& key : *keys) {
        bool fitsOne = false;
        for (const auto algorithm :
             {SignatureAlgorithm::rs256,
              SignatureAlgorithm::ps256,
              SignatureAlgorithm::es256,
              SignatureAlgorithm::edDsa}) {
            fitsOne = fitsOne || key.fits(algorithm);
            fuzz::require(
                !key.hasSigned(algorithm, "a text of ours", signature), "nobody signs by chance"
            );
        }
        fuzz::require(fitsOne, "a key is good for something");
    }
    return 0;
}
