"""What waits for someone's yes or no, since it takes two people."""

from django.utils.translation import ngettext

from storstua.base.roles import Role
from storstua.home.today.lines import Line, Sight, place
from storstua.roles import queries

SECONDS = (Role.BOARD_MEMBER, Role.ORGANISATION_ADMINISTRATOR)


def lines(sight: Sight) -> list[Line]:
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
