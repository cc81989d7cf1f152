"""Files of peer supporters: one row is one person."""

from dataclasses import dataclass, replace
from datetime import date

from storstua.base.ages import latest_birth_year

from .. import cells, dates
from ..known import Known
from ..places import Place
from ..row_reader import RowReader
from ..vocabularies import CONTACT_FORMS, GENDERS, LANGUAGES, LIFE_PHASES, ROLES, THEMES
from ..words import fold
from . import people
from .columns import Column, Kind
from .row import ReadRow

_COLUMNS = (
    people.ID,
    *people.NAME_COLUMNS,
    people.PHONE,
    people.MAIL,
    Column("gender", "Kjønn", "Kvinne", names=("sex",)),
    Column("birth_year", "Fødselsår", "1970",
           names=("født", "født år", "fødeår", "fødd", "fødd år", "fødselsdato", "fødsels-år",
                  "year of birth", "born", "date of birth")),
    people.MUNICIPALITY,
    people.COUNTY,
    Column("areas", "Diagnose/område", "nakke, rygg",
           names=("diagnose", "diagnoser", "diagnose og område", "diagnose eller område", "area",
                  "diagnosis", "fagområde", "problemområde", "likepersonsområde"),
           also=("område", "områder", "tema/område")),
    Column("role", "Selv eller pårørende", "selv",
           names=("sjølv eller pårørande", "rolle", "selv/pårørende", "selv / pårørende",
                  "own or relative", "self or relative")),
    Column("life_phase", "Livsfase", "i jobb", names=("livssituasjon", "fase i livet")),
    Column("languages", "Språk", "norsk, engelsk", names=("språk som snakkes", "language")),
    Column("contact_forms", "Samtaleform", "telefon, video",
           names=("samtaleformer", "kontaktform", "kontaktformer", "samtalemåte", "måter",
                  "contact form", "ways", "ways of contact")),
    Column("capacity", "Antall samtaler samtidig", "2",
           names=("talet på samtalar samtidig", "kapasitet", "samtaler samtidig", "maks samtaler",
                  "maks antall samtaler", "antall samtidige samtaler", "talks at a time")),
    Column("active_matches", "Samtaler nå", "0",
           names=("aktive samtaler", "samtaler i gang", "pågående samtaler", "samtalar no",
                  "active talks")),
    Column("minors_approved", "Godkjent for under 18", "nei",
           names=("godkjent for mindreårige", "godkjend for mindreårige", "godkjent for barn",
                  "godkjend for under 18", "mindreårige", "approved for minors")),
    Column("paused", "På pause", "nei", names=("pause", "har pause", "on pause")),
    Column("themes", "Tema", "søvn, håp", names=("temaer", "temaene", "emner", "topics")),
    Column("member", "Medlem", "ja",
           names=("er medlem", "medlemskap", "medlemsskap", "membership", "is member")),
    Column("appointed_on", "Oppnevnt", "15.01.2024",
           names=("oppnemnd", "oppnevnt dato", "oppnevningsdato", "dato oppnevnt", "utpekt",
                  "oppnevnt av styret", "oppnevning", "appointed", "appointed date")),
    Column("declaration_on", "Taushetserklæring", "15.01.2024",
           names=("taushetsløfte", "teieerklæring", "teieplikterklæring", "taushetsplikt",
                  "taushetserklæring dato", "taushetserklæring signert", "dato taushetserklæring",
                  "taushetserklæring underskrevet", "declaration", "confidentiality declaration",
                  "declaration date")),
    Column("course_on", "Kurs", "10.11.2023",
           names=("likepersonskurs", "likepersonkurs", "kurs fullført", "kursdato",
                  "likepersonskurs dato", "dato kurs", "opplæring", "grunnkurs", "course",
                  "training", "course date", "training course")),
)  # fmt: skip

_NO_DAY = frozenset(("nei", "no", "mangler", "manglar", "ikke", "ikkje", "ingen"))
_MOST_TALKS = 99


