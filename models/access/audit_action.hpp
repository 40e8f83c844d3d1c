// What the audit calls things that were done: `user.department`, `fuelSupply.update`.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace tidemark {

/// Every action that leaves an entry, besides the writes of rows that each entity has.
inline constexpr std::array<std::string_view, 35> auditActions = {
    "accessGrant.create",
    "accessGrant.revoke",
    "apiKey.create",
    "apiKey.revoke",
    "apiKey.rotate",
    "apiKey.update",
    "audit.export",
    "connector.setCredential",
    "device.wipe",
    "escrow.close",
    "oidcProvider.create",
    "oidcProvider.delete",
    "oidcProvider.secret",
    "oidcProvider.update",
    "portalInvitation.create",
    "portalInvitation.withdraw",
    "portalSetting.update",
    "portalSignUp.refuse",
    "restore.settle",
    "session.end",
    "tenant.secondFactorRule",
    "tenant.setBlobLimits",
    "tenant.setLease",
    "tenant.setRecoveryKey",
    "tenant.setScopeClass",
    "user.department",
    "user.oidcLink",
    "user.oidcUnlink",
    "user.password",
    "user.passwordByMail",
    "user.passwordReset",
    "user.recoveryCodesRenewed",
    "user.secondFactorOff",
    "user.secondFactorOn",
    "user.secondFactorReset",
};

/// What is done to rows of entities: in the audit `create`, `update`, `delete`.
enum class RowWrite { create, update, remove };
inline constexpr std::array<std::string_view, 3> rowWriteNames = {"create", "update", "delete"};

/// One of them. What is not in the list does not compile, so that whoever reads the audit has words
/// for all that is in it.
class AuditAction {
public:
    // Implicit, so that a deed is written as the words that it is.
    // NOLINTNEXTLINE(google-explicit-constructor)
    consteval AuditAction(const char* name)
        : name_(name)
    {
        bool isListed = false;
        for (const std::string_view one : auditActions)
            isListed = isListed || one == name_;
        if (!isListed)
            notInTheList();
    }

    /// A write of a row of the entity, whose name outlives this.
    [[nodiscard]] static constexpr AuditAction ofRow(std::string_view entity, RowWrite write)
    {
        return {entity, rowWriteNames[static_cast<std::size_t>(write)]};
    }

    [[nodiscard]] std::string text() const
    {
        std::string text(name_);
        if (!write_.empty())
            text.append(1, '.').append(write_);
        return text;
    }

private:
    constexpr AuditAction(std::string_view entity, std::string_view write)
        : name_(entity)
        , write_(write)
    {
    }

    static void notInTheList(); ///< Not constant: the compiler names it for an unknown action.

    std::string_view name_;
    std::string_view write_ = {};
};

} // namespace tidemark
