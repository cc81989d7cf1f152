"""Data folders for servers under test, gone afterwards wherever their databases lie."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storstua.launcher.folder import DataFolder
from storstua.launcher.postgres import Server


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder every account may pass through, which pytest's own temporary folders are not."""
    made = Path(tempfile.mkdtemp(prefix="storstua-launcher-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def running(place: Path) -> Iterator[Server]:
    """A durable server that several tests look at without changing it."""
    server = Server(DataFolder(place / "running"))
    server.start()
    yield server
    server.stop()
