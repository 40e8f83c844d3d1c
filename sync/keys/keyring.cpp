// Entries of the session's keyring, through QtKeychain.
#include "sync/keys/keyring.hpp"

#include "models/core/uuid.hpp"
#include "sync/keys/secure_memory.hpp"

#include <QCoroSignal>
#include <QPointer>
#include <qt6keychain/keychain.h>

#include <cstring>

namespace tidemark::sync {
namespace {

/// A person may have to type the password of the keyring first.
constexpr std::chrono::seconds answerMax{120};

/// QtKeychain deletes a job that has answered; one that never does may not be deleted by us, since
/// the keyring library still holds on to it.
template <class JobType>
QPointer<JobType> makeJob(const QString& service, const QString& entry)
{
    auto* job = new JobType(service);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(entry);
    return job;
}

Fault keyringFault(QKeychain::Error error, const QString& text)
{
    if (error == QKeychain::AccessDeniedByUser || error == QKeychain::AccessDenied)
        return Fault{
            FaultCode::locked,
            "keyring_denied",
            "The keyring refused access to the key.",
            "Unlock the keyring, allow Tidemark, and try again."};
    return Fault{
        FaultCode::locked,
        "keyring_failed",
        "The keyring did not work: " + text.toStdString() + ".",
        "Unlock or start the keyring of your session, then try again."};
}

Fault keyringSilent()
{
    return Fault{
        FaultCode::locked,
        "keyring_silent",
        "The keyring did not answer.",
        "Look for a window that asks for the keyring's password, then try again."};
}

void wipeBytes(QByteArray& bytes)
{
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
}

} // namespace

SystemKeyring::SystemKeyring(QString service)
    : service_(std::move(service))
{
}

bool SystemKeyring::isPresent() const
{
    return isKeyringServicePresent();
}

QCoro::Task<Result<std::optional<KeyBytes>>> SystemKeyring::read(QString entry)
{
    const auto job = makeJob<QKeychain::ReadPasswordJob>(service_, entry);
    job->start();
    const auto finished =
        co_await qCoro(static_cast<QKeychain::Job*>(job), &QKeychain::Job::finished, answerMax);
    if (!finished || !job)
        co_return keyringSilent();
    if (job->error() == QKeychain::EntryNotFound)
        co_return std::optional<KeyBytes>{};
    if (job->error() != QKeychain::NoError)
        co_return keyringFault(job->error(), job->errorString());
    QByteArray data = job->binaryData();
    auto key = KeyBytes::from(
        {reinterpret_cast<const std::uint8_t*>(data.constData()),
         static_cast<std::size_t>(data.size())}
    );
    wipeBytes(data);
    if (!key)
        co_return key.error();
    co_return std::optional<KeyBytes>(std::move(*key));
}

QCoro::Task<Result<void>> SystemKeyring::write(QString entry, KeyBytes::View key)
{
    QByteArray data(reinterpret_cast<const char*>(key.data()), static_cast<qsizetype>(key.size()));
    const auto job = makeJob<QKeychain::WritePasswordJob>(service_, entry);
    job->setBinaryData(data);
    job->start();
    const auto finished =
        co_await qCoro(static_cast<QKeychain::Job*>(job), &QKeychain::Job::finished, answerMax);
    wipeBytes(data);
    if (!finished || !job)
        co_return keyringSilent();
    if (job->error() != QKeychain::NoError)
        co_return keyringFault(job->error(), job->errorString());
    co_return Result<void>{};
}

QCoro::Task<Result<void>> SystemKeyring::remove(QString entry)
{
    const auto job = makeJob<QKeychain::DeletePasswordJob>(service_, entry);
    job->start();
    const auto finished =
        co_await qCoro(static_cast<QKeychain::Job*>(job), &QKeychain::Job::finished, answerMax);
    if (!finished || !job)
        co_return keyringSilent();
    if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound)
        co_return keyringFault(job->error(), job->errorString());
    co_return Result<void>{};
}

QCoro::Task<Result<void>> probe(Keyring& keyring)
{
    auto canary = KeyBytes::random();
    if (!canary)
        co_return canary.error();
    // Its own name each time: two agents may be starting at once.
    const QString entry =
        QStringLiteral("probe-") + QString::fromStdString(Uuid::make().toString());
    const auto written = co_await keyring.write(entry, canary->view());
    if (!written)
        co_return written.error();
    const auto found = co_await keyring.read(entry);
    const bool same =
        found && found->has_value() &&
        std::memcmp((*found)->view().data(), canary->view().data(), KeyBytes::size) == 0;
    const auto removed = co_await keyring.remove(entry);
    if (!found)
        co_return found.error();
    if (!same || !removed)
        co_return Fault{
            FaultCode::locked,
            "keyring_unreliable",
            "The keyring took a test entry but did not give it back.",
            "Unlock the keyring of your session, then try again."};
    co_return Result<void>{};
}

} // namespace tidemark::sync
