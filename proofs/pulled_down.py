"""G29: what was acknowledged is kept when web and worker are killed again and again.

    .venv/bin/python -m proofs.pulled_down [--rounds 50] [--writers 4]

Supporters send messages through the served product and note those that were answered with yes.
What got no answer is sent again with the same key. Web and worker are killed (SIGKILL) in turn and
come back by the launcher alone. In the end each talk must hold what was noted, once and in order.
"""

import argparse
import http.client
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from proofs.served import Served, Writer, filled, served, stored, waiting

PROMISE = "G29 what was acknowledged is kept (web and worker)"
BACK_SECONDS = 60
TRY_AGAIN = (0, http.client.SERVICE_UNAVAILABLE)


@dataclass
class Busy:
    """One writer at work, and the texts that were taken."""

    writer: Writer
    word: str
    taken: list[str] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def work(self, port: int, ended: threading.Event) -> None:
        """Write one message after the other; what got no answer is sent again as it was."""
        while not ended.is_set():
            text = f"{self.word} melding {len(self.taken) + 1} fra {self.writer.talk}"
            once = f"{random.getrandbits(128):032x}"
            answer = self.writer.write(port, text, once)
            while answer.status in TRY_AGAIN and not ended.is_set():
                time.sleep(0.05)
                answer = self.writer.write(port, text, once)
            if answer.status == http.client.FOUND:
                self.taken.append(text)
            elif answer.status not in TRY_AGAIN:
                self.refused.append(answer.status)


def main() -> int:
    """Kill and count; then do so with a product that says yes too early, which must be seen."""
    parser = argparse.ArgumentParser(description="kills web and worker under writers")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--writers", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
        Path(folder).chmod(0o711)
        data = Path(folder) / "data"
        writers = filled(data, options.writers)
        found = _prove(data, writers, options.rounds, "storstua.config.settings")
        mutant = _prove(data, writers, max(2, options.rounds // 10), "proofs.early")
    figure = f"{options.rounds} kills of each under {options.writers} writers: 0 lost, 0 twice"
    print(f"{PROMISE} | {figure} | {found}; when yes comes before the commit: {mutant.lost} lost")
    return int(not found.holds or not mutant.lost)


@dataclass(frozen=True)
class Found:
    """What came of it."""

    taken: int
    lost: int
    twice: int
    refused: int
    waiting: int
    slowest: float

    @property
    def holds(self) -> bool:
        """Nothing is lost, doubled, refused or left lying, and something was written at all."""
        return self.taken > 0 and not (self.lost or self.twice or self.refused or self.waiting)

    def __str__(self) -> str:
        return (
            f"{self.taken} acknowledged, {self.lost} lost, {self.twice} twice, {self.refused} "
            f"refused, {self.waiting} mails left, back within {self.slowest:.1f} s"
        )


def _prove(data: Path, writers: list[Writer], rounds: int, settings: str) -> Found:
    busy = [Busy(writer, settings) for writer in writers]
    with served(data, DJANGO_SETTINGS_MODULE=settings) as product:
        slowest = _pull_down(product, busy, rounds)
        left = _left_waiting(data)
    return _compare(busy, stored(data), left, slowest)


def _pull_down(product: Served, busy: list[Busy], rounds: int) -> float:
    """Kill web and worker in turn while all write; returns the longest time until it was well."""
    ended, slowest = threading.Event(), 0.0
    threads = [threading.Thread(target=each.work, args=(product.port, ended)) for each in busy]
    for thread in threads:
        thread.start()
    try:
        for _round in range(rounds):
            for name in ("web", "worker"):
                time.sleep(random.uniform(0.5, 3.0))  # noqa: S311 (any moment will do)
                while not product.kill(name):
                    time.sleep(0.05)
                slowest = max(slowest, product.wait_until_well(BACK_SECONDS))
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    return slowest


def _left_waiting(data: Path) -> int:
    """How many mails still wait when the worker has had a minute."""
    for _try in range(12):
        if not (left := waiting(data)):
            break
        time.sleep(5)
    return left


def _compare(busy: list[Busy], kept: dict[str, list[str]], left: int, slowest: float) -> Found:
    lost = twice = 0
    for each in busy:
        texts = kept[each.writer.talk]
        lost += len(set(each.taken) - set(texts))
        twice += len(texts) - len(set(texts))
    return Found(
        taken=sum(len(each.taken) for each in busy),
        lost=lost,
        twice=twice,
        refused=sum(len(each.refused) for each in busy),
        waiting=left,
        slowest=slowest,
    )


if __name__ == "__main__":
    sys.exit(main())
