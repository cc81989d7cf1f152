"""G37: by a wrong clock nobody comes in, no secret is tried, and nothing is deleted.

    .venv/bin/python -m proofs.wrong_clock

The clock of web and worker jumps while they run, PostgreSQL's does not: an hour and a
day back, a day and a year on. Summer time, both ways, is tried by the tests of storstua/base.
"""

import http.client
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from proofs.served import Served, Writer, ask, filled, served, stored
from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server

PROMISE = "G37 a wrong clock is survived"
AN_HOUR = {"an hour back": "-3600"}
JUMPS = {**AN_HOUR, "a day back": "-86400", "a day on": "86400", "a year on": "31536000"}
FIGURE = f"{', '.join(JUMPS)}: 0 sessions open, 0 secrets tried, 0 deleted, back <= 30 s"
STAYS_SECONDS, SETTLED_SECONDS, BACK_SECONDS = 15, 1, 30
SIGN_IN = {"login": "siri@example.org", "password": "feil setning her"}


@dataclass
class Found:
    """What a wrong clock let happen."""

    opened: int = 0
    tried: int = 0
    closed: int = 0
    lost: int = 0
    back: float = 0.0

    @property
    def holds(self) -> bool:
        """Nothing that must not, and what is open to all was shown."""
        return not (self.opened or self.tried or self.closed or self.lost) and (
            self.back <= BACK_SECONDS
        )

    def __str__(self) -> str:
        return (
            f"{self.opened} sessions open, {self.tried} secrets tried, {self.closed} open pages "
            f"closed, {self.lost} lost or out of order, back {self.back:.1f} s"
        )


def main() -> int:
    """Let the clock jump, then do so where nobody looks at it, which must be seen."""
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        writers = filled(data, 2)
        found = _prove(data, writers, "proofs.jumping", JUMPS)
        mutant = _prove(data, writers, "proofs.clockless", AN_HOUR)
    print(f"{PROMISE} | {FIGURE} | {found}; where nobody looks {mutant}")
    return int(not found.holds or not mutant.opened or not mutant.tried)


def _prove(data: Path, writers: list[Writer], settings: str, jumps: dict[str, str]) -> Found:
    said, found = data / "clock", Found()
    said.write_text("0")
    before = stored(data)
    with served(data, DJANGO_SETTINGS_MODULE=settings, PROOF_CLOCK=str(said)) as product:
        for name, seconds in jumps.items():
            for writer in writers:
                text = f"Før klokka gikk {name} {settings}"
                if writer.write(product.port, text).status != http.client.FOUND:
                    raise RuntimeError("it did not take messages before")
                before[writer.talk].append(text)
            _let_run_out(data, writers[1])
            _jump(said, seconds)
            time.sleep(SETTLED_SECONDS)
            _look(product, writers, found)
            _jump(said, "0")
            _let_go_on(data, writers[1])
            found.back = max(found.back, _back(product, writers))
    after = stored(data)
    found.lost = sum(after[talk][: len(texts)] != texts for talk, texts in before.items())
    return found


def _jump(said: Path, seconds: str) -> None:
    new = said.with_suffix(".new")
    new.write_text(seconds)
    new.rename(said)


def _look(product: Served, writers: list[Writer], found: Found) -> None:
    """For a while, also so that the worker has its chance."""
    began = time.monotonic()
    while time.monotonic() - began < STAYS_SECONDS:
        found.opened += sum(each.read(product.port).status == http.client.OK for each in writers)
        found.tried += ask(product.port, "POST", "/logg-inn/", form=SIGN_IN).status != (
            http.client.SERVICE_UNAVAILABLE
        )
        found.closed += _open_page(product) != http.client.OK
        time.sleep(0.5)


def _open_page(product: Served) -> int:
    """What a visitor without any cookie gets."""
    line = http.client.HTTPConnection("127.0.0.1", product.port, timeout=30)
    try:
        line.request("GET", "/havblikk/hjelp-na/")
        return line.getresponse().status
    finally:
        line.close()


def _let_run_out(data: Path, writer: Writer) -> None:
    """End the session as time would have: half an hour ago."""
    _sql(data, "update people_session set expire_date = now() - interval '30 minutes'", writer)


def _let_go_on(data: Path, writer: Writer) -> None:
    _sql(data, "update people_session set expire_date = now() + interval '1 hour'", writer)


def _sql(data: Path, statement: str, writer: Writer) -> None:
    address = Server(DataFolder(data)).addresses().admin
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(
            f"{statement} where session_key = encode(sha256(%s::bytea), 'hex')".encode(),
            [writer.cookie.encode()],
        )


def _back(product: Served, writers: list[Writer]) -> float:
    began = time.monotonic()
    while time.monotonic() - began < 2 * BACK_SECONDS:
        if all(each.read(product.port).status == http.client.OK for each in writers):
            break
        time.sleep(0.2)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
