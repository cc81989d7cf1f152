"""Tables of the matching room."""

from storstua.matching.models.ask import Ask
from storstua.matching.models.request import (
    Closing,
    ExcludedSupporter,
    NoticeAddress,
    Request,
    RequestTopic,
)

__all__ = ["Ask", "Closing", "ExcludedSupporter", "NoticeAddress", "Request", "RequestTopic"]
