"""What people press and what the rules read are two words for one thing."""

from datetime import date

import pytest

from storstua.activities.choices import (
    GATHERINGS,
    Figure,
    Mode,
    Type,
    What,
    figure_of,
    type_and_mode,
    what_of,
    whats_in,
)
from storstua.activities.period import Period, year_choices
from storstua.activities.places import country_choices, place_choices, place_code, read_place


@pytest.mark.parametrize("what", What)
def test_choice_when_turned_into_codes_and_back_is_the_same(what):
    assert what_of(*type_and_mode(what)) is what


def test_every_type_and_mode_has_a_word():
    words = {what_of(type_, mode) for type_ in Type for mode in Mode}
    assert words == set(What)


def test_gathering_when_by_video_is_so_and_a_visit_never():
    assert type_and_mode(What.SUPPORT_GROUP, Mode.VIDEO) == (Type.SUPPORT_GROUP, Mode.VIDEO)
    assert type_and_mode(What.VISIT, Mode.VIDEO) == (Type.OUTREACH, Mode.PHYSICAL)


def test_meeting_is_a_talk_and_only_a_visit_is_outreach():
    assert type_and_mode(What.MEETING) == (Type.TALK, Mode.PHYSICAL)
    assert [what for what in What if type_and_mode(what)[0] is Type.OUTREACH] == [What.VISIT]


def test_figures_when_put_together_hold_everything_once():
    held = [what for figure in Figure for what in whats_in(figure.value)]
    assert sorted(held) == sorted(What)
    assert all(what in whats_in(figure_of(what).value) for what in What)


def test_code_of_the_address_when_known_or_not():
    assert whats_in("besok") == (What.VISIT,)
    assert whats_in("") == whats_in("noe annet") == ()
    assert set(whats_in("sammenkomster")) < set(GATHERINGS)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("", date(2024, 1, 1), date(2024, 12, 31)),
        ("k1", date(2024, 1, 1), date(2024, 3, 31)),
        ("k4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2", date(2024, 2, 1), date(2024, 2, 29)),
        ("12", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_period_when_a_part_of_a_year(code, first, last):
    assert (Period(2024, code).first, Period(2024, code).last) == (first, last)


def test_years_when_listed_go_back_as_far_as_rows_are_kept():
    years = [code for code, _label in year_choices(date(2026, 1, 1), 5)]
    assert years == ["2026", "2025", "2024", "2023", "2022", "2021"]


def test_place_when_written_as_a_code_and_back():
    assert read_place(place_code("Herøy", "Nordland")) == ("Herøy", "Nordland")
    assert read_place("") == ("", "")
    assert place_code("", "Nordland") == ""


def test_places_when_one_is_unknown_it_stands_first():
    known, unknown = place_choices("Herøy", "Nordland"), place_choices("Herøy", "")
    assert len(unknown) == len(known) + 1
    assert unknown[1] == ("Herøy|", "Herøy")


@pytest.mark.parametrize(("language", "first"), [("nb", "Norge"), ("de", "Norwegen")])
def test_countries_when_listed_begin_with_norway(language, first):
    assert country_choices(language)[0] == ("NO", first)
    assert len(country_choices(language)) > 200
