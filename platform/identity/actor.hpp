// Who asks, and what they may do.
#pragma once

#include "models/access/granted_permission.hpp"
#include "platform/database/database.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::platform {

/// Permissions `resource:action`, where `*` stands for any resource or any action, and a suffix
/// such as `@own` narrows one to some rows.
class PermissionSet {
public:
    PermissionSet() = default;
    explicit PermissionSet(std::vector<std::string> permissions);

    /// For all rows that the holder sees; a narrowed permission does not count.
    [[nodiscard]] bool allows(std::string_view permission) const;

    /// How far it reaches at most; none when it is not held at all.
    [[nodiscard]] std::optional<RowReach> reachOf(std::string_view permission) const;

    [[nodiscard]] const std::vector<std::string>& list() const { return permissions_; }
    /// Those for all rows, and those for some.
    [[nodiscard]] const std::vector<std::string>& whole() const { return whole_; }
    [[nodiscard]] const std::vector<GrantedPermission>& narrowed() const { return narrowed_; }

private:
    std::vector<std::string> permissions_;    ///< Sorted, without duplicates.
    std::vector<std::string> whole_;          ///< Those without a suffix.
    std::vector<GrantedPermission> narrowed_; ///< Those with one.
};

struct ActorKey; // platform/identity/actor_key.hpp

/// What a person has to do before anything else; a later one comes before an earlier one.
enum class Owed { nothing, secondFactor, password };

/// `forbidden`/`second_factor_setup_required` or `password_change_required`, with the next step.
[[nodiscard]] Fault owedFault(Owed owed);

/// A signed-in user, as found by session on the server; never as the token says.
struct Actor {
    Tenancy tenancy = {};
    Uuid userId = {};
    Uuid sessionId = {};
    std::string login = {};
    std::string displayName = {};
    std::optional<Uuid> organizationId = {}; ///< Absent: government.
    std::string organizationName = {};
    PermissionSet permissions = {};
    std::int64_t ownScope = 1; ///< Scope of the organization; 1 (tenant) without one.
    std::string tenantSlug = {};
    std::string tenantName = {};
    std::string timeZone = {};
    std::string department = {}; ///< Empty: in none.
    std::string deviceName = {};
    bool mustChangePassword = false;
    bool mustSetUpFactor = false; ///< The tenant wants a second factor, and there is none yet.
    /// Set for a program with an API key of the user; `permissions` are then what the key may do,
    /// and there is no session.
    std::shared_ptr<const ActorKey> key = {};

    /// For all rows that the actor sees.
    [[nodiscard]] bool may(std::string_view permission) const;

    /// For some rows at least; which ones is for the handler to find out.
    [[nodiscard]] bool maySometimes(std::string_view permission) const
    {
        return permissions.reachOf(permission).has_value();
    }

    /// For this row.
    [[nodiscard]] bool mayOn(std::string_view permission, const ReachedRow& row) const;

    /// All that the actor may do to this row, without reach.
    [[nodiscard]] std::vector<std::string> permissionsOn(const ReachedRow& row) const;

    [[nodiscard]] Owed owes() const
    {
        if (mustChangePassword)
            return Owed::password;
        return mustSetUpFactor ? Owed::secondFactor : Owed::nothing;
    }

    /// Government users read the rows of every organization.
    [[nodiscard]] bool seesAllOrganizations() const { return !organizationId.has_value(); }
};

using ActorPointer = std::shared_ptr<const Actor>;

/// The organization whose people and records alone the actor may see, as a parameter of SQL; none
/// for those who see all.
[[nodiscard]] std::optional<std::string> organizationOf(const Actor& actor);

/// Turns an access token into the actor. An interface so that routes are tested without tokens,
/// and the live channel can use it for its `hello`.
class Authenticator {
public:
    virtual ~Authenticator() = default;

    /// `unauthenticated` for a token that is not (or no longer) good.
    [[nodiscard]] virtual boost::asio::awaitable<Result<ActorPointer>>
    actorOf(std::string_view accessToken) = 0;

    /// The actor if the token was seen in the last seconds, else null: spares a coroutine.
    [[nodiscard]] virtual ActorPointer knownActor(std::string_view accessToken) = 0;
};

} // namespace tidemark::platform
