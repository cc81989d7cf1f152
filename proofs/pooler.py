"""PgBouncer in transaction mode in front of a database, as a hoster may run it."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

from storstua.launcher.postgres import free_port

HOST = "127.0.0.1"


class NotThere(Exception):
    """PgBouncer is not installed (Debian: apt-get install pgbouncer)."""


@contextmanager
def pooled(address: str, connections: int) -> Iterator[str]:
    """The same database through a pool of so many connections: yields its other address."""
    program = shutil.which("pgbouncer", path=os.environ["PATH"] + ":/usr/sbin")
    if program is None:
        raise NotThere
    parts, port = urlsplit(address), free_port()
    with TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        (folder / "users").write_text(f'"{parts.username}" "{parts.password}"\n')
        (folder / "settings").write_text(
            "[databases]\n"
            f"{parts.path[1:]} = host={HOST} port={parts.port} pool_size={connections}\n"
            "[pgbouncer]\n"
            f"listen_addr = {HOST}\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = trust\nauth_file = {folder / 'users'}\npool_mode = transaction\n"
            "max_client_conn = 200\nlogfile =\n"
        )
        as_nobody = ["-u", "nobody"] if os.geteuid() == 0 else []
        process = subprocess.Popen(
            [program, "-q", *as_nobody, str(folder / "settings")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            there = f"postgresql://{parts.username}:{parts.password}@{HOST}:{port}{parts.path}"
            _wait_for(there)
            yield there
        finally:
            process.terminate()
            process.wait(10)


def _wait_for(address: str) -> None:
    for _try in range(100):
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NotThere
