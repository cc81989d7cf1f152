"""Changes to supporters: what they do, what they refuse, and for whom."""

from datetime import timedelta
from uuid import uuid4

import pytest

from storstua.activities.tests.factories import make_activity
from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.base.roles import Role
from storstua.notices.models import Notice
from storstua.organisations.models import Branch, Topic
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Consent, Person, Purpose
from storstua.people.tests.factories import make_person, make_viewer
from storstua.roles.tests.factories import make_helper
from storstua.supporters import actions, queries
from storstua.supporters.actions import PlaceKind, ProfileValues, Requirement, Terms
from storstua.supporters.models import (
    Appointment,
    Declaration,
    Pause,
    Place,
    Profile,
    Supporter,
    SupporterArea,
    SupporterTopic,
)
from storstua.supporters.sealing import story_of
from storstua.supporters.tests.factories import make_area, make_supporter, policy_of, system

pytestmark = pytest.mark.django_db


def verbs(supporter: Supporter) -> list[str]:
    rows = Entry.objects.filter(object_key=supporter.key).order_by("id")
    return list(rows.values_list("verb", flat=True))


def test_enrol_keeps_profile_areas_and_topics(organisation):
    areas = [make_area(organisation, "rygg"), make_area(organisation, "nakke")]
    profile = ProfileValues("relative", "f", 1980, "working", ("nb", "en"), ("chat",), "Hei")
    supporter = actions.enrol(
        by=system(organisation),
        person=make_person(organisation),
        office_id="S1",
        municipality="Herøy",
        county="Nordland",
        profile=profile,
        area_ids=[area.id for area in areas],
    )
    assert ProfileValues.of(Profile.objects.get(supporter=supporter)) == profile
    assert set(supporter.areas.values_list("area__code", flat=True)) == {"rygg", "nakke"}
    assert Terms.of(supporter) == Terms("S1", "Herøy", "Nordland")
    assert verbs(supporter) == ["enrol supporter"]


def test_enrol_refuses_the_same_person_and_the_same_id(organisation):
    supporter = make_supporter(organisation, office_id="S1")
    with pytest.raises(Refusal):
        actions.enrol(by=system(organisation), person=supporter.person)
    with pytest.raises(Refusal) as refused:
        actions.enrol(by=system(organisation), person=make_person(organisation), office_id="S1")
    assert refused.value.field == "office_id"


def test_enrol_takes_the_same_id_in_another_organisation(organisation):
    make_supporter(organisation, office_id="S1")
    other = make_supporter(make_organisation(slug="annen"), office_id="S1")
    assert other.office_id == "S1"


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.BOARD_MEMBER, Role.SUPERVISOR])
def test_enrol_refuses_those_who_do_not_keep_the_record(organisation, role):
    with pytest.raises(Refusal):
        actions.enrol(by=make_viewer(organisation, role), person=make_person(organisation))


def test_enrol_refuses_a_coordinator_of_another_organisation(organisation):
    stranger = make_viewer(make_organisation(slug="annen"), Role.COORDINATOR)
    with pytest.raises(Refusal):
        actions.enrol(by=stranger, person=make_person(organisation))


def test_change_profile_keeps_what_is_not_said(organisation):
    area, other = make_area(organisation, "rygg"), make_area(organisation, "nakke")
    supporter = make_supporter(organisation, areas=[area], story="Hei", office_id="S1")
    kept_row = SupporterArea.objects.get(supporter=supporter)
    changed = actions.change_profile(
        by=make_viewer(organisation, Role.COORDINATOR),
        supporter=supporter,
        seen=supporter.version,
        area_ids=[area.id, other.id],
    )
    assert story_of(Profile.objects.get(supporter=supporter)) == "Hei"
    assert (changed.office_id, changed.version) == ("S1", supporter.version + 1)
    rows = SupporterArea.objects.filter(supporter=supporter).order_by("id")
    assert [row.area_id for row in rows] == [area.id, other.id]
    assert rows[0].id == kept_row.id


