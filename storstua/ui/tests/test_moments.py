from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from storstua.ui.moments import clock_words, day_words, full_day, length_words, moment_words

TODAY = date(2026, 1, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 1, 14), "i dag"),
        (date(2026, 1, 15), "i morgen"),
        (date(2026, 1, 13), "i går"),
        (date(2026, 1, 16), "fredag"),
        (date(2026, 1, 20), "tirsdag"),
        (date(2026, 1, 21), "21. januar 2026"),
        (date(2026, 1, 12), "12. januar 2026"),
    ],
)
def test_day_words_say_how_far_away_a_day_is(day: date, said: str):
    assert day_words(day, TODAY) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "i dag kl. 08.12"),
        ("nn", "i dag kl. 08.12"),
        ("en", "today at 08:12"),
        ("de", "heute um 08.12 Uhr"),
    ],
)
def test_moment_words_follow_the_language(language: str, said: str):
    morning = datetime(2026, 1, 14, 7, 12, tzinfo=UTC)
    with translation.override(language):
        assert moment_words(morning, at=morning) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "kl. 12"), ("nn", "kl. 12"), ("en", "at 12:00"), ("de", "um 12 Uhr")],
)
def test_clock_words_leave_out_the_minutes_on_the_hour(language: str, said: str):
    with translation.override(language):
        assert clock_words(datetime(2026, 7, 1, 10, 0, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "12. januar 2026"),
        ("nn", "12. januar 2026"),
        ("en", "12 January 2026"),
        ("de", "12. Januar 2026"),
    ],
)
def test_full_day_follows_the_language(language: str, said: str):
    with translation.override(language):
        assert full_day(date(2026, 1, 12)) == said


def test_a_moment_belongs_to_the_norwegian_day_when_it_is_near_midnight():
    late = datetime(2026, 1, 13, 23, 30, tzinfo=UTC)
    noon = datetime(2026, 1, 14, 11, 0, tzinfo=UTC)
    assert moment_words(late, at=noon) == "i dag kl. 00.30"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(minutes=0), "0 minutter"),
        (timedelta(minutes=1), "1 minutt"),
        (timedelta(minutes=60), "1 time"),
        (timedelta(minutes=125), "2 timer og 5 minutter"),
        (timedelta(days=1, seconds=59), "24 timer"),
    ],
)
def test_length_words_count_hours_and_minutes(length: timedelta, said: str):
    assert length_words(length) == said
