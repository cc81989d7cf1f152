"""What pages, reports and other rooms need to know about activities."""

from storstua.activities.queries.due import done_before, supporters_in_any
from storstua.activities.queries.explaining import sentences, verdict_words
from storstua.activities.queries.figures import Breakdown, Figures, Whose, breakdown
from storstua.activities.queries.history import changes_of, doubles_of, history, supporters_in
from storstua.activities.queries.ledger import (
    Fact,
    LedgerRow,
    fact_in,
    judged,
    judged_fact,
    ledger,
    with_facts,
)
from storstua.activities.queries.listing import ORDERS, Line, Wish, names_of, page_of, wished
from storstua.activities.queries.own_log import Partner, month_counts_of, partners, sums, usual
from storstua.activities.queries.people import (
    NamedSupporter,
    branches_of,
    branches_of_people,
    own_supporter,
    supporters_of,
    supporters_seen_by,
    supporters_to_choose,
    supporters_with_terms,
    told_apart,
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
    "changes_of",
    "done_before",
    "doubles_of",
    "fact_in",
    "history",
    "judged",
    "judged_fact",
    "ledger",
    "month_counts_of",
    "names_of",
    "own_supporter",
    "page_of",
    "partners",
    "sentences",
    "sums",
    "supporters_in",
    "supporters_in_any",
    "supporters_of",
    "supporters_seen_by",
    "supporters_to_choose",
    "supporters_with_terms",
    "told_apart",
    "usual",
    "verdict_words",
    "wished",
    "with_facts",
]
