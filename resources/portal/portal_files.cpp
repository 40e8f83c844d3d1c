#include "resources/portal/portal_files.hpp"

#include <cstddef>
#include <vector>

namespace tidemark::resources {

namespace detail {
extern const unsigned char portalIndex[];
extern const std::size_t portalIndexSize;
extern const unsigned char portalStyle[];
extern const std::size_t portalStyleSize;
extern const unsigned char portalScript[];
extern const std::size_t portalScriptSize;
extern const unsigned char portalServer[];
extern const std::size_t portalServerSize;
extern const unsigned char portalEntry[];
extern const std::size_t portalEntrySize;
extern const unsigned char portalKeys[];
extern const std::size_t portalKeysSize;
extern const unsigned char portalUsage[];
extern const std::size_t portalUsageSize;
extern const unsigned char portalParts[];
extern const std::size_t portalPartsSize;
extern const unsigned char portalMark[];
extern const std::size_t portalMarkSize;
extern const unsigned char partnerOpenApi[];
extern const std::size_t partnerOpenApiSize;
} // namespace detail

namespace {

std::string_view textOf(const unsigned char* bytes, std::size_t size)
{
    return {reinterpret_cast<const char*>(bytes), size};
}

std::vector<PortalFile> madeFiles()
{
    using namespace detail;
    const std::string script = "text/javascript; charset=utf-8";
    return {
        {"/portal", "text/html; charset=utf-8", textOf(portalIndex, portalIndexSize)},
        {"/portal/", "text/html; charset=utf-8", textOf(portalIndex, portalIndexSize)},
        {"/portal/portal.css", "text/css; charset=utf-8", textOf(portalStyle, portalStyleSize)},
        {"/portal/portal.js", script, textOf(portalScript, portalScriptSize)},
        {"/portal/server.js", script, textOf(portalServer, portalServerSize)},
        {"/portal/entry.js", script, textOf(portalEntry, portalEntrySize)},
        {"/portal/keys.js", script, textOf(portalKeys, portalKeysSize)},
        {"/portal/usage.js", script, textOf(portalUsage, portalUsageSize)},
        {"/portal/parts.js", script, textOf(portalParts, portalPartsSize)},
        {"/portal/mark.svg", "image/svg+xml", textOf(portalMark, portalMarkSize)}};
}

} // namespace

std::span<const PortalFile> portalFiles()
{
    static const std::vector<PortalFile> files = madeFiles();
    return files;
}

std::string_view partnerOpenApi()
{
    return textOf(detail::partnerOpenApi, detail::partnerOpenApiSize);
}

} // namespace tidemark::resources
