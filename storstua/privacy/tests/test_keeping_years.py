"""Ended service, activities, proof, invitations and the log go when their term is over."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from storstua import vault
from storstua.activities import actions as activities
from storstua.activities.models import Activity
from storstua.activities.tests.factories import make_activity
from storstua.audit import chaining
from storstua.audit.models import Entry, Link
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Organisation, Policy, Signpost
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions as people
from storstua.people.models import ContactPoint, Person
from storstua.people.tests.factories import make_person
from storstua.privacy import actions, brake, log_terms, retention
from storstua.privacy.models import Deletion
from storstua.reports.models import Decision
from storstua.roles import actions as roles
from storstua.roles.models import Invitation, Proposal
from storstua.roles.sealing import place_of
from storstua.roles.tests.factories import make_helper, make_invitation, viewer_of
from storstua.supporters import actions as supporters
from storstua.supporters.models import Appointment, Declaration, Profile, Supporter
from storstua.supporters.sealing import place_of as place_of_story
from storstua.supporters.tests.factories import make_supporter

pytestmark = pytest.mark.django_db
RULES = {rule.term: rule for rule in retention.rules(lambda by, person: None)}
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """The clock stands at NOON, whatever day the tests are run on."""
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def policy(organisation) -> Policy:
    return Policy.objects.get(organisation=organisation)


def run(policy: Policy) -> int:
    by = Viewer.system(policy.organisation_id, "test")
    return actions.keep_terms(by=by, policy=policy)


def due(term: str, policy: Policy, at: datetime) -> list[object]:
    return list(RULES[term].due(policy, at))


def ended(organisation, name: str, on: date, **more) -> Supporter:
    """A supporter whose last appointment ended on a day."""
    made = make_supporter(organisation, name, is_member=False, story="Det var en gang.", **more)
    Appointment.objects.filter(supporter=made).update(from_on=on - timedelta(days=365), until_on=on)
    return made


def test_a_service_is_over_the_day_after_its_days_and_not_before(organisation, policy):
    last = clock.day_of(NOON) - timedelta(days=policy.keep_closed_days)
    supporter = ended(organisation, "Ola", last)
    assert due("service", policy, NOON) == []
    assert due("service", policy, NOON + timedelta(days=1)) == [supporter]


def test_nobody_who_serves_or_was_never_appointed_is_over(organisation, policy):
    make_supporter(organisation, "Kari")
    make_supporter(organisation, "Ny", is_appointed=False)
    again = ended(organisation, "Igjen", date(2020, 1, 1))
    by = Viewer.command_line(organisation.id)
    supporters.appoint(by=by, supporter=again, from_on=date(2024, 1, 1))
    far = NOON + timedelta(days=40_000)
    assert due("service", policy, far) == []
    assert due("proof", policy, far) == []


def test_of_an_ended_service_the_proof_stays_and_the_story_opens_no_more(organisation, policy):
    supporter = ended(organisation, "Ola", clock.today() - timedelta(days=200))
    profile = Profile.objects.get(supporter=supporter)
    assert run(policy) == 1
    vault.finish_erasures()
    assert not Profile.objects.filter(supporter=supporter).exists()
    assert Appointment.objects.filter(supporter=supporter).exists()
    assert Declaration.objects.filter(supporter=supporter).exists()
    assert Supporter.objects.get(id=supporter.id).municipality == ""
    with pytest.raises(vault.Tampered):
        vault.open_sealed(profile.sealed_story, place_of_story(profile))
    assert run(policy) == 0


def test_activities_go_after_the_years_with_all_that_hangs_on_them(organisation, policy):
    supporter = make_supporter(organisation, "Ola")
    last = NOON.date().replace(year=NOON.year - policy.keep_activities_years)
    kept = make_activity(organisation, [supporter], done_on=last)
    assert due("activities", policy, NOON) == []
    assert due("activities", policy, NOON + timedelta(days=1)) == [kept]
    old = make_activity(organisation, [supporter], done_on=date(2019, 5, 2))
    Decision.objects.create(
        organisation=organisation, activity=old, counts=True, reason="other", questions=[]
    )
    assert run(policy) == 1
    assert list(Activity.objects.all()) == [kept]
    assert not Decision.objects.exists()
    assert Entry.objects.filter(verb="forget activity", object_key=old.key).count() == 1


def test_the_proof_goes_after_the_years_with_the_person_and_how_they_were_reached(
    organisation, policy
):
    supporter = ended(organisation, "Ola", date(2015, 1, 1))
    by = Viewer.command_line(organisation.id)
    people.set_contact_point(by=by, person=supporter.person, kind="phone", value="+4791234567")
    run(policy)
    assert not Supporter.objects.filter(id=supporter.id).exists()
    assert not Person.objects.filter(id=supporter.person_id).exists()
    assert not ContactPoint.objects.exists()


def test_a_member_stays_known_when_the_proof_goes(organisation, policy):
    supporter = ended(organisation, "Ola", date(2015, 1, 1))
    Person.objects.filter(id=supporter.person_id).update(is_member=True)
    run(policy)
    assert not Supporter.objects.filter(id=supporter.id).exists()
    assert Person.objects.filter(id=supporter.person_id).exists()


def test_the_proof_stays_as_long_as_an_activity_names_the_supporter(organisation, policy):
    supporter = ended(organisation, "Ola", date(2015, 1, 1))
    make_activity(organisation, [supporter], done_on=clock.today() - timedelta(days=30))
    run(policy)
    assert Appointment.objects.filter(supporter=supporter).exists()


def test_old_invitations_go_with_address_and_signpost(organisation, policy):
    invitation, _secret = make_invitation(organisation)
    ends = invitation.expires_at + timedelta(days=policy.keep_closed_days)
    assert due("invitations", policy, ends) == []
    assert due("invitations", policy, ends + timedelta(seconds=1)) == [invitation]
    Invitation.objects.update(expires_at=clock.now() - timedelta(days=900))
    assert run(policy) == 1
    vault.finish_erasures()
    assert (Invitation.objects.count(), Signpost.objects.count()) == (0, 0)
    with pytest.raises(vault.Tampered):
        vault.open_sealed(invitation.sealed_email, place_of(invitation))


def test_old_proposals_go_and_people_forget_none(organisation, policy):
    astrid = make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    person = make_person(organisation, "Ola")
    by = viewer_of(astrid)
    proposal = roles.propose_role(by=by, person=person, role=Role.COORDINATOR)
    ends = proposal.lapses_at + timedelta(days=policy.keep_closed_days)
    assert due("proposals", policy, ends + timedelta(seconds=1)) == []
    roles.take_back(by=by, proposal=proposal)
    assert due("proposals", policy, ends) == []
    assert due("proposals", policy, ends + timedelta(seconds=1)) == [proposal]
    for who in (by, Viewer.system(organisation.id + 1, "test")):
        with pytest.raises(Refusal):
            roles.forget_proposal(by=who, proposal=proposal)
    Proposal.objects.update(lapses_at=clock.now() - timedelta(days=900))
    assert (run(policy), Proposal.objects.count()) == (1, 0)


def write(organisation, at: datetime, key=None, noun: str = "people.person") -> Entry:
    entry = Entry(organisation_id=organisation.id, kind="change", verb="x", at=at)
    entry.noun, entry.object_key = (noun, key) if key else ("", None)
    entry.save(force_insert=True)
    return entry


def test_a_line_about_nothing_goes_after_24_months_and_not_before(organisation):
    write(organisation, NOON - timedelta(days=731))
    chaining.grow()
    first = Entry.objects.order_by("at").first()
    assert first
    ends = first.at.replace(year=first.at.year + 2)
    assert log_terms.due(ends) == []
    assert log_terms.due(ends + timedelta(seconds=1)) == [first.id]


def test_a_line_stays_as_long_as_what_it_tells_of_and_24_months_longer(organisation, policy):
    person = Person.objects.create(organisation=organisation, given_name="Kari")
    long_ago, lately = clock.now() - timedelta(days=1500), clock.now() - timedelta(days=30)
    about_somebody = write(organisation, long_ago, person.key)
    erased = Person(organisation=organisation).key
    about_erased = write(organisation, long_ago, erased)
    erasing = write(organisation, lately, erased)
    forgotten = write(organisation, long_ago, Person(organisation=organisation).key)
    strange = write(organisation, long_ago, Person(organisation=organisation).key, "gone.table")
    chaining.grow()
    assert log_terms.due(clock.now()) == [forgotten.id, strange.id]
    assert run(policy) == 2
    left = set(Entry.objects.values_list("id", flat=True))
    assert {about_somebody.id, about_erased.id, erasing.id} <= left
    assert {forgotten.id, strange.id} & left == set()
    assert chaining.first_break(clock.now() - timedelta(days=735)) is None
    assert Link.objects.filter(entry_id=forgotten.id).exists()


def test_what_is_not_in_the_chain_yet_stays(organisation, policy):
    write(organisation, clock.now() - timedelta(days=1500))
    assert log_terms.due(clock.now()) == []


def test_what_goes_within_a_week_is_told_beforehand(organisation, policy):
    day = clock.today() - timedelta(days=policy.keep_closed_days)
    ended(organisation, "Ola", day + timedelta(days=3))
    ended(organisation, "Per", day + timedelta(days=9))
    run(policy)
    told = Deletion.objects.get(term="service")
    assert (told.due_count, told.deleted_count, told.coming_count) == (0, 0, 1)


def test_far_more_than_usual_is_stopped_for_these_too(organisation, policy, monkeypatch):
    monkeypatch.setattr(brake, "ALWAYS", 0)
    ended(organisation, "Ola", clock.today() - timedelta(days=200))
    assert run(policy) == 0
    assert Profile.objects.exists()
    told = Deletion.objects.get(term="service")
    assert (told.due_count, told.stopped_by) == (1, brake.AMOUNT)


def test_people_can_forget_nothing_of_this(organisation):
    supporter = ended(organisation, "Ola", date(2015, 1, 1))
    invitation, _secret = make_invitation(organisation)
    siri = Viewer(organisation_id=organisation.id, holdings=frozenset({Holding(Role.COORDINATOR)}))
    elsewhere = Viewer.system(organisation.id + 1, "test")
    activity = make_activity(organisation, [supporter])
    for by in (siri, elsewhere):
        with pytest.raises(Refusal):
            supporters.forget_service(by=by, supporter=supporter)
        with pytest.raises(Refusal):
            supporters.forget_proof(by=by, supporter=supporter)
        with pytest.raises(Refusal):
            roles.forget_invitation(by=by, invitation=invitation)
        with pytest.raises(Refusal):
            activities.forget(by=by, activities=[activity])
    assert Appointment.objects.filter(supporter=supporter).exists()
