// What a sign-in may lead through: the second step, a forgotten password, and what a person has to
// do before anything else.
#include "tests/ui/desk_fixture.hpp"
#include "ui/settings/qr_code.hpp"
#include "ui/settings/recovery_codes.hpp"
#include "ui/settings/security_card.hpp"
#include "ui/shell/duty_screen.hpp"
#include "ui/shell/forgotten_screen.hpp"
#include "ui/shell/second_step_screen.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/sign_in_screen.hpp"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

QLineEdit* fieldIn(const QWidget& screen, const QString& name)
{
    for (auto* field : screen.findChildren<QLineEdit*>()) {
        if (field->accessibleName() == name && field->isVisible())
            return field;
    }
    return nullptr;
}

QAbstractButton* buttonIn(const QWidget& screen, const QString& words)
{
    for (auto* button : screen.findChildren<QAbstractButton*>()) {
        const bool fits = button->text() == words || button->accessibleName() == words;
        if (fits && button->isVisible())
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

Fault refusal(const char* reason)
{
    return {FaultCode::unauthenticated, reason, "It was refused.", "Do something else."};
}

/// An answer of `platform.call`.
json::value answered(int status, json::value body)
{
    return json::object{{"status", status}, {"body", std::move(body)}};
}

/// With TIDEMARK_PICTURES set, what is seen goes there, to be looked at.
void picture(const QWidget& widget, const char* name)
{
    const QString folder = qEnvironmentVariable("TIDEMARK_PICTURES");
    if (!folder.isEmpty())
        const_cast<QWidget&>(widget).grab().save(
            QDir(folder).filePath(QString::fromLatin1(name) + QStringLiteral(".png"))
        );
}

} // namespace

class SignInStepsTest final : public QObject {
    Q_OBJECT

    /// A window at the sign-in, whose password is right.
    static void openSignIn(DeskFixture& desk)
    {
        desk.fake.status = sync::Status{};
        desk.fake.handlers.emplace("session.signIn", [](const auto&) -> Result<json::value> {
            return refusal("second_factor_required");
        });
        desk.open();
        desk.window->setServer(QStringLiteral("http://127.0.0.1:8460"));
        SignInScreen& page = desk.window->signInScreen();
        QTRY_VERIFY(fieldIn(page, QStringLiteral("Tenant")) != nullptr);
        fieldIn(page, QStringLiteral("Tenant"))->setText(QStringLiteral("demo"));
        fieldIn(page, QStringLiteral("Login"))->setText(QStringLiteral("maya@demo.example"));
        fieldIn(page, QStringLiteral("Password"))->setText(QStringLiteral("pw"));
    }

    static void openOwing(DeskFixture& desk, bool password)
    {
        desk.fake.status = openStatus();
        desk.fake.status.user = maya();
        desk.fake.status.user->mustChangePassword = password;
        desk.fake.status.user->mustSetUpSecondFactor = !password;
        desk.fake.handlers.emplace("session.reload", [&desk](const auto&) -> Result<json::value> {
            desk.fake.status.user->mustChangePassword = false;
            desk.fake.status.user->mustSetUpSecondFactor = false;
            desk.fake.tellStatus();
            return json::object{{"user", sync::toJson(*desk.fake.status.user)}};
        });
    }

private Q_SLOTS:
    void theSecondStepTakesACodeOrARecoveryCode()
    {
        DeskFixture desk(*qApp);
        openSignIn(desk);
        std::vector<std::string> codes;
        desk.fake.handlers.emplace("session.secondFactor", [&](const auto& params) {
            codes.emplace_back(params.at("code").as_string());
            return Result<json::value>(
                refusal(codes.size() < 3 ? "wrong_code" : "challenge_expired")
            );
        });
        buttonIn(desk.window->signInScreen(), QStringLiteral("Sign in"))->click();
        QTRY_VERIFY(qobject_cast<SecondStepScreen*>(desk.window->current()));
        auto& step = *desk.window->current();
        QLineEdit* code = fieldIn(step, QStringLiteral("Code of the app"));
        QVERIFY(code->hasFocus() || !desk.window->isActiveWindow());
        picture(*desk.window, "second-step");
        buttonIn(step, QStringLiteral("Sign in"))->click();
        QTRY_VERIFY(shows(step, QStringLiteral("The code is missing.")));
        code->setText(QStringLiteral(" 123 456 "));
        QTest::keyClick(code, Qt::Key_Return);
        QTRY_VERIFY(shows(step, QStringLiteral("The code is not right")));
        // A status that comes in between does not lead away.
        desk.fake.tellStatus();
        buttonIn(step, QStringLiteral("Use a recovery code instead"))->click();
        QVERIFY(fieldIn(step, QStringLiteral("Recovery code")) == code);
        code->setText(QStringLiteral("aaaa-bbbb-cccc-dddd"));
        picture(*desk.window, "second-step-recovery");
        QTest::keyClick(code, Qt::Key_Return);
        QTRY_COMPARE(codes.size(), std::size_t(2));
        QTRY_VERIFY(buttonIn(step, QStringLiteral("Sign in"))->isEnabled());
        QCOMPARE(desk.window->current(), &step);
        QTest::keyClick(code, Qt::Key_Return);
        QTRY_COMPARE(desk.window->current(), &desk.window->signInScreen());
        QVERIFY(shows(desk.window->signInScreen(), QStringLiteral("took too long")));
        QCOMPARE(codes[0], std::string("123 456"));
        QCOMPARE(codes[1], std::string("aaaa-bbbb-cccc-dddd"));
        QVERIFY(fieldIn(desk.window->signInScreen(), QStringLiteral("Password"))->text().isEmpty());
    }

    void aForgottenPasswordIsSetWithACode()
    {
        DeskFixture desk(*qApp);
        openSignIn(desk);
        json::object asked;
        json::object redeemed;
        desk.fake.handlers.emplace("session.forgot", [&](const auto& params) {
            asked = params;
            return Result<json::value>(json::object());
        });
        desk.fake.handlers.emplace("session.reset", [&](const auto& params) {
            redeemed = params;
            return Result<json::value>(json::object());
        });
        buttonIn(desk.window->signInScreen(), QStringLiteral("Forgotten password"))->click();
        QTRY_VERIFY(qobject_cast<ForgottenScreen*>(desk.window->current()));
        auto& screen = *desk.window->current();
        picture(*desk.window, "forgotten");
        buttonIn(screen, QStringLiteral("Send the code"))->click();
        QTRY_VERIFY(fieldIn(screen, QStringLiteral("Code of the mail")) != nullptr);
        QCOMPARE(std::string(asked.at("login").as_string()), std::string("maya@demo.example"));
        picture(*desk.window, "forgotten-code");
        fieldIn(screen, QStringLiteral("Code of the mail"))->setText(QStringLiteral(" 1.code "));
        fieldIn(screen, QStringLiteral("New password"))->setText(QStringLiteral("long enough"));
        QLineEdit* again = fieldIn(screen, QStringLiteral("New password again"));
        again->setText(QStringLiteral("another one"));
        buttonIn(screen, QStringLiteral("Set the new password"))->click();
        QVERIFY(shows(screen, QStringLiteral("The two new passwords differ.")));
        again->setText(QStringLiteral("long enough"));
        buttonIn(screen, QStringLiteral("Set the new password"))->click();
        QTRY_COMPARE(desk.window->current(), &desk.window->signInScreen());
        QCOMPARE(std::string(redeemed.at("code").as_string()), std::string("1.code"));
        QVERIFY(shows(desk.window->signInScreen(), QStringLiteral("Your password is changed.")));
    }

    void aGivenPasswordIsChangedFirst()
    {
        DeskFixture desk(*qApp);
        openOwing(desk, true);
        json::object sent;
        desk.fake.handlers.emplace("platform.call", [&](const auto& params) {
            sent = params;
            return Result<json::value>(answered(204, nullptr));
        });
        desk.open();
        QTRY_VERIFY(qobject_cast<DutyScreen*>(desk.window->current()));
        auto& screen = *desk.window->current();
        picture(*desk.window, "duty-password");
        fieldIn(screen, QStringLiteral("Current password"))->setText(QStringLiteral("given"));
        fieldIn(screen, QStringLiteral("New password"))->setText(QStringLiteral("long enough"));
        QLineEdit* again = fieldIn(screen, QStringLiteral("New password again"));
        again->setText(QStringLiteral("long enough"));
        QTest::keyClick(again, Qt::Key_Return);
        QTRY_VERIFY(!qobject_cast<DutyScreen*>(desk.window->current()));
        QCOMPARE(std::string(sent.at("path").as_string()), std::string("/api/v1/me/password"));
        QCOMPARE(
            std::string(sent.at("body").at("password").as_string()), std::string("long enough")
        );
    }

    void aSecondFactorThatIsAskedForIsSetUpFirst()
    {
        DeskFixture desk(*qApp);
        openOwing(desk, false);
        desk.fake.handlers.emplace("platform.call", [&](const auto& params) {
            const std::string path(params.at("path").as_string());
            if (path.ends_with("/enrol"))
                return Result<json::value>(answered(
                    200,
                    {{"secret", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"},
                     {"uri", "otpauth://totp/Tidemark:maya?secret=JBSWY3DPEHPK3PXP"}}
                ));
            json::array codes;
            for (int i = 0; i < 10; ++i)
                codes.emplace_back("aaaa-bbbb-cccc-000" + std::to_string(i));
            return Result<json::value>(answered(200, {{"recoveryCodes", std::move(codes)}}));
        });
        desk.open();
        QTRY_VERIFY(qobject_cast<DutyScreen*>(desk.window->current()));
        auto& screen = *desk.window->current();
        QTRY_VERIFY(shows(screen, QStringLiteral("JBSW Y3DP")));
        picture(*desk.window, "duty-factor");
        fieldIn(screen, QStringLiteral("Code of the app"))->setText(QStringLiteral("123456"));
        buttonIn(screen, QStringLiteral("Turn on"))->click();
        QTRY_VERIFY(shows(screen, QStringLiteral("aaaa-bbbb-cccc-0009")));
        picture(*desk.window, "recovery-codes");
        // What the platform says meanwhile does not take them away.
        desk.fake.status.user->mustSetUpSecondFactor = false;
        desk.fake.tellStatus();
        QTRY_VERIFY(!desk.agent.status().user->mustSetUpSecondFactor);
        QVERIFY(shows(screen, QStringLiteral("aaaa-bbbb-cccc-0009")));
        buttonIn(screen, QStringLiteral("I have kept them"))->click();
        QTRY_VERIFY(!qobject_cast<DutyScreen*>(desk.window->current()));
    }

    void theSettingsSayHowThingsAre()
    {
        DeskFixture desk(*qApp);
        desk.fake.status = openStatus();
        json::object state{{"on", true}, {"required", true}, {"recoveryCodesLeft", 2}};
        json::object sent;
        desk.fake.handlers.emplace("platform.call", [&](const auto& params) {
            const std::string path(params.at("path").as_string());
            if (path.ends_with("/second-factor"))
                return Result<json::value>(answered(200, state));
            sent = params;
            state["on"] = false;
            return Result<json::value>(answered(204, nullptr));
        });
        desk.open(QSize(1280, 1200));
        QTRY_VERIFY(desk.window->current() == &desk.window->shell());
        desk.window->shell().open(Place{QStringLiteral("settings"), {}});
        QWidget& page = *desk.window;
        QTRY_VERIFY(buttonIn(page, QStringLiteral("Turn off the second factor")) != nullptr);
        QVERIFY(shows(page, QStringLiteral("2 left")));
        QVERIFY(shows(page, QStringLiteral("Your organization asks for a second factor.")));
        picture(page, "settings");
        buttonIn(page, QStringLiteral("Turn off the second factor"))->click();
        auto* dialog = desk.window->findChild<SecurityDialog*>();
        QTRY_VERIFY(dialog != nullptr && dialog->isVisible());
        picture(*dialog, "turn-off");
        fieldIn(*dialog, QStringLiteral("Password"))->setText(QStringLiteral("pw"));
        QLineEdit* code = fieldIn(*dialog, QStringLiteral("Code of the app, or a recovery code"));
        code->setText(QStringLiteral("123456"));
        QTest::keyClick(code, Qt::Key_Return);
        QTRY_VERIFY(buttonIn(page, QStringLiteral("Turn on the second factor")) != nullptr);
        QCOMPARE(std::string(sent.at("body").at("code").as_string()), std::string("123456"));
    }

    void recoveryCodesAreSavedForTheirOwnerAlone()
    {
        QTemporaryDir folder;
        RecoveryCodes codes;
        codes.setCodes({QStringLiteral("aaaa"), QStringLiteral("bbbb")});
        const QString file = folder.filePath(QStringLiteral("codes.txt"));
        QCOMPARE(codes.saveTo(file), QString());
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(written.readAll().endsWith("\naaaa\nbbbb\n"));
        QVERIFY(!(written.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QVERIFY(!codes.saveTo(QStringLiteral("/proc/nothing/codes.txt")).isEmpty());
    }

    void aQrCodeHasItsThreeEyes()
    {
        const QImage modules = qrModules(QStringLiteral("otpauth://totp/x?secret=ABC"));
        const int last = modules.width() - 1;
        QVERIFY(modules.width() >= 21);
        const auto isDark = [&](int x, int y) { return modules.pixelIndex(x, y) == 1; };
        for (const QPoint& corner : {QPoint(0, 0), QPoint(last - 6, 0), QPoint(0, last - 6)}) {
            QVERIFY(isDark(corner.x(), corner.y()));
            QVERIFY(!isDark(corner.x() + 1, corner.y() + 1));
            QVERIFY(isDark(corner.x() + 3, corner.y() + 3));
        }
        QVERIFY(qrModules(QString(4000, QLatin1Char('x'))).isNull());
    }
};

QTEST_MAIN(SignInStepsTest)
#include "sign_in_steps_test.moc"
