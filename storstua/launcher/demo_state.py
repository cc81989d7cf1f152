"""Whether a data folder is to hold the demo: remembered, so that an interrupted load is resumed."""

from enum import StrEnum

from .folder import DataFolder, write_privately


class DemoState(StrEnum):
    """Never a demo; being loaded, perhaps interrupted; loaded."""

    NONE = ""
    WANTED = "wanted"
    LOADED = "loaded"


def read(folder: DataFolder) -> DemoState:
    """Return what was last remembered."""
    file = folder.path / "demo"
    return DemoState(file.read_text().strip()) if file.exists() else DemoState.NONE


def remember(folder: DataFolder, state: DemoState) -> None:
    """Remember it for the next start."""
    write_privately(folder.path / "demo", state)
