"""Who holds what, who the viewer is, and what waits for someone."""

from storstua.roles.models import Proposal
from storstua.roles.queries.held import (
    has_account,
    holdings_of,
    in_role,
    is_for,
    listed,
    open_invitation,
    people_reaching,
    people_with,
    ran_out_before,
    viewer_for,
    words_about,
    works_elsewhere,
)
from storstua.roles.queries.waiting import (
    Waiting,
    for_second,
    just_answered,
    open_proposals,
    pending_for,
    proposals_before,
    run_out,
    to_be_answered,
    waiting,
)

__all__ = [
    "Proposal",
    "Waiting",
    "for_second",
    "has_account",
    "holdings_of",
    "in_role",
    "is_for",
    "just_answered",
    "listed",
    "open_invitation",
    "open_proposals",
    "pending_for",
    "people_reaching",
    "people_with",
    "proposals_before",
    "ran_out_before",
    "run_out",
    "to_be_answered",
    "viewer_for",
    "waiting",
    "words_about",
    "works_elsewhere",
]
