#include "sync/sqlite/store_label.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <fstream>

namespace tidemark::sync {
namespace {

constexpr std::string_view firstLine = "tidemark-store 1";

std::filesystem::path labelOf(const std::filesystem::path& store)
{
    return std::filesystem::path(store) += ".cipher";
}

} // namespace

std::string keyCheckOf(const Secret& key)
{
    constexpr std::string_view constant = "tidemark store key check 1";
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    HMAC(
        EVP_sha256(),
        key.reveal().data(),
        static_cast<int>(key.reveal().size()),
        reinterpret_cast<const unsigned char*>(constant.data()),
        constant.size(),
        mac.data(),
        &size
    );
    std::string hex;
    for (std::size_t i = 0; i < 16; ++i) {
        hex += digits[mac[i] >> 4];
        hex += digits[mac[i] & 0x0f];
    }
    return hex;
}

std::optional<StoreLabel> readLabel(const std::filesystem::path& store)
{
    std::ifstream in(labelOf(store));
    std::string line;
    if (!std::getline(in, line) || line != firstLine)
        return std::nullopt;
    StoreLabel label;
    std::string key;
    std::string value;
    while (in >> key >> value) {
        if (key == "cipher")
            label.cipher = value;
        else if (key == "key-check")
            label.keyCheck = value;
    }
    if (label.cipher != "aegis" && label.cipher != "chacha20")
        return std::nullopt;
    return label;
}

Result<void> writeLabel(const std::filesystem::path& store, const StoreLabel& label)
{
    const auto target = labelOf(store);
    const auto fresh = std::filesystem::path(target) += ".new";
    {
        std::ofstream out(fresh, std::ios::trunc);
        out << firstLine << "\ncipher " << label.cipher << "\nkey-check " << label.keyCheck << '\n';
        if (!out.flush())
            return Fault{
                FaultCode::full,
                "disk_full",
                "The data folder cannot be written.",
                "Check the free space and the rights of the data folder."};
    }
    std::error_code failed;
    std::filesystem::rename(fresh, target, failed);
    if (failed)
        return Fault{
            FaultCode::forbidden,
            "store_read_only",
            "The data folder cannot be written: " + failed.message() + ".",
            "Check the rights of the data folder."};
    return {};
}

} // namespace tidemark::sync
