// Mail as a real mail server receives it, what is tried again and what is not; and a forgotten
// password that is set with the code of the mail.
#include "platform/mail/mail_message.hpp"
#include "platform/mail/mail_worker.hpp"
#include "tests/platform/factors/sign_in_world.hpp"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

namespace {

/// tests/platform/mail/mail_server.py on a port of its own.
class MailServer {
public:
    enum class Kind { open, secured };

    explicit MailServer(Kind kind)
    {
        asio::io_context io;
        asio::ip::tcp::acceptor any(io, {asio::ip::address_v4::loopback(), 0});
        port = any.local_endpoint().port();
        any.close();
        QStringList arguments = {
            QStringLiteral(TIDEMARK_SOURCE_DIR "/tests/platform/mail/mail_server.py"),
            QString::number(port),
            folder.path()};
        if (kind == Kind::secured) {
            const QString base = folder.filePath(QStringLiteral("server"));
            certificate = base + QStringLiteral(".crt");
            const QString key = base + QStringLiteral(".key");
            QProcess maker;
            const QString words =
                QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
                               "-subj /CN=localhost -addext "
                               "subjectAltName=IP:127.0.0.1 -keyout %1 -out %2");
            maker.start(
                QStringLiteral("openssl"), words.arg(key, certificate).split(QLatin1Char(' '))
            );
            maker.waitForFinished();
            arguments << certificate << key;
        }
        process_.setStandardErrorFile(QProcess::nullDevice());
        process_.start(QStringLiteral("/usr/bin/python3"), arguments);
        process_.waitForReadyRead(15000);
        isUp = process_.readAllStandardOutput().startsWith("ready");
    }

    ~MailServer()
    {
        process_.closeWriteChannel();
        process_.waitForFinished(5000);
    }

    [[nodiscard]] SmtpSettings settings() const
    {
        SmtpSettings settings;
        settings.url = "smtp://127.0.0.1:" + std::to_string(port);
        settings.caFile = certificate.toStdString();
        settings.needsTls = !certificate.isEmpty();
        if (settings.needsTls) {
            settings.user = "mailer";
            settings.password = Secret("mail-secret");
        }
        return settings;
    }

    /// The mail of that number, or nothing yet.
    [[nodiscard]] QString mail(int number) const
    {
        QFile file(folder.filePath(QString::number(number) + QStringLiteral(".eml")));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    QTemporaryDir folder;
    QString certificate;
    std::uint16_t port = 0;
    bool isUp = false;

private:
    QProcess process_;
};

/// Soft line breaks of quoted-printable away, and `=3D` back.
QString bodyOf(const QString& mail)
{
    QString body = mail.mid(mail.indexOf(QStringLiteral("\r\n\r\n")) + 4);
    return body.remove(QStringLiteral("=\r\n")).replace(QStringLiteral("=3D"), QStringLiteral("="));
}

MailMessage message(std::string to, std::string subject, std::string body)
{
    MailMessage made;
    made.id = Uuid::make();
    made.from = "tidemark@example.com";
    made.to = std::move(to);
    made.subject = std::move(subject);
    made.body = std::move(body);
    return made;
}

} // namespace

class MailTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        world_ = std::make_unique<SignInWorld>();
        server_ = std::make_unique<MailServer>(MailServer::Kind::secured);
        QVERIFY2(server_->isUp, "python3-aiosmtpd is needed");
        MailWorkerSettings settings;
        settings.from = "tidemark@example.com";
        settings.retryFirst = std::chrono::seconds(1);
        worker_ = std::make_unique<MailWorker>(
            world_->served.database,
            world_->mails,
            std::make_shared<SmtpTransport>(server_->settings()),
            settings
        );
        listener_ = std::make_unique<Listener>(
            world_->served.io.get_executor(), world_->postgres.appConnection()
        );
        worker_->follow(*listener_);
        listener_->start();
        worker_->start();
    }

    void init() { world_->begin(); }

    void cleanupTestCase()
    {
        if (worker_)
            worker_->stop();
        if (listener_)
            listener_->stop();
        (void)world_->call("GET /api/v1/about");
        worker_.reset();
        listener_.reset();
        server_.reset();
        world_.reset();
    }

    void aForgottenPasswordIsSetWithTheCodeOfTheMail()
    {
        const Told in = world_->signIn(maya);
        QCOMPARE(forgot(maya).status, 202);
        QVERIFY(arrives(1));
        const QString mail = server_->mail(1);
        QVERIFY(mail.startsWith(QStringLiteral(
            "X-From: tidemark@example.com\r\nX-To: maya@demo.example\r\nX-Secure: True\r\n"
        )));
        const auto code =
            QRegularExpression(QStringLiteral("\r\n    (1\\.\\S{43})\r\n")).match(bodyOf(mail));
        QVERIFY2(code.hasMatch(), qPrintable(mail));
        const std::string right = code.captured(1).toStdString();
        // Neither the code nor the mail's text can be read in the database.
        QCOMPARE(world_->count("app.mail WHERE sent_at IS NOT NULL AND body IS NULL"), 1);

        QCOMPARE(reset(right, "Password1!").reason(), std::string("password_weak"));
        QCOMPARE(reset(right + "x", "a quite new one").reason(), std::string(invalid));
        QCOMPARE(reset("1.nonsense", "a quite new one").reason(), std::string(invalid));
        QCOMPARE(reset(right, "a quite new one").status, 204);
        QCOMPARE(reset(right, "and another one").reason(), std::string(invalid));
        QCOMPARE(world_->call("GET /api/v1/me", in.text("accessToken")).status, 401);
        QCOMPARE(world_->signIn(maya).status, 401);
        QCOMPARE(world_->signIn(maya, "a quite new one").status, 200);
        QCOMPARE(
            world_->count("app.audit_entry WHERE action = 'user.passwordByMail' AND actor = 'Maya'"
            ),
            1
        );
    }

    void nobodyLearnsWhoIsThere()
    {
        const Told known = forgot(maya);
        const Told unknown = forgot("nobody-at-all@demo.example");
        const Told noTenant = world_->call(
            "POST /api/v1/auth/forgot", {}, R"({"tenant":"none","login":"maya@demo.example"})"
        );
        for (const Told& told : {known, unknown, noTenant}) {
            QCOMPARE(told.status, 202);
            QVERIFY(told.body.empty());
        }
        QVERIFY(settles([this] { return world_->count("app.mail WHERE sent_at IS NOT NULL") == 1; })
        );
        QCOMPARE(world_->count("app.mail"), 1);
    }

    void anAgedOrUnwantedCodeIsRefused()
    {
        for (int i = 0; i < 4; ++i)
            QCOMPARE(forgot(maya).status, 202);
        QVERIFY(settles([this] { return world_->count("app.mail WHERE sent_at IS NOT NULL") == 3; })
        );
        QCOMPARE(world_->count("app.password_reset"), 3); // No more in an hour.
        world_->postgres.asAdmin("UPDATE app.password_reset SET expires_at = now()");
        const auto code = QRegularExpression(QStringLiteral("    (1\\.\\S{43})\r\n"))
                              .match(bodyOf(lastMail()))
                              .captured(1);
        QCOMPARE(reset(code.toStdString(), "a quite new one").reason(), std::string(invalid));
        QCOMPARE(forgot(maya).status, 202);
        QCOMPARE(forgot(maya).status, 429);
    }

    void whatIsPutOffComesLaterAndWhatIsRefusedNever()
    {
        put("later@demo.example", "Later");
        put("nobody@demo.example", "Never");
        QVERIFY(settles([this] {
            return world_->count("app.mail WHERE kind = 'test' AND sent_at IS NOT NULL") == 1;
        }));
        QCOMPARE(
            world_->count("app.mail WHERE kind = 'test' AND sent_at IS NOT NULL AND attempts = 2"),
            1
        );
        QVERIFY(lastMail().contains(QStringLiteral("Subject: Later\r\n")));
        QVERIFY(settles([this] {
            return world_->count("app.mail WHERE given_up_at IS NOT NULL AND body IS NULL AND"
                                 " attempts = 1 AND trouble LIKE '%550%'") == 1;
        }));
    }

    void headersAreOursAlone()
    {
        QVERIFY(composeMail(message("maya@demo.example", "Gru\xc3\x9f", "x"), 0));
        for (const char* to :
             {"a@b\r\nBcc: c@d",
              "a@b>,<c@d",
              "a b@c",
              "a@b c",
              "@b",
              "a@",
              "a@b@c",
              "a@b\n",
              "<a@b>",
              "a,b@c",
              "a@-b",
              "a@b..c",
              ""})
            QCOMPARE(
                composeMail(message(to, "x", "x"), 0).error().reason,
                std::string("bad_mail_address")
            );
        for (const char* subject : {"x\r\nBcc: c@d", "x\ny", "x\x7f"})
            QCOMPARE(
                composeMail(message("a@b.c", subject, "x"), 0).error().reason,
                std::string("bad_mail_subject")
            );
        const std::string text =
            composeMail(message("a@b.c", "x", "\r\n.\r\nBcc: c@d\n\xc3\xa4 = \t"), 0).value();
        QVERIFY(text.ends_with("\r\n\r\n\r\n.\r\nBcc: c@d\r\n=C3=A4 =3D =09\r\n"));
        QVERIFY(text.starts_with("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
    }

    void longAndForeignTextsArriveAsTheyWere()
    {
        const std::string subject = "\xc3\x9c"
                                    "ber die Frist f\xc3\xbcr den Bericht \xe2\x80\x93 "
                                    "bitte vor dem 31. M\xc3\xa4rz \xc3\xbc"
                                    "berpr\xc3\xbc"
                                    "fen";
        put("maya@demo.example", subject, std::string(300, 'x') + "\n.\n\xe2\x82\xac\n");
        QVERIFY(settles([this] {
            return world_->count("app.mail WHERE kind = 'test' AND sent_at IS NOT NULL") == 1;
        }));
        const QString mail = lastMail();
        for (const QString& line : mail.split(QStringLiteral("\r\n")))
            QVERIFY(line.size() <= 78);
        QByteArray joined;
        static const QRegularExpression word(QStringLiteral("=\\?UTF-8\\?B\\?([^?]+)\\?="));
        for (auto each = word.globalMatch(mail); each.hasNext();)
            joined += QByteArray::fromBase64(each.next().captured(1).toLatin1());
        QCOMPARE(joined.toStdString(), subject);
        QCOMPARE(
            bodyOf(mail).trimmed(),
            QString(300, QLatin1Char('x')) + QStringLiteral("\r\n.\r\n=E2=82=AC")
        );
    }

    void aServerThatCannotBeTrustedGetsNothing()
    {
        MailServer open(MailServer::Kind::open);
        const std::string text = composeMail(message("a@b.c", "x", "x"), 0).value();
        const auto send = [&text](SmtpSettings settings) {
            const auto sent = SmtpTransport(std::move(settings)).send("t@b.c", "a@b.c", text);
            return sent ? std::string() : sent.error().reason;
        };
        QCOMPARE(send(open.settings()), std::string());
        QVERIFY(open.mail(1).contains(QStringLiteral("X-Secure: False")));
        SmtpSettings wantsTls = open.settings();
        wantsTls.needsTls = true;
        QCOMPARE(send(std::move(wantsTls)), std::string("mail_not_secure"));
        SmtpSettings stranger = server_->settings();
        stranger.caFile.clear();
        QCOMPARE(send(std::move(stranger)), std::string("mail_not_secure"));
        SmtpSettings forgetful = server_->settings();
        forgetful.password = Secret("wrong");
        QCOMPARE(send(std::move(forgetful)), std::string("mail_sign_in"));
        SmtpSettings nowhere = open.settings();
        nowhere.url = "smtp://127.0.0.1:1";
        QCOMPARE(send(std::move(nowhere)), std::string("mail_not_taken"));
        for (const char* url : {"http://a", "smtp://", "smtp://u:p@host", "smtp://a b", "a:25"})
            QVERIFY(!checkSmtpUrl(url));
    }

    void withoutAServerMailBecomesFiles()
    {
        QTemporaryDir folder;
        FolderTransport transport(folder.filePath(QStringLiteral("outbox")).toStdString());
        const std::string text = composeMail(message("a@b.c", "x", "x"), 0).value();
        QVERIFY(transport.send("t@b.c", "a@b.c", text));
        const QDir outbox(folder.filePath(QStringLiteral("outbox")));
        QCOMPARE(outbox.entryList({QStringLiteral("*.eml")}).size(), 1);
        FolderTransport nowhere("/proc/nothing");
        QCOMPARE(nowhere.send("", "", text).error().reason, std::string("mail_not_written"));
    }

private:
    static constexpr const char* maya = "maya@demo.example";
    static constexpr const char* invalid = "reset_code_invalid";

    Told forgot(const std::string& login)
    {
        const boost::json::object body{{"tenant", "t1"}, {"login", login}};
        return world_->call("POST /api/v1/auth/forgot", {}, boost::json::serialize(body));
    }

    Told reset(const std::string& code, const std::string& password)
    {
        const boost::json::object body{{"code", code}, {"password", password}};
        return world_->call("POST /api/v1/auth/reset", {}, boost::json::serialize(body));
    }

    void put(const std::string& to, const std::string& subject, const std::string& body = "x\n")
    {
        NewMail mail;
        mail.kind = "test";
        mail.to = to;
        mail.subject = subject;
        mail.body = body;
        std::vector<Statement> statements = {world_->mails.put(1, std::move(mail))};
        Tenancy tenancy;
        tenancy.tenant = 1;
        QVERIFY(world_->served.run(world_->served.database.write(tenancy, std::move(statements))));
    }

    /// Runs the platform until it is so; false when it never is.
    bool settles(const std::function<bool()>& isSo)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(15);
        while (!isSo() && std::chrono::steady_clock::now() < end) {
            world_->served.io.restart();
            world_->served.io.run_for(std::chrono::milliseconds(50));
        }
        return isSo();
    }

    bool arrives(int number)
    {
        return settles([&] { return !server_->mail(number).isEmpty(); }) &&
               settles([this] { return world_->count("app.mail WHERE sent_at IS NULL") == 0; });
    }

    [[nodiscard]] QString lastMail() const
    {
        int number = 1;
        while (!server_->mail(number + 1).isEmpty())
            ++number;
        return server_->mail(number);
    }

    std::unique_ptr<SignInWorld> world_;
    std::unique_ptr<MailServer> server_;
    std::unique_ptr<MailWorker> worker_;
    std::unique_ptr<Listener> listener_;
};

QTEST_GUILESS_MAIN(MailTest)
#include "mail_test.moc"
