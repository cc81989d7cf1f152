"""Puts style, script and pictures in one place, under names that change when they do."""

import hashlib
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from .locks import FileLock
from .trouble import Trouble

PACKAGE = Path(__file__).parents[1]
BUILT = PACKAGE / "static-built"
WAIT_SECONDS = 120.0
# Packages bring files of their own, none of which our pages use.
LEFT_OUT = ("account", "django_htmx", "*.toml")


def fingerprint(package: Path = PACKAGE) -> str:
    """Return a hash of all files to be built and of what builds them."""
    digest = hashlib.sha256()
    for file in sorted(package.glob("*/static/**/*")):
        if file.is_file():
            digest.update(str(file.relative_to(package)).encode() + b"\0" + file.read_bytes())
    for name in ("django", "whitenoise"):
        digest.update(f"{name}=={metadata.version(name)}\0".encode())
    return digest.hexdigest()


def build_style() -> bool:
    """Build them if they changed since last time; return whether they did.

    What was built before stays, for pages that were sent out before the change.
    """
    stamp, wanted = BUILT / "fingerprint", fingerprint()
    if _says(stamp, wanted):
        return False
    try:
        BUILT.mkdir(exist_ok=True)
        with FileLock(BUILT / "building") as lock:
            lock.wait_alone(WAIT_SECONDS)
            if _says(stamp, wanted):
                return False
            _collect()
            stamp.write_text(wanted)
    except OSError as problem:
        raise Trouble(f"Style and script could not be put in {BUILT}: {problem}.") from None
    return True


def _says(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() == wanted


def _collect() -> None:
    """Run Django's collectstatic in a process that needs no key and no database."""
    environment = os.environ | {"STORSTUA_SECRET_KEY": "only for putting files together"}
    environment.pop("STORSTUA_DEBUG", None)
    command = [sys.executable, "-m", "storstua.launcher.django_command", "collectstatic"]
    command += ["--no-input", "--verbosity", "0"]
    command += [part for name in LEFT_OUT for part in ("--ignore", name)]
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        raise Trouble("Style and script could not be put together; the reason stands above.")
