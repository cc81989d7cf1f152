"""Everything `storstua check` looks at, in the order it is told."""

from collections.abc import Callable, Iterator, Mapping

from django.db import Error

from storstua.operations.checking import database, program, running, secrets, settings, upkeep
from storstua.operations.checking.finding import Finding, Level, wrong

__all__ = ["Finding", "Level", "findings"]

type Check = Callable[[], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "addresses": settings.addresses,
    "debug": settings.debugging,
    "demo": settings.demo,
    "durability": database.durability,
    "database role": database.role,
    "walls": database.walls,
    "tables": program.tables,
    "texts": program.texts,
    "key": secrets.key,
    "key store": secrets.key_store,
    "audit": upkeep.audit,
    "worker": running.worker,
    "jobs": running.jobs,
    "outbox": running.outbox,
    "mail": settings.mail,
    "sms": settings.sms,
    "sign-in elsewhere": settings.sign_in_elsewhere,
    "backups": upkeep.backups,
    "help lines": upkeep.help_lines,
    "security contact": settings.security_contact,
}


def findings() -> list[Finding]:
    """What every check found. One that the database does not answer is wrong, and the rest go on.

    The caller holds no transaction: a failed check would spoil it for those that follow.
    """
    return [finding for subject, check in CHECKS.items() for finding in _found(subject, check)]


def _found(subject: str, check: Check) -> list[Finding]:
    try:
        return list(check())
    except Error as trouble:
        return [wrong(subject, f"the database does not answer: {str(trouble).splitlines()[0]}")]
