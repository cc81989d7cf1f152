"""Nobody can find out who has an account: answers are the same to the byte (promise G18)."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Viewer
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox.models import Message
from storstua.people import actions
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account, make_person
from storstua.roles import actions as roles
from storstua.roles.models import Invitation

pytestmark = pytest.mark.django_db
# All of the same length, so that the length of a page says nothing either.
NAMES = ("kjente", "ukjent", "sperre", "utenpw")
CHANGING = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*|(_page_[^"]*)')


@pytest.fixture(autouse=True)
def same_second() -> Iterator[None]:
    """Headers name the second of the answer."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.fixture
def accounts() -> None:
    """One in use, one shut, one without a password; nobody is called "ukjent"."""
    make_account("kjente@example.org")
    shut, without = make_account("sperre@example.org"), make_account("utenpw@example.org")
    shut.is_active = False
    shut.save()
    without.set_unusable_password()
    without.save()


def heard(browser: Browser, address: str, typed: dict[str, str] | None, secret: str) -> object:
    """All that comes back, but for what differs at every visit and the address typed oneself."""
    answer = browser.post(address, typed) if typed else browser.get(address)
    text = CHANGING.sub(r"\1", answer.content.decode()).replace(secret, "<typed>")
    headers = dict(answer.headers)
    cookies = {
        name: (len(morsel.value), morsel["httponly"], morsel["max-age"])
        for name, morsel in answer.cookies.items()
    }
    with inside(INSTALLATION):
        queued = (Message.objects.count(), ProcrastinateJob.objects.count())
    return answer.status_code, text, headers, cookies, queued


def all_alike(heard_of: dict[str, object]) -> bool:
    first, *others = heard_of.values()
    for other in others:
        assert other == first
    return True


@pytest.mark.parametrize("password", ["feil setning her", ""])
def test_a_wrong_password_is_answered_alike_for_all(accounts, password):
    said = {
        name: heard(
            Browser(),
            "/logg-inn/",
            {"login": f"{name}@example.org", "password": password},
            f"{name}@example.org",
        )
        for name in NAMES
    }
    assert all_alike(said)
    assert "<typed>" in str(said["ukjent"])


def test_too_many_wrong_passwords_are_answered_alike_for_all(accounts):
    said = {}
    for name in NAMES:
        typed = {"login": f"{name}@example.org", "password": "feil setning her"}
        for _try in range(5):
            Browser().post("/logg-inn/", typed)
        said[name] = heard(Browser(), "/logg-inn/", typed, f"{name}@example.org")
    assert all_alike(said)
    assert "prøvd for mange ganger" in str(said["ukjent"])


def test_a_forgotten_password_is_answered_alike_for_all_and_queues_alike(accounts):
    said = {}
    for name in NAMES:
        ProcrastinateJob.objects.all().delete()
        mail = f"{name}@example.org"
        said[name] = heard(Browser(), "/passord/glemt/", {"email": mail}, mail)
    assert all_alike(said)
    assert said["ukjent"][-1] == (0, 1)


def test_words_that_were_changed_are_answered_like_those_that_never_were():
    organisation = make_organisation()
    person = make_person(organisation)
    by = Viewer.system(organisation.id, "test")
    with inside(organisation, by=by):
        old, _new = (" ".join(actions.give_receipt(by=by, person=person)) for _each in range(2))
    never = " ".join(reversed(old.split()))
    said = {words: heard(Browser(), "/b/ord/", {"words": words}, words) for words in (old, never)}
    assert all_alike(said)
    assert said[never][0] == 422


def test_an_invitation_that_is_over_is_answered_like_one_that_never_was():
    organisation = make_organisation()
    by = Viewer.command_line(organisation.id)
    secrets = {}
    with inside(organisation, by=by):
        for kind in ("withdrawn", "used", "expired"):
            person = make_person(organisation, kind)
            row, secrets[kind] = roles.invite(
                by=by, person=person, email=f"{kind}@example.org", role=Role.MEMBER
            )
            Invitation.objects.filter(id=row.id).update(
                **{
                    "withdrawn": {"withdrawn_at": clock.now()},
                    "used": {"accepted_at": clock.now()},
                    "expired": {"expires_at": clock.now() - timedelta(minutes=1)},
                }[kind]
            )
    secrets["never"] = "x" * len(secrets["used"])
    said = {
        kind: heard(Browser(), f"/invitasjon/{secret}/", None, secret)
        for kind, secret in secrets.items()
    }
    assert all_alike(said)
    assert said["never"][0] == 404
