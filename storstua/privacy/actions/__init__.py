"""Every change of the room: erasing a person, and what the clock deletes."""

from storstua.privacy.actions.erasing import erase
from storstua.privacy.actions.keeping import keep_terms, release

__all__ = ["erase", "keep_terms", "release"]
