"""Brings the cast into an organisation: an account without a password, a person, the roles."""

from dataclasses import dataclass
from datetime import date

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.demo.cast import Member, cast, member
from storstua.demo.sheets import years_later
from storstua.organisations import actions as organisations
from storstua.organisations.models import Appointer, Organisation
from storstua.organisations.queries import facts_of
from storstua.people import actions as people
from storstua.people.models import Account, Person
from storstua.roles import actions as roles
from storstua.roles.days import Days
from storstua.roles.queries import viewer_for


@dataclass(frozen=True, slots=True)
class Stage:
    """One organisation that the cast comes into, on a day."""

    by: Viewer
    organisation: Organisation
    today: date

    @property
    def since(self) -> date:
        """The day from which the cast has been here."""
        return years_later(self.today, -2)

    def areas(self, *codes: str) -> tuple[int, ...]:
        """The ids of the areas with these codes."""
        found = facts_of(self.organisation).areas
        return tuple(each.id for each in found if each.code in codes)

    def topics(self, *codes: str) -> tuple[int, ...]:
        """The ids of the topics with these codes."""
        found = facts_of(self.organisation).topics
        return tuple(each.id for each in found if each.code in codes)

    def viewer(self, who: str) -> Viewer:
        """One of the cast as a viewer, acting in the first of their roles."""
        each = member(who)
        account = Account.objects.get(email=each.email)
        return viewer_for(account.id, self.organisation.id, each.roles[0])


def enter(stage: Stage) -> int:
    """Let everyone of the cast who belongs here come in; returns how many have an account."""
    here = [each for each in cast() if each.organisation == stage.organisation.slug]
    entering = [each for each in here if not each.is_seeker]
    for each in entering:
        person = _person(stage, each)
        for role in each.roles:
            roles.give(by=stage.by, person=person, role=role, days=Days(from_on=stage.since))
        if Role.COORDINATOR in each.roles:
            _let_appoint(stage, person)
    return len(entering)


def _let_appoint(stage: Stage, person: Person) -> None:
    """Where a named person appoints, the cast's coordinator is that person."""
    if facts_of(stage.organisation).policy.appointer == Appointer.NAMED_PERSON:
        organisations.set_policy(
            by=stage.by,
            organisation=stage.organisation,
            named_appointer=person.full_name,
            named_appointer_key=person.key,
        )


def _person(stage: Stage, each: Member) -> Person:
    account = Account.objects.create_user(each.email)
    person = people.add_person(
        by=stage.by,
        organisation=stage.organisation,
        given_name=each.given_name,
        family_name=each.family_name,
        is_member=True,
    )
    people.link_account(by=stage.by, person=person, account=account)
    return person
