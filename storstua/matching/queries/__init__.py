"""What pages and other rooms need to know about requests and asks."""

from storstua.matching.queries.asks import (
    READ_HOW,
    AskLine,
    asks_of,
    begun_asks_of,
    contact_in_clear,
    contact_of,
    message_to_supporter,
    open_ask,
    slow_asks_count,
    talk_of,
    waiting_asks_of,
)
from storstua.matching.queries.candidates import Candidate, candidate, candidates, suggestions
from storstua.matching.queries.due import (
    closed_before,
    open_with_left,
    overdue,
    past_their_term,
    people_with_requests,
    supporters_asked,
    talked_out,
    waiting_for_paused,
)
from storstua.matching.queries.emergency import Reach, named_on, ways_to_reach
from storstua.matching.queries.offers import (
    Offer,
    first_message,
    offer_of,
    own_to_show,
    waiting_offer,
)
from storstua.matching.queries.queue import ORDERS, QueueLine, counts, line_of, overdue_count, queue
from storstua.matching.queries.requests import (
    Said,
    own_phone,
    own_text,
    said,
    state_of,
)
from storstua.matching.queries.rows import whole, whole_one
from storstua.matching.queries.waiting import Waiting, waiting_by_area
from storstua.matching.queries.wished import wished

__all__ = [
    "ORDERS",
    "READ_HOW",
    "AskLine",
    "Candidate",
    "Offer",
    "QueueLine",
    "Reach",
    "Said",
    "Waiting",
    "asks_of",
    "begun_asks_of",
    "candidate",
    "candidates",
    "closed_before",
    "contact_in_clear",
    "contact_of",
    "counts",
    "first_message",
    "line_of",
    "message_to_supporter",
    "named_on",
    "offer_of",
    "open_ask",
    "open_with_left",
    "overdue",
    "overdue_count",
    "own_phone",
    "own_text",
    "own_to_show",
    "past_their_term",
    "people_with_requests",
    "queue",
    "said",
    "slow_asks_count",
    "state_of",
    "suggestions",
    "supporters_asked",
    "talk_of",
    "talked_out",
    "waiting_asks_of",
    "waiting_by_area",
    "waiting_for_paused",
    "waiting_offer",
    "ways_to_reach",
    "whole",
    "whole_one",
    "wished",
]
