"""Municipalities: the name, the county that goes with it, and never a guess."""

import pytest

from storstua.base import norway
from storstua.imports.faults import Unclear
from storstua.imports.places import Place, place


def code_of(municipality: str, county: str = "", near: tuple[Place, ...] = ()) -> str:
    with pytest.raises(Unclear) as caught:
        place(municipality, county, near=near)
    return caught.value.code


def test_each_municipality_is_found_when_its_county_is_written() -> None:
    for each in norway.municipalities():
        assert place(each.name, each.county) == Place(each.name, each.county)


@pytest.mark.parametrize(
    ("municipality", "county", "found"),
    [
        ("Bærum", "", Place("Bærum", "Akershus")),
        ("BAERUM kommune", "", Place("Bærum", "Akershus")),
        ("Tromso", "", Place("Tromsø", "Troms")),
        ("Karasjok – Kárášjohka", "", Place("Karasjok", "Finnmark")),
        ("Evje og Hornnes", "", Place("Evje og Hornnes", "Agder")),
        ("Herøy (Nordland)", "", Place("Herøy", "Nordland")),
        ("Våler i Østfold", "", Place("Våler", "Østfold")),
        ("Våler, Innlandet", "", Place("Våler", "Innlandet")),
        ("Våler", "Hedmark", Place("Våler", "Innlandet")),
        ("Våler", "Viken", Place("Våler", "Østfold")),
        ("Bergen", "Hordaland fylke", Place("Bergen", "Vestland")),
    ],
)
def test_the_place_is_found_when_it_is_written_so(
    municipality: str, county: str, found: Place
) -> None:
    assert place(municipality, county) == found


@pytest.mark.parametrize("name", ["Herøy", "Våler"])
def test_the_county_is_asked_for_when_the_name_is_not_unique(name: str) -> None:
    assert code_of(name) == "county_needed"


def test_the_supporters_own_place_tells_when_the_name_is_not_unique() -> None:
    heroy = Place("Herøy", "Nordland")
    assert place("Herøy", near=[heroy, Place("Oslo", "Oslo")]) == heroy
    assert place("Herøy", near=[Place("Bodø", "Nordland")]) == heroy


@pytest.mark.parametrize(
    "near",
    [
        (Place("Oslo", "Oslo"),),
        (Place("Bodø", "Nordland"), Place("Molde", "Møre og Romsdal")),
        (Place("Herøy", "Nordland"), Place("Herøy", "Møre og Romsdal")),
    ],
)
def test_the_county_is_asked_for_when_the_supporters_do_not_settle_it(
    near: tuple[Place, ...],
) -> None:
    assert code_of("Herøy", near=near) == "county_needed"


@pytest.mark.parametrize(
    ("municipality", "county", "code"),
    [
        ("Vestby og omegn", "", "municipality_unknown"),
        ("Skedsmo", "", "municipality_unknown"),
        ("?", "", "municipality_unknown"),
        ("Bergen", "Nordland", "county_other"),
        ("Bergen", "Bergen", "county_unknown"),
        ("Herøy", "Oslo", "county_other"),
        ("Våler i Solør", "", "county_unknown"),
    ],
)
def test_the_place_is_refused_when_it_does_not_hold_together(
    municipality: str, county: str, code: str
) -> None:
    assert code_of(municipality, county) == code
