// The words of the checks in the language of the window, by check and finding.
#include "ui/sync/diagnostics_words.hpp"

#include "ui/kit/format.hpp"

#include <QCoreApplication>

#include <array>
#include <string_view>

namespace tidemark::ui {
namespace {

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Diagnostics)
};

struct Title {
    std::string_view id;
    const char* words;
};

struct Finding {
    std::string_view id;
    std::string_view finding;
    const char* detail;
    const char* nextStep; ///< Empty: there is nothing to do.
};

constexpr std::array titles{
    Title{"keys", QT_TRANSLATE_NOOP("Diagnostics", "Keys")},
    Title{"vault", QT_TRANSLATE_NOOP("Diagnostics", "Unsent work on disk")},
    Title{"vaultBackup", QT_TRANSLATE_NOOP("Diagnostics", "Backup of unsent work")},
    Title{"mirror", QT_TRANSLATE_NOOP("Diagnostics", "Local copy on disk")},
    Title{"scopes", QT_TRANSLATE_NOOP("Diagnostics", "Local copy adds up")},
    Title{"leases", QT_TRANSLATE_NOOP("Diagnostics", "Offline time")},
    Title{"signIn", QT_TRANSLATE_NOOP("Diagnostics", "Sign-in")},
    Title{"link", QT_TRANSLATE_NOOP("Diagnostics", "Platform")},
    Title{"regions", QT_TRANSLATE_NOOP("Diagnostics", "Parts of the agent")},
    Title{"tls", QT_TRANSLATE_NOOP("Diagnostics", "Certificate")},
    Title{"proxy", QT_TRANSLATE_NOOP("Diagnostics", "Proxy")},
    Title{"versions", QT_TRANSLATE_NOOP("Diagnostics", "Versions")},
    Title{"cut", QT_TRANSLATE_NOOP("Diagnostics", "Up to date")},
    Title{"outbox", QT_TRANSLATE_NOOP("Diagnostics", "Unsent changes")},
    Title{"forms", QT_TRANSLATE_NOOP("Diagnostics", "Typed without the sync service")},
    Title{"quarantine", QT_TRANSLATE_NOOP("Diagnostics", "Work set aside")},
    Title{"files", QT_TRANSLATE_NOOP("Diagnostics", "Files of attachments")},
    Title{"disk", QT_TRANSLATE_NOOP("Diagnostics", "Room on the disk")},
    Title{"clock", QT_TRANSLATE_NOOP("Diagnostics", "Clock")},
};

