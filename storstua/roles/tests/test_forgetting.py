"""Someone who lost phone and spare codes is helped in again, by two who agree."""

import pytest
from allauth.mfa.models import Authenticator

from storstua.audit.models import Entry
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people.models import Account, Person, Session
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account, make_person
from storstua.roles import actions, queries
from storstua.roles.choices import Loss
from storstua.roles.models import Proposal
from storstua.roles.tests.factories import make_grant, make_helper, viewer_of

pytestmark = pytest.mark.django_db
PASSWORD = "en god setning her"


def helper(organisation: Organisation, role: Role, name: str) -> Viewer:
    account = make_account(f"{name.lower()}@example.org", PASSWORD)
    return viewer_of(make_helper(organisation, role, name, account=account))


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def siri(organisation) -> Viewer:
    return helper(organisation, Role.COORDINATOR, "Siri")


@pytest.fixture
def tor(organisation) -> Viewer:
    return helper(organisation, Role.BOARD_MEMBER, "Tor")


@pytest.fixture
def ola(organisation) -> Person:
    """A supporter with an app and spare codes, signed in somewhere."""
    by = helper(organisation, Role.SUPPORTER, "Ola")
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user_id=by.account_id, type=kind, data={})
    Browser().force_login(Account.objects.get(id=by.account_id))
    return Person.objects.get(id=by.person_id)


def propose(by: Viewer, person: Person) -> Proposal:
    return actions.propose_forgetting(by=by, person=person, reason=Loss.LOST)


def test_second_step_and_sessions_go_when_another_agrees(organisation, siri, tor, ola):
    proposal = propose(siri, ola)
    account = Account.objects.get(id=ola.account_id)
    assert (Authenticator.objects.count(), Session.objects.filter(account=account).count()) == (
        2,
        1,
    )
    actions.agree(by=tor, proposal=proposal)
    assert (Authenticator.objects.count(), Session.objects.filter(account=account).count()) == (
        0,
        0,
    )
    (mail,) = outbox.newest()
    assert (outbox.address_of(mail), mail.template) == (account.email, "second_factor_forgotten")
    entry = Entry.objects.get(verb="forget second factor")
    names = [Person.objects.get(id=each.person_id).key for each in (siri, tor)]
    assert entry.purpose == f"lost: proposed by {names[0]}, agreed by {names[1]}"
    assert entry.object_key == account.key


def test_a_new_second_step_is_asked_for_at_the_next_sign_in(organisation, siri, tor, ola):
    actions.agree(by=tor, proposal=propose(siri, ola))
    browser = Browser()
    browser.post("/logg-inn/", {"login": "ola@example.org", "password": PASSWORD})
    answer = browser.get("/havblikk/i-dag/")
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/konto/to-trinn/")


def test_nobody_proposes_or_agrees_to_it_for_themself(organisation, siri, tor, ola):
    for by in (siri, tor):
        Authenticator.objects.create(user_id=by.account_id, type="totp", data={})
    with pytest.raises(Refusal):
        propose(siri, Person.objects.get(id=siri.person_id))
    proposal = propose(siri, Person.objects.get(id=tor.person_id))
    with pytest.raises(Refusal):
        actions.agree(by=tor, proposal=proposal)
    with pytest.raises(Refusal):
        actions.agree(by=siri, proposal=propose(siri, ola))
    assert Authenticator.objects.count() == 4


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.SUPPORTER, Role.SUPERVISOR])
def test_it_is_proposed_by_coordinators_and_administrators_alone(organisation, ola, role):
    with pytest.raises(Refusal):
        propose(helper(organisation, role, "Per"), ola)
    astrid = helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    assert propose(astrid, ola).proposer_id == astrid.person_id


def test_account_with_a_role_elsewhere_is_refused_and_told_whom_to_ask(
    organisation, siri, tor, ola
):
    proposal = propose(siri, ola)
    elsewhere = make_organisation("andre", "Andre")
    there = make_person(elsewhere, "Ola", account=ola.account)
    with inside(elsewhere):
        grant = make_grant(there, Role.COORDINATOR)
    for act in (
        lambda: actions.agree(by=tor, proposal=proposal),
        lambda: propose(siri, ola),
    ):
        with pytest.raises(Refusal, match="Be den som drifter løsningen om hjelp"):
            act()
    assert Authenticator.objects.count() == 2
    with inside(elsewhere):
        grant.delete()
    actions.agree(by=tor, proposal=proposal)
    assert Authenticator.objects.count() == 0


def test_account_that_is_only_known_elsewhere_is_helped(organisation, siri, tor, ola):
    elsewhere = make_organisation("andre", "Andre")
    make_person(elsewhere, "Ola", account=ola.account)
    actions.agree(by=tor, proposal=propose(siri, ola))
    assert Authenticator.objects.count() == 0


def test_who_has_no_second_step_or_no_sign_in_needs_no_help(organisation, siri):
    bare = make_person(organisation, "Bar", account=make_account("bar@example.org"))
    for person in (bare, make_person(organisation, "Uten")):
        with pytest.raises(Refusal):
            propose(siri, person)


def test_an_account_that_has_gone_meanwhile_is_refused(siri, tor, ola):
    proposal = propose(siri, ola)
    Person.objects.filter(id=ola.id).update(account=None)
    with pytest.raises(Refusal, match="ingen konto"):
        actions.agree(by=tor, proposal=Proposal.objects.get(id=proposal.id))


def test_who_has_no_sign_in_works_nowhere_else(organisation):
    assert not queries.works_elsewhere(make_person(organisation, "Uten"))


def test_it_is_proposed_and_agreed_to_in_the_browser(organisation, siri, tor, ola):
    browsers = {}
    for by in (siri, tor):
        browsers[by] = Browser()
        browsers[by].force_login(Account.objects.get(id=by.account_id))
    address = f"/havblikk/roller/person/{ola.key}/innlogging/"
    assert address in browsers[siri].get("/havblikk/roller/").content.decode()
    assert address not in browsers[tor].get("/havblikk/roller/").content.decode()
    assert browsers[tor].get(address).status_code == 403
    assert browsers[siri].post(address, {}).status_code == 422
    answer = browsers[siri].post(address, {"reason": "new_phone"})
    page = f"/havblikk/roller/venter/{Proposal.objects.get().key}/"
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert "på et nummer du kjenner" in browsers[tor].get(page).content.decode()
    browsers[tor].post(page, {"svar": "ja"})
    assert Authenticator.objects.count() == 0
    bare = browsers[siri].get(address).content.decode()
    assert "Ola har ikke satt opp noe andre trinn." in bare
    assert 'name="reason"' not in bare


def test_person_of_another_organisation_is_not_there(organisation, siri):
    elsewhere = make_organisation("andre", "Andre")
    there = make_person(elsewhere, "Per", account=make_account("per@example.org"))
    browser = Browser()
    browser.force_login(Account.objects.get(id=siri.account_id))
    assert browser.get(f"/havblikk/roller/person/{there.key}/innlogging/").status_code == 404
