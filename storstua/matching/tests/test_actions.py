from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Holding, Viewer
from storstua.conversations.models import Conversation
from storstua.matching import actions, jobs, permissions, queries
from storstua.matching.actions import RequestValues
from storstua.matching.choices import Answer, State, Why
from storstua.matching.models import Ask, Closing, NoticeAddress, Request
from storstua.organisations.models import Organisation, Topic
from storstua.organisations.queries import facts_of
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox.models import Message
from storstua.people import queries as people
from storstua.people.models import Person
from storstua.people.tests.factories import make_account, make_person, make_viewer
from storstua.supporters import actions as supporters
from storstua.supporters.models import Place, Supporter
from storstua.supporters.tests.factories import make_area, make_supporter

pytestmark = pytest.mark.django_db
CANARY = "kanarifuglen synger om natten"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def siri(organisation) -> Viewer:
    person = make_person(organisation, "Siri")
    return make_viewer(organisation, Role.COORDINATOR, person=person)


@pytest.fixture
def ola(organisation) -> Supporter:
    return make_supporter(organisation, account=make_account("ola@example.org"))


@in_its_organisation
def make_request(organisation: Organisation, **said) -> Request:
    values = RequestValues(**{"contact_forms": ("chat",), "text": CANARY} | said)
    by = Viewer.visitor(organisation.id)
    return actions.ask_for_talk(by=by, organisation=organisation, values=values)[0]


def seeker_of(request: Request) -> Viewer:
    return Viewer.seeker(request.organisation_id, request.person_id)


def viewer_of(supporter: Supporter) -> Viewer:
    return make_viewer(supporter.organisation, Role.SUPPORTER, person=supporter.person)


def strangers(organisation: Organisation) -> list[Viewer]:
    """Everyone who has nothing to do with the organisation's requests."""
    elsewhere = make_organisation("andre", "Andre")
    held = frozenset({Holding(Role.COORDINATOR), Holding(Role.SEEKER)})
    return [
        Viewer.visitor(organisation.id),
        Viewer(0, 1, 1, held),
        Viewer(elsewhere.id, 1, 1, held),
        Viewer.system(elsewhere.id, "test"),
        make_viewer(organisation, Role.SUPPORTER, person=make_person(organisation, "Fremmed")),
        Viewer.seeker(organisation.id, make_person(organisation, "Annen").id),
    ]


def ask(siri: Viewer, request: Request, supporter: Supporter, way: str = "") -> Ask:
    policy = facts_of(request.organisation).policy
    found = queries.candidate(siri, supporter.key, policy)
    return actions.ask_supporter(by=siri, request=request, candidate=found, way=way)


def taken_places() -> int:
    return Place.objects.filter(released_at=None).count()


def test_request_is_taken_in_from_anyone_at_the_organisations_address_only(organisation):
    elsewhere = make_organisation("andre", "Andre")
    for by in (Viewer.visitor(elsewhere.id), Viewer.visitor(), Viewer(account_id=1)):
        with pytest.raises(Refusal):
            actions.ask_for_talk(by=by, organisation=organisation, values=RequestValues())
    assert Person.objects.count() == 0
    request = make_request(organisation)
    assert Entry.objects.get(verb="ask for talk").person_id == request.person_id


def test_text_that_is_too_long_is_refused_and_nobody_is_made(organisation):
    with pytest.raises(Refusal) as refusal:
        make_request(organisation, text="x" * 501)
    assert (refusal.value.field, Person.objects.count()) == ("text", 0)


def test_areas_and_topics_of_another_organisation_are_left_out(organisation):
    elsewhere = make_organisation("andre", "Andre")
    area = make_area(elsewhere, "rygg")
    with inside(elsewhere):
        topics = tuple(Topic.objects.values_list("id", flat=True))
    request = make_request(organisation, area_id=area.id, topic_ids=topics)
    assert (request.area, request.topics.count(), len(topics) > 0) == (None, 0, True)


