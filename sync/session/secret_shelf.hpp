// Where the sign-in of a proxy is kept.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/secret.hpp"

#include <QCoroTask>
#include <QString>

#include <optional>

namespace tidemark::sync {

/// One secret text that survives a restart.
class SecretShelf {
public:
    virtual ~SecretShelf() = default;

    /// Nothing when it was never written, or when the keyring does not give it.
    [[nodiscard]] virtual QCoro::Task<std::optional<Secret>> read() = 0;
    /// An empty one removes it. False: it could not be kept.
    [[nodiscard]] virtual QCoro::Task<bool> write(Secret secret) = 0;
};

/// An entry of the session's keyring.
class KeyringShelf final : public SecretShelf {
public:
    KeyringShelf(QString service, QString entry);

    [[nodiscard]] QCoro::Task<std::optional<Secret>> read() override;
    [[nodiscard]] QCoro::Task<bool> write(Secret secret) override;

private:
    QString service_;
    QString entry_;
};

} // namespace tidemark::sync
