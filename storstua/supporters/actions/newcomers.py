"""Bringing in a supporter by hand, and correcting who they are and how they are reached."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base.refusal import Refusal, require
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
    _refuse_known(alike, f"{given_name} {family_name}")
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


@transaction.atomic
def correct(
    *,
    by: Viewer,
    supporter: Supporter,
    seen: int | None = None,
    given_name: str,
    family_name: str,
    email: str,
    phone: str,
) -> None:
    """Correct a supporter's name, mail and phone; empty text deletes. `phone` is in E.164 form.

    The address of the sign-in is not touched. Follows: marks about what was corrected are made
    anew. Refuses those who do not keep the record, the name and mobile of another supporter, and
    when someone else changed the row after version `seen`.
    """
    row = Supporter.objects.select_for_update(of=("self",)).get(id=supporter.id)
    require(permissions.may_keep(by, row), NOT_YOURS)
    row.check_version(seen)
    reached = {ContactKind.EMAIL: email.strip(), ContactKind.PHONE: phone}
    alike = _alike(row.organisation, reached, but=row)
    _refuse_known(alike, f"{given_name} {family_name}")
    changed = people.correct(
        by=by,
        person=row.person,
        given_name=given_name,
        family_name=family_name,
        reached=reached,
    )
    if changed:
        gone = tuple(f"{MARKS[kind]}:" for kind in reached if kind in changed)
        row.marks = [text for text in row.marks if not text.startswith(gone)]
        row.write("marks")
        audit.wrote("correct supporter", row, by=by, purpose=",".join(changed))
    for kind, other in alike:
        if kind in changed:
            mark(by=by, supporter=row, kind=MARKS[kind], other=other)


def _refuse_known(alike: list[tuple[ContactKind, Supporter]], name: str) -> None:
    """Two people who share name and mobile are one."""
    same = {row.person.full_name.lower() for kind, row in alike if kind is ContactKind.PHONE}
    if name.strip().lower() in same:
        raise Refusal(_("Vi har allerede en med dette navnet og nummeret."), field="phone")


def _alike(
    organisation: Organisation, reached: dict[ContactKind, str], but: Supporter | None = None
) -> list[tuple[ContactKind, Supporter]]:
    """The supporters, save one, who are reached in the same way."""
    own = but.id if but else 0
    found: list[tuple[ContactKind, Supporter]] = []
    for kind, value in reached.items():
        points = contact.find(organisation.id, kind, value) if value else []
        persons = [point.person_id for point in points]
        rows = Supporter.objects.filter(person_id__in=persons).exclude(id=own)
        found += [(kind, row) for row in rows.select_related("person")]
    return found
