"""One line of `storstua check`."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How it stands. Only WRONG makes the check fail."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found about its subject."""

    level: Level
    subject: str
    sentence: str


def ok(subject: str, sentence: str) -> Finding:
    """All is as it should be."""
    return Finding(Level.OK, subject, sentence)


def warning(subject: str, sentence: str) -> Finding:
    """Worth knowing; the installation is safe as it is."""
    return Finding(Level.WARNING, subject, sentence)


def wrong(subject: str, sentence: str) -> Finding:
    """To be put right before anyone uses the installation."""
    return Finding(Level.WRONG, subject, sentence)
