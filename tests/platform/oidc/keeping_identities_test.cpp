// Who may say that somebody is a person of an identity provider, and who sets providers up.
#include "platform/oidc/identity_book.hpp"
#include "platform/oidc/provider_book.hpp"
#include "tests/platform/access/matrix_rows.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class KeepingIdentitiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        rows_.emplace(*postgres_);
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        postgres_->asAdmin(
            "SET app.tenant = '1'; WITH made AS (INSERT INTO app.role (tenant_id, id, name,"
            " description, permissions, is_template) VALUES (1, gen_random_uuid(), 'A', '',"
            " '[\"*:*\"]', false) RETURNING id) INSERT INTO app.user_role (tenant_id, id, user_id,"
            " role_id) SELECT 1, gen_random_uuid(), '" +
            std::string(known::olga) + "', id FROM made"
        );
    }
    void cleanupTestCase()
    {
        served_.reset();
        postgres_.reset();
    }

    void anIdentityIsJoinedOnlyByWhoHasAsMuch()
    {
        IdentityBook identities(served_->database, {});
        const Uuid provider = idOf(rows_->id(RowOwner::own, "oidc_provider"));
        const auto link = [&](ActorPointer actor, const std::string& user) {
            const auto done = served_->run(identities.link(
                std::move(actor), AuditOrigin{}, idOf(user), provider, "subject of " + user
            ));
            return done ? std::string() : done.error().reason;
        };
        const ActorPointer keeper = actorOf(known::ada, 1, {}, 1, {"user:*", "activity:read"});
        const std::string reader = rows_->id(RowOwner::own, "user");
        QCOMPARE(link(keeper, known::olga), std::string("more_rights_than_you"));
        QCOMPARE(link(maya(), known::olga), std::string("no_such_row"));
        QCOMPARE(link(foreigner(), reader), std::string("no_such_row"));
        QCOMPARE(link(keeper, reader), std::string());
        const auto parted = served_->run(identities.unlink(
            keeper, AuditOrigin{}, idOf(known::olga), rows_->id(RowOwner::own, "oidc_provider")
        ));
        QCOMPARE(parted.error().reason, std::string("more_rights_than_you"));
    }

    void aMemberMakesNoProviderThatSignsOthersIn()
    {
        const Sealer sealer(Secret(std::string(32, 'k')));
        ProviderBook providers(served_->database, sealer);
        auto wanted = std::make_shared<OidcProvider>();
        wanted->tenant = 1;
        wanted->name = "Mine";
        wanted->issuer = "https://mine.example";
        wanted->clientId = "c";
        wanted->scopes = "openid";
        wanted->createsUsers = true;
        const Uuid known = idOf(rows_->id(RowOwner::own, "oidc_provider"));
        const auto secret = std::make_shared<const Secret>("x");
        const std::string refused = "whole_tenant_only";
        const auto made = served_->run(providers.save(maya(), AuditOrigin{}, wanted, {}));
        QCOMPARE(made.error().reason, refused);
        const auto set = served_->run(providers.setSecret(maya(), AuditOrigin{}, known, secret));
        QCOMPARE(set.error().reason, refused);
        const auto gone = served_->run(providers.remove(maya(), AuditOrigin{}, known, 1));
        QCOMPARE(gone.error().reason, refused);
        QVERIFY(served_->run(providers.save(ada(), AuditOrigin{}, wanted, {})).has_value());
    }

    /// Nobody has `*:*`: nobody is the last who has it, and claims take roles as they give them.
    void claimsTakeRolesAlsoWhereNobodyMayDoEverything()
    {
        postgres_->asAdmin(
            "DELETE FROM app.user_role WHERE user_id = '" + std::string(known::olga) + "'"
        );
        IdentityBook identities(served_->database, [](int) {});
        auto provider = std::make_shared<OidcProvider>();
        provider->tenant = 1;
        provider->name = "P";
        provider->createsUsers = true;
        const std::string role = rows_->id(RowOwner::own, "role");
        provider->mapping.roleOf.emplace("drafters", idOf(role));
        ClaimedPerson person;
        person.issuer = "https://p.example";
        person.subject = "1";
        person.login = "new.person";
        person.displayName = "New Person";
        const auto rolesWith = [&](std::vector<std::string> claimed) {
            person.roles = std::move(claimed);
            const auto user = served_->run(identities.resolve(provider, person, "r"));
            if (!user)
                return user.error().reason;
            return postgres_->asAdmin(
                "SELECT count(*) FROM app.user_role WHERE user_id = '" + user->userId.toString() +
                "'"
            );
        };
        QCOMPARE(rolesWith({"drafters"}), std::string("1"));
        QCOMPARE(rolesWith({}), std::string("0"));
        QCOMPARE(rolesWith({"drafters"}), std::string("1"));
    }

private:
    std::unique_ptr<PostgresFixture> postgres_;
    std::optional<MatrixRows> rows_;
    std::unique_ptr<ServedPlatform> served_;
};

QTEST_GUILESS_MAIN(KeepingIdentitiesTest)
#include "keeping_identities_test.moc"
