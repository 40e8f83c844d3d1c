// Signing in through an identity provider, as the desk shows it.
#include "tests/ui/desk_fixture.hpp"
#include "ui/shell/oidc_screen.hpp"
#include "ui/shell/sign_in_screen.hpp"

#include <QAbstractButton>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <boost/json/array.hpp>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

QAbstractButton* buttonIn(const QWidget& screen, const QString& words)
{
    for (auto* button : screen.findChildren<QAbstractButton*>()) {
        if (button->text() == words && button->isVisible())
            return button;
    }
    return nullptr;
}

bool shows(const QWidget& screen, const QString& words)
{
    for (const auto* label : screen.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

} // namespace

class OidcTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        opened_.clear();
        hasBrowser_ = true;
        waited_ = json::value{{"state", "waiting"}};
        desk_ = std::make_unique<DeskFixture>(*qobject_cast<QApplication*>(qApp));
        desk_->fake.status = sync::Status{};
        desk_->settings.setLastSignIn(
            QStringLiteral("https://tide.example"), QStringLiteral("acme"), QStringLiteral("erin")
        );
        const auto say = [this](const char* method, FakeAgent::Handler handler) {
            desk_->fake.handlers[method] = std::move(handler);
        };
        say("session.oidcProviders", [](const json::object& asked) -> Result<json::value> {
            if (asked.at("tenant").as_string() != "acme")
                return json::value{{"providers", json::array()}};
            return json::value{
                {"providers",
                 json::array{
                     json::object{{"id", "p-1"}, {"name", "Acme ID"}, {"deviceCode", true}}}}};
        });
        say("session.oidcStart", [](const json::object&) -> Result<json::value> {
            return json::value{{"flow", "f-1"}, {"url", "https://id.example/a?x=1"}};
        });
        say("session.oidcDevice", [](const json::object&) -> Result<json::value> {
            return json::value{
                {"flow", "f-2"},
                {"userCode", "WDJB-MJHT"},
                {"verificationUri", "https://id.example/device"},
                {"verificationUriComplete", nullptr}};
        });
        say("session.oidcWait", [this](const json::object&) { return waited_; });
        say("session.oidcCancel",
            [](const json::object&) -> Result<json::value> { return json::value(json::object()); });
        desk_->open(QSize(1100, 820));
        desk_->window->oidcScreen().openWith([this](const QUrl& address) {
            opened_.push_back(address);
            return hasBrowser_;
        });
    }

    void cleanup() { desk_.reset(); }

    void providers_of_the_tenant_are_offered()
    {
        QTRY_VERIFY(button("Sign in with Acme ID"));
        auto* tenant = field("Tenant");
        tenant->setText(QStringLiteral("other"));
        QTRY_VERIFY(!button("Sign in with Acme ID"));
        tenant->setText(QStringLiteral("acme"));
        QTRY_VERIFY(button("Sign in with Acme ID"));
    }

    void the_browser_opens_and_the_desk_waits()
    {
        // The agent is asked again and again; the answer that ends it comes later.
        waited_ = Fault{FaultCode::timedOut, "oidc_nobody_came", "Nobody came.", "Again."};
        desk_->fake.handlers["session.oidcWait"] = [this](const json::object&) {
            return isEnding_ ? waited_ : Result<json::value>(json::value{{"state", "waiting"}});
        };
        isEnding_ = false;
        start();
        QTRY_VERIFY(shows(screen(), QStringLiteral("Go on in your browser")));
        QCOMPARE(opened_.size(), std::size_t(1));
        QCOMPARE(opened_[0], QUrl(QStringLiteral("https://id.example/a?x=1")));
        QCOMPARE(desk_->window->current(), &screen());
        picture("browser");
        button("Open the browser again")->click();
        QCOMPARE(opened_.size(), std::size_t(2));
        button("Copy the address")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("https://id.example/a?x=1"));
        desk_->fake.tellStatus();
        QTRY_COMPARE(desk_->window->current(), &screen());
        isEnding_ = true;
        QTRY_VERIFY(shows(screen(), QStringLiteral("You are not signed in")));
        QTRY_VERIFY(shows(screen(), QStringLiteral("Nobody came back from the browser")));
        picture("failed");
        button("Back")->click();
        QTRY_COMPARE(desk_->window->current(), &desk_->window->signInScreen());
    }

    void a_cancel_tells_the_agent()
    {
        desk_->fake.isAnswering = true;
        start();
        QTRY_VERIFY(button("Cancel"));
        QTRY_VERIFY(shows(screen(), QStringLiteral("Go on in your browser")));
        button("Cancel")->click();
        QTRY_COMPARE(desk_->fake.countOf("session.oidcCancel"), 1);
        QTRY_COMPARE(desk_->window->current(), &desk_->window->signInScreen());
    }

    void without_a_browser_there_is_a_code()
    {
        hasBrowser_ = false;
        start();
        QTRY_VERIFY(shows(screen(), QStringLiteral("WDJB-MJHT")));
        QVERIFY(shows(screen(), QStringLiteral("https://id.example/device")));
        QVERIFY(button("Copy the code")->hasFocus() || !desk_->window->isActiveWindow());
        picture("code");
        button("Copy the code")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("WDJB-MJHT"));
    }

    void a_code_can_be_asked_for()
    {
        start();
        QTRY_VERIFY(button("Use a code instead"));
        button("Use a code instead")->click();
        QTRY_VERIFY(shows(screen(), QStringLiteral("WDJB-MJHT")));
        QTRY_COMPARE(desk_->fake.countOf("session.oidcCancel"), 1);
    }

    void an_address_that_is_not_the_webs_is_not_opened()
    {
        desk_->fake.handlers["session.oidcStart"] = [](const json::object&) -> Result<json::value> {
            return json::value{{"flow", "f-1"}, {"url", "file:///bin/sh"}};
        };
        start();
        QTRY_VERIFY(shows(screen(), QStringLiteral("You are not signed in")));
        QVERIFY(opened_.empty());
    }

    void who_is_signed_in_is_remembered()
    {
        waited_ = json::value{{"state", "signedIn"}, {"user", {{"login", "new@acme.example"}}}};
        start();
        QTRY_COMPARE(desk_->settings.login(), QStringLiteral("new@acme.example"));
        QVERIFY(!screen().isActive());
    }

private:
    [[nodiscard]] OidcScreen& screen() const { return desk_->window->oidcScreen(); }

    [[nodiscard]] QAbstractButton* button(const char* words) const
    {
        return buttonIn(*desk_->window, QString::fromLatin1(words));
    }

    [[nodiscard]] QLineEdit* field(const char* name) const
    {
        for (auto* one : desk_->window->signInScreen().findChildren<QLineEdit*>()) {
            if (one->accessibleName() == QString::fromLatin1(name))
                return one;
        }
        return nullptr;
    }

    void start()
    {
        QTRY_VERIFY(button("Sign in with Acme ID"));
        picture("buttons");
        button("Sign in with Acme ID")->click();
    }

    /// For looking at, where TIDEMARK_PICTURES names a folder.
    void picture(const char* name) const
    {
        const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
        if (!folder.isEmpty())
            desk_->window->grab().save(
                QStringLiteral("%1/oidc-%2.png").arg(folder, QString::fromLatin1(name))
            );
    }

    std::unique_ptr<DeskFixture> desk_;
    std::vector<QUrl> opened_;
    bool hasBrowser_ = true;
    bool isEnding_ = false;
    Result<json::value> waited_ = json::value();
};

QTEST_MAIN(OidcTest)
#include "oidc_test.moc"
