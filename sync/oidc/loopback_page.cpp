#include "sync/oidc/loopback_page.hpp"

namespace tidemark::sync {
namespace {

constexpr auto headers = "Connection: close\r\n"
                         "Cache-Control: no-store\r\n"
                         "Referrer-Policy: no-referrer\r\n"
                         "X-Content-Type-Options: nosniff\r\n"
                         "X-Frame-Options: DENY\r\n"
                         "Cross-Origin-Opener-Policy: same-origin\r\n"
                         "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
                         "frame-ancestors 'none'; base-uri 'none'; form-action 'none'\r\n";

constexpr auto style =
    "html{color-scheme:light dark}"
    "body{margin:0;min-height:100vh;display:grid;place-items:center;"
    "font:16px/1.5 Inter,system-ui,sans-serif;background:Canvas;color:CanvasText}"
    "main{max-width:26rem;padding:2rem;text-align:center}"
    "h1{font-size:1.25rem;margin:0 0 .5rem}p{margin:0;opacity:.8}";

struct Words {
    const char* language;
    const char* title;
    const char* text;
};

constexpr Words english[] = {
    {"en", "Go back to Tidemark", "The browser has done its part. You can close this window."},
    {"en", "You are not signed in", "The sign-in was not completed. Tidemark says why."}};

constexpr Words german[] = {
    {"de",
     "Weiter in Tidemark",
     "Der Browser ist fertig. Sie k&ouml;nnen dieses Fenster schlie&szlig;en."},
    {"de", "Nicht angemeldet", "Die Anmeldung wurde nicht abgeschlossen. Tidemark sagt, warum."}};

QByteArray answer(const char* status, const char* type, const QByteArray& body)
{
    return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: " + type +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" +
           body;
}

const char* lineOf(int status)
{
    switch (status) {
    case 403:
        return "403 Forbidden";
    case 404:
        return "404 Not Found";
    case 405:
        return "405 Method Not Allowed";
    case 421:
        return "421 Misdirected Request";
    case 431:
        return "431 Request Header Fields Too Large";
    default:
        return "400 Bad Request";
    }
}

} // namespace

QByteArray loopbackPage(LoopbackOutcome outcome, bool isGerman)
{
    const auto which = outcome == LoopbackOutcome::goesOn ? 0 : 1;
    const Words& words = isGerman ? german[which] : english[which];
    const QByteArray body = QByteArray("<!doctype html><html lang=\"") + words.language +
                            "\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
                            "content=\"width=device-width\"><title>Tidemark: " +
                            words.title + "</title><style>" + style + "</style><main><h1>" +
                            words.title + "</h1><p>" + words.text + "</p></main></html>\n";
    return answer(
        outcome == LoopbackOutcome::goesOn ? "200 OK" : "400 Bad Request",
        "text/html; charset=utf-8",
        body
    );
}

QByteArray loopbackRefusal(int status)
{
    const char* line = lineOf(status);
    return answer(line, "text/plain; charset=utf-8", QByteArray(line) + "\n");
}

} // namespace tidemark::sync
