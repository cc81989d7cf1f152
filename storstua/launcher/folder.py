"""The data folder of one installation and what the launcher keeps in it."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Self

from .account import Account
from .binaries import root_folder
from .locks import FileLock
from .trouble import Trouble


@dataclass(frozen=True)
class ServerFile:
    """What server.json holds: three passwords and where each major version's cluster lies."""

    admin_password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    owner_password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    app_password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    clusters: dict[str, str] = field(default_factory=dict)
    prepared: dict[str, int] = field(default_factory=dict)

    def at(self, major: int, cluster: Path) -> Self:
        """Return a copy that knows where the cluster of `major` lies."""
        return replace(self, clusters={**self.clusters, str(major): str(cluster)})

    def prepared_to(self, major: int, step: int) -> Self:
        """Return a copy that knows which form of roles and database `major` has."""
        return replace(self, prepared={**self.prepared, str(major): step})


class DataFolder:
    """One installation's folder: `server.json`, two locks, `log/`, and as a rule the database."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        try:
            # Others may pass through (PostgreSQL has an account of its own) but not look round.
            self.path.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
            self.log_folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as problem:
            why = problem.strerror
            raise Trouble(f"The data folder {self.path} cannot be used: {why}.") from None
        if os.geteuid() not in (0, self.path.stat().st_uid):
            raise Trouble(f"The data folder {self.path} belongs to another account.")

    @property
    def log_folder(self) -> Path:
        """Where the web server, the worker and PostgreSQL write what went wrong."""
        return self.path / "log"

    def using(self) -> FileLock:
        """The lock held together by commands that use the server, alone by `run` and `serve`."""
        return FileLock(self.path / "in-use")

    def starting(self) -> FileLock:
        """The lock held for the moment in which a server is looked for and started."""
        return FileLock(self.path / "starting")

    def server(self) -> ServerFile:
        """Read server.json, or make new passwords where there is none yet."""
        file = self.path / "server.json"
        if file.exists():
            return ServerFile(**json.loads(file.read_text()))
        new = ServerFile()
        self.keep(new)
        return new

    def keep(self, server: ServerFile) -> None:
        """Write server.json, readable by us alone, whole or not at all."""
        write_privately(self.path / "server.json", json.dumps(asdict(server), indent=1))

    def cluster(self, major: int, account: Account) -> Path:
        """Return where the database files of `major` lie, or shall lie when there are none."""
        if known := self.server().clusters.get(str(major)):
            return Path(known)
        home = self.path
        if not account.can_enter(home):
            # A key of its own: a folder made again under the same path is not the same one.
            home = root_folder() / f"{self.path.name}-{secrets.token_hex(6)}"
            home.mkdir(mode=0o711, exist_ok=True)
        return home / f"pg{major}"

    def existing_major(self) -> int | None:
        """Return the newest major version this folder has a database of, if it has one."""
        majors = [int(m) for m, place in self.server().clusters.items() if Path(place).exists()]
        return max(majors, default=None)


def write_privately(file: Path, text: str) -> None:
    """Replace `file` by `text` in one step, readable by its owner alone, on disk when this ends."""
    new = file.with_name(file.name + ".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as output:
        output.write(text)
        output.flush()
        os.fsync(output.fileno())
    new.rename(file)
