// The keyring of the user's session.
#pragma once

#include "models/core/secret.hpp"
#include "sync/keys/key_bytes.hpp"

#include <QCoroTask>
#include <QString>

#include <optional>

namespace tidemark::sync {

/// Small secrets that the operating system keeps for this user.
class Keyring {
public:
    virtual ~Keyring() = default;

    /// False when this session has no keyring at all, as on a server without D-Bus.
    [[nodiscard]] virtual bool isPresent() const = 0;

    /// The key, or nothing when the keyring does not have it OR IS LOCKED: some keyrings answer
    /// both alike, so nothing is never proof that the key is gone.
    [[nodiscard]] virtual QCoro::Task<Result<std::optional<KeyBytes>>> read(QString entry) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> write(QString entry, KeyBytes::View key) = 0;
    [[nodiscard]] virtual QCoro::Task<Result<void>> remove(QString entry) = 0;
};

/// Secret Service or KWallet on Linux, the Credential Manager on Windows.
class SystemKeyring final : public Keyring {
public:
    /// `service` is the heading of all entries, `tidemark` in the product.
    explicit SystemKeyring(QString service);

    [[nodiscard]] bool isPresent() const override;
    [[nodiscard]] QCoro::Task<Result<std::optional<KeyBytes>>> read(QString entry) override;
    [[nodiscard]] QCoro::Task<Result<void>> write(QString entry, KeyBytes::View key) override;
    [[nodiscard]] QCoro::Task<Result<void>> remove(QString entry) override;

private:
    QString service_;
};

/// Whether the session offers a keyring; see the two system files.
[[nodiscard]] bool isKeyringServicePresent();

/// Writes, reads and deletes a random entry: only then is the keyring trusted with a real key.
[[nodiscard]] QCoro::Task<Result<void>> probe(Keyring& keyring);

} // namespace tidemark::sync
