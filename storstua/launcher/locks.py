"""Locks on files: who may start, use or stop the server of a data folder."""

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

WAIT_STEP_SECONDS = 0.05


class FileLock:
    """A lock the system gives back by itself when its holder dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def try_alone(self) -> bool:
        """Take the lock for ourselves alone if nobody has it."""
        return self._try(fcntl.LOCK_EX)

    def try_together(self) -> bool:
        """Take the lock beside others who hold it together; no when somebody has it alone."""
        return self._try(fcntl.LOCK_SH)

    def wait_alone(self, seconds: float) -> bool:
        """Try to take the lock alone for so many seconds."""
        deadline = time.monotonic() + seconds
        while not self.try_alone():
            if time.monotonic() > deadline:
                return False
            time.sleep(WAIT_STEP_SECONDS)
        return True

    def write(self, text: str) -> None:
        """Leave a line for those who find the lock taken."""
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text.encode(), 0)

    def read(self) -> str:
        """Return the line its holder left, perhaps a holder that is gone."""
        return self.path.read_text(errors="replace").strip()

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def _try(self, how: int) -> bool:
        try:
            fcntl.flock(self._descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
