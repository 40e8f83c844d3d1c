"""A mail server for tests: aiosmtpd with TLS and a password.

usage: mail_server.py PORT FOLDER [CERTIFICATE KEY]

Writes each mail to FOLDER/<number>.eml with its envelope in X- headers. With a certificate it
offers STARTTLS and takes mail only after a sign-in as mailer / mail-secret. Recipients `nobody@…`
are refused for good, `later@…` the first time only. Ends when its standard input does.
"""
import pathlib
import ssl
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

port, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])


class Inbox:
    def __init__(self):
        self.count = 0
        self.put_off = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 no such person here"
        if address.startswith("later@") and address not in self.put_off:
            self.put_off.add(address)
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        head = f"X-From: {envelope.mail_from}\r\nX-To: {','.join(envelope.rcpt_tos)}\r\n"
        head += f"X-Secure: {bool(session.ssl)}\r\n"
        part = folder / f"{self.count}.part"
        part.write_bytes(head.encode() + envelope.content)
        part.rename(folder / f"{self.count}.eml")
        return "250 OK"


def check(server, session, envelope, mechanism, data):
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (
        b"mailer", b"mail-secret")
    return AuthResult(success=good, handled=False)


settings = {}
if len(sys.argv) > 4:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[3], sys.argv[4])
    settings = dict(tls_context=context, require_starttls=True, authenticator=check,
                    auth_required=True)
controller = Controller(Inbox(), hostname="127.0.0.1", port=port, **settings)
controller.start()
print("ready", flush=True)
sys.stdin.read()
controller.stop()
