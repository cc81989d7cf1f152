"""Who fits whom: firm conditions, likeness and reasons as pure functions of plain values."""

from .conditions import firm
from .likeness import FULL, points, score
from .reasons import Reason, reasons, wishes_met
from .sides import Seeker, Supporter
from .suggestions import Suggestion, Suggestions, suggest

__all__ = [
    "FULL",
    "Reason",
    "Seeker",
    "Suggestion",
    "Suggestions",
    "Supporter",
    "firm",
    "points",
    "reasons",
    "score",
    "suggest",
    "wishes_met",
]
