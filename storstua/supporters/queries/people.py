"""Finds supporters by the person they are, and those who ended long ago."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from storstua.base.roles import Role
from storstua.roles import queries as roles
from storstua.supporters.choices import Requirement
from storstua.supporters.models import Appointment, Declaration, Fulfilment, Profile, Supporter


def for_person(person_id: int) -> Supporter | None:
    """The supporter a person is, with person and profile; None when they are none."""
    return Supporter.objects.filter(person_id=person_id).select_related("person", "profile").first()


def first_names(keys: Collection[str]) -> dict[str, str]:
    """The first names of supporters by their keys, as those whom they talked with know them."""
    rows = Supporter.objects.filter(key__in=keys).values_list("key", "person__given_name")
    return {str(key): name for key, name in rows}


def ended_before(organisation_id: int, day: date) -> QuerySet[Supporter]:
    """Those whose last appointment ended before a day, oldest first; nobody never appointed."""
    running = Appointment.objects.filter(supporter=OuterRef("pk"), until_on=None)
    rows = Supporter.objects.filter(~Exists(running), organisation_id=organisation_id)
    last = rows.annotate(last_day=Max("appointments__until_on"))
    return last.filter(last_day__lt=day).select_related("person").order_by("last_day", "id")


def gone(on: date) -> QuerySet[Supporter]:
    """Every supporter who was appointed once, and neither is on a day nor will be later."""
    own = Appointment.objects.filter(supporter=OuterRef("pk"))
    later = own.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    return Supporter.objects.filter(Exists(own), ~Exists(later)).order_by("id")


def gone_in_role(on: date) -> QuerySet[Supporter]:
    """Those of them who still hold the role of a supporter."""
    held = roles.in_role(Role.SUPPORTER)
    return gone(on).filter(person__in=held.values("person"))


def with_something_to_forget(rows: QuerySet[Supporter]) -> QuerySet[Supporter]:
    """Those of whom more is left than what proves the service."""
    profile = Profile.objects.filter(supporter=OuterRef("pk"))
    return rows.filter(Exists(profile) | ~Q(municipality="") | ~Q(marks=[]))


def fulfilled_on(supporter: Supporter, requirement: Requirement) -> date | None:
    """The last day on which a supporter fulfilled a requirement; None when none is recorded."""
    rows = Fulfilment.objects.filter(supporter=supporter, requirement=requirement)
    return rows.order_by("-on").values_list("on", flat=True).first()


def declared_on(supporter: Supporter) -> date | None:
    """The first day on which a supporter signed the declaration; None when none is recorded."""
    rows = Declaration.objects.filter(supporter=supporter)
    return rows.order_by("signed_on").values_list("signed_on", flat=True).first()
