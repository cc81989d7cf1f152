"""Makes accounts, people and the viewers they are, for tests."""

from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Branch, Organisation
from storstua.people import actions
from storstua.people.models import Account, Person


def make_account(email: str = "noen@example.org", password: str = "en god setning her") -> Account:
    return Account.objects.create_user(email, password)


@in_its_organisation
def make_person(
    organisation: Organisation,
    given_name: str = "Ola",
    family_name: str = "",
    *,
    account: Account | None = None,
    is_member: bool = False,
) -> Person:
    """Someone known to the organisation, with a sign-in when an account is given."""
    by = Viewer.command_line(organisation.id)
    person = actions.add_person(
        by=by,
        organisation=organisation,
        given_name=given_name,
        family_name=family_name,
        is_member=is_member,
    )
    if account:
        actions.link_account(by=by, person=person, account=account)
    return person


@in_its_organisation
def make_account_of(person: Person) -> Account:
    """The sign-in of a person, made when there is none."""
    if person.account is None:
        account = make_account(f"{person.key}@example.org")
        by = Viewer.command_line(person.organisation_id)
        actions.link_account(by=by, person=person, account=account)
        return account
    return person.account


def make_viewer(
    organisation: Organisation,
    *roles: Role,
    person: Person | None = None,
    branch: Branch | None = None,
) -> Viewer:
    """A signed-in viewer with these roles, in the whole organisation or in one branch.

    No role is written down anywhere: for rules that only look at the viewer.
    """
    branch_id = branch.id if branch else None
    return Viewer(
        organisation_id=organisation.id,
        person_id=person.id if person else 0,
        account_id=1,
        holdings=frozenset(Holding(role, branch_id) for role in roles),
        acting_as=roles[-1] if roles else Role.VISITOR,
    )