def test_change_profile_replaces_terms_profile_and_topics(organisation):
    own = Topic.objects.filter(organisation=organisation).order_by("id")
    topics = list(own.values_list("id", flat=True))
    supporter = make_supporter(organisation, topic_ids=topics[:2])
    branch = Branch.objects.create(organisation=organisation, name="Oslo")
    terms = Terms("S9", "Alta", "Finnmark", 5, 1, branch)
    profile = ProfileValues("parent", "m", 1981, "retired", ("se",), ("visit",), "Ny")
    actions.change_profile(
        by=system(organisation),
        supporter=supporter,
        terms=terms,
        profile=profile,
        topic_ids=topics[1:3],
    )
    row = Supporter.objects.get(id=supporter.id)
    assert (Terms.of(row), ProfileValues.of(row.profile)) == (terms, profile)
    kept = SupporterTopic.objects.filter(supporter=row).values_list("topic_id", flat=True)
    assert set(kept) == set(topics[1:3])


def test_change_profile_refuses_when_someone_else_changed_it(organisation):
    supporter = make_supporter(organisation)
    with pytest.raises(ChangedMeanwhile):
        actions.change_profile(
            by=system(organisation), supporter=supporter, seen=supporter.version + 1
        )


def test_change_profile_refuses_an_id_that_another_has(organisation):
    make_supporter(organisation, office_id="S1")
    supporter = make_supporter(organisation, office_id="S2")
    with pytest.raises(Refusal):
        actions.change_profile(by=system(organisation), supporter=supporter, terms=Terms("S1"))


def test_coordinator_of_a_branch_changes_only_that_branch(organisation):
    here = Branch.objects.create(organisation=organisation, name="Her")
    there = Branch.objects.create(organisation=organisation, name="Der")
    by = make_viewer(organisation, Role.COORDINATOR, branch=here)
    mine, other = make_supporter(organisation, branch=here), make_supporter(organisation)
    actions.change_profile(by=by, supporter=mine, terms=Terms(branch=here, office_id="S1"))
    for foreign in (other, make_supporter(organisation, branch=there)):
        with pytest.raises(Refusal):
            actions.change_profile(by=by, supporter=foreign, terms=Terms())
    for elsewhere in (there, None):
        with pytest.raises(Refusal):
            actions.change_profile(by=by, supporter=mine, terms=Terms(branch=elsewhere))
    assert Supporter.objects.get(id=mine.id).branch == here


def test_change_own_leaves_what_the_organisation_decides(organisation):
    area = make_area(organisation, "rygg")
    supporter = make_supporter(organisation, areas=[area], gender="f", is_approved_for_minors=True)
    changed = actions.change_own(
        by=make_viewer(organisation, Role.SUPPORTER, person=supporter.person),
        supporter=supporter,
        capacity=1,
        story=" Hei ",
        life_phase="retired",
        languages=("nb", "so"),
        contact_forms=("visit",),
        topic_ids=[],
    )
    profile = Profile.objects.get(supporter=supporter)
    assert ProfileValues.of(profile) == ProfileValues(
        "self", "f", 1970, "retired", ("nb", "so"), ("visit",), "Hei"
    )
    assert (changed.capacity, changed.is_approved_for_minors) == (1, True)
    assert [row.area_id for row in supporter.areas.all()] == [area.id]


def test_change_own_refuses_everyone_else(organisation):
    supporter, other = make_supporter(organisation), make_supporter(organisation, "Kari")
    for by in (
        make_viewer(organisation, Role.COORDINATOR),
        make_viewer(organisation, Role.SUPPORTER, person=other.person),
        make_viewer(organisation, Role.SUPPORTER),
    ):
        with pytest.raises(Refusal):
            actions.change_own(
                by=by,
                supporter=supporter,
                capacity=1,
                story="",
                life_phase="",
                languages=(),
                contact_forms=(),
                topic_ids=(),
            )


def test_remove_takes_out_the_supporter_and_leaves_the_person(organisation):
    supporter = make_supporter(organisation, areas=[make_area(organisation, "rygg")])
    actions.remove(by=system(organisation), supporter=supporter)
    assert not Supporter.objects.filter(organisation=organisation).exists()
    assert Person.objects.filter(id=supporter.person_id).exists()