constexpr std::array findings{
    Finding{"keys", "keyring", QT_TRANSLATE_NOOP("Diagnostics", "In the system's keyring."), ""},
    Finding{"keys", "passphrase", QT_TRANSLATE_NOOP("Diagnostics", "Under your passphrase."), ""},
    Finding{
        "keys",
        "none",
        QT_TRANSLATE_NOOP("Diagnostics", "No key is stored."),
        QT_TRANSLATE_NOOP("Diagnostics", "Unlock Tidemark, or choose a passphrase.")},
    Finding{
        "vault",
        "sound",
        QT_TRANSLATE_NOOP("Diagnostics", "All %1 tables were read; no damage."),
        ""},
    Finding{
        "vault",
        "partly",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 of %2 tables were read so far; no damage."),
        ""},
    Finding{
        "vault",
        "unread",
        QT_TRANSLATE_NOOP("Diagnostics", "Not read yet."),
        QT_TRANSLATE_NOOP("Diagnostics", "Run all checks.")},
    Finding{"vault", "damaged", "%1", "%2"},
    Finding{
        "mirror",
        "sound",
        QT_TRANSLATE_NOOP("Diagnostics", "All %1 tables were read; no damage."),
        ""},
    Finding{
        "mirror",
        "partly",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 of %2 tables were read so far; no damage."),
        ""},
    Finding{
        "mirror",
        "unread",
        QT_TRANSLATE_NOOP("Diagnostics", "Not read yet."),
        QT_TRANSLATE_NOOP("Diagnostics", "Run all checks.")},
    Finding{"mirror", "damaged", "%1", "%2"},
    Finding{
        "vaultBackup", "none", QT_TRANSLATE_NOOP("Diagnostics", "None yet; nothing waits."), ""},
    Finding{"vaultBackup", "fresh", QT_TRANSLATE_NOOP("Diagnostics", "Newest from %1."), ""},
    Finding{
        "vaultBackup",
        "old",
        QT_TRANSLATE_NOOP("Diagnostics", "Newest from %1."),
        QT_TRANSLATE_NOOP("Diagnostics", "Leave Tidemark running; it backs up every hour.")},
    Finding{
        "scopes",
        "agree",
        QT_TRANSLATE_NOOP("Diagnostics", "Every part agrees with the platform."),
        ""},
    Finding{
        "scopes",
        "waiting",
        QT_TRANSLATE_NOOP("Diagnostics", "Not yet compared with the platform: parts %1."),
        QT_TRANSLATE_NOOP("Diagnostics", "Wait until the copy is complete, or go online.")},
    Finding{
        "scopes",
        "wrong",
        QT_TRANSLATE_NOOP("Diagnostics", "Does not add up, even after repairs: parts %1."),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "Your own changes are safe. Send the bundle for support; it is tried again tomorrow."
        )},
    Finding{"leases", "none", QT_TRANSLATE_NOOP("Diagnostics", "Nothing is bound to a time."), ""},
    Finding{
        "leases",
        "held",
        QT_TRANSLATE_NOOP("Diagnostics", "Everything can be read offline until %1 at least."),
        ""},
    Finding{
        "leases",
        "soon",
        QT_TRANSLATE_NOOP(
            "Diagnostics", "The first part is locked at %1 unless the platform is reached."
        ),
        QT_TRANSLATE_NOOP("Diagnostics", "Go online before then.")},
    Finding{
        "leases",
        "locked",
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "%1 parts are locked, because the platform was not reached for as long as it may be."
        ),
        QT_TRANSLATE_NOOP(
            "Diagnostics", "Go online: they open by themselves. What you have not sent is kept."
        )},
    Finding{"signIn", "in", QT_TRANSLATE_NOOP("Diagnostics", "Signed in."), ""},
    Finding{
        "signIn",
        "out",
        QT_TRANSLATE_NOOP("Diagnostics", "Nobody is signed in, or the data is locked."),
        QT_TRANSLATE_NOOP("Diagnostics", "Sign in or unlock.")},
    Finding{
        "link",
        "live",
        QT_TRANSLATE_NOOP("Diagnostics", "The platform answers. Round trip %1 ms."),
        ""},
    Finding{
        "link",
        "poll",
        QT_TRANSLATE_NOOP("Diagnostics", "No WebSocket gets through; news are live by asking."),
        QT_TRANSLATE_NOOP("Diagnostics", "Who runs your network can let WebSockets through.")},
    Finding{
        "link",
        "captive",
        QT_TRANSLATE_NOOP("Diagnostics", "A sign-on page of the network answers."),
        QT_TRANSLATE_NOOP("Diagnostics", "Open a browser and sign on to the network.")},
    Finding{
        "link",
        "offline",
        QT_TRANSLATE_NOOP("Diagnostics", "The platform does not answer."),
        QT_TRANSLATE_NOOP(
            "Diagnostics", "Check the network. Your changes are safe on this device."
        )},
    Finding{
        "link",
        "paused",
        QT_TRANSLATE_NOOP("Diagnostics", "You chose to work offline."),
        QT_TRANSLATE_NOOP("Diagnostics", "Go online when you want to send and receive.")},
    Finding{"regions", "moving", QT_TRANSLATE_NOOP("Diagnostics", "All of them move."), ""},
    Finding{
        "regions",
        "still",
        QT_TRANSLATE_NOOP("Diagnostics", "Stood still and were begun anew several times: %1."),
        QT_TRANSLATE_NOOP("Diagnostics", "Restart Tidemark. If it stays, send the bundle.")},
    Finding{
        "tls",
        "trusted",
        QT_TRANSLATE_NOOP("Diagnostics", "An authority vouches for the platform, until %1."),
        ""},
    Finding{
        "tls",
        "pinned",
        QT_TRANSLATE_NOOP("Diagnostics", "You trust this certificate yourself; it ends at %1."),
        ""},
    Finding{"tls", "unseen", QT_TRANSLATE_NOOP("Diagnostics", "None was shown yet."), ""},
    Finding{
        "tls",
        "local",
        QT_TRANSLATE_NOOP("Diagnostics", "Not needed: the platform runs on this computer."),
        ""},
    Finding{
        "tls",
        "ending",
        QT_TRANSLATE_NOOP("Diagnostics", "The platform's certificate ends at %1."),
        QT_TRANSLATE_NOOP("Diagnostics", "Tell who runs the platform to renew it.")},
    Finding{
        "tls",
        "plain",
        QT_TRANSLATE_NOOP(
            "Diagnostics", "What is sent can be read on its way: the address begins with http."
        ),
        QT_TRANSLATE_NOOP("Diagnostics", "Ask who runs the platform for its https address.")},
    Finding{
        "proxy",
        "none",
        QT_TRANSLATE_NOOP("Diagnostics", "None; the platform is reached directly."),
        ""},
    Finding{"proxy", "used", QT_TRANSLATE_NOOP("Diagnostics", "Through %1."), ""},
    Finding{
        "versions",
        "known",
        QT_TRANSLATE_NOOP("Diagnostics", "Tidemark %1 here, %2 on the platform."),
        ""},
    Finding{
        "versions",
        "alone",
        QT_TRANSLATE_NOOP("Diagnostics", "Tidemark %1 here; the platform has not answered yet."),
        ""},
    Finding{
        "versions",
        "apart",
        QT_TRANSLATE_NOOP("Diagnostics", "Tidemark %1 here, %2 on the platform."),
        QT_TRANSLATE_NOOP("Diagnostics", "Update Tidemark on this device when you are asked to.")},
    Finding{"versions", "tooOld", QT_TRANSLATE_NOOP("Diagnostics", "%1 is too old: use %2."), ""},
    Finding{
        "versions",
        "tooOldSoon",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 is too old: use %2. Changes of others come until %3."),
        ""},
    Finding{"cut", "head", QT_TRANSLATE_NOOP("Diagnostics", "At cut %1."), ""},
    Finding{
        "cut",
        "behind",
        QT_TRANSLATE_NOOP("Diagnostics", "At cut %1 of %2."),
        QT_TRANSLATE_NOOP("Diagnostics", "Wait, or press Sync now.")},
    Finding{"outbox", "none", QT_TRANSLATE_NOOP("Diagnostics", "None."), ""},
    Finding{"outbox", "waiting", QT_TRANSLATE_NOOP("Diagnostics", "%1 wait to be sent."), ""},
    Finding{
        "outbox",
        "old",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 wait to be sent, the oldest since %2."),
        QT_TRANSLATE_NOOP("Diagnostics", "Look at the pending changes.")},
    Finding{
        "outbox",
        "needYou",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 were refused or are in conflict."),
        QT_TRANSLATE_NOOP("Diagnostics", "Open them and decide.")},
    Finding{
        "forms", "none", QT_TRANSLATE_NOOP("Diagnostics", "Nothing waits to be handed over."), ""},
    Finding{
        "forms",
        "waiting",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 edits wait in the form journal."),
        QT_TRANSLATE_NOOP("Diagnostics", "Open Tidemark: its window hands them over.")},
    Finding{
        "forms",
        "aside",
        QT_TRANSLATE_NOOP(
            "Diagnostics", "%1 form journals could not be read to the end and were put aside."
        ),
        QT_TRANSLATE_NOOP(
            "Diagnostics", "Compare your reports with what you did. The files go after 30 days."
        )},
    Finding{"quarantine", "none", QT_TRANSLATE_NOOP("Diagnostics", "None."), ""},
    Finding{
        "quarantine",
        "some",
        QT_TRANSLATE_NOOP(
            "Diagnostics", "%1 unsent changes belong to places that are no longer open to you."
        ),
        QT_TRANSLATE_NOOP("Diagnostics", "Export them, then give them up.")},
    Finding{"files", "none", QT_TRANSLATE_NOOP("Diagnostics", "None on this device."), ""},
    Finding{
        "files",
        "good",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 on this device, all as they should be."),
        ""},
    Finding{
        "files",
        "failed",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 could not be sent or fetched."),
        QT_TRANSLATE_NOOP("Diagnostics", "Open the report that they belong to and try again.")},
    Finding{
        "files",
        "missing",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 are not on the disk any more."),
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "What the platform has is fetched again when you open it; attach the others again."
        )},
    Finding{"disk", "unknown", QT_TRANSLATE_NOOP("Diagnostics", "Not known."), ""},
    Finding{
        "disk",
        "fine",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 MB free; the local copy takes %2 MB."),
        ""},
    Finding{
        "disk",
        "low",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 MB free; the local copy takes %2 MB."),
        QT_TRANSLATE_NOOP("Diagnostics", "Free some disk space soon.")},
    Finding{
        "disk",
        "hold",
        QT_TRANSLATE_NOOP(
            "Diagnostics", "%1 MB free; the local copy takes %2 MB, and no more of it is fetched."
        ),
        QT_TRANSLATE_NOOP(
            "Diagnostics", "Free some disk space, or raise the limit of the local copy."
        )},
    Finding{
        "disk",
        "critical",
        QT_TRANSLATE_NOOP(
            "Diagnostics",
            "%1 MB free: files can no longer be added. Changes of fields are still saved."
        ),
        QT_TRANSLATE_NOOP("Diagnostics", "Free some disk space now.")},
    Finding{"clock", "agrees", QT_TRANSLATE_NOOP("Diagnostics", "Agrees with the platform's."), ""},
    Finding{
        "clock",
        "off",
        QT_TRANSLATE_NOOP("Diagnostics", "%1 s off."),
        QT_TRANSLATE_NOOP(
            "Diagnostics", "Set the date and time of this device. Synchronising is not affected."
        )},
};

