"""What an opening in an emergency shows, and how the request it is about is found."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from storstua import vault
from storstua.base.clock import OSLO
from storstua.base.viewer import Viewer
from storstua.matching import permissions, sealing
from storstua.matching.models import NoticeAddress, Request
from storstua.people import contact
from storstua.people.models import ContactKind, ContactPoint


@dataclass(frozen=True, slots=True)
class Reach:
    """One way to reach the person: its kind in words, and the number or address in clear."""

    kind: str
    value: str
    is_safe: bool


def named_on(viewer: Viewer, nickname: str, day: date) -> QuerySet[Request]:
    """The requests of a day (in Norway) by who calls themself this, in any case; oldest first."""
    rows = permissions.can_be_opened(viewer).filter(person__given_name__iexact=nickname.strip())
    found = rows.annotate(came_on=TruncDate("received_at", tzinfo=OSLO)).filter(came_on=day)
    return found.order_by("received_at", "id")


def ways_to_reach(request: Request) -> list[Reach]:
    """How the person is reached, in clear: contact points, and where a notice goes.

    The request was read with its notice address; the caller has noted the reading.
    """
    points = ContactPoint.objects.filter(person_id=request.person_id).select_related("person")
    found = [
        Reach(str(ContactKind(each.kind).label), contact.opened(each), each.is_safe)
        for each in points.order_by("kind", "id")
    ]
    notice: NoticeAddress | None = getattr(request, "notice_address", None)
    if notice is not None:
        value = vault.open_to_show(notice.sealed, sealing.place_of_address(notice))
        found.append(Reach(_("Bare til varsel"), value, is_safe=True))
    return found
