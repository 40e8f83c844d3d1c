#include "sync/session/secret_shelf.hpp"

#include <QCoroSignal>
#include <QPointer>
#include <qt6keychain/keychain.h>

#include <chrono>

namespace tidemark::sync {
namespace {

/// A person may have to type the password of the keyring first.
constexpr std::chrono::seconds answerMax{60};

template <class JobType>
QPointer<JobType> makeJob(const QString& service, const QString& entry)
{
    auto* job = new JobType(service); // Deletes itself when it has answered.
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(entry);
    return job;
}

template <class JobType>
QCoro::Task<bool> succeeds(QPointer<JobType> job)
{
    job->start();
    const auto finished =
        co_await qCoro(static_cast<QKeychain::Job*>(job), &QKeychain::Job::finished, answerMax);
    co_return finished&& job && job->error() == QKeychain::NoError;
}

} // namespace

KeyringShelf::KeyringShelf(QString service, QString entry)
    : service_(std::move(service))
    , entry_(std::move(entry))
{
}

QCoro::Task<std::optional<Secret>> KeyringShelf::read()
{
    const auto job = makeJob<QKeychain::ReadPasswordJob>(service_, entry_);
    if (!co_await succeeds(job))
        co_return std::nullopt;
    QByteArray data = job->binaryData();
    Secret secret({data.constData(), static_cast<std::size_t>(data.size())});
    data.fill('\0');
    co_return std::optional<Secret>(std::move(secret));
}

QCoro::Task<bool> KeyringShelf::write(Secret secret)
{
    if (secret.isEmpty()) {
        const auto gone = makeJob<QKeychain::DeletePasswordJob>(service_, entry_);
        co_return co_await succeeds(gone);
    }
    const auto text = secret.reveal();
    QByteArray data(text.data(), static_cast<qsizetype>(text.size()));
    const auto job = makeJob<QKeychain::WritePasswordJob>(service_, entry_);
    job->setBinaryData(data);
    const bool isKept = co_await succeeds(job);
    data.fill('\0');
    co_return isKept;
}

} // namespace tidemark::sync
