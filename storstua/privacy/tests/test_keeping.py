"""The terms by the clock: what is over its time goes, once; too much at once does not."""

from datetime import timedelta

import pytest
from django.test import Client

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Holding, Viewer
from storstua.conversations.models import Conversation, Message
from storstua.matching.models import Closing, Request
from storstua.notices.models import Notice
from storstua.organisations.models import Policy
from storstua.people.models import Person, Receipt
from storstua.privacy import actions, brake, jobs, policy, retention, wording
from storstua.privacy.models import Deletion
from storstua.roles.tests.factories import make_helper

from .factories import Talk, make_talk

pytestmark = pytest.mark.django_db
LONG = timedelta(days=4000)


@pytest.fixture
def talk() -> Talk:
    return make_talk()


def run(talk: Talk) -> int:
    by = Viewer.system(talk.organisation.id, "test")
    return actions.keep_terms(by=by, policy=Policy.objects.get(organisation=talk.organisation))


def grow_old(talk: Talk) -> None:
    """Everything about the talk was over long ago."""
    long_ago = clock.now() - LONG
    Conversation.objects.update(closed_at=long_ago)
    Closing.objects.create(
        organisation=talk.organisation, request=talk.request, why="withdrawn", closed_at=long_ago
    )
    Person.objects.filter(id=talk.kari.id).update(created_at=long_ago)
    Notice.objects.update(created_at=long_ago)


def test_nothing_goes_before_its_time(talk: Talk):
    keep = Policy.objects.get(organisation=talk.organisation).keep_closed_days
    grow_old(talk)
    in_time = clock.now() - timedelta(days=keep) + timedelta(hours=1)
    Conversation.objects.update(closed_at=in_time)
    Closing.objects.update(closed_at=in_time)
    Notice.objects.update(created_at=in_time)
    assert run(talk) == 0
    assert Conversation.objects.exists()
    assert Request.objects.exists()


def test_talk_request_person_and_notices_go_when_their_time_is_over(talk: Talk):
    grow_old(talk)
    assert run(talk) > 0
    left = (Conversation, Message, Request, Receipt, Notice)
    assert [list(each.objects.all()) for each in left] == [[]] * len(left)
    assert not Person.objects.filter(id=talk.kari.id).exists()
    assert Person.objects.filter(id=talk.ola.person_id).exists()


def test_second_run_finds_nothing(talk: Talk):
    grow_old(talk)
    run(talk)
    people = set(Person.objects.values_list("id", flat=True))
    assert run(talk) == 0
    assert set(Person.objects.values_list("id", flat=True)) == people


def test_each_deletion_leaves_a_line(talk: Talk):
    grow_old(talk)
    run(talk)
    verbs = set(Entry.objects.filter(job="test").values_list("verb", flat=True))
    assert {"forget conversation", "forget request", "erase person", "forget notice"} <= verbs


def test_other_organisations_are_left_alone(talk: Talk):
    other = make_talk("andre")
    grow_old(talk)
    with inside(other.organisation):
        Conversation.objects.update(closed_at=clock.now() - LONG)
    run(talk)
    with inside(other.organisation):
        assert list(Conversation.objects.values_list("id", flat=True)) == [other.conversation.id]


def test_far_more_than_usual_stops_and_the_administrator_is_told_once(
    talk: Talk, client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(brake, "ALWAYS", 0)
    astrid = make_helper(talk.organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    grow_old(talk)
    Notice.objects.all().delete()
    assert (run(talk), run(talk)) == (0, 0)
    assert Conversation.objects.exists()
    stopped = set(Deletion.objects.filter(stopped_by=brake.AMOUNT).values_list("term", flat=True))
    assert stopped == {"talk", "request"}
    assert Notice.objects.filter(person=astrid, kind="deletion").count() == len(stopped)

    assert astrid.account
    client.force_login(astrid.account)
    page = client.get("/havblikk/innstillinger/sletting/").content.decode()
    assert page.count("Slett det likevel") == len(stopped)
    row = Deletion.objects.filter(term="talk").latest("id")
    client.post(f"/havblikk/innstillinger/sletting/{row.key}/")
    assert run(talk) == 1
    assert not Conversation.objects.exists()
    assert Request.objects.exists()


def test_a_clock_that_jumped_a_year_deletes_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch):
    run(talk)
    grow_old(talk)
    later = clock.now() + timedelta(days=365)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert run(talk) == 0
    assert Conversation.objects.exists()
    assert Deletion.objects.latest("id").stopped_by == brake.CLOCK


def test_the_job_serves_every_organisation(talk: Talk):
    grow_old(talk)
    assert jobs.keep_terms(timestamp=0) > 0
    assert jobs.keep_terms(timestamp=0) == 0


def test_people_can_neither_run_nor_release_it(talk: Talk):
    with pytest.raises(Refusal):
        actions.keep_terms(
            by=talk.by(talk.siri), policy=Policy.objects.get(organisation=talk.organisation)
        )
    row = Deletion.objects.create(organisation=talk.organisation, term="talk")
    coordinator = Viewer(
        organisation_id=talk.organisation.id, holdings=frozenset({Holding(Role.COORDINATOR)})
    )
    with pytest.raises(Refusal):
        actions.release(by=coordinator, deletion=row)


def test_every_rule_is_a_term_of_the_map_and_has_words():
    terms = {rule.term for rule in retention.rules(lambda by, person: None)}
    assert terms - policy.read().terms.keys() == set()
    assert terms == set(wording.TERMS)
