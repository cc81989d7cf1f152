"""Every change the room makes, one verb each."""

from storstua.imports.actions.taking_in import Outcome, take_in

__all__ = ["Outcome", "take_in"]
