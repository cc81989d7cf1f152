"""`storstua account forget-second-factor`: the operator helps who locked herself out."""

import argparse
import json

import pytest
from allauth.mfa.models import Authenticator

from storstua.audit.models import Entry
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Holding, Viewer
from storstua.outbox.models import Message
from storstua.people import actions
from storstua.people.commands import account as command
from storstua.people.models import Session
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(["forget-second-factor", *arguments]))


def test_second_step_is_forgotten_and_sessions_end(capsys):
    account = make_account("astrid@example.org")
    other = make_account("tor@example.org")
    for each in (account, other):
        Authenticator.objects.create(user=each, type="totp", data={})
        Browser().force_login(each)
    assert run("Astrid@example.org", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "mail": "astrid@example.org",
        "second_factor": "forgotten",
    }
    assert [row.user_id for row in Authenticator.objects.all()] == [other.id]
    assert [row.account_id for row in Session.objects.all()] == [other.id]
    with inside(INSTALLATION):
        assert Message.objects.get().template == "second_factor_forgotten"
        entry = Entry.objects.get(verb="forget second factor")
    assert (entry.job, entry.object_key) == ("command line", account.key)


@pytest.mark.parametrize("mail", ["nobody@example.org", "bare@example.org", ""])
def test_what_cannot_be_forgotten_is_told(capsys, mail):
    make_account("bare@example.org")
    assert run(mail) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert told.err.startswith("storstua account: ")


def test_people_forget_nobodys_second_step_not_even_their_own():
    account = make_account("astrid@example.org")
    Authenticator.objects.create(user=account, type="totp", data={})
    holdings = frozenset({Holding(Role.ORGANISATION_ADMINISTRATOR)})
    with pytest.raises(Refusal):
        actions.forget_second_factor(
            by=Viewer(1, 1, account.id, holdings), account=account, because="wish"
        )
    assert Authenticator.objects.count() == 1
