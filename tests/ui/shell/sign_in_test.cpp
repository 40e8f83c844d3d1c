// The sign-in page and a platform that starts later than the desk.
#include "tests/ui/desk_fixture.hpp"
#include "ui/kit/button.hpp"
#include "ui/shell/sign_in_screen.hpp"

#include <QAbstractButton>
#include <QLabel>
#include <QTest>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

Fault nobodyAnswers()
{
    return {FaultCode::offline, "no_answer", "Nobody answers there.", "Check the address."};
}

/// A visible button with these words.
QAbstractButton* buttonIn(const QWidget& screen, const QString& words)
{
    for (auto* button : screen.findChildren<QAbstractButton*>()) {
        const bool fits = button->text() == words || button->accessibleName().startsWith(words);
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

} // namespace

class SignInTest final : public QObject {
    Q_OBJECT

    /// Opens the page on a platform that does not answer until `isUp`.
    static SignInScreen& openPage(DeskFixture& desk, const bool& isUp)
    {
        desk.fake.status = sync::Status{};
        desk.fake.handlers.emplace("session.about", [&](const auto&) -> Result<json::value> {
            if (!isUp)
                return nobodyAnswers();
            return json::value{
                {"product", "Tidemark"},
                {"version", "0.1.0"},
                {"demo",
                 {{"tenant", "demo"},
                  {"accounts",
                   json::array{
                       {{"login", "maya@demo.example"},
                        {"displayName", "Maya Lindqvist"},
                        {"password", "pw"}}}}}}};
        });
        desk.open();
        desk.window->setServer(QStringLiteral("http://127.0.0.1:8460"));
        return desk.window->signInScreen();
    }

private Q_SLOTS:
    void aPlatformThatStartsLaterIsFoundByItself()
    {
        DeskFixture desk(*qApp);
        bool isUp = false;
        SignInScreen& page = openPage(desk, isUp);
        QTRY_VERIFY(shows(page, QStringLiteral("tried again by itself")));
        QVERIFY(buttonIn(page, QStringLiteral("Try again")) != nullptr);

        isUp = true;

        QTRY_VERIFY_WITH_TIMEOUT(shows(page, QStringLiteral("Tidemark 0.1.0 answers.")), 8000);
        QVERIFY(buttonIn(page, QStringLiteral("Try again")) == nullptr);
        QVERIFY(buttonIn(page, QStringLiteral("Sign in as Maya")) != nullptr);
    }

    void tryAgainAsksAtOnce()
    {
        DeskFixture desk(*qApp);
        bool isUp = false;
        SignInScreen& page = openPage(desk, isUp);
        QTRY_VERIFY(buttonIn(page, QStringLiteral("Try again")) != nullptr);

        isUp = true;
        buttonIn(page, QStringLiteral("Try again"))->click();

        QTRY_VERIFY(shows(page, QStringLiteral("answers.")));
    }
};

QTEST_MAIN(SignInTest)
#include "sign_in_test.moc"
