"""What is around a command on the database: server, tables, environment and Django."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from storstua.base.refusal import Refusal

from . import demo_state
from .folder import DataFolder
from .keeping import running_server
from .postgres import Addresses
from .style import build_style
from .tables import bring_up_to_date
from .trouble import Trouble

UNUSABLE = 2
# These make the tables themselves.
WITHOUT_TABLES = ("migrate", "restore")


@contextmanager
def around_command(name: str, data: Path) -> Iterator[None]:
    """Set up Django on the database of `data`, or on $DATABASE_URL, for the block.

    A server of our own is started if none runs, its tables brought up to date, and it is stopped
    afterwards. A Refusal becomes one sentence and exit code 2.
    """
    folder = DataFolder(data)
    with _database(folder, name):
        name_folder(folder, demo=name == "demo")
        build_style()
        _set_up()
        try:
            yield
        except Refusal as refusal:
            raise Trouble(str(refusal), exit_code=UNUSABLE) from None


@contextmanager
def around_help() -> Iterator[None]:
    """Set up Django without a database, a data folder or a key, to read a command's arguments."""
    os.environ.setdefault("STORSTUA_SECRET_KEY", "only for reading help")
    _set_up()
    yield


def name_folder(folder: DataFolder, *, demo: bool = False) -> None:
    """Tell the settings which data folder this is and whether it holds the demo."""
    os.environ["STORSTUA_DATA"] = str(folder.path)
    if demo or demo_state.read(folder) is not demo_state.DemoState.NONE:
        os.environ.setdefault("STORSTUA_DEMO", "1")


def name_database(addresses: Addresses) -> None:
    """Tell the settings where the database is."""
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["DATABASE_OWNER_URL"] = addresses.owner


@contextmanager
def _database(folder: DataFolder, command: str) -> Iterator[None]:
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with running_server(folder) as server:
        name_database(server.addresses())
        if command == "backup":
            # Row policies hide rows from everyone else; a copy must hold all of them.
            os.environ.setdefault("DATABASE_BACKUP_URL", server.addresses().admin)
        if server.process is not None and command not in WITHOUT_TABLES:
            name_folder(folder)
            bring_up_to_date(server.addresses().owner)
        yield


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storstua.config.settings")
    django.setup()