def test_only_the_one_who_asked_changes_withdraws_and_says_where_to_be_told(organisation):
    request = make_request(organisation)
    # The coordinator of the own organisation may not do it either.
    held = frozenset({Holding(Role.COORDINATOR)})
    for by in [*strangers(organisation), Viewer(organisation.id, 99, 1, held)]:
        for action, said in (
            (actions.change_request, {"values": RequestValues(text="ny")}),
            (actions.withdraw, {}),
            (actions.set_notice_address, {"address": "x@example.org"}),
        ):
            with pytest.raises(Refusal):
                action(by=by, request=request, **said)
    assert queries.own_text(Request.objects.get()) == CANARY
    assert (Closing.objects.count(), NoticeAddress.objects.count()) == (0, 0)


def test_change_is_refused_when_the_row_changed_meanwhile(organisation):
    request = make_request(organisation)
    said = {"by": seeker_of(request), "request": request, "seen": request.version}
    actions.change_request(**said, values=RequestValues(nickname="Mose", text="noe nytt"))
    with pytest.raises(ChangedMeanwhile):
        actions.change_request(**said, values=RequestValues(text="noe annet"))
    kept = Request.objects.get()
    assert (queries.own_text(kept), kept.person.given_name) == ("noe nytt", "Mose")


def test_change_is_refused_after_the_yes_and_when_the_request_is_over(organisation, siri, ola):
    request = make_request(organisation)
    asked = ask(siri, request, ola)
    actions.answer_ask(by=viewer_of(ola), ask=asked, answer=Answer.YES)
    said = {"by": seeker_of(request), "request": request, "values": RequestValues(text="ny")}
    with pytest.raises(Refusal, match="sagt ja"):
        actions.change_request(**said)
    actions.withdraw(by=seeker_of(request), request=request)
    with pytest.raises(Refusal, match="avsluttet"):
        actions.change_request(**said)


def test_notice_address_is_kept_once_and_deleted_when_it_is_empty(organisation):
    request = make_request(organisation)
    said = {"by": seeker_of(request), "request": request}
    for email in ("en@example.org", "to@example.org"):
        actions.set_notice_address(**said, address=email)
    kept = NoticeAddress.objects.get()
    assert b"example.org" not in bytes(kept.sealed)
    actions.set_notice_address(**said, address="")
    assert NoticeAddress.objects.count() == 0


def test_new_words_are_for_those_with_a_request(organisation):
    request = make_request(organisation)
    words = actions.renew_words(by=seeker_of(request))
    assert people.by_words(words) == request.person
    for by in strangers(organisation):
        with pytest.raises(Refusal):
            actions.renew_words(by=by)
    assert people.by_words(words) == request.person


def test_coordinating_is_for_coordinators_of_the_organisation(organisation, siri, ola):
    request = make_request(organisation)
    asked = ask(siri, request, ola)
    found = queries.candidate(siri, ola.key, facts_of(organisation).policy)
    for by in strangers(organisation):
        for action, said in (
            (actions.ask_supporter, {"request": request, "candidate": found}),
            (actions.pass_on_paused, {"request": request}),
            (actions.take_back, {"ask": asked}),
            (actions.set_waiting_list, {"request": request, "waits": True}),
            (actions.end_request, {"request": request}),
        ):
            with pytest.raises(Refusal):
                action(by=by, **said)
    assert (queries.state_of(request), taken_places()) == (State.ASKED, 1)
    assert not Request.objects.get().is_on_waiting_list


def test_nobody_is_asked_about_a_request_that_is_over_or_has_its_yes(organisation, siri, ola):
    request, other = make_request(organisation), make_supporter(organisation, "Per")
    asked = ask(siri, request, ola)
    actions.answer_ask(by=viewer_of(ola), ask=asked, answer=Answer.YES)
    with pytest.raises(Refusal, match="sagt ja"):
        ask(siri, request, other)
    actions.end_request(by=siri, request=request)
    with pytest.raises(Refusal, match="avsluttet"):
        ask(siri, request, other)
    assert list(Ask.objects.all()) == [asked]


