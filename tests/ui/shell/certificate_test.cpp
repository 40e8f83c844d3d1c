// The finger-print at the sign-in, and the connection settings.
#include "tests/ui/desk_fixture.hpp"
#include "ui/settings/certificate_card.hpp"
#include "ui/settings/connection_card.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/sign_in_screen.hpp"
#include "ui/shell/status_words.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

const std::string oldPrint = "11:22:33:44:55:66:77:88:11:22:33:44:55:66:77:88:"
                             "11:22:33:44:55:66:77:88:11:22:33:44:55:66:77:88";
const std::string newPrint = "A7:22:33:44:55:66:77:88:11:22:33:44:55:66:77:88:"
                             "11:22:33:44:55:66:77:88:11:22:33:44:55:66:77:EE";

template <class Widget>
Widget* named(const QWidget& within, const QString& name)
{
    for (auto* widget : within.findChildren<Widget*>()) {
        if (widget->accessibleName().startsWith(name) && widget->isVisible())
            return widget;
    }
    return nullptr;
}

QAbstractButton* buttonIn(const QWidget& within, const QString& words)
{
    for (auto* button : within.findChildren<QAbstractButton*>()) {
        if (button->text() == words && button->isVisible())
            return button;
    }
    return nullptr;
}

bool shows(const QWidget& within, const QString& words)
{
    for (const auto* label : within.findChildren<QLabel*>()) {
        if (label->isVisible() && label->text().contains(words))
            return true;
    }
    return false;
}

} // namespace

class CertificateTest final : public QObject {
    Q_OBJECT

    /// A platform whose certificate nobody vouches for until `trusted_` names it.
    void serve(DeskFixture& desk, const std::string& reason, const std::string& pinned)
    {
        trusted_.clear();
        desk.fake.status = sync::Status{};
        desk.fake.handlers["session.about"] = [this, reason](const auto&) -> Result<json::value> {
            if (trusted_ != newPrint)
                return Fault{FaultCode::insecure, reason, "Nobody vouches for it.", "Compare."};
            return json::value{{"product", "Tidemark"}, {"version", "0.1.0"}, {"demo", nullptr}};
        };
        desk.fake.handlers["connection.certificate"] =
            [pinned](const auto&) -> Result<json::value> {
            return json::value{
                {"fingerprint", newPrint},
                {"subject", "tide.example · Harbour Works"},
                {"issuer", "<b>Harbour</b> root"},
                {"validFrom", "2026-01-01T00:00:00Z"},
                {"validTo", "2027-01-01T00:00:00Z"},
                {"pinned", pinned.empty() ? json::value(nullptr) : json::value(pinned)}};
        };
        desk.fake.handlers["connection.trust"] = [this](const json::object& params
                                                 ) -> Result<json::value> {
            trusted_ = std::string(params.at("fingerprint").as_string());
            return json::value(json::object());
        };
        desk.open();
        desk.window->setServer(QStringLiteral("https://tide.example"));
    }

