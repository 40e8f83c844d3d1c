// The file of wrong tries.
#include "sync/keys/unlock_guard.hpp"

#include <QFile>
#include <QSaveFile>

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr int freeTries = 4;
constexpr int triesMost = 1'000'000;
constexpr std::chrono::seconds firstDelay{30};
constexpr std::chrono::seconds lastDelay{3600};

struct Tries {
    int failures = 0;
    DeviceTime at = {};
};

std::int64_t numberOf(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value && value->is_int64() ? value->get_int64() : 0;
}

Tries readTries(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.read(1024);
    boost::system::error_code failed;
    const auto value =
        json::parse({text.constData(), static_cast<std::size_t>(text.size())}, failed);
    // Somebody wrote rubbish into it: as if many tries had been wrong.
    if (failed || !value.is_object())
        return {triesMost, {}};
    const auto& object = value.get_object();
    Tries tries;
    const auto failures = numberOf(object, "failures");
    tries.failures = static_cast<int>(std::clamp<std::int64_t>(failures, 0, triesMost));
    tries.at.wallMicros = numberOf(object, "at");
    tries.at.bootMicros = numberOf(object, "sinceBoot");
    if (const auto* boot = object.if_contains("boot"); boot && boot->is_string())
        tries.at.bootId = boot->get_string().c_str();
    return tries;
}

bool writeTries(const QString& path, const Tries& tries)
{
    const std::string text = json::serialize(json::object{
        {"failures", tries.failures},
        {"at", tries.at.wallMicros},
        {"sinceBoot", tries.at.bootMicros},
        {"boot", tries.at.bootId}});
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(text.data(), static_cast<qint64>(text.size())) ==
               static_cast<qint64>(text.size()) &&
           file.commit();
}

std::chrono::seconds waitOf(const Tries& tries, const DeviceTime& now)
{
    const auto delay = unlockDelay(tries.failures);
    if (delay.count() == 0)
        return delay;
    const bool isSameBoot = !now.bootId.empty() && now.bootId == tries.at.bootId;
    const std::int64_t passed =
        isSameBoot ? now.bootMicros - tries.at.bootMicros : now.wallMicros - tries.at.wallMicros;
    // A clock that was set back makes the wait whole again, never longer.
    const std::int64_t micros = delay.count() * 1'000'000;
    const std::int64_t left = micros - std::clamp<std::int64_t>(passed, 0, micros);
    return std::chrono::seconds((left + 999'999) / 1'000'000);
}

} // namespace

std::chrono::seconds unlockDelay(int failures)
{
    if (failures <= freeTries)
        return std::chrono::seconds(0);
    const int doublings = std::min(failures - freeTries - 1, 7);
    return std::min(firstDelay * (1 << doublings), lastDelay);
}

UnlockGuard::UnlockGuard(QString file, DeviceClock clock)
    : file_(std::move(file))
    , clock_(std::move(clock))
{
}

std::chrono::seconds UnlockGuard::wait() const
{
    return waitOf(readTries(file_), clock_());
}

int UnlockGuard::failures() const
{
    return readTries(file_).failures;
}

Result<void> UnlockGuard::begin()
{
    Tries tries = readTries(file_);
    const DeviceTime now = clock_();
    if (const auto left = waitOf(tries, now); left.count() > 0) {
        const auto seconds = left.count();
        const std::string amount = seconds > 90 ? std::to_string((seconds + 59) / 60) + " minutes"
                                                : std::to_string(seconds) + " seconds";
        return Fault{
            FaultCode::forbidden,
            "unlock_too_soon",
            "There were too many wrong passphrases. The next try is possible in " + amount + ".",
            "Wait, or use the keyring or a recovery file."};
    }
    tries.failures = std::min(tries.failures + 1, triesMost);
    tries.at = now;
    if (!writeTries(file_, tries))
        return Fault{
            FaultCode::full,
            "try_not_counted",
            "The try cannot be written to disk, so the passphrase is not checked.",
            "Make room on the disk and check that you may write to the data folder."};
    return {};
}

void UnlockGuard::succeeded()
{
    QFile::remove(file_);
}

} // namespace tidemark::sync