bool isIt(const QString& text, std::string_view name)
{
    return text == QLatin1String(name.data(), static_cast<int>(name.size()));
}

/// Times among the arguments as the reader's locale writes them.
QString shown(const QString& arg)
{
    const auto time = Timestamp::parse(arg.toStdString());
    return time ? formatDateTime(*time) : arg;
}

QString filled(const char* words, const QStringList& args)
{
    QString text = *words == '\0' ? QString() : Words::tr(words);
    for (int i = 0; i < args.size(); ++i)
        text.replace(QLatin1Char('%') + QString::number(i + 1), shown(args.at(i)));
    return text;
}

} // namespace

CheckWords checkWords(const QString& id, const QString& finding, const QStringList& args)
{
    CheckWords words;
    for (const Title& title : titles) {
        if (isIt(id, title.id))
            words.title = Words::tr(title.words);
    }
    for (const Finding& one : findings) {
        if (!isIt(id, one.id) || !isIt(finding, one.finding))
            continue;
        words.detail = filled(one.detail, args);
        words.nextStep = filled(one.nextStep, args);
    }
    return words;
}

CheckAct checkAct(const QString& act)
{
    const auto page = [](const char* id) { return Place{QString::fromLatin1(id), {}}; };
    if (act == QLatin1String("pending"))
        return {Words::tr("Open pending changes"), page("pending"), {}};
    if (act == QLatin1String("needsYou"))
        return {Words::tr("Open “Needs you”"), page("needs-you"), {}};
    if (act == QLatin1String("sync"))
        return {Words::tr("Open sync details"), page("sync"), {}};
    if (act == QLatin1String("activity"))
        return {Words::tr("Open sync activity"), page("activity"), {}};
    if (act == QLatin1String("settings"))
        return {Words::tr("Open settings"), page("settings"), {}};
    if (act == QLatin1String("syncNow"))
        return {Words::tr("Sync now"), {}, "sync.now"};
    if (act == QLatin1String("resume"))
        return {Words::tr("Go online"), {}, "sync.resume"};
    if (act == QLatin1String("run"))
        return {Words::tr("Run all checks"), {}, "diagnostics.run"};
    if (act == QLatin1String("bundle"))
        return {Words::tr("Support bundle…"), {}, "support.bundle"};
    return {};
}

} // namespace tidemark::ui
