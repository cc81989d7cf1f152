"""Every change the room makes, one verb each."""

from storstua.imports.actions.bringing_in import bring_in, work_on
from storstua.imports.actions.purging import purge
from storstua.imports.actions.taking_in import Outcome, take_in
from storstua.imports.actions.undoing import ChangedSince, undo
from storstua.imports.actions.uploading import choose_columns, discard, upload

__all__ = [
    "ChangedSince",
    "Outcome",
    "bring_in",
    "choose_columns",
    "discard",
    "purge",
    "take_in",
    "undo",
    "upload",
    "work_on",
]
