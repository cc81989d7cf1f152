"""G38: a slow or broken database gives a page that says so, and everything comes back by itself.

    .venv/bin/python -m proofs.faults [--seconds 20]

Between product and PostgreSQL stands a line that answers 5 s late, swallows everything, or cuts;
PostgreSQL is stopped and started, and all its places are taken. Meanwhile people read and write,
and some give up early. Each fault lasts so many seconds.
"""

import argparse
import http.client
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg

from proofs.proxy import Line, Mood, line_to
from proofs.served import Answer, Served, Writer, filled, served
from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server

PROMISE = "G38 a slow or broken database degrades"
SMALL = ("--seconds", "4")
PAGE_SECONDS, BACK_SECONDS, HUNG_SECONDS = 3.0, 30.0, 30.0
FIGURE = f"p95 of error pages <= {PAGE_SECONDS:.0f} s, back <= {BACK_SECONDS:.0f} s, 0 hung"
CALM = (http.client.OK, http.client.FOUND, http.client.SERVICE_UNAVAILABLE)
PEOPLE, GIVES_UP_SECONDS = 6, 0.7

PUT_OUT = """
select pg_terminate_backend(pid) from pg_stat_activity
where usename = 'storstua_app' and application_name <> 'crowd'
"""

type Fault = Callable[[], Iterator[None]]


@dataclass
class Crowd:
    """People who read and write, until it is over."""

    product: Served
    writers: list[Writer]
    answers: list[Answer] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def person(self, number: int) -> None:
        """Read and write in turn; every third gives up before a late answer comes."""
        writer = self.writers[number % len(self.writers)]
        gives_up = number % 3 == 2
        timeout = GIVES_UP_SECONDS if gives_up else 2 * HUNG_SECONDS
        turn = 0
        while not self.is_over.is_set():
            turn += 1
            if turn % 2:
                answer = writer.read(self.product.port, timeout)
            else:
                answer = writer.write(self.product.port, f"Melding {turn}", timeout=timeout)
            if not gives_up:
                self.answers.append(answer)
            time.sleep(0.1)

    def during(self, seconds: float) -> list[Answer]:
        """What so many seconds brought; ends when everybody has an answer."""
        threads = [threading.Thread(target=self.person, args=(at,)) for at in range(PEOPLE)]
        for each in threads:
            each.start()
        time.sleep(seconds)
        self.is_over.set()
        for each in threads:
            each.join()
        return self.answers


@dataclass(frozen=True)
class Found:
    """What one fault brought."""

    name: str
    errors: int
    p95: float
    odd: int
    back: float

    @property
    def holds(self) -> bool:
        """Errors were told soon and calmly, there were some, and it came back in time."""
        told = self.errors > 0 and self.p95 <= PAGE_SECONDS
        return told and not self.odd and self.back <= BACK_SECONDS

    def __str__(self) -> str:
        odd = f", {self.odd} odd answers" if self.odd else ""
        told = f"{self.errors} pages p95 {self.p95:.1f} s"
        return f"{self.name}: {told}, back {self.back:.1f} s{odd}"


def main() -> int:
    """Go through the faults, then one without patience, which must be seen."""
    parser = argparse.ArgumentParser(description="breaks the database under the product")
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder, ExitStack() as stack:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        writers = filled(data, PEOPLE)
        server = Server(DataFolder(data))
        server.start()
        stack.callback(server.stop)
        line = stack.enter_context(line_to(server.port() or 0))
        url = server.addresses().app.replace(f":{line.to}/", f":{line.port}/")
        with served(data, "serve", DATABASE_URL=url) as product:
            all_found = [
                _under(name, fault, product, writers, seconds)
                for name, fault in _faults(line, server).items()
            ]
            hung = _hung(server, product)
        with served(
            data, "serve", DATABASE_URL=url, DJANGO_SETTINGS_MODULE="proofs.impatient"
        ) as product:
            mutant = _under("slow", partial(_mood, line, Mood.SLOW), product, writers, seconds)
    said = "; ".join(map(str, all_found))
    print(f"{PROMISE} | {FIGURE} | {said}; {hung} hung; without patience p95 {mutant.p95:.1f} s")
    return int(hung > 0 or not all(each.holds for each in all_found) or mutant.holds)


def _under(
    name: str,
    fault: Fault,
    product: Served,
    writers: list[Writer],
    seconds: float,
) -> Found:
    with contextmanager(fault)():
        answers = Crowd(product, writers).during(seconds)
    began = time.monotonic()
    while time.monotonic() - began < 2 * BACK_SECONDS:
        if all(
            (each.read(product.port).status, each.write(product.port, "Igjen").status)
            == (http.client.OK, http.client.FOUND)
            for each in writers
        ):
            break
        time.sleep(0.2)
    back = time.monotonic() - began
    told = sorted(each.seconds for each in answers if each.status not in CALM[:2])
    p95 = told[int(len(told) * 0.95)] if told else 0.0
    odd = sum(each.status not in CALM or _is_rough(each) for each in answers)
    product.wait_until_well(120)
    return Found(name, len(told), p95, odd, back)


def _is_rough(answer: Answer) -> bool:
    """True for an error that is not our own page in the reader's language."""
    is_error = answer.status == http.client.SERVICE_UNAVAILABLE
    return is_error and "akkurat nå" not in answer.body


def _faults(line: Line, server: Server) -> dict[str, Fault]:
    return {
        "5 s late": partial(_mood, line, Mood.SLOW),
        "half-open": partial(_mood, line, Mood.SILENT),
        "cut": partial(_mood, line, Mood.CUT),
        "restarted": partial(_stopped, server),
        "no place left": partial(_crowded, server),
    }


def _mood(line: Line, mood: Mood) -> Iterator[None]:
    line.feel(mood)
    yield
    line.feel(Mood.WELL)


def _stopped(server: Server) -> Iterator[None]:
    port = server.port()
    server.stop()
    yield
    server.start(port=port)


def _crowded(server: Server) -> Iterator[None]:
    """Somebody else takes every connection that PostgreSQL gives."""
    url = f"{server.addresses().app}?application_name=crowd"
    with ExitStack() as stack:
        admin = stack.enter_context(psycopg.connect(server.addresses().admin, autocommit=True))
        while admin.execute(PUT_OUT).rowcount:
            with suppress(psycopg.OperationalError):
                while True:
                    stack.enter_context(psycopg.connect(url))
        yield


def _hung(server: Server, product: Served) -> int:
    """What is still stuck afterwards: transactions left open, and threads beyond those at rest."""
    time.sleep(5)
    with psycopg.connect(server.addresses().admin) as connection:
        row = connection.execute(
            "select count(*) from pg_stat_activity where state <> 'idle'"
            " and usename = 'storstua_app' and state_change < now() - interval '2 s'"
        ).fetchone()
    status = Path(f"/proc/{product.children()['web']}/status").read_text()
    threads = int(status.partition("Threads:")[2].split()[0])
    return (row[0] if row else 0) + max(0, threads - 20)


if __name__ == "__main__":
    sys.exit(main())