def test_remove_refuses_when_someone_was_asked(organisation):
    supporter = make_supporter(organisation)
    key = uuid4()
    by = system(organisation)
    actions.take_place(by=by, supporter=supporter, kind=PlaceKind.ASK, taken_by=key)
    actions.release_place(by=by, supporter=supporter, taken_by=key)
    with pytest.raises(Refusal):
        actions.remove(by=by, supporter=supporter)
    assert Supporter.objects.filter(id=supporter.id).exists()


def test_remove_refuses_someone_who_stands_in_an_activity(organisation):
    supporter = make_supporter(organisation)
    activity = make_activity(organisation, supporters=[supporter])
    with pytest.raises(Refusal):
        actions.remove(by=system(organisation), supporter=supporter)
    assert Supporter.objects.filter(id=supporter.id).exists()
    assert activity.supporters.count() == 1


def test_supporter_is_found_by_the_person_they_are(organisation):
    supporter = make_supporter(organisation)
    found = queries.for_person(supporter.person_id)
    assert (found, found.profile.birth_year) == (supporter, 1970)
    assert queries.for_person(make_person(organisation).id) is None


def test_remove_refuses_others_than_those_who_keep_the_record(organisation):
    supporter = make_supporter(organisation)
    with pytest.raises(Refusal):
        actions.remove(by=make_viewer(organisation, Role.BOARD_MEMBER), supporter=supporter)


def test_marks_are_noted_once_and_cleared(organisation):
    one, other = make_supporter(organisation), make_supporter(organisation, "Kari", "Vik")
    by = system(organisation)
    actions.mark(by=by, supporter=one, kind=actions.SAME_MAIL, other=other)
    actions.mark(by=by, supporter=one, kind=actions.SAME_MAIL, other=other)
    one.refresh_from_db()
    everyone = Supporter.objects.all()
    assert [(mark.kind, mark.name) for mark in queries.marks_of(one, everyone)] == [
        (actions.SAME_MAIL, "Kari Vik")
    ]
    strangers = everyone.exclude(id=other.id)
    assert [mark.name for mark in queries.marks_of(one, strangers)] == [""]
    actions.clear_marks(by=by, supporter=one)
    one.refresh_from_db()
    assert queries.marks_of(one, everyone) == []


def test_newcomer_of_the_same_name_and_mobile_is_refused(organisation):
    by = make_viewer(organisation, Role.COORDINATOR)
    said = {"organisation": organisation, "family_name": "Vik", "phone": "+4799112233"}
    actions.enrol_newcomer(by=by, given_name="Kari", **said)
    with pytest.raises(Refusal):
        actions.enrol_newcomer(by=by, given_name="kari", **said)


def test_newcomer_with_the_mail_of_another_is_marked_and_not_merged(organisation):
    by = make_viewer(organisation, Role.COORDINATOR)
    said = {"by": by, "organisation": organisation, "email": "felles@example.org"}
    first = actions.enrol_newcomer(given_name="Kari", family_name="Vik", **said)
    second = actions.enrol_newcomer(given_name="Per", family_name="Vik", **said)
    second.refresh_from_db()
    assert [mark.key for mark in queries.marks_of(second, Supporter.objects.all())] == [first.key]
    assert queries.reached(second).email == "felles@example.org"


def test_newcomer_is_refused_to_others_than_coordinators(organisation):
    with pytest.raises(Refusal):
        actions.enrol_newcomer(
            by=make_viewer(organisation, Role.SUPPORTER),
            organisation=organisation,
            given_name="Kari",
            family_name="Vik",
        )


@pytest.mark.parametrize(("first", "last"), [(0, None), (5, 15), (-5, 0), (20, None)])
def test_appoint_refuses_a_time_that_is_taken(organisation, first, last):
    today, by = clock.today(), system(organisation)
    supporter = make_supporter(organisation, is_appointed=False)
    actions.appoint(
        by=by,
        supporter=supporter,
        from_on=today,
        until_on=today + timedelta(days=30),
    )
    with pytest.raises(Refusal):
        actions.appoint(
            by=by,
            supporter=supporter,
            from_on=today + timedelta(days=first),
            until_on=None if last is None else today + timedelta(days=last),
        )


