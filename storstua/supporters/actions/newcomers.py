"""Bringing in a supporter by hand: the person, how they are reached, and the role."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch, Organisation
from storstua.people import actions as people
from storstua.people import contact
from storstua.people.models import ContactKind
from storstua.supporters import permissions
from storstua.supporters.actions.enrolment import (
    NOT_YOURS,
    SAME_MAIL,
    SAME_MOBILE,
    enrol,
    mark,
)
from storstua.supporters.models import Supporter

MARKS = {ContactKind.EMAIL: SAME_MAIL, ContactKind.PHONE: SAME_MOBILE}


@transaction.atomic
def enrol_newcomer(
    *,
    by: Viewer,
    organisation: Organisation,
    given_name: str,
    family_name: str,
    email: str = "",
    phone: str = "",
    municipality: str = "",
    county: str = "",
    area_ids: Collection[int] = (),
    branch: Branch | None = None,
) -> Supporter:
    """Bring in someone new, as person and supporter. `phone` is in E.164 form.

    Refuses those who may not, and someone of the same name and mobile who is there already. The
    same mail or mobile with another name is marked for a person to look at.
    """
    if not permissions.may_enrol(by, organisation.id):
        raise Refusal(NOT_YOURS)
    reached = {ContactKind.EMAIL: email, ContactKind.PHONE: phone}
    alike = _alike(organisation, reached)
    name = f"{given_name} {family_name}".strip().lower()
    if any(
        kind is ContactKind.PHONE and row.person.full_name.lower() == name for kind, row in alike
    ):
        raise Refusal(_("Vi har allerede en med dette navnet og nummeret."), field="phone")
    person = people.add_person(
        by=by,
        organisation=organisation,
        given_name=given_name,
        family_name=family_name,
        reached={kind: value for kind, value in reached.items() if value},
    )
    supporter = enrol(
        by=by,
        person=person,
        municipality=municipality,
        county=county,
        area_ids=area_ids,
        branch=branch,
    )
    for kind, other in alike:
        mark(by=by, supporter=supporter, kind=MARKS[kind], other=other)
    return supporter


def _alike(
    organisation: Organisation, reached: dict[ContactKind, str]
) -> list[tuple[ContactKind, Supporter]]:
    """The supporters who are reached in the same way."""
    found: list[tuple[ContactKind, Supporter]] = []
    for kind, value in reached.items():
        points = contact.find(organisation.id, kind, value) if value else []
        persons = [point.person_id for point in points]
        rows = Supporter.objects.filter(person_id__in=persons).select_related("person")
        found += [(kind, row) for row in rows]
    return found
