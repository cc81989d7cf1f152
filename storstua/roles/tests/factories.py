"""Makes viewers, grants and invitations for tests."""

from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Branch, Organisation
from storstua.people.models import Person
from storstua.people.tests.factories import make_person
from storstua.roles import actions
from storstua.roles.models import Grant, Invitation


def make_viewer(organisation: Organisation, *roles: Role, person: Person | None = None) -> Viewer:
    return Viewer(
        organisation_id=organisation.id,
        person_id=person.id if person else 0,
        account_id=1,
        holdings=frozenset(map(Holding, roles)),
    )


@in_its_organisation
def make_grant(
    person: Person, role: Role = Role.COORDINATOR, branch: Branch | None = None
) -> Grant:
    by = Viewer.command_line(person.organisation_id)
    return actions.give(by=by, person=person, role=role, branch=branch)


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