def test_appoint_again_after_the_last_day(organisation):
    today, by = clock.today(), make_viewer(organisation, Role.BOARD_MEMBER)
    supporter = make_supporter(organisation, is_appointed=False)
    day = timedelta(days=1)
    earlier = {"from_on": today - 9 * day, "until_on": today - day, "minute_number": "2/2026"}
    actions.appoint(by=by, supporter=supporter, **earlier)
    made = actions.appoint(by=by, supporter=supporter, from_on=today, minute_number=" 14/2026 ")
    assert (made.minute_number, Appointment.objects.count()) == ("14/2026", 2)


def test_appoint_refuses_a_last_day_before_the_first(organisation):
    supporter = make_supporter(organisation, is_appointed=False)
    today = clock.today()
    with pytest.raises(Refusal) as refused:
        actions.appoint(
            by=system(organisation),
            supporter=supporter,
            from_on=today,
            until_on=today - timedelta(days=1),
        )
    assert refused.value.field == "until_on"


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.SUPERVISOR, Role.MEMBER])
def test_appoint_and_end_refuse_those_who_do_not_appoint(organisation, role):
    supporter = make_supporter(organisation)
    by = make_viewer(organisation, role, person=supporter.person)
    with pytest.raises(Refusal):
        actions.appoint(by=by, supporter=supporter, from_on=clock.today())
    with pytest.raises(Refusal):
        actions.end_appointment(by=by, supporter=supporter)


def test_end_appointment_holds_from_the_day_after(organisation):
    supporter, today, by = make_supporter(organisation), clock.today(), system(organisation)
    actions.end_appointment(by=by, supporter=supporter, last_on=today)
    policy = policy_of(organisation)
    asked = [
        queries.may_be_asked(organisation.id, today + timedelta(days=days), policy).count()
        for days in (0, 1)
    ]
    assert asked == [1, 0]
    with pytest.raises(Refusal):
        actions.end_appointment(by=by, supporter=supporter, last_on=today)


def test_end_appointment_takes_away_one_that_has_not_begun(organisation):
    supporter = make_supporter(organisation, is_appointed=False)
    by, ahead = system(organisation), clock.today() + timedelta(days=9)
    actions.appoint(by=by, supporter=supporter, from_on=ahead)
    actions.end_appointment(by=by, supporter=supporter)
    assert not Appointment.objects.filter(supporter=supporter).exists()


def test_end_appointment_refuses_a_last_day_before_the_first(organisation):
    supporter = make_supporter(organisation, since=clock.today() - timedelta(days=9))
    with pytest.raises(Refusal) as refused:
        actions.end_appointment(
            by=system(organisation),
            supporter=supporter,
            last_on=clock.today() - timedelta(days=10),
        )
    assert refused.value.field == "last_on"
    assert Appointment.objects.get().until_on is None


def test_declaration_on_paper_is_recorded_by_the_coordinator_only(organisation):
    supporter = make_supporter(organisation, has_declaration=False)
    own = make_viewer(organisation, Role.SUPPORTER, person=supporter.person)
    sign = {"supporter": supporter, "signed_on": clock.today()}
    with pytest.raises(Refusal):
        actions.sign_declaration(by=own, seen_on_paper=True, **sign)
    coordinator = make_viewer(organisation, Role.COORDINATOR)
    first = actions.sign_declaration(by=coordinator, seen_on_paper=True, **sign)
    assert first.seen_on_paper is True
    assert actions.sign_declaration(by=own, **sign).id == first.id
    assert verbs(supporter).count("sign declaration") == 1


def test_declaration_stands_when_the_role_has_ended(organisation):
    supporter, today = make_supporter(organisation), clock.today()
    signed_on = Declaration.objects.get().signed_on
    actions.end_appointment(by=system(organisation), supporter=supporter, last_on=today)
    later = today + timedelta(days=400)
    assert queries.gone(later).filter(id=supporter.id).exists()
    assert Declaration.objects.get(supporter=supporter).signed_on == signed_on
    known = queries.with_known(Supporter.objects.filter(id=supporter.id), later).get()
    assert known.declared_on == signed_on


