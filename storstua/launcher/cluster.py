"""Makes PostgreSQL's files for the first time."""

import os
import shutil
from pathlib import Path

from .account import Account
from .binaries import Binaries
from .trouble import Trouble

ADMIN = "storstua_admin"
BUILTIN_LOCALES_SINCE = 17


def make(binaries: Binaries, cluster: Path, account: Account, password: str, *, fast: bool) -> None:
    """Run initdb so that `cluster` is there whole or not at all.

    UTF-8, the locale C.UTF-8 (PostgreSQL's own from 17 on), page checksums and scram passwords
    for everybody. `fast` does not wait for the disk.
    """
    unfinished = cluster.with_name(cluster.name + ".new")
    password_file = cluster.with_name(cluster.name + ".password")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.give(unfinished)
    try:
        _write_for(account, password_file, password)
        arguments = ["-D", str(unfinished), "-U", ADMIN, f"--pwfile={password_file}"]
        answer = account.run(
            [binaries / "initdb", *arguments, *_options(binaries.major, fast=fast)]
        )
    finally:
        password_file.unlink(missing_ok=True)
    if answer.returncode != 0:
        raise Trouble(f"PostgreSQL could not make its files: {answer.stderr.strip()}")
    unfinished.rename(cluster)


def _options(major: int, *, fast: bool) -> list[str]:
    options = ["--encoding=UTF8", "--auth=scram-sha-256", "--data-checksums", "--locale=C.UTF-8"]
    if major >= BUILTIN_LOCALES_SINCE:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [*options, "--no-sync"] if fast else options


def _write_for(account: Account, file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as output:
        output.write(text + "\n")
    account.give(file)
