"""The account PostgreSQL runs under: ourselves, or somebody without rights when we are root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .trouble import Trouble

UNPRIVILEGED = ("postgres", "nobody")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@dataclass(frozen=True)
class Account:
    """A user and a group id; both None when programs run as whoever we are."""

    uid: int | None = None
    gid: int | None = None

    def run(self, command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a short program as this account and return its outcome, never raising on failure."""
        return subprocess.run(
            list(command), capture_output=True, text=True, check=False, cwd="/",
            env=ENVIRONMENT, user=self.uid, group=self.gid, extra_groups=self.groups,
        )  # fmt: skip

    @property
    def groups(self) -> list[int] | None:
        """No further groups for a lent account, our own ones otherwise."""
        return None if self.uid is None else []

    def can_enter(self, folder: Path) -> bool:
        """Whether this account may pass through `folder`, asked of the system itself."""
        return self.run(["/usr/bin/test", "-x", folder]).returncode == 0

    def give(self, path: Path) -> None:
        """Hand a file or folder over to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """Return the account for PostgreSQL, which refuses to run as root."""
    if os.geteuid() != 0:
        return Account()
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Trouble("PostgreSQL does not run as root, and there is no account postgres or nobody.")