def test_declaration_of_another_is_refused(organisation):
    supporter = make_supporter(organisation, has_declaration=False)
    by = make_viewer(organisation, Role.SUPPORTER, person=make_person(organisation))
    with pytest.raises(Refusal):
        actions.sign_declaration(by=by, supporter=supporter, signed_on=clock.today())


def test_days_ahead_are_refused(organisation):
    supporter, by = make_supporter(organisation), system(organisation)
    ahead = clock.today() + timedelta(days=1)
    with pytest.raises(Refusal):
        actions.sign_declaration(by=by, supporter=supporter, signed_on=ahead)
    with pytest.raises(Refusal):
        actions.record_fulfilment(
            by=by, supporter=supporter, requirement=Requirement.COURSE, on=ahead
        )


def test_fulfilment_twice_is_once_and_only_for_the_keeper(organisation):
    supporter, today = make_supporter(organisation, has_course=False), clock.today()
    said = {"supporter": supporter, "requirement": Requirement.SUPERVISION, "on": today}
    with pytest.raises(Refusal):
        actions.record_fulfilment(
            by=make_viewer(organisation, Role.SUPPORTER, person=supporter.person), **said
        )
    one = actions.record_fulfilment(by=system(organisation), **said)
    assert actions.record_fulfilment(by=system(organisation), **said).id == one.id
    assert verbs(supporter).count("record fulfilment") == 1


def test_membership_is_recorded_once(organisation):
    supporter, by = make_supporter(organisation, is_member=False), system(organisation)
    actions.record_membership(by=by, supporter=supporter)
    actions.record_membership(by=by, supporter=supporter)
    assert Person.objects.get(id=supporter.person_id).is_member is True
    assert verbs(supporter).count("record membership") == 1
    actions.record_membership(by=by, supporter=supporter, is_member=False)
    assert Person.objects.get(id=supporter.person_id).is_member is False


def test_pause_works_at_once_and_resume_ends_it_at_once(organisation):
    supporter, today = make_supporter(organisation), clock.today()
    own = make_viewer(organisation, Role.SUPPORTER, person=supporter.person)
    policy = policy_of(organisation)
    asked = queries.may_be_asked(organisation.id, today, policy)
    actions.pause(by=own, supporter=supporter)
    assert asked.count() == 0
    actions.resume(by=own, supporter=supporter)
    assert asked.count() == 1
    assert Pause.objects.count() == 0
    actions.resume(by=own, supporter=supporter)
    assert verbs(supporter)[-2:] == ["pause supporter", "resume supporter"]


def test_pause_ends_by_itself_after_its_last_day(organisation):
    supporter, today = make_supporter(organisation), clock.today()
    last = today + timedelta(days=6)
    actions.pause(by=system(organisation), supporter=supporter, until_on=last)
    policy = policy_of(organisation)
    asked = [
        queries.may_be_asked(organisation.id, day, policy).count()
        for day in (last, last + timedelta(days=1))
    ]
    assert asked == [0, 1]


def test_resume_keeps_the_days_that_were_paused(organisation):
    supporter, today = make_supporter(organisation), clock.today()
    day = timedelta(days=1)
    Pause.objects.create(organisation=organisation, supporter=supporter, from_on=today - 3 * day)
    actions.resume(by=system(organisation), supporter=supporter)
    assert Pause.objects.get().until_on == today - day


def test_a_new_pause_replaces_the_one_that_runs(organisation):
    supporter, today = make_supporter(organisation, is_paused=True), clock.today()
    actions.pause(by=system(organisation), supporter=supporter, until_on=today)
    assert Pause.objects.get().until_on == today


