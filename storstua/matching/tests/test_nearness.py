import pytest

from ..nearness import is_another_municipality, is_same_county, is_same_municipality, kilometres

OSLO, BERGEN, VOSS = ("Oslo", "Oslo"), ("Bergen", "Vestland"), ("Voss", "Vestland")


def test_distance_is_as_the_crow_flies():
    assert kilometres(OSLO, OSLO) == 0
    assert kilometres(OSLO, BERGEN) == kilometres(BERGEN, OSLO)
    assert 290 <= (kilometres(OSLO, BERGEN) or 0) <= 320


def test_distance_to_an_unknown_place_is_unknown():
    assert kilometres(OSLO, ("Våler", "")) is None
    assert kilometres(("", ""), OSLO) is None


def test_two_municipalities_of_one_name_lie_apart():
    assert (kilometres(("Herøy", "Nordland"), ("Herøy", "Møre og Romsdal")) or 0) > 300


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        (OSLO, ("oslo", " OSLO"), True),
        (BERGEN, VOSS, False),
        (("Våler", "Østfold"), ("Våler", "Innlandet"), False),
        (("Våler", ""), ("Våler", ""), False),
        (("", ""), ("", ""), False),
    ],
)
def test_the_same_municipality_has_name_and_county_in_common(here, there, same):
    assert is_same_municipality(here, there) is same


def test_the_same_county_must_be_known():
    assert is_same_county(BERGEN, VOSS)
    assert not is_same_county(OSLO, BERGEN)
    assert not is_same_county(("Oslo", ""), ("Bergen", ""))


def test_another_municipality_must_be_so_for_certain():
    assert is_another_municipality(OSLO, BERGEN)
    assert is_another_municipality(("Våler", "Østfold"), ("Våler", "Innlandet"))
    assert not is_another_municipality(("Våler", "Østfold"), ("Våler", ""))
    assert not is_another_municipality(("", "Oslo"), BERGEN)
