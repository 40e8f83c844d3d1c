#include "sync/engine/check_findings.hpp"

#include <array>

namespace tidemark::sync {
namespace {

struct Title {
    std::string_view id;
    std::string_view words;
};

struct Finding {
    std::string_view id;
    std::string_view finding;
    CheckState state;
    std::string_view detail;
    std::string_view nextStep;
    std::string_view act;
};

constexpr auto ok = CheckState::ok;
constexpr auto warn = CheckState::warn;
constexpr auto bad = CheckState::bad;

constexpr std::array titles{
    Title{"keys", "Keys"},
    Title{"vault", "Unsent work on disk"},
    Title{"vaultBackup", "Backup of unsent work"},
    Title{"mirror", "Local copy on disk"},
    Title{"scopes", "Local copy adds up"},
    Title{"leases", "Offline time"},
    Title{"signIn", "Sign-in"},
    Title{"link", "Platform"},
    Title{"regions", "Parts of the agent"},
    Title{"tls", "Certificate"},
    Title{"proxy", "Proxy"},
    Title{"versions", "Versions"},
    Title{"cut", "Up to date"},
    Title{"outbox", "Unsent changes"},
    Title{"forms", "Typed without the sync service"},
    Title{"quarantine", "Work set aside"},
    Title{"files", "Files of attachments"},
    Title{"disk", "Room on the disk"},
    Title{"clock", "Clock"},
};

constexpr std::array findings{
    Finding{"keys", "keyring", ok, "In the system's keyring.", "", ""},
    Finding{"keys", "passphrase", ok, "Under your passphrase.", "", ""},
    Finding{
        "keys",
        "none",
        bad,
        "No key is stored.",
        "Unlock Tidemark, or choose a passphrase.",
        "settings"},
    Finding{"vault", "sound", ok, "All %1 tables were read; no damage.", "", ""},
    Finding{"vault", "partly", ok, "%1 of %2 tables were read so far; no damage.", "", ""},
    Finding{"vault", "unread", warn, "Not read yet.", "Run all checks.", "run"},
    Finding{"vault", "damaged", bad, "%1", "%2", "bundle"},
    Finding{"mirror", "sound", ok, "All %1 tables were read; no damage.", "", ""},
    Finding{"mirror", "partly", ok, "%1 of %2 tables were read so far; no damage.", "", ""},
    Finding{"mirror", "unread", warn, "Not read yet.", "Run all checks.", "run"},
    Finding{"mirror", "damaged", bad, "%1", "%2", "activity"},
    Finding{"vaultBackup", "none", ok, "None yet; nothing waits.", "", ""},
    Finding{"vaultBackup", "fresh", ok, "Newest from %1.", "", ""},
    Finding{
        "vaultBackup",
        "old",
        warn,
        "Newest from %1.",
        "Leave Tidemark running; it backs up every hour.",
        ""},
    Finding{"scopes", "agree", ok, "Every part agrees with the platform.", "", ""},
    Finding{
        "scopes",
        "waiting",
        warn,
        "Not yet compared with the platform: parts %1.",
        "Wait until the copy is complete, or go online.",
        "sync"},
    Finding{
        "scopes",
        "wrong",
        bad,
        "Does not add up, even after repairs: parts %1.",
        "Your own changes are safe. Send the bundle for support; it is tried again tomorrow.",
        "bundle"},
    Finding{"leases", "none", ok, "Nothing is bound to a time.", "", ""},
    Finding{"leases", "held", ok, "Everything can be read offline until %1 at least.", "", ""},
    Finding{
        "leases",
        "soon",
        warn,
        "The first part is locked at %1 unless the platform is reached.",
        "Go online before then.",
        "sync"},
    Finding{
        "leases",
        "locked",
        warn,
        "%1 parts are locked, because the platform was not reached for as long as it may be.",
        "Go online: they open by themselves. What you have not sent is kept.",
        "sync"},
    Finding{"signIn", "in", ok, "Signed in.", "", ""},
    Finding{
        "signIn",
        "out",
        bad,
        "Nobody is signed in, or the data is locked.",
        "Sign in or unlock.",
        ""},
    Finding{"link", "live", ok, "The platform answers. Round trip %1 ms.", "", ""},
    Finding{
        "link",
        "poll",
        warn,
        "No WebSocket gets through; news are live by asking.",
        "Who runs your network can let WebSockets through.",
        ""},
    Finding{
        "link",
        "captive",
        warn,
        "A sign-on page of the network answers.",
        "Open a browser and sign on to the network.",
        ""},
    Finding{
        "link",
        "offline",
        warn,
        "The platform does not answer.",
        "Check the network. Your changes are safe on this device.",
        "syncNow"},
    Finding{
        "link",
        "paused",
        warn,
        "You chose to work offline.",
        "Go online when you want to send and receive.",
        "resume"},
    Finding{"regions", "moving", ok, "All of them move.", "", ""},
    Finding{
        "regions",
        "still",
        bad,
        "Stood still and were begun anew several times: %1.",
        "Restart Tidemark. If it stays, send the bundle.",
        "bundle"},
    Finding{"tls", "trusted", ok, "An authority vouches for the platform, until %1.", "", ""},
    Finding{"tls", "pinned", ok, "You trust this certificate yourself; it ends at %1.", "", ""},
    Finding{"tls", "unseen", ok, "None was shown yet.", "", ""},
    Finding{"tls", "local", ok, "Not needed: the platform runs on this computer.", "", ""},
    Finding{
        "tls",
        "ending",
        warn,
        "The platform's certificate ends at %1.",
        "Tell who runs the platform to renew it.",
        ""},
    Finding{
        "tls",
        "plain",
        bad,
        "What is sent can be read on its way: the address begins with http.",
        "Ask who runs the platform for its https address.",
        "settings"},
    Finding{"proxy", "none", ok, "None; the platform is reached directly.", "", ""},
    Finding{"proxy", "used", ok, "Through %1.", "", ""},
    Finding{"versions", "known", ok, "Tidemark %1 here, %2 on the platform.", "", ""},
    Finding{
        "versions", "alone", ok, "Tidemark %1 here; the platform has not answered yet.", "", ""},
    Finding{
        "versions",
        "apart",
        warn,
        "Tidemark %1 here, %2 on the platform.",
        "Update Tidemark on this device when you are asked to.",
        ""},
    Finding{"versions", "tooOld", bad, "%1 is too old: use %2.", "", ""},
    Finding{
        "versions",
        "tooOldSoon",
        bad,
        "%1 is too old: use %2. Changes of others come until %3.",
        "",
        ""},
    Finding{"cut", "head", ok, "At cut %1.", "", ""},
    Finding{"cut", "behind", warn, "At cut %1 of %2.", "Wait, or press Sync now.", "syncNow"},
    Finding{"outbox", "none", ok, "None.", "", ""},
    Finding{"outbox", "waiting", ok, "%1 wait to be sent.", "", ""},
    Finding{
        "outbox",
        "old",
        warn,
        "%1 wait to be sent, the oldest since %2.",
        "Look at the pending changes.",
        "pending"},
    Finding{
        "outbox",
        "needYou",
        warn,
        "%1 were refused or are in conflict.",
        "Open them and decide.",
        "needsYou"},
    Finding{"forms", "none", ok, "Nothing waits to be handed over.", "", ""},
    Finding{
        "forms",
        "waiting",
        warn,
        "%1 edits wait in the form journal.",
        "Open Tidemark: its window hands them over.",
        ""},
    Finding{
        "forms",
        "aside",
        warn,
        "%1 form journals could not be read to the end and were put aside.",
        "Compare your reports with what you did. The files go after 30 days.",
        "bundle"},
    Finding{"quarantine", "none", ok, "None.", "", ""},
    Finding{
        "quarantine",
        "some",
        warn,
        "%1 unsent changes belong to places that are no longer open to you.",
        "Export them, then give them up.",
        "pending"},
    Finding{"files", "none", ok, "None on this device.", "", ""},
    Finding{"files", "good", ok, "%1 on this device, all as they should be.", "", ""},
    Finding{
        "files",
        "failed",
        warn,
        "%1 could not be sent or fetched.",
        "Open the report that they belong to and try again.",
        "activity"},
    Finding{
        "files",
        "missing",
        bad,
        "%1 are not on the disk any more.",
        "What the platform has is fetched again when you open it; attach the others again.",
        "activity"},
    Finding{"disk", "unknown", ok, "Not known.", "", ""},
    Finding{"disk", "fine", ok, "%1 MB free; the local copy takes %2 MB.", "", ""},
    Finding{
        "disk",
        "low",
        warn,
        "%1 MB free; the local copy takes %2 MB.",
        "Free some disk space soon.",
        "settings"},
    Finding{
        "disk",
        "hold",
        bad,
        "%1 MB free; the local copy takes %2 MB, and no more of it is fetched.",
        "Free some disk space, or raise the limit of the local copy.",
        "settings"},
    Finding{
        "disk",
        "critical",
        bad,
        "%1 MB free: files can no longer be added. Changes of fields are still saved.",
        "Free some disk space now.",
        "settings"},
    Finding{"clock", "agrees", ok, "Agrees with the platform's.", "", ""},
    Finding{
        "clock",
        "off",
        warn,
        "%1 s off.",
        "Set the date and time of this device. Synchronising is not affected.",
        ""},
};

std::string filled(std::string_view words, const std::vector<std::string>& args)
{
    std::string text(words);
    for (std::size_t i = 0; i < args.size(); ++i) {
        const std::string place = "%" + std::to_string(i + 1);
        if (const auto at = text.find(place); at != std::string::npos)
            text.replace(at, place.size(), args[i]);
    }
    return text;
}

} // namespace

Check found(std::string_view id, std::string_view finding, std::vector<std::string> args)
{
    Check check{.id = std::string(id), .finding = std::string(finding), .args = std::move(args)};
    for (const Title& title : titles) {
        if (title.id == id)
            check.title = title.words;
    }
    check.state = bad;
    check.detail = "The check found " + check.finding + ", which it has no words for.";
    check.nextStep = "Send the bundle for support.";
    for (const Finding& one : findings) {
        if (one.id != id || one.finding != finding)
            continue;
        check.state = one.state;
        check.detail = filled(one.detail, check.args);
        check.nextStep = filled(one.nextStep, check.args);
        check.act = one.act;
    }
    return check;
}

} // namespace tidemark::sync