def test_pause_refuses_others_and_days_gone_by(organisation):
    supporter, other = make_supporter(organisation), make_supporter(organisation, "Kari")
    for by in (
        make_viewer(organisation, Role.SUPPORTER, person=other.person),
        make_viewer(organisation, Role.BOARD_MEMBER),
        make_viewer(make_organisation(slug="annen"), Role.COORDINATOR),
    ):
        with pytest.raises(Refusal):
            actions.pause(by=by, supporter=supporter)
    with pytest.raises(Refusal):
        actions.pause(
            by=system(organisation),
            supporter=supporter,
            until_on=clock.today() - timedelta(days=1),
        )


def test_places_are_taken_until_none_is_left(organisation):
    supporter, by = make_supporter(organisation, capacity=2, starting_load=1), system(organisation)
    first = uuid4()
    actions.take_place(by=by, supporter=supporter, kind=PlaceKind.ASK, taken_by=first)
    with pytest.raises(Refusal):
        actions.take_place(by=by, supporter=supporter, kind=PlaceKind.TALK, taken_by=uuid4())
    actions.release_place(by=by, supporter=supporter, taken_by=first)
    actions.release_place(by=by, supporter=supporter, taken_by=first)
    actions.take_place(by=by, supporter=supporter, kind=PlaceKind.TALK, taken_by=uuid4())
    assert verbs(supporter)[-3:] == ["take place", "release place", "take place"]


def test_an_ask_that_becomes_a_talk_keeps_its_place(organisation):
    supporter, by, key = make_supporter(organisation, capacity=1), system(organisation), uuid4()
    ask = actions.take_place(by=by, supporter=supporter, kind=PlaceKind.ASK, taken_by=key)
    again = actions.take_place(by=by, supporter=supporter, kind=PlaceKind.ASK, taken_by=key)
    talk = actions.take_place(by=by, supporter=supporter, kind=PlaceKind.TALK, taken_by=key)
    assert (ask.id, ask.id) == (again.id, talk.id)
    assert Place.objects.get().kind == PlaceKind.TALK


def test_an_ask_to_someone_who_cannot_be_asked_is_refused(organisation):
    supporter, by = make_supporter(organisation, is_paused=True), system(organisation)
    with pytest.raises(Refusal):
        actions.take_place(by=by, supporter=supporter, kind=PlaceKind.ASK, taken_by=uuid4())
    actions.take_place(by=by, supporter=supporter, kind=PlaceKind.TALK, taken_by=uuid4())


def test_places_of_another_organisation_are_refused(organisation):
    supporter = make_supporter(organisation)
    stranger = make_viewer(make_organisation(slug="annen"), Role.COORDINATOR)
    with pytest.raises(Refusal):
        actions.take_place(by=stranger, supporter=supporter, kind=PlaceKind.TALK, taken_by=uuid4())


def test_shown_fields_are_exactly_those_chosen(organisation):
    supporter = make_supporter(organisation, shows=[Purpose.DIRECTORY_NAME])
    own = make_viewer(organisation, Role.SUPPORTER, person=supporter.person)
    actions.show_fields(
        by=own, supporter=supporter, fields=[Purpose.DIRECTORY_STORY, Purpose.REQUEST]
    )
    assert queries.shown_by(supporter) == {Purpose.DIRECTORY_STORY}
    assert not Consent.objects.filter(purpose=Purpose.REQUEST).exists()
    before = len(verbs(supporter))
    actions.show_fields(by=own, supporter=supporter, fields=[Purpose.DIRECTORY_STORY])
    assert len(verbs(supporter)) == before


def test_only_the_supporter_chooses_what_is_shown(organisation):
    supporter = make_supporter(organisation)
    with pytest.raises(Refusal):
        actions.show_fields(
            by=make_viewer(organisation, Role.COORDINATOR),
            supporter=supporter,
            fields=[Purpose.DIRECTORY_NAME],
        )


def test_ask_for_help_tells_every_coordinator(organisation):
    supporter = make_supporter(organisation)
    own = make_viewer(organisation, Role.SUPPORTER, person=supporter.person)
    siri = make_helper(organisation)
    actions.ask_for_help(by=own, supporter=supporter)
    assert [(row.person_id, row.path) for row in Notice.objects.all()] == [
        (siri.id, f"/arbeid/likepersoner/{supporter.key}/")
    ]
