"""The product as it was at an earlier commit, in a folder of its own with its own environment."""

import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from proofs.ground import CHECKOUT

GIT = shutil.which("git") or "git"
UV = CHECKOUT / ".uv" / "bin" / "uv"


class NoHistory(Exception):
    """The commit is not here: there is no git, no repository, or it was cloned without history."""


@dataclass(frozen=True)
class Earlier:
    """A commit, when it was made, and its program."""

    commit: str
    made_at: str
    source: Path
    program: Path

    def run(self, *words: object) -> None:
        """Run a command of the product as it was then."""
        command = [str(self.program), *map(str, words)]
        # There, so that what it starts itself is of then, too.
        subprocess.run(command, cwd=self.source, check=True, stdout=subprocess.DEVNULL)


def earlier(name: str, folder: Path) -> Earlier:
    """Unpack a commit into the folder and make its environment; raises NoHistory."""
    commit = _git("rev-parse", "--short", "--verify", "--quiet", f"{name}^{{commit}}").strip()
    source = folder / "source"
    with tarfile.open(fileobj=BytesIO(_git_bytes("archive", commit))) as packed:
        packed.extractall(source, filter="data")
    venv = folder / "venv"
    python = venv / "bin" / "python"
    _quietly(UV, "venv", "--python", "3.13", venv)
    needs = ("--require-hashes", "-r", source / "requirements" / "run.txt")
    _quietly(UV, "pip", "install", "--python", python, *needs)
    _quietly(UV, "pip", "install", "--python", python, "--no-deps", "-e", source)
    made_at = _git("show", "--no-patch", "--format=%ci", commit)[:16]
    return Earlier(commit, made_at, source, venv / "bin" / "storstua")


def _quietly(*command: object) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def _git(*words: str) -> str:
    return _git_bytes(*words).decode()


def _git_bytes(*words: str) -> bytes:
    try:
        run = subprocess.run([GIT, *words], cwd=CHECKOUT, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise NoHistory(words[-1]) from fault
    return run.stdout
