"""Makes grants, invitations and people who hold a role, for tests."""

from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch, Organisation
from storstua.people.models import Account, Person
from storstua.people.tests.factories import make_account, make_person
from storstua.roles import actions, queries
from storstua.roles.models import Grant, Invitation


@in_its_organisation
def make_grant(
    person: Person, role: Role = Role.COORDINATOR, branch: Branch | None = None
) -> Grant:
    by = Viewer.command_line(person.organisation_id)
    return actions.give(by=by, person=person, role=role, branch=branch)


@in_its_organisation
def make_helper(
    organisation: Organisation,
    role: Role = Role.COORDINATOR,
    given_name: str = "Siri",
    branch: Branch | None = None,
    account: Account | None = None,
) -> Person:
    """Someone with a sign-in and a role, in the whole organisation or in one branch."""
    account = account or make_account(f"{given_name.lower()}@{organisation.slug}.example.org")
    person = make_person(organisation, given_name, account=account)
    make_grant(person, role, branch)
    return person


@in_its_organisation
def viewer_of(person: Person) -> Viewer:
    """The viewer that the requests of someone with a sign-in have."""
    assert isinstance(person.account, Account)
    return queries.viewer_for(person.account.id, person.organisation_id)


@in_its_organisation
def make_invitation(
    organisation: Organisation,
    email: str = "ny@example.org",
    role: Role = Role.COORDINATOR,
    person: Person | None = None,
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link."""
    by = Viewer.command_line(organisation.id)
    person = person or make_person(organisation, "Ny")
    return actions.invite(by=by, person=person, email=email, role=role)