def test_two_are_never_asked_at_once(organisation, siri, ola):
    request = make_request(organisation)
    ask(siri, request, ola)
    with pytest.raises(Refusal, match="allerede spurt"):
        ask(siri, request, make_supporter(organisation, "Per"))
    assert taken_places() == 1


def test_supporter_whom_a_firm_condition_forbids_is_not_asked(organisation, siri, ola):
    request = make_request(organisation, wish_gender="f", must=("gender",))
    found = queries.candidate(siri, ola.key, facts_of(organisation).policy)
    man = replace(found, side=replace(found.side, gender="m"))
    with pytest.raises(Refusal, match="passer ikke til alle kravene"):
        actions.ask_supporter(by=siri, request=request, candidate=man)
    assert (Ask.objects.count(), taken_places()) == (0, 0)


def test_ask_taken_back_frees_the_place_and_an_answered_one_stays(organisation, siri, ola):
    request = make_request(organisation)
    asked = ask(siri, request, ola)
    actions.take_back(by=siri, ask=asked)
    assert (queries.state_of(request), taken_places()) == (State.WAITING, 0)
    with pytest.raises(Refusal):
        actions.take_back(by=siri, ask=asked)
    with pytest.raises(Refusal, match="gjelder ikke lenger"):
        actions.answer_ask(by=viewer_of(ola), ask=asked, answer=Answer.YES)


def test_ask_is_answered_by_the_one_who_was_asked_and_with_an_answer(organisation, siri, ola):
    asked = ask(siri, make_request(organisation), ola)
    for by in [*strangers(organisation), siri]:
        with pytest.raises(Refusal):
            actions.answer_ask(by=by, ask=asked, answer=Answer.YES)
    with pytest.raises(Refusal):
        actions.answer_ask(by=viewer_of(ola), ask=asked, answer=Answer.TAKEN_BACK)
    assert Ask.objects.get().answer == ""


def test_waiting_list_tells_the_seeker_each_time_it_changes(organisation, siri):
    request = make_request(organisation)
    address = {"by": seeker_of(request), "request": request, "address": "min@example.org"}
    actions.set_notice_address(**address)
    for waits in (True, True, False):
        actions.set_waiting_list(by=siri, request=request, waits=waits)
    assert Message.objects.filter(template="seeker_notice").count() == 2
    assert not Request.objects.get().is_on_waiting_list


def test_end_closes_the_talk_deletes_the_text_and_happens_once(organisation, siri, ola):
    request = make_request(organisation)
    asked = ask(siri, request, ola)
    actions.answer_ask(by=viewer_of(ola), ask=asked, answer=Answer.YES)
    actions.meet(by=seeker_of(request), ask=asked, is_fine=True)
    actions.end_request(by=siri, request=request)
    actions.end_request(by=siri, request=request)
    assert Closing.objects.get().why == Why.ENDED
    assert Conversation.objects.get().closed_at is not None
    assert (Request.objects.get().sealed_text, taken_places()) == (None, 0)
    assert Ask.objects.get().answer == Answer.YES


def test_ask_to_someone_with_a_pause_is_passed_on_by_the_clock(organisation, siri, ola):
    request, untouched = make_request(organisation), make_request(organisation)
    ask(siri, request, ola)
    ask(siri, untouched, make_supporter(organisation, "Per"))
    assert queries.waiting_for_paused() == []
    supporters.pause(by=siri, supporter=ola)
    assert queries.waiting_for_paused() == [request]
    assert queries.state_of(request) is State.WAITING
    assert [line.is_passed_on for line in queries.asks_of(request)] == [True]
    assert (jobs.pass_on(timestamp=0), jobs.pass_on(timestamp=0)) == (1, 0)
    assert [each.answer for each in Ask.objects.order_by("id")] == [Answer.TAKEN_BACK, ""]
    assert actions.pass_on_paused(by=siri, request=untouched) == 0