@dataclass(frozen=True, kw_only=True)
class SupporterRow(ReadRow):
    """One supporter as the file says; empty text, empty tuple and None mean "not said".

    `phone` is E.164, `mail` lower case, `birth_year` four figures; `areas` and `themes` are our
    codes (words as written when `Known.areas` is None).
    """

    id: str
    name: str
    family_name: str
    phone: str
    mail: str
    gender: str
    birth_year: int | None
    place: Place
    areas: tuple[str, ...]
    role: str
    life_phase: str
    languages: tuple[str, ...]
    contact_forms: tuple[str, ...]
    capacity: int | None
    active_matches: int | None
    minors_approved: bool | None
    paused: bool
    themes: tuple[str, ...]
    member: bool | None
    appointed_on: date | None
    declaration_on: date | None
    course_on: date | None


def _build(row: RowReader, known: Known) -> SupporterRow:
    name, family_name = people.take_name(row)
    office_id = row.take("id", cells.office_id, "")
    phone = row.take("phone", cells.phone, "")
    mail = row.take("email", cells.mail, "")
    born = row.take("birth_year", lambda text: dates.year(text, today=known.today), None)
    built = SupporterRow(
        line=row.line,
        identity=people.take_identity(row, office_id, name, phone, mail),
        id=office_id,
        name=name,
        family_name=family_name,
        phone=phone,
        mail=mail,
        gender=row.word("gender", GENDERS),
        birth_year=born,
        place=people.take_place(row),
        areas=row.take("areas", lambda text: cells.areas(text, known.area_words), ()),
        role=row.word("role", ROLES),
        life_phase=row.word("life_phase", LIFE_PHASES),
        languages=row.words("languages", LANGUAGES),
        contact_forms=row.words("contact_forms", CONTACT_FORMS),
        capacity=row.number("capacity", None, most=_MOST_TALKS),
        active_matches=row.number("active_matches", None, most=_MOST_TALKS),
        minors_approved=row.flag("minors_approved", None),
        paused=row.flag("paused", False),
        themes=row.words("themes", known.topic_words or THEMES),
        member=row.flag("member", None),
        appointed_on=_take_day(row, "appointed_on", known, born),
        declaration_on=_take_day(row, "declaration_on", known, born),
        course_on=_take_day(row, "course_on", known, born),
    )
    return replace(built, lacks=_lacks(built, known))


def _take_day(row: RowReader, field: str, known: Known, born: int | None) -> date | None:
    """A day that has been (an appointment may lie ahead), later than the year of birth."""
    if fold(row.written(field)) in _NO_DAY:
        return None
    read = dates.day if field == "appointed_on" else dates.past_day
    found = row.take(field, lambda text: read(text, today=known.today), None)
    if found and born and found.year <= born:
        row.blame(field, "before_birth", year=str(born))
    return found


def _lacks(row: SupporterRow, known: Known) -> tuple[str, ...]:
    """Which demands the row does not meet; none of them keeps it out."""
    asked = {
        "appointment": row.appointed_on is None,
        "declaration": row.declaration_on is None,
        "course": row.course_on is None,
        "membership": row.member is not True,
    }
    lacks = [code for code, is_lacking in asked.items() if is_lacking and code in known.needs]
    if known.minimum_age is not None:
        if row.birth_year is None:
            lacks.append("birth_year")
        elif row.birth_year > latest_birth_year(known.minimum_age, known.today):
            lacks.append("age")
    if known.load_limit is not None and (row.capacity or 0) > known.load_limit:
        lacks.append("capacity")
    said = {
        "municipality": row.place.municipality,
        "areas": row.areas,
        "languages": row.languages,
        "contact_forms": row.contact_forms,
    }
    return (*lacks, *(code for code, value in said.items() if not value))


SUPPORTERS = Kind(
    code="supporters",
    columns=_COLUMNS,
    needed=(
        people.NEEDED_NAME,
        people.NEEDED_CONTACT,
        ("municipality",),
        ("areas",),
        ("contact_forms",),
    ),
    build=_build,
    keys=people.person_keys,
    alike=people.person_likeness,
)
