"""A supporter has left: what was open waits again, and those it concerns are told."""

import pytest

from storstua.base.refusal import Refusal
from storstua.conversations.models import Conversation
from storstua.matching import actions, jobs
from storstua.matching.choices import Answer, State
from storstua.matching.models import Ask
from storstua.matching.queries import state_of
from storstua.matching.tests.test_meeting import Case
from storstua.notices.choices import Kind
from storstua.notices.models import Notice
from storstua.outbox.models import Message
from storstua.supporters import actions as supporters
from storstua.supporters.models import Place
from storstua.supporters.tests.factories import system

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return Case()


def leave(case: Case) -> int:
    supporters.end_appointment(by=system(case.organisation), supporter=case.ola)
    return jobs.hand_back(timestamp=0)


def test_a_talk_is_closed_and_the_request_waits_again(case):
    actions.meet(by=case.kari, ask=case.yes(), is_fine=True)
    assert state_of(case.request) is State.TALKING
    assert leave(case) == 1
    assert state_of(case.request) is State.WAITING
    assert Ask.objects.get().answer == Answer.LEFT
    assert Conversation.objects.get().closed_at is not None
    assert not Place.objects.filter(released_at=None).exists()
    assert jobs.hand_back(timestamp=0) == 0


def test_the_person_and_the_coordinator_are_told(case, client):
    actions.set_notice_address(
        by=case.kari, request=case.request, address="varsel@example.org", way="email"
    )
    actions.meet(by=case.kari, ask=case.yes(), is_fine=True)
    leave(case)
    assert Message.objects.filter(template="seeker_notice").count() >= 1
    waits = Notice.objects.filter(person_id=case.siri.person_id, kind=Kind.REQUEST)
    assert f"/foresporsler/{case.request.key}/" in waits.values_list("path", flat=True)
    case.come_in(client)
    page = " ".join(client.get("/b/").content.decode().split())
    assert "er ikke med lenger. Vi leter etter en annen." in page


@pytest.mark.parametrize("has_said_yes", [False, True])
def test_what_was_not_a_talk_yet_is_taken_back(case, has_said_yes: bool):
    if has_said_yes:
        case.yes()
    assert leave(case) == 1
    assert Ask.objects.get().answer == Answer.TAKEN_BACK
    assert state_of(case.request) is State.WAITING


def test_what_is_over_stays_as_it_is(case):
    actions.withdraw(by=case.kari, request=case.request)
    assert leave(case) == 0


def test_only_the_clock_hands_back(case):
    with pytest.raises(Refusal, match="klokka"):
        actions.hand_back(by=case.siri, ask=case.ask)
