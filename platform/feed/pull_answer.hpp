// The frames of one pull, written piece by piece. Internal to platform/feed.
#pragma once

#include "models/protocol/frame.hpp"
#include "models/protocol/session.hpp"
#include "platform/feed/pull_range.hpp"
#include "platform/feed/scopes.hpp"

#include <map>
#include <set>

namespace tidemark::platform {

/// What the records of grants say beside the scopes held now.
struct GrantNews {
    /// How a scope was lost.
    struct Loss {
        std::string reason = {};
        std::int64_t rv = 0;
    };

    /// The first record of a scope after the range, which tells how the scope stood at its end.
    struct Next {
        bool isGrant = false;
        std::int64_t rv = 0;
    };

    std::set<std::int64_t> granted = {};       ///< In the range.
    std::map<std::int64_t, Loss> revoked = {}; ///< In the range, or asked for in vain.
    std::map<std::int64_t, Next> next = {};

    [[nodiscard]] bool isGrantedLater(std::int64_t scope) const
    {
        const auto found = next.find(scope);
        return found != next.end() && found->second.isGrant;
    }
};

/// Everything of one answer.
class PullAnswer {
public:
    /// Frames `head, grant*, revoke*`; finds `scopes`.
    [[nodiscard]] std::string begin(
        const PullRange& range,
        const PullRequest& request,
        const std::vector<HeldScope>& held,
        const GrantNews& news,
        const Projection& projection
    );

    /// The next rows; empty when there are no more.
    [[nodiscard]] std::string more(int most);

    /// Frames `result*, end`.
    [[nodiscard]] std::string end(const PullRange& range);

    ResultSet rows = {}; ///< ent, scope_id, op, eid, rv, image; by these.
    ResultSet results = {};
    std::vector<ScopeDigest> digests = {};
    std::vector<std::int64_t> scopes = {}; ///< Asked for, held now and at the cut.

private:
    void appendGroup(std::string& out, int last);

    int at_ = 0;
};

} // namespace tidemark::platform
