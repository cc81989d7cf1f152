"""What a person has been told, and how they wish to be told."""

from datetime import datetime

from django.db.models import QuerySet

from storstua.base.viewer import Viewer
from storstua.notices import permissions
from storstua.notices.choices import Kind, When
from storstua.notices.models import Notice, Preference


def with_waiting() -> list[int]:
    """The ids of the people here that have notices waiting for the daily mail."""
    rows = Notice.objects.filter(sent_at=None).order_by("person_id")
    return list(rows.values_list("person_id", flat=True).distinct())


def waiting_of(person_id: int) -> list[Notice]:
    """The waiting notices of one person, oldest first."""
    rows = Notice.objects.filter(person_id=person_id, sent_at=None)
    return list(
        rows.select_related("person__account", "person__organisation").order_by("created_at")
    )


def preferences_of(person_id: int) -> dict[str, str]:
    """How the person wishes to be told, by kind; at once where nothing was chosen."""
    chosen = dict(Preference.objects.filter(person_id=person_id).values_list("kind", "when"))
    return {kind.value: chosen.get(kind.value, When.AT_ONCE.value) for kind in Kind}


def unread(viewer: Viewer, kind: Kind) -> QuerySet[Notice]:
    """The viewer's notices of a kind that they have not put aside."""
    return permissions.readable(viewer).filter(kind=kind, read_at=None)


def listed(viewer: Viewer, *, put_aside: bool = False) -> QuerySet[Notice]:
    """The viewer's notices that wait, or those put aside; newest first."""
    rows = permissions.readable(viewer).filter(read_at__isnull=not put_aside)
    return rows.order_by("-created_at", "-id")


def older_than(organisation_id: int, moment: datetime) -> list[Notice]:
    """The notices of an organisation that were written before a moment."""
    rows = Notice.objects.filter(organisation_id=organisation_id, created_at__lt=moment)
    return list(rows.order_by("id"))
