"""A real SMTP server (aiosmtpd) that misbehaves as instructed, and records the mails it accepted.

What becomes of a message is said by the recipient's name (put-off@…, refuse@…, drop-in@…), or at random by --faults SHARE --seed N.
Each line of --log is JSON: "accepted" is written, and on the disk, before the 250 is sent; "dropped-after" whenever the connection is cut after the
final dot; "dropped-in" where it was cut in the text ("cutting") and the dot never came. A cut and a dot can cross on their way: that is "dropped-after" with
"crossed", because the sender had sent the dot before the cut could reach it. Prints its port, then runs until its standard input ends. Run with /usr/bin/python3 (Debian: python3-aiosmtpd).
"""
import argparse
import asyncio
import email
import email.policy
import json
import os
import random
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

BEFORE = ["put-off", "refuse", "drop-before", "drop-in", "reset-in"]
AFTER = ["put-off-late", "refuse-late", "drop-taken", "drop-lost", "delay"]

parser = argparse.ArgumentParser()
parser.add_argument("--log", required=True)
parser.add_argument("--store")
parser.add_argument("--faults", type=float, default=0)
parser.add_argument("--refusals", type=float, default=0)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--certificate")
parser.add_argument("--implicit-tls", action="store_true")
parser.add_argument("--login")
parser.add_argument("--mechanism", choices=["PLAIN", "LOGIN"], default="PLAIN")
parser.add_argument("--port", type=int, default=0)
options = parser.parse_args()

dice = random.Random(options.seed)
log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
greylisted = set()


def note(event, **more):
    os.write(log, (json.dumps({"event": event, **more}) + "\n").encode())
    os.fsync(log)


def fate(recipient):
    """How to handle the current mail."""
    name = recipient.split("@")[0]
    if name in BEFORE + AFTER:
        return name
    if name == "greylist":
        return "ok" if recipient in greylisted else greylisted.add(recipient) or "put-off"
    if dice.random() < options.refusals:
        return dice.choice(["refuse", "refuse-late"])
    if dice.random() < options.faults:
        return dice.choice(["put-off", "drop-before", "drop-in", "put-off-late", "drop-taken", "drop-lost", "delay"])
    return "ok"


class Faulty:
    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        session.fate = fate(address)
        if session.fate == "put-off":
            return "451 4.7.1 Greylisted, try again later"
        if session.fate == "refuse":
            return "550 5.1.1 There is no such mailbox"
        if session.fate == "drop-before":
            note("dropped-before", recipient=address)
            server.transport.abort()
            return "421 4.3.0 Gone"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        facts = {"recipient": envelope.rcpt_tos[0], "sender": envelope.mail_from, "message_id": message["Message-ID"]}
        if session.fate == "put-off-late":
            return "451 4.3.0 Try again later"
        if session.fate == "refuse-late":
            return "554 5.6.0 Not wanted here"
        if session.fate == "drop-lost":
            note("dropped-after", taken=False, **facts)
            server.transport.abort()
            return "421 4.3.0 Gone"
        if session.fate == "delay":
            await asyncio.sleep(dice.random())
        if options.store:
            with open(os.path.join(options.store, message["Message-ID"].strip("<>") + ".eml"), "wb") as file:
                file.write(envelope.content)
        note("accepted", defects=len(message.defects), files=[part.get_filename() for part in message.iter_attachments()], secured=session.ssl is not None or options.implicit_tls, **facts)
        if session.fate == "drop-taken":
            note("dropped-after", taken=True, **facts)
            server.transport.abort()
        return "250 2.0.0 Taken"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        fate = getattr(self.session, "fate", "ok")
        if fate not in ("drop-in", "reset-in"):
            await super().smtp_DATA(arg)
            return
        await self.push("354 Go on")
        # The Message-ID is the first line.
        head = await self._reader.readuntil(b"\r\n")
        transport, crossed = self.transport, False
        if fate == "drop-in":
            # Close the sending side at once, then check whether the dot had already been sent. After a reset this could not be checked.
            transport.write_eof()
            note("cutting")
            last = b""
            try:
                while more := await self._reader.read(1 << 16):
                    last = (last + more)[-5:]
            except asyncio.CancelledError:
                # aiosmtpd also reports that the other side closed. Data before that may still be unread.
                last = (last + bytes(self._reader._buffer))[-5:]
            crossed = last == b"\r\n.\r\n"
        transport.abort()
        note("dropped-after" if crossed else "dropped-in", message_id=head.decode().split()[-1], **({"taken": False, "crossed": True} if crossed else {}))
        await asyncio.sleep(60)


def authenticate(server, session, envelope, mechanism, data):
    given = data.login.decode() + ":" + data.password.decode() if isinstance(data, LoginPassword) else ""
    note("login", mechanism=mechanism, right=given == options.login)
    return AuthResult(success=given == options.login, handled=False)


async def main():
    context = None
    if options.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options.certificate)

    def session():
        more = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": context is not None and not options.implicit_tls,
                "auth_exclude_mechanism": [m for m in ("PLAIN", "LOGIN") if m != options.mechanism]} if options.login else {}
        return Server(Faulty(), hostname="faulty.test", enable_SMTPUTF8=False, data_size_limit=50_000_000,
                      tls_context=None if options.implicit_tls else context, require_starttls=context is not None and not options.implicit_tls, **more)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", options.port, ssl=context if options.implicit_tls else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
