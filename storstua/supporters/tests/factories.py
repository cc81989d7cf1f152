"""Makes supporters for tests: ready to be asked unless something is left out."""

from collections.abc import Collection
from datetime import date, timedelta

from storstua.base import clock
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.organisations import actions as organisations
from storstua.organisations.models import Area, Branch, Organisation, Policy
from storstua.people.models import Account, Person
from storstua.people.tests.factories import make_person
from storstua.supporters import actions
from storstua.supporters.actions import ProfileValues, Requirement
from storstua.supporters.models import Supporter

LONG_AGO = timedelta(days=400)


def system(organisation: Organisation) -> Viewer:
    return Viewer.system(organisation.id, "test")


@in_its_organisation
def make_area(organisation: Organisation, code: str, **names: str) -> Area:
    return organisations.add_area(
        by=system(organisation),
        organisation=organisation,
        code=code,
        names=names or {"nb": code.capitalize()},
    )


@in_its_organisation
def policy_of(organisation: Organisation) -> Policy:
    return Policy.objects.get(organisation=organisation)


@in_its_organisation
def make_supporter(
    organisation: Organisation,
    given_name: str = "Ola",
    family_name: str = "Nordmann",
    *,
    person: Person | None = None,
    account: Account | None = None,
    is_member: bool = True,
    areas: Collection[Area] = (),
    topic_ids: Collection[int] = (),
    role: str = "self",
    gender: str = "",
    birth_year: int | None = 1970,
    life_phase: str = "",
    languages: tuple[str, ...] = ("nb",),
    contact_forms: tuple[str, ...] = ("chat", "phone"),
    story: str = "",
    municipality: str = "Oslo",
    county: str = "Oslo",
    office_id: str = "",
    branch: Branch | None = None,
    capacity: int = 3,
    starting_load: int = 0,
    is_approved_for_minors: bool = False,
    is_appointed: bool = True,
    has_declaration: bool = True,
    has_course: bool = True,
    is_paused: bool = False,
    since: date | None = None,
    shows: Collection[str] = (),
) -> Supporter:
    """A supporter; `since` is the day of appointment, declaration and course (long ago if None).

    `shows` are the fields of the directory (values of Purpose) that the supporter lets others see.
    """
    by, day = system(organisation), since or clock.today() - LONG_AGO
    supporter = actions.enrol(
        by=by,
        person=person
        or make_person(organisation, given_name, family_name, account=account, is_member=is_member),
        office_id=office_id,
        municipality=municipality,
        county=county,
        capacity=capacity,
        starting_load=starting_load,
        branch=branch,
        profile=ProfileValues(
            role, gender, birth_year, life_phase, languages, contact_forms, story
        ),
        area_ids=[area.id for area in areas],
        topic_ids=topic_ids,
    )
    if is_approved_for_minors:
        supporter.is_approved_for_minors = True
        supporter.write("is_approved_for_minors")
    if is_appointed:
        actions.appoint(by=by, supporter=supporter, from_on=day)
    if has_declaration:
        actions.sign_declaration(by=by, supporter=supporter, signed_on=day)
    if has_course:
        actions.record_fulfilment(
            by=by, supporter=supporter, requirement=Requirement.COURSE, on=day
        )
    if is_paused:
        actions.pause(by=by, supporter=supporter)
    if shows:
        actions.show_fields(by=by, supporter=supporter, fields=shows)
    return supporter
