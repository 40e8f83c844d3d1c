#include "sync/vault/vault.hpp"

#include "models/core/seeded_fault.hpp"
#include "sync/sqlite/encrypted_file.hpp"
#include "sync/sqlite/quick_check.hpp"
#include "sync/sqlite/transaction.hpp"
#include "sync/vault/vault_backup.hpp"
#include "sync/vault/vault_schema.hpp"

#include <charconv>

namespace tidemark::sync {
namespace {

constexpr std::string_view damagedNextStep =
    "Restart Tidemark; it restores what can be read and says what is missing.";

std::int64_t numberOf(std::string_view text, std::int64_t fallback)
{
    std::int64_t number = fallback;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Result<std::optional<std::string>>
readNamed(Database& db, std::string_view table, std::string_view name)
{
    auto statement = db.prepare("SELECT value FROM " + std::string(table) + " WHERE name=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, name).step();
    if (!row)
        return row.error();
    return *row ? std::optional(std::string(statement->blob(0))) : std::nullopt;
}

} // namespace

Vault::Vault(Database db, std::filesystem::path file, Secret key)
    : db_(std::move(db))
    , file_(std::move(file))
    , key_(std::move(key))
{
}

Result<Vault> Vault::open(const std::filesystem::path& file, const Secret& key)
{
    if (auto finished = finishSalvage(file); !finished)
        return finished.error();
    auto db = openEncrypted(
        file, key, {.kind = StoreKind::vault, .durability = Durability::full, .exclusive = true}
    );
    if (!db)
        return db.error();
    if (auto sound = quickCheck(*db, damagedNextStep); !sound)
        return sound.error();
    const auto isOlder = isOlderVault(*db);
    if (!isOlder)
        return isOlder.error();
    if (*isOlder) { // Nothing of a person's work is changed before there is a copy of it.
        if (auto kept = backUpVault(*db, file, key, Timestamp::now()); !kept)
            return kept.error();
    }
    if (auto done = migrateVault(*db); !done)
        return done.error();
    reserveSpace(*db);
    return Vault(*std::move(db), file, Secret(key.reveal()));
}

Result<Vault> Vault::open(Database db)
{
    if (auto done = migrateVault(db); !done)
        return done.error();
    return Vault(std::move(db), {}, Secret());
}

Result<void> Vault::check(CheckPlace& place, std::chrono::milliseconds budget)
{
    return checkFurther(db_, place, damagedNextStep, budget);
}

Result<void> Vault::backUp(Timestamp now)
{
    return backUpVault(db_, file_, key_, now);
}

std::optional<Timestamp> Vault::newestBackup() const
{
    const auto backups = vaultBackups(file_);
    return backups.empty() ? std::nullopt : std::optional(backups.front().at);
}

Result<VaultIdentity> Vault::identity()
{
    auto statement = db_.prepare("SELECT k, v FROM meta");
    if (!statement)
        return statement.error();
    VaultIdentity identity;
    auto more = statement->step();
    for (; more && *more; more = statement->step()) {
        const std::string_view key = statement->text(0);
        const std::string_view value = statement->text(1);
        if (key == "server")
            identity.server = value;
        else if (key == "client")
            identity.clientId = value;
        else if (key == "incarnation")
            identity.incarnation = numberOf(value, 1);
        else if (key == "next_mid")
            identity.nextMid = numberOf(value, 1);
        else if (key == "history")
            identity.history = value;
    }
    if (!more)
        return more.error();
    return identity;
}

Result<void> Vault::setServer(std::string_view server)
{
    return setVaultMeta(db_, "server", server);
}

Result<void> Vault::setClient(std::string_view clientId, std::int64_t incarnation)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    const auto before = vaultMeta(db_, "client");
    if (!before)
        return before.error();
    if (!before->empty() && *before != clientId && !TIDEMARK_SEEDED(numbersKept)) {
        if (auto done = renumber(); !done)
            return done;
    }
    if (auto done = setVaultMeta(db_, "client", clientId); !done)
        return done;
    if (auto done = setVaultMeta(db_, "incarnation", std::to_string(incarnation)); !done)
        return done;
    return transaction->commit();
}

Result<std::optional<std::string>> Vault::setting(std::string_view name)
{
    return readNamed(db_, "setting", name);
}

Result<void> Vault::setSetting(std::string_view name, std::string_view value)
{
    auto statement = db_.prepare("INSERT OR REPLACE INTO setting(name, value) VALUES(?,?)");
    if (!statement)
        return statement.error();
    return statement->bind(1, name).bind(2, value).run();
}

Result<std::optional<Secret>> Vault::token(std::string_view name)
{
    auto statement = db_.prepare("SELECT value FROM token WHERE name=?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, name).step();
    if (!row)
        return row.error();
    std::optional<Secret> token;
    if (*row)
        token.emplace(statement->blob(0));
    return token;
}

Result<void> Vault::setToken(std::string_view name, const Secret& token)
{
    auto statement = db_.prepare(
        token.isEmpty() ? "DELETE FROM token WHERE name=?1"
                        : "INSERT OR REPLACE INTO token(name, value) VALUES(?1,?2)"
    );
    if (!statement)
        return statement.error();
    statement->bind(1, name);
    if (!token.isEmpty())
        statement->bindBlob(2, token.reveal());
    return statement->run();
}

Result<void> Vault::forgetUser(bool discardPending)
{
    auto transaction = Transaction::begin(db_);
    if (!transaction)
        return transaction.error();
    const auto unsent = db_.integer("SELECT (SELECT count(*) FROM outbox WHERE discarded=0) + "
                                    "(SELECT count(*) FROM quarantine WHERE exported_at IS NULL "
                                    "AND handed_at IS NULL AND class < 3)");
    if (!unsent)
        return unsent.error();
    creations_.reset();
    if (*unsent != 0 && !discardPending)
        return Fault{
            FaultCode::conflict,
            "pending_changes",
            std::to_string(*unsent) + " changes have not reached the platform yet.",
            "Wait until they are sent, export what was set aside, or sign out and discard "
            "them."};
    if (auto done = db_.execute("DELETE FROM outbox; DELETE FROM archive; DELETE FROM conflict;"
                                "DELETE FROM quarantine; DELETE FROM blob; DELETE FROM blob_pin;"
                                "DELETE FROM edit_key;"
                                "DELETE FROM token; DELETE FROM setting WHERE name LIKE 'user.%';"
                                "DELETE FROM meta WHERE k IN('client','next_mid','history');");
        !done)
        return done;
    return transaction->commit();
}

} // namespace tidemark::sync
