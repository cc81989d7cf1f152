"""Tables of the matching room."""

from storstua.matching.models.ask import Answer, Ask
from storstua.matching.models.request import (
    AgeBand,
    Closing,
    ExcludedSupporter,
    Must,
    Request,
    RequestTopic,
    Wish,
)

__all__ = [
    "AgeBand",
    "Answer",
    "Ask",
    "Closing",
    "ExcludedSupporter",
    "Must",
    "Request",
    "RequestTopic",
    "Wish",
]
