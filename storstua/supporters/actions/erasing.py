"""Deleting what is known of a supporter; what proves the service to the funder stays."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.viewer import Viewer
from storstua.people.models import Person
from storstua.supporters import permissions
from storstua.supporters.actions.enrolment import NOT_YOURS
from storstua.supporters.models import (
    Appointment,
    Declaration,
    Pause,
    Place,
    Profile,
    Supporter,
    SupporterArea,
    SupporterTopic,
)
from storstua.supporters.sealing import drawer_of

BY_THE_CLOCK = _("Dette gjør klokka.")


@transaction.atomic
def erase(*, by: Viewer, person: Person) -> bool:
    """Delete the profile, pauses and places of a supporter, and end the appointment today.

    Appointments, declarations and fulfilled requirements stay where there are any, and so does
    the row they hang on, without anything else in it. Returns True when something stays.
    Refuses all but the person.
    """
    supporter = Supporter.objects.select_for_update().filter(person=person).first()
    if supporter is None:
        return False
    require(permissions.is_own(by, supporter), NOT_YOURS)
    _delete_what_ranked(supporter)
    Appointment.objects.filter(supporter=supporter, from_on__gt=clock.today()).delete()
    for running in Appointment.objects.filter(supporter=supporter, until_on=None):
        running.until_on = clock.today()
        running.write("until_on")
    audit.wrote("erase supporter", supporter, by=by)
    if not _is_proof(supporter):
        try:
            with transaction.atomic():
                supporter.delete()
        except ProtectedError:
            pass
        else:
            return False
    _blank(supporter)
    return True


@transaction.atomic
def forget_service(*, by: Viewer, supporter: Supporter) -> None:
    """Delete the profile, pauses and places of one who ended, when their term is over.

    What proves the service stays. Refuses people: only a job does this.
    """
    require(by.is_system and by.acts_in(supporter.organisation_id), BY_THE_CLOCK)
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    _delete_what_ranked(row)
    _blank(row)
    audit.wrote("forget service", row, by=by)


@transaction.atomic
def forget_proof(*, by: Viewer, supporter: Supporter) -> None:
    """Delete appointments, declaration and requirements when their years are over.

    The activities the supporter took part in have gone before. Refuses people: only a job does
    this.
    """
    require(by.is_system and by.acts_in(supporter.organisation_id), BY_THE_CLOCK)
    row = Supporter.objects.select_for_update().get(id=supporter.id)
    _delete_what_ranked(row)
    audit.wrote("forget proof", row, by=by)
    row.delete()


def _delete_what_ranked(supporter: Supporter) -> None:
    vault.erase(*map(drawer_of, Profile.objects.filter(supporter=supporter)))
    for held in (Profile, Pause, Place, SupporterArea, SupporterTopic):
        held.objects.filter(supporter=supporter).delete()


def _is_proof(supporter: Supporter) -> bool:
    kept = (Appointment, Declaration)
    return any(each.objects.filter(supporter=supporter).exists() for each in kept)


def _blank(supporter: Supporter) -> None:
    supporter.office_id = supporter.municipality = supporter.county = ""
    supporter.capacity = supporter.starting_load = 0
    supporter.is_approved_for_minors, supporter.minors_approved_by = False, ""
    supporter.marks = []
    supporter.write(
        *("office_id", "municipality", "county", "capacity", "starting_load"),
        *("is_approved_for_minors", "minors_approved_by", "marks"),
    )
