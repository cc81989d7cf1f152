"""Makes accounts and people for tests."""

from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.people import actions
from storstua.people.models import Account, Person


def make_account(email: str = "noen@example.org", password: str = "en god setning her") -> Account:
    return Account.objects.create_user(email, password)


@in_its_organisation
def make_person(
    organisation: Organisation, given_name: str = "Ola", account: Account | None = None
) -> Person:
    by = Viewer.command_line(organisation.id)
    person = actions.add_person(by=by, organisation=organisation, given_name=given_name)
    if account:
        actions.link_account(by=by, person=person, account=account)
    return person
