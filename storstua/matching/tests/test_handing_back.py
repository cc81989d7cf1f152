"""A supporter has left: what was open waits again, and those it concerns are told."""

from datetime import timedelta

import pytest

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.conversations import actions as conversations
from storstua.conversations.models import Conversation
from storstua.matching import actions, jobs
from storstua.matching.choices import Answer, State, Why
from storstua.matching.models import Ask, Closing
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


def test_a_talk_whose_time_had_passed_when_they_left_ends_the_request():
    case = Case(way="phone")
    actions.meet(by=case.kari, ask=case.yes(), is_fine=True)
    Conversation.objects.update(until_on=clock.today() - timedelta(days=1))
    assert leave(case) == 1
    assert state_of(case.request) is State.CLOSED
    assert not Place.objects.filter(released_at=None).exists()
    assert Ask.objects.get().answer == Answer.YES


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


def end(case: Case, by) -> None:
    conversations.close(by=by, conversation=Conversation.objects.get())


@pytest.mark.parametrize("who", ["kari", "by_ola"])
def test_a_talk_that_one_of_the_two_has_ended_ends_the_request(case, client, who: str):
    actions.meet(by=case.kari, ask=case.yes(), is_fine=True)
    end(case, getattr(case, who))
    assert state_of(case.request) is State.CLOSED
    assert Place.objects.filter(released_at=None).exists()
    case.come_in(client)
    page = " ".join(client.get("/b/").content.decode().split())
    assert "Forespørselen er avsluttet." in page
    assert 'href="/havblikk/samtale/be-om/"' in page
    assert jobs.end_talked(timestamp=0) == 1
    assert Closing.objects.get().why == Why.ENDED
    assert not Place.objects.filter(released_at=None).exists()
    assert jobs.end_talked(timestamp=0) == 0


def test_a_talk_ended_by_a_supporter_who_leaves_gives_the_request_back(case):
    actions.meet(by=case.kari, ask=case.yes(), is_fine=True)
    end(case, case.by_ola)
    supporters.end_appointment(by=system(case.organisation), supporter=case.ola)
    assert jobs.end_talked(timestamp=0) == 0
    assert jobs.hand_back(timestamp=0) == 1
    assert state_of(case.request) is State.WAITING


def test_only_the_clock_ends_a_request_for_its_talk(case):
    actions.meet(by=case.kari, ask=case.yes(), is_fine=True)
    end(case, case.kari)
    with pytest.raises(Refusal, match="klokka"):
        actions.end_talked(by=case.siri, request=case.request)
