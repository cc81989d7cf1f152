"""What pages and other rooms need to know about supporters."""

from storstua.base.ages import latest_birth_year
from storstua.supporters.models import Supporter
from storstua.supporters.queries.contact_points import Reached, reached
from storstua.supporters.queries.directory import (
    PublicProfile,
    Wish,
    is_anyone_shown,
    public_profile_of,
    public_profiles,
    public_profiles_of,
    public_rows,
    public_rows_elsewhere,
    seen_by_others,
    shown_by,
    with_shown,
)
from storstua.supporters.queries.gaps import Coverage, Gaps, gaps, with_above
from storstua.supporters.queries.history import Event, MarkShown, history_of, marks_of
from storstua.supporters.queries.people import for_person
from storstua.supporters.queries.roster import ORDERS, RosterWish, roster, with_record
from storstua.supporters.queries.standing import (
    Term,
    awake,
    has_free_place,
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
    with_subjects,
    without_declaration,
)
from storstua.supporters.sealing import story_of
from storstua.supporters.standing import Known, Lack, Standing, State

__all__ = [
    "ORDERS",
    "Coverage",
    "Event",
    "Gaps",
    "Known",
    "Lack",
    "MarkShown",
    "PublicProfile",
    "Reached",
    "RosterWish",
    "Standing",
    "State",
    "Supporter",
    "Term",
    "Wish",
    "awake",
    "for_person",
    "gaps",
    "has_free_place",
    "history_of",
    "in_force",
    "is_anyone_shown",
    "known_of",
    "latest_birth_year",
    "marks_of",
    "may_be_asked",
    "meets_all",
    "not_paused",
    "public_profile_of",
    "public_profiles",
    "public_profiles_of",
    "public_rows",
    "public_rows_elsewhere",
    "reached",
    "roster",
    "seen_by_others",
    "shown_by",
    "standing",
    "standing_of",
    "story_of",
    "terms_of",
    "was_appointed_on",
    "with_above",
    "with_known",
    "with_load",
    "with_record",
    "with_shown",
    "with_subjects",
    "without_declaration",
]