    static void picture(QWidget& widget, const QString& name)
    {
        if (const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES"); !folder.isEmpty())
            widget.grab().save(folder + QLatin1Char('/') + name);
    }

    std::string trusted_;

private Q_SLOTS:
    void aCertificateIsShownAndTrustedOnlyByAPerson()
    {
        DeskFixture desk(*qApp);
        serve(desk, "tls_self_signed", {});
        SignInScreen& page = desk.window->signInScreen();
        QTRY_VERIFY(buttonIn(page, QStringLiteral("Trust this certificate")) != nullptr);
        QVERIFY(shows(page, QStringLiteral("A7:22:33:44:55:66:77:88\n11:22")));
        QVERIFY(shows(page, QStringLiteral("Harbour Works")));
        // What a stranger wrote into a certificate is text.
        auto* issuer = named<QLabel>(page, QStringLiteral("Issued by"));
        QVERIFY(issuer != nullptr && issuer->textFormat() == Qt::PlainText);
        picture(*desk.window, QStringLiteral("certificate.png"));
        QVERIFY(trusted_.empty());
        buttonIn(page, QStringLiteral("Trust this certificate"))->click();
        QTRY_COMPARE(trusted_, newPrint);
        QTRY_VERIFY(shows(page, QStringLiteral("answers")));
        QVERIFY(buttonIn(page, QStringLiteral("Trust this certificate")) == nullptr);
    }

    void aChangedOneShowsBothFingerPrints()
    {
        DeskFixture desk(*qApp);
        serve(desk, "tls_changed", oldPrint);
        SignInScreen& page = desk.window->signInScreen();
        QTRY_VERIFY(buttonIn(page, QStringLiteral("Trust the new certificate")) != nullptr);
        QVERIFY(named<QLabel>(page, QStringLiteral("Trusted so far")) != nullptr);
        QVERIFY(named<QLabel>(page, QStringLiteral("SHA-256 finger-print")) != nullptr);
        picture(*desk.window, QStringLiteral("certificate-changed.png"));
    }

    void anotherFaultAsksForNoTrust()
    {
        DeskFixture desk(*qApp);
        serve(desk, "tls_expired", {});
        SignInScreen& page = desk.window->signInScreen();
        QTRY_VERIFY(shows(page, QStringLiteral("Nobody vouches")));
        QCOMPARE(desk.fake.countOf("connection.certificate"), 0);
    }

    /// The pinned certificate changes while somebody works: nobody has to sign out for that.
    void whoIsSignedInTrustsTheNewOneInTheSettings()
    {
        DeskFixture desk(*qApp);
        serve(desk, "tls_changed", oldPrint);
        desk.fake.status = openStatus();
        desk.fake.status.link = sync::LinkState::offline;
        desk.fake.status.fault =
            Fault{FaultCode::insecure, "tls_changed", "Another certificate.", "Compare."};
        desk.fake.tellStatus();
        Shell& shell = desk.window->shell();
        QTRY_COMPARE(desk.window->current(), static_cast<QWidget*>(&shell));
        const auto parts = stripParts(desk.fake.status);
        QVERIFY(std::any_of(parts.begin(), parts.end(), [](const StripPart& part) {
            return part.place.page == QLatin1String("settings");
        }));
        shell.open({QStringLiteral("settings"), {}});
        QTRY_VERIFY(buttonIn(shell, QStringLiteral("Trust the new certificate")) != nullptr);
        QVERIFY(named<QLabel>(shell, QStringLiteral("Trusted so far")) != nullptr);
        QVERIFY(named<QLabel>(shell, QStringLiteral("SHA-256 finger-print")) != nullptr);
        QTest::qWait(50);
        picture(*desk.window, QStringLiteral("certificate-signed-in.png"));
        QVERIFY(trusted_.empty());
        buttonIn(shell, QStringLiteral("Trust the new certificate"))->click();
        QTRY_COMPARE(trusted_, newPrint);
        QTRY_VERIFY(shows(shell, QStringLiteral("The certificate is trusted.")));
        desk.fake.status.fault.reset();
        desk.fake.status.link = sync::LinkState::online;
        desk.fake.tellStatus();
        QTest::qWait(50);
        QVERIFY(buttonIn(shell, QStringLiteral("Trust the new certificate")) == nullptr);
    }

    void aProxyIsEnteredAndItsPasswordSentOnce()
    {
        DeskFixture desk(*qApp);
        json::object sent;
        desk.fake.handlers["connection.get"] = [](const auto&) -> Result<json::value> {
            return json::value{
                {"caFile", ""},
                {"proxy",
                 {{"mode", "system"},
                  {"kind", "http"},
                  {"host", ""},
                  {"port", 0},
                  {"bypass", {"localhost"}},
                  {"user", ""},
                  {"hasPassword", false}}},
                {"pins",
                 json::array{json::object{
                     {"server", "https://tide.example:443"}, {"fingerprint", newPrint}}}},
                {"problem", nullptr}};
        };
        desk.fake.handlers["connection.set"] = [&](const json::object& params
                                               ) -> Result<json::value> {
            sent = params;
            return json::value{{"isPasswordKept", false}};
        };
        desk.open();
        ConnectionCard card(desk.agent);
        card.resize(640, 560);
        card.show();
        QTRY_VERIFY(shows(card, QStringLiteral("https://tide.example:443")));
        QVERIFY(named<QLineEdit>(card, QStringLiteral("Host of the proxy")) == nullptr);
        named<QComboBox>(card, QStringLiteral("Proxy"))->setCurrentIndex(2);
        named<QLineEdit>(card, QStringLiteral("Host of the proxy"))->setText("proxy.example");
        named<QLineEdit>(card, QStringLiteral("Port of the proxy"))->setText("3128");
        named<QLineEdit>(card, QStringLiteral("User at the proxy"))->setText("maya");
        named<QLineEdit>(card, QStringLiteral("Password at the proxy"))->setText("geheim");
        picture(card, QStringLiteral("connection.png"));
        buttonIn(card, QStringLiteral("Save connection"))->click();
        QTRY_VERIFY(!sent.empty());
        const json::object& proxy = sent.at("proxy").as_object();
        QCOMPARE(std::string(proxy.at("mode").as_string()), std::string("manual"));
        QCOMPARE(proxy.at("port").as_int64(), 3128);
        QCOMPARE(std::string(proxy.at("password").as_string()), std::string("geheim"));
        QTRY_VERIFY(shows(card, QStringLiteral("keyring did not take")));
        QVERIFY(
            named<QLineEdit>(card, QStringLiteral("Password")) == nullptr ||
            named<QLineEdit>(card, QStringLiteral("Password"))->text().isEmpty()
        );
    }
};

QTEST_MAIN(CertificateTest)
#include "certificate_test.moc"
