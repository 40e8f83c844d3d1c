#include "sync/engine/storage.hpp"

#include <string>

namespace tidemark::sync {
namespace {

constexpr std::int64_t diskLow = 2'000'000'000;
constexpr std::int64_t diskHold = 500'000'000;
constexpr std::int64_t diskCritical = 100'000'000;

std::string megabytes(std::int64_t bytes)
{
    return std::to_string(bytes / 1'000'000) + " MB";
}

} // namespace

std::string_view nameOf(StorageLevel level)
{
    switch (level) {
    case StorageLevel::low:
        return "low";
    case StorageLevel::hold:
        return "hold";
    case StorageLevel::critical:
        return "critical";
    default:
        return "fine";
    }
}

StorageLevel StorageFacts::level() const
{
    const bool isKnown = diskFreeBytes >= 0;
    if (isKnown && diskFreeBytes < diskCritical)
        return StorageLevel::critical;
    if ((isKnown && diskFreeBytes < diskHold) || mirrorBytes >= limitBytes)
        return StorageLevel::hold;
    return isKnown && diskFreeBytes < diskLow ? StorageLevel::low : StorageLevel::fine;
}

std::optional<Fault> StorageFacts::fault() const
{
    const StorageLevel now = level();
    if (now == StorageLevel::fine)
        return std::nullopt;
    const std::string left = "Only " + megabytes(diskFreeBytes) + " are free on this disk";
    if (now == StorageLevel::low)
        return Fault{
            FaultCode::full, "disk_getting_full", left + ".", "Free some disk space soon."};
    if (now == StorageLevel::critical)
        return Fault{
            FaultCode::full,
            "disk_nearly_full",
            left + ": files can no longer be added. Changes of fields are still saved and sent.",
            "Free some disk space now."};
    if (diskFreeBytes >= 0 && diskFreeBytes < diskHold)
        return Fault{
            FaultCode::full,
            "disk_low",
            left + ": no more of the local copy is fetched.",
            "Free some disk space. Your own changes are still saved and sent."};
    return Fault{
        FaultCode::full,
        "storage_limit",
        "The local copy takes " + megabytes(mirrorBytes) + ", as much as it may.",
        "Raise the limit under Settings, This device. Nothing that is here is lost."};
}

} // namespace tidemark::sync
