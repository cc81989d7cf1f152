"""What pages, reports and other rooms need to know about activities."""

from storstua.activities.queries.explaining import sentences, verdict_words
from storstua.activities.queries.figures import Breakdown, Figures, Whose, breakdown
from storstua.activities.queries.history import doubles_of, history
from storstua.activities.queries.ledger import Fact, LedgerRow, judged, judged_one, ledger
from storstua.activities.queries.listing import ORDERS, Line, Wish, names_of, page_of, wished
from storstua.activities.queries.own_log import Partner, month_counts_of, partners, sums, usual
from storstua.activities.queries.people import (
    NamedSupporter,
    branches_of,
    branches_of_people,
    own_supporter,
    supporters_of,
    supporters_seen_by,
)

__all__ = [
    "ORDERS",
    "Breakdown",
    "Fact",
    "Figures",
    "LedgerRow",
    "Line",
    "NamedSupporter",
    "Partner",
    "Whose",
    "Wish",
    "branches_of",
    "branches_of_people",
    "breakdown",
    "doubles_of",
    "history",
    "judged",
    "judged_one",
    "ledger",
    "month_counts_of",
    "names_of",
    "own_supporter",
    "page_of",
    "partners",
    "sentences",
    "sums",
    "supporters_of",
    "supporters_seen_by",
    "usual",
    "verdict_words",
    "wished",
]
