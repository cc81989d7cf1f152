"""Who can be asked, asked of the database."""

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations import actions as organisations
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.tests.factories import make_person, make_viewer
from storstua.supporters import actions, queries
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter, policy_of, system

pytestmark = pytest.mark.django_db


def asked(organisation: Organisation, on: date | None = None) -> set[str]:
    rows = queries.may_be_asked(organisation.id, on or clock.today(), policy_of(organisation))
    return set(rows.values_list("person__given_name", flat=True))


def test_only_those_who_lack_nothing_can_be_asked(organisation):
    organisations.set_policy(
        by=system(organisation), organisation=organisation, needs_membership=True
    )
    make_supporter(organisation, "Klar")
    make_supporter(organisation, "Pause", is_paused=True)
    make_supporter(organisation, "Uten vedtak", is_appointed=False)
    make_supporter(organisation, "Uten erklæring", has_declaration=False)
    make_supporter(organisation, "Uten kurs", has_course=False)
    make_supporter(organisation, "Uten år", birth_year=None)
    make_supporter(organisation, "For ung", birth_year=clock.today().year - 18)
    make_supporter(organisation, "Ikke medlem", is_member=False)
    assert asked(organisation) == {"Klar"}


def test_only_the_policy_decides_about_course_and_membership(organisation):
    organisations.set_policy(by=system(organisation), organisation=organisation, needs_course=False)
    make_supporter(organisation, "Uten kurs", has_course=False)
    make_supporter(organisation, "Ikke medlem", is_member=False)
    assert asked(organisation) == {"Uten kurs", "Ikke medlem"}


def test_nobody_of_another_organisation_can_be_asked(organisation):
    make_supporter(make_organisation(slug="annen"), "Annen")
    assert asked(organisation) == set()


def test_appointment_counts_from_its_first_to_its_last_day(organisation):
    by, today = system(organisation), clock.today()
    supporter = make_supporter(organisation, "Ola", is_appointed=False)
    first, last = today + timedelta(days=5), today + timedelta(days=9)
    actions.appoint(by=by, supporter=supporter, from_on=first, until_on=last)
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [asked(organisation, day) for day in days] == [set(), {"Ola"}, {"Ola"}, set()]
    assert [queries.was_appointed_on([supporter.id], day) for day in days] == [
        frozenset(),
        frozenset({supporter.id}),
        frozenset({supporter.id}),
        frozenset(),
    ]
    terms = queries.terms_of([supporter.id])[supporter.id]
    assert [term.covers(day) for day in days for term in terms] == [False, True, True, False]


def test_load_counts_talks_from_before_and_places_taken(organisation):
    by = system(organisation)
    supporter = make_supporter(organisation, capacity=3, starting_load=1)
    other = make_supporter(organisation, "Kari", capacity=1, starting_load=4)
    actions.take_place(
        by=by, supporter=supporter, kind=actions.PlaceKind.TALK, taken_by=supporter.key
    )
    rows = queries.may_be_asked(organisation.id, clock.today(), policy_of(organisation))
    assert {row.id: (row.load, row.free_places) for row in rows} == {
        supporter.id: (2, 1),
        other.id: (4, 0),
    }


def test_places_never_exceed_the_organisations_limit(organisation):
    supporter = make_supporter(organisation, capacity=5, starting_load=1)
    set_limit(organisation, 2)
    rows = queries.may_be_asked(organisation.id, clock.today(), policy_of(organisation))
    assert [(row.room, row.free_places) for row in rows] == [(2, 1)]
    standing = queries.standing(rows, clock.today(), policy_of(organisation))[supporter.id]
    assert (standing.known.capacity, standing.free_places) == (2, 1)
    take = partial(actions.take_place, by=system(organisation), supporter=supporter)
    take(kind=actions.PlaceKind.ASK, taken_by=uuid4())
    with pytest.raises(Refusal, match="ledig plass"):
        take(kind=actions.PlaceKind.TALK, taken_by=uuid4())


def set_limit(organisation: Organisation, most: int) -> None:
    by = system(organisation)
    organisations.set_policy(by=by, organisation=organisation, load_limit=most)


def test_a_person_may_not_set_more_talks_than_the_limit_allows(organisation):
    ola = make_person(organisation)
    by = make_viewer(organisation, Role.COORDINATOR)
    set_limit(organisation, 2)
    with pytest.raises(Refusal, match="grensen til 2 samtaler"):
        actions.enrol(by=by, person=ola, capacity=3)
    assert actions.enrol(by=by, person=ola).capacity == 2


class SameAnswer(TestCase):
    """The rule in Python and the rule in SQL say the same."""

    @settings(max_examples=25)
    @given(
        st.lists(
            st.fixed_dictionaries(
                {
                    "is_member": st.booleans(),
                    "birth_year": st.none() | st.integers(1990, 2012),
                    "is_appointed": st.booleans(),
                    "has_declaration": st.booleans(),
                    "has_course": st.booleans(),
                    "is_paused": st.booleans(),
                    "starting_load": st.integers(0, 4),
                }
            ),
            min_size=1,
            max_size=3,
        ),
        st.integers(15, 40),
        st.booleans(),
        st.booleans(),
    )
    def test_same_people_can_be_asked(self, rows, minimum_age, needs_course, needs_membership):
        organisation = make_organisation()
        policy = organisations.set_policy(
            by=system(organisation),
            organisation=organisation,
            minimum_age=minimum_age,
            needs_course=needs_course,
            needs_membership=needs_membership,
        )
        for values in rows:
            make_supporter(organisation, **values)
        today, own = clock.today(), Supporter.objects.filter(organisation=organisation)
        judged = queries.standing(own, today, policy)
        found = queries.may_be_asked(organisation.id, today, policy)
        assert set(found.values_list("id", flat=True)) == {
            row_id for row_id, standing in judged.items() if standing.may_be_asked
        }
        assert {row.id: row.free_places for row in found} == {
            row_id: standing.free_places
            for row_id, standing in judged.items()
            if standing.may_be_asked
        }
