"""One server for several commands at once: the first starts it, the last stops it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from .folder import DataFolder
from .locks import WAIT_STEP_SECONDS, FileLock
from .postgres import START_SECONDS, Server
from .trouble import Trouble


@contextmanager
def running_server(folder: DataFolder, *, fast: bool = False) -> Iterator[Server]:
    """Lend the folder's server: the one that runs, or one started for as long as it is needed."""
    server = Server(folder, fast=fast)
    with folder.using() as use:
        if _joined(server, use):
            with folder.starting() as start:
                start.wait_alone(START_SECONDS)
                if not server.answers():
                    server.start()
        try:
            yield server
        finally:
            # Alone now: nobody else uses it, and nobody can begin to before it has stopped.
            if use.try_alone():
                server.stop()


def _joined(server: Server, use: FileLock) -> bool:
    """Whether we share the server with other commands (and look after it), or `run` has it."""
    deadline = time.monotonic() + START_SECONDS
    while not use.try_together():
        if server.answers():
            return False
        if time.monotonic() > deadline:
            raise Trouble(f"The database in {server.folder.path} is taken and does not answer.")
        time.sleep(WAIT_STEP_SECONDS)
    return True
