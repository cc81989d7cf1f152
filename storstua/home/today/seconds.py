"""What takes two people: what waits for someone's yes or no, and what a yes has opened for them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storstua.base.roles import Role
from storstua.home.today.lines import Found, Line, Sight, Source, place
from storstua.roles import queries

SECONDS = (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)


def _to_answer(sight: Sight) -> QuerySet[Any]:
    return queries.openings_to_answer(sight.viewer, sight.facts.policy)


def _answer(found: Found) -> Line:
    text = _("Noen ber om å åpne noe i en nødsituasjon. Det haster å svare.")
    return Line(text, place("matching:opening", found.key), is_urgent=True)


def _to_review(sight: Sight) -> QuerySet[Any]:
    return queries.openings_to_review(sight.viewer, sight.facts.policy)


def _review(found: Found) -> Line:
    text = _("Noen har åpnet noe alene i en nødsituasjon. Se på det.")
    return Line(text, place("matching:opening", found.key), is_urgent=True)


def _own_open(sight: Sight) -> QuerySet[Any]:
    return queries.own_open_openings(sight.viewer)


def _open(found: Found) -> Line:
    text = _("Det du ba om å åpne i en nødsituasjon, er åpent nå.")
    return Line(text, place("matching:opening", found.key), is_urgent=True)


# What was or is to be opened in an emergency, one sentence for each.
OPENINGS = (
    Source("open", _own_open, _open, day="opened_at", one_by_one=True),
    Source("answer", _to_answer, _answer, day="created_at", one_by_one=True),
    Source("review", _to_review, _review, day="created_at", one_by_one=True),
)


def proposals(sight: Sight) -> list[Line]:
    """One sentence when something waits for the viewer.

    No query for those who are never the second; one when nothing waits, and two when something may.
    """
    if not sight.viewer.holds(*SECONDS):
        return []
    found = queries.for_second(sight.viewer, sight.facts.policy)
    if not found:
        return []
    text = ngettext(
        "%(count)s forslag trenger to, og venter på svaret ditt.",
        "%(count)s forslag trenger to, og venter på svaret ditt.",
        len(found),
    )
    first, *others = found
    url = f"{place('roles:list')}#venter" if others else place("roles:proposal", first.key)
    return [Line(text % {"count": len(found)}, url)]
