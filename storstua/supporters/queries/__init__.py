"""What pages and other rooms need to know about supporters."""

from storstua.supporters.queries.people import for_person
from storstua.supporters.queries.standing import (
    Term,
    in_force,
    known_of,
    may_be_asked,
    meets_all,
    not_paused,
    standing,
    standing_of,
    terms_of,
    was_appointed_on,
    with_known,
    with_load,
)
from storstua.supporters.standing import Known, Lack, Standing, State, latest_birth_year

__all__ = [
    "Known",
    "Lack",
    "Standing",
    "State",
    "Term",
    "for_person",
    "in_force",
    "known_of",
    "latest_birth_year",
    "may_be_asked",
    "meets_all",
    "not_paused",
    "standing",
    "standing_of",
    "terms_of",
    "was_appointed_on",
    "with_known",
    "with_load",
]