def test_request_that_nobody_answered_ends_after_the_organisations_term(organisation):
    policy = facts_of(organisation).policy
    with time_machine.travel("2026-01-01T12:00Z", tick=False) as moment:
        old = make_request(organisation)
        moment.shift(timedelta(days=policy.keep_unmatched_days))
        new = make_request(organisation)
        assert queries.past_their_term() == []
        moment.shift(timedelta(seconds=1))
        assert queries.past_their_term() == [old]
        assert (jobs.end_old(timestamp=0), jobs.end_old(timestamp=0)) == (1, 0)
    assert [queries.state_of(row) for row in (old, new)] == [State.CLOSED, State.WAITING]


def test_requests_are_seen_by_coordinators_and_the_one_who_asked(organisation, siri, ola):
    own, other = make_request(organisation), make_request(organisation)
    make_request(make_organisation("tredje", "Tredje"))
    assert set(permissions.readable(siri)) == {own, other}
    assert list(permissions.readable(seeker_of(own))) == [own]
    assert permissions.own_request(seeker_of(own)) == own
    for viewer in (viewer_of(ola), Viewer.visitor(organisation.id)):
        assert list(permissions.readable(viewer)) == []
        assert permissions.own_request(viewer) is None


def test_queue_is_filtered_ordered_and_counted(organisation, siri):
    area = make_area(organisation, "rygg")
    first = make_request(organisation, area_id=area.id, county="Oslo", municipality="Oslo")
    second = make_request(organisation)
    Request.objects.filter(id=first.id).update(promised_on=clock.today() - timedelta(1))
    assert list(queries.queue(siri)) == [first, second]
    assert list(queries.queue(siri, order="-ventetid")) == [second, first]
    assert list(queries.queue(siri, area_ids=[area.id])) == [first]
    assert list(queries.queue(siri, area_ids=[None])) == [second]
    assert list(queries.queue(siri, area_ids=[area.id, None])) == [first, second]
    assert list(queries.queue(siri, county="Oslo")) == [first]
    assert list(queries.queue(siri, state="closed")) == []
    assert list(queries.queue(siri, due="over")) == [first]
    assert list(queries.queue(siri, due="innen")) == [second]
    Request.objects.update(is_on_waiting_list=True)
    assert list(queries.queue(siri, due="over")) == []
    assert [queries.line_of(row).is_overdue for row in queries.queue(siri)] == [False, False]
    Request.objects.update(is_on_waiting_list=False)
    lines = [queries.line_of(row) for row in queries.queue(siri)]
    assert [(line.key, line.is_overdue) for line in lines] == [
        (first.key, True),
        (second.key, False),
    ]
    assert queries.overdue_count(siri) == 1
    expected = {"waiting": 2, "asked": 0, "offered": 0, "talking": 0, "closed": 0}
    assert queries.counts(siri) == expected
    waiting = queries.waiting_by_area(organisation.id)
    assert {key: (each.count, each.since) for key, each in waiting.items()} == {
        area.id: (1, first.received_at),
        None: (1, second.received_at),
    }


def test_asks_that_wait_are_the_viewers_own_and_slow_after_a_day(organisation, siri, ola):
    asked = ask(siri, make_request(organisation), ola)
    ask(siri, make_request(organisation), make_supporter(organisation, "Per"))
    assert queries.waiting_asks_of(viewer_of(ola)) == [asked]
    assert queries.waiting_asks_of(siri) == []
    assert queries.slow_asks_count(siri) == 0
    Ask.objects.filter(id=asked.id).update(asked_at=clock.now() - timedelta(days=1, seconds=1))
    assert queries.slow_asks_count(siri) == 1


def test_wished_supporter_is_found_by_key_when_others_may_see_them(organisation, ola):
    policy = facts_of(organisation).policy
    shown = make_supporter(organisation, "Per", shows=["directory_name"])
    hidden = make_supporter(organisation, "Kai", is_paused=True, shows=["directory_name"])
    keys = (str(shown.key), str(hidden.key), "tull")
    found = [queries.wished(organisation.id, key, policy) for key in keys]
    assert found == [(shown.id, "Per"), None, None]
