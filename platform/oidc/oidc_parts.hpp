// All of OpenID Connect, put together.
#pragma once

#include "platform/oidc/oidc_routes.hpp"
#include "platform/oidc/provider_routes.hpp"

namespace tidemark::platform {

/// What it needs of the rest of the platform.
struct OidcNeeds {
    Database& database;
    Sessions& sessions;
    FactorBook& factors;
    ChallengeBook& challenges;
    TurnTaker& turns;
    const Secret& serverKey; ///< Used while it is made only.
};

class OidcParts {
public:
    /// `changed` is called with the tenant when rows of entities were written.
    OidcParts(
        OidcNeeds needs,
        WebSettings web,
        std::function<void(int)> changed,
        DirectoryTimes times = {}
    )
        : database_(needs.database)
        , turns_(needs.turns)
        , sealer_(needs.serverKey, "tidemark identity provider 1")
        , web_(std::move(web))
        , directory_(web_, times)
        , providers_(needs.database, sealer_)
        , tokens_(web_, directory_)
        , identities_(needs.database, std::move(changed))
        , signIn_(
              {needs.database,
               needs.sessions,
               needs.factors,
               needs.challenges,
               providers_,
               directory_,
               tokens_,
               identities_,
               sealer_}
          )
    {
    }

    void addTo(Router& router)
    {
        addOidcRoutes(router, signIn_, providers_, turns_);
        addProviderRoutes(router, {database_, providers_, identities_, directory_});
    }

private:
    Database& database_;
    TurnTaker& turns_;
    Sealer sealer_;
    WebClient web_;
    ProviderDirectory directory_;
    ProviderBook providers_;
    TokenClient tokens_;
    IdentityBook identities_;
    OidcSignIn signIn_;
};

} // namespace tidemark::platform
