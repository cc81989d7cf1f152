"""The two files of a round of matching as seekers and supporters."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..fit.sides import AGE_BANDS, Seeker, Supporter
from .cells import Cells
from .faults import Fault
from .table import Line, read_table

GENDERS = ("", "f", "m", "x")
WISHED_GENDERS = ("none", "same", "f", "m", "x")
WISHED_AGES = ("none", "similar")
MUSTS = ("gender", "language", "contact_form", "area", "not_my_municipality")

# Without these nobody can be matched safely; every other column may be missing.
REQUEST_COLUMNS = ("id", "area", "age_band", "languages", "contact_forms")
SUPPORTER_COLUMNS = (
    *("id", "areas", "languages", "contact_forms"),
    *("capacity", "active_matches", "minors_approved", "paused"),
)


@dataclass(frozen=True, slots=True)
class Round:
    """Everybody who waits and everybody who can be asked, in the order of the files."""

    seekers: tuple[Seeker, ...]
    supporters: tuple[Supporter, ...]


def read_round(requests: str, supporters: str) -> tuple[Round, list[Fault]]:
    """Read both files; with any fault the round is not to be used.

    Time stands still at the newest `received_on`: waiting is counted from it, ages by its year.
    """
    seekers, faults = _read(requests, REQUEST_COLUMNS, _seeker)
    newest = max((day for _, day in seekers if day), default=None)
    year = newest.year if newest else None
    others, more_faults = _read(
        supporters, SUPPORTER_COLUMNS, lambda cells: _supporter(cells, year)
    )
    return (
        Round(
            tuple(
                replace(seeker, waited=(newest - day).days) if newest and day else seeker
                for seeker, day in seekers
            ),
            tuple(others),
        ),
        sorted(faults) + sorted(more_faults),
    )


def _read[T](
    path: str, wanted: Sequence[str], reader: Callable[[Cells], T]
) -> tuple[list[T], list[Fault]]:
    table = read_table(path)
    missing = [name for name in wanted if table.headings and name not in table.headings]
    if missing:
        faults = [Fault(path, 1, name, "this column is missing") for name in missing]
        return [], table.faults + faults
    faults = table.faults + _doubles(path, table.lines)
    found = []
    for line in table.lines:
        cells = Cells(path, line)
        found.append(reader(cells))
        faults += cells.faults
    return found, faults


def _doubles(path: str, lines: Iterable[Line]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for line in lines:
        name = line.cells["id"]
        earlier = first.setdefault(name, line.number)
        if name and earlier != line.number:
            reason = f"the same id as on line {earlier}"
            faults.append(Fault(path, line.number, "id", reason))
    return faults


def _seeker(cells: Cells) -> tuple[Seeker, date | None]:
    return (
        Seeker(
            id=cells.name("id"),
            area=cells.text("area"),
            role=cells.text("role").lower(),
            gender=cells.word_of("gender", GENDERS),
            age_band=cells.word_of("age_band", ("", *AGE_BANDS)),
            life_phase=cells.text("life_phase").lower(),
            municipality=cells.text("municipality"),
            county=cells.text("county"),
            languages=cells.words("languages"),
            contact_forms=cells.words("contact_forms"),
            wish_gender=cells.word_of("wish_gender", WISHED_GENDERS, "none"),
            wish_age=cells.word_of("wish_age", WISHED_AGES, "none"),
            must=frozenset(cells.words_of("must", MUSTS)),
            excluded=frozenset(cells.words("excluded")),
            themes=cells.words("themes"),
        ),
        cells.day("received_on"),
    )


def _supporter(cells: Cells, year: int | None) -> Supporter:
    born = cells.year("birth_year")
    return Supporter(
        id=cells.name("id"),
        areas=frozenset(cells.words("areas")),
        role=cells.text("role").lower(),
        gender=cells.word_of("gender", GENDERS),
        age=year - born if year and born else None,
        life_phase=cells.text("life_phase").lower(),
        municipality=cells.text("municipality"),
        county=cells.text("county"),
        languages=frozenset(cells.words("languages")),
        contact_forms=frozenset(cells.words("contact_forms")),
        capacity=cells.number("capacity"),
        active=cells.number("active_matches", 0),
        minors_approved=cells.yes("minors_approved"),
        paused=cells.yes("paused"),
        themes=frozenset(cells.words("themes")),
    )
