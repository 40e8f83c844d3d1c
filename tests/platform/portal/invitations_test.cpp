// Invitations of the customer portal: who sees which, and what a withdrawn one is worth.
#include "platform/portal/portal_routes.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

constexpr auto role = "01900000-0000-7000-8000-0000000000a1";

} // namespace

class InvitationsTest final : public QObject {
    Q_OBJECT

    /// An invitation by Ada, of somebody into an organization; its answer.
    json::object invite(const char* email, const char* organization)
    {
        const json::object body{
            {"email", email}, {"organizationId", organization}, {"roleId", role}};
        const Answered made =
            served_->call(ada(), Method::post, "portal/invitations", json::serialize(body));
        return made.status == 201 ? made.json() : json::object{{"failed", made.text}};
    }

    std::vector<std::string> emails(const ActorPointer& who, const std::string& state)
    {
        const Answered list = served_->call(who, Method::get, "portal/invitations?state=" + state);
        std::vector<std::string> found;
        const json::object all = list.json();
        for (const json::value& one : all.at("items").as_array())
            found.emplace_back(one.at("email").as_string());
        return found;
    }

    int withdraw(const ActorPointer& who, const json::object& invitation)
    {
        const std::string id(invitation.at("id").as_string());
        return served_->call(who, Method::del, "portal/invitations/" + id).status;
    }

    /// What somebody gets who signs up with that code.
    std::string signUp(const json::object& invitation, const char* email)
    {
        SignUp wanted;
        wanted.tenant = "t1";
        wanted.login = email;
        wanted.displayName = "Ana";
        wanted.password = Secret(std::string("a long enough pass phrase"));
        wanted.invitation = std::string(invitation.at("code").as_string());
        const auto done = served_->run(signUps_->signUp(std::move(wanted), AuditOrigin{}));
        return done ? (*done ? "ready" : "waiting") : done.error().reason;
    }

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        postgres_->asAdmin(
            "INSERT INTO app.role (tenant_id, id, name, description, permissions, is_template)"
            " VALUES (1, '01900000-0000-7000-8000-0000000000a1', 'Customer', '',"
            " '[\"report:read\"]', false)"
        );
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        passwords_.emplace(PasswordCost{8192, 1});
        mails_.emplace(served_->database, Secret(std::string(32, 'k')));
        signUps_.emplace(served_->database, *passwords_, *mails_);
        addPortalRules(served_->router, served_->database, *signUps_);
        served_->call(ada(), Method::put, "portal/settings", R"({"signUp":"invited"})");
    }

    void cleanupTestCase()
    {
        signUps_.reset();
        mails_.reset();
        passwords_.reset();
        served_.reset();
        postgres_.reset();
    }

    void cleanup() { postgres_->asAdmin("DELETE FROM app.portal_invitation"); }

    void aListSaysWhatBecameOfEach()
    {
        const json::object used = invite("used@x.example", known::demoFuels);
        invite("open@x.example", known::demoFuels);
        invite("over@x.example", known::otherFuels);
        QCOMPARE(signUp(used, "used@x.example"), std::string("ready"));
        postgres_->asAdmin("UPDATE app.portal_invitation SET expires_at = now() - interval '1 s'"
                           " WHERE login = 'over@x.example'");
        QCOMPARE(emails(ada(), "open"), std::vector<std::string>{"open@x.example"});
        QCOMPARE(emails(ada(), "used"), std::vector<std::string>{"used@x.example"});
        QCOMPARE(emails(ada(), "over"), std::vector<std::string>{"over@x.example"});
        QCOMPARE(emails(ada(), "").size(), std::size_t(3));
        const Answered list = served_->call(ada(), Method::get, "portal/invitations?state=open");
        const json::object one = list.json().at("items").as_array().at(0).as_object();
        QCOMPARE(one.at("role").as_string(), "Customer");
        QVERIFY(one.at("organization").as_string().starts_with("Org"));
        QVERIFY(list.text.find("hash") == std::string::npos);
    }

    void aWithdrawnOneIsWorthNothing()
    {
        const json::object invitation = invite("ana@x.example", known::demoFuels);
        QCOMPARE(withdraw(ada(), invitation), 204);
        QCOMPARE(signUp(invitation, "ana@x.example"), std::string("invitation_unknown"));
        QCOMPARE(withdraw(ada(), invitation), 404);
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry WHERE action ="
                               " 'portalInvitation.withdraw'"),
            "1"
        );
    }

    void aUsedOneCannotBeWithdrawn()
    {
        const json::object invitation = invite("once@x.example", known::demoFuels);
        QCOMPARE(signUp(invitation, "once@x.example"), std::string("ready"));
        QCOMPARE(withdraw(ada(), invitation), 404);
    }

    void membersKnowThoseOfTheirOrganization()
    {
        const json::object others = invite("olga@x.example", known::otherFuels);
        const json::object own = invite("maya@x.example", known::demoFuels);
        QCOMPARE(emails(maya(), ""), std::vector<std::string>{"maya@x.example"});
        QVERIFY(emails(foreigner(), "").empty());
        QCOMPARE(withdraw(maya(), others), 404);
        QCOMPARE(withdraw(foreigner(), own), 404);
        QCOMPARE(withdraw(maya(), own), 204);
    }

private:
    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::optional<PasswordWork> passwords_;
    std::optional<MailQueue> mails_;
    std::optional<SignUpBook> signUps_;
};

QTEST_GUILESS_MAIN(InvitationsTest)
#include "invitations_test.moc"
