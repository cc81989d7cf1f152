"""The task list and the words for a supporter, over plain facts."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation

from storstua.organisations.models import Policy
from storstua.supporters import wording
from storstua.supporters.standing import Known, standing
from storstua.supporters.tasks import tasks_of

TODAY = date(2026, 11, 22)
POLICY = Policy(minimum_age=25, needs_course=True, needs_membership=True)
READY = Known(
    birth_year=1970,
    is_member=True,
    appointed_from=date(2024, 1, 1),
    declared_on=date(2024, 1, 2),
    course_on=date(2023, 9, 1),
    capacity=3,
)
TO_KEEP = dict.fromkeys(("course", "membership", "declaration", "record", "supervision"), "/x/")


def listed(known: Known, policy: Policy = POLICY, **row: object) -> dict[str, tuple[str, str, str]]:
    profile = SimpleNamespace(languages=["nb"], contact_forms=["chat"])
    values = {
        "area_ids": [1],
        "profile": profile,
        "appointed_from": known.appointed_from,
        "appointed_until": None,
        "minute_number": "",
        **row,
    }
    tasks = tasks_of(
        SimpleNamespace(**values),
        standing(known, policy, TODAY),
        policy,
        to_keep=TO_KEEP,
        to_appoint="/oppnevn/",
    )
    return {str(task.label): (str(task.status), task.url, str(task.note)) for task in tasks}


def test_every_demand_is_a_task_in_order():
    assert list(listed(READY)) == [
        "Kurs",
        "Medlemskap",
        "Alder, minst 25 år",
        "Profil",
        "Taushetserklæring",
        "Oppnevning",
    ]


def test_what_the_policy_does_not_ask_is_no_task():
    policy = Policy(minimum_age=18, needs_course=False, needs_membership=False)
    assert set(listed(READY, policy)) == {
        "Alder, minst 18 år",
        "Profil",
        "Taushetserklæring",
        "Oppnevning",
    }


def test_appointment_that_lasts_leads_nowhere_and_one_that_ends_leads_to_the_next():
    assert listed(READY)["Oppnevning"] == ("1. januar 2024", "", "")
    ends = listed(READY, appointed_until=date(2027, 1, 1), minute_number="14/2023")
    note = "Sak 14/2023, til og med 1. januar 2027"
    assert ends["Oppnevning"] == ("1. januar 2024", "/oppnevn/", note)


@pytest.mark.parametrize(
    ("appointer", "named", "said"),
    [
        ("board", "", "Styret oppnevner."),
        ("branch_board", "", "Styret i laget oppnevner."),
        ("named_person", "Berit Dahl", "Berit Dahl oppnevner."),
        ("named_person", "", "En navngitt person oppnevner."),
    ],
)
def test_missing_appointment_says_who_decides(appointer, named, said):
    policy = Policy(minimum_age=25, appointer=appointer, named_appointer=named)
    found = listed(replace(READY, appointed_from=None), policy)
    assert found["Oppnevning"] == ("Mangler", "/oppnevn/", said)


@pytest.mark.parametrize(
    ("birth_year", "status"), [(None, "Fødselsår mangler"), (2001, "Ikke ennå"), (2000, "I orden")]
)
def test_age_is_told_as_surely_as_it_is_known(birth_year, status):
    known = replace(READY, birth_year=birth_year)
    assert listed(known)["Alder, minst 25 år"][0] == status


def test_profile_without_experience_is_not_finished():
    assert listed(READY, area_ids=[])["Profil"][0] == "Ikke ferdig"


@pytest.mark.parametrize(
    ("known", "status", "note"),
    [
        (replace(READY, appointed_from=None), "Begynner med oppnevningen", ""),
        (READY, "På tide", ""),
        (
            replace(READY, supervised_on=date(2026, 11, 1)),
            "Innen 1. desember 2026",
            "Sist 1. november 2026",
        ),
    ],
)
def test_supervision_is_a_task_where_the_policy_has_an_interval(known, status, note):
    policy = Policy(minimum_age=25, supervision_every_days=30)
    assert listed(known, policy)["Veiledning"] == (status, "/x/", note)


@pytest.mark.parametrize(
    ("language", "decade", "said"),
    [
        ("nb", 0, ""),
        ("nb", 10, "under 20 år"),
        ("nb", 40, "i 40-årene"),
        ("nn", 40, "i 40-åra"),
        ("en", 40, "in their 40s"),
        ("de", 40, "in den 40ern"),
    ],
)
def test_age_is_said_roughly(language, decade, said):
    with translation.override(language):
        assert wording.decade_words(decade) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Mangler kurs, taushetserklæring"),
        ("nn", "Manglar kurs, teiepliktserklæring"),
        ("en", "Lacks course, confidentiality declaration"),
        ("de", "Es fehlt: Kurs, Verschwiegenheitserklärung"),
    ],
)
def test_what_lacks_is_said_in_every_language(language, said):
    found = standing(replace(READY, course_on=None, declared_on=None), POLICY, TODAY)
    with translation.override(language):
        assert wording.state_words(found) == said


@pytest.mark.parametrize(
    ("load", "said"),
    [
        (0, "Ingen samtaler nå, plass til 3 til"),
        (1, "1 samtale, plass til 2 til"),
        (2, "2 samtaler, plass til 1 til"),
        (3, "3 samtaler, ingen ledig plass"),
        (5, "5 samtaler, ingen ledig plass"),
    ],
)
def test_load_is_said_in_words(load, said):
    assert wording.load_words(standing(replace(READY, load=load), POLICY, TODAY)) == said


def test_room_for_one_and_for_more_is_said_in_german():
    with translation.override("de"):
        one, two = (standing(replace(READY, load=load), POLICY, TODAY) for load in (2, 1))
        assert wording.load_words(one).endswith("Platz für 1 weiteres")
        assert wording.load_words(two).endswith("Platz für 2 weitere")


def test_pause_is_said_to_others_and_to_oneself():
    until = replace(READY, paused_from=TODAY, paused_until=date(2026, 12, 1))
    found = standing(until, POLICY, TODAY)
    assert wording.state_words(found) == "Har pause til og med 1. desember 2026"
    assert wording.own_pause_words(found) == "Du har pause til og med 1. desember 2026"
    found = standing(replace(READY, paused_from=TODAY), POLICY, TODAY)
    assert wording.own_pause_words(found) == "Du har pause til videre"


def test_experience_is_said_with_whose_it_is():
    facts = SimpleNamespace(area=lambda _id: SimpleNamespace(name_in=lambda _language: "Rygg"))
    assert wording.known_for(facts, [1], "self") == "Rygg"
    assert wording.known_for(facts, [1], "parent") == "Rygg – forelder"
    assert wording.known_for(facts, [], "relative") == "pårørende"
    assert wording.place_words("Oslo", "Oslo") == "Oslo"
