"""A mail server with faults, in a process of its own: notes each mail that it has kept.

    python -m proofs.sink PORT NOTES

Each session fails in a way that chance chooses, and every few seconds nobody listens at all. The
signal SIGUSR1 heals it. A line of the notes is `yes <Message-ID>` for a mail that was kept and
acknowledged, `vanished <Message-ID>` for one that was kept while the line broke.
"""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import Sequence

from aiosmtpd.smtp import SMTP, Envelope, Session

FAULTS = ("none", "later address", "later mail", "dropped", "vanished", "slow", "no greeting")
OFTEN = (30, 12, 12, 12, 3, 6, 12)
SLOW_SECONDS, UP_SECONDS, DOWN_SECONDS = 1.0, 2.0, 0.5


class OneSession(Session):
    """A session, and how it goes wrong."""

    fault = "none"


class Moody:
    """Answers each session as chance has it, until it is healed."""

    def __init__(self, notes: str) -> None:
        self.notes = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self.healed = asyncio.Event()

    def note(self, what: str, envelope: Envelope) -> None:
        """Write down, before it is acknowledged, that a mail is kept."""
        content = envelope.content
        head = content.decode() if isinstance(content, bytes) else str(content)
        key = head.partition("Message-ID: ")[2].split()[0]
        os.write(self.notes, f"{what} {key}\n".encode())

    async def handle_EHLO(
        self,
        server: SMTP,
        session: OneSession,
        envelope: Envelope,
        name: str,
        answers: Sequence[str],
    ) -> list[str]:
        """Choose how this session goes."""
        session.host_name = name
        chosen = random.choices(FAULTS, OFTEN)[0]  # noqa: S311 (any)
        session.fault = "none" if self.healed.is_set() else chosen
        if session.fault == "no greeting":
            _transport(server).abort()
        return list(answers)

    async def handle_RCPT(
        self,
        server: SMTP,
        session: OneSession,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Take the address, or say later, or say it late."""
        if session.fault == "slow":
            await asyncio.sleep(SLOW_SECONDS)
        envelope.rcpt_tos.append(address)
        return "451 Later" if session.fault == "later address" else "250 OK"

    async def handle_DATA(self, server: SMTP, session: OneSession, envelope: Envelope) -> str:
        """Keep the mail and say so; or not, or keep it and break off."""
        if session.fault == "later mail":
            return "451 Later"
        if session.fault == "vanished":
            self.note("vanished", envelope)
        if session.fault in {"vanished", "dropped"}:
            _transport(server).abort()
            return "451 Nobody hears this"
        self.note("yes", envelope)
        return "250 OK"


def _transport(server: SMTP) -> asyncio.Transport:
    assert isinstance(server.transport, asyncio.Transport)
    return server.transport


async def serve(port: int, notes: str) -> None:
    """Listen, and now and then do not."""
    handler, loop = Moody(notes), asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, handler.healed.set)
    while True:
        listening = await loop.create_server(lambda: SMTP(handler), "127.0.0.1", port)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(handler.healed.wait(), UP_SECONDS)
            await listening.serve_forever()
        listening.close()
        await asyncio.sleep(DOWN_SECONDS)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
