"""Files of requests for a talk: one row is one request, without the person's name."""

from dataclasses import dataclass, replace
from datetime import date

from .. import cells, dates
from ..faults import Unclear
from ..known import Known
from ..places import Place
from ..row_reader import RowReader
from ..vocabularies import (
    AGE_BANDS,
    AGE_WISHES,
    CONTACT_FORMS,
    GENDER_WISHES,
    GENDERS,
    LANGUAGES,
    LIFE_PHASES,
    MUSTS,
    ROLES,
    THEMES,
)
from . import people
from .columns import Column, Key, Kind
from .row import ReadRow, content_identity, id_identity
from .supporter_ids import supporter_ids

_COLUMNS = (
    Column("id", "Id", "R17", names=("id-nr", "id-nummer", "saksnummer", "saksnr", "request id")),
    Column("received_on", "Mottatt", "15.01.2026",
           names=("motteken", "dato mottatt", "mottatt dato", "mottaksdato", "kom inn",
                  "forespørselsdato", "received", "date received"),
           also=("dato", "date")),
    Column("area", "Diagnose/område", "nakke",
           names=("diagnose", "areas", "diagnosis", "diagnose og område", "diagnose eller område",
                  "problemområde"),
           also=("område",)),
    Column("role", "Selv eller pårørende", "selv",
           names=("sjølv eller pårørande", "rolle", "selv/pårørende", "hvem gjelder det",
                  "kven gjeld det", "self or relative")),
    Column("gender", "Kjønn", "Kvinne", names=("sex",)),
    Column("age_band", "Aldersgruppe", "30–44",
           names=("alder", "aldersbånd", "age", "age group")),
    Column("life_phase", "Livsfase", "i jobb", names=("livssituasjon", "fase i livet")),
    people.MUNICIPALITY,
    people.COUNTY,
    Column("languages", "Språk", "norsk, engelsk", names=("language",)),
    Column("contact_forms", "Samtaleform", "telefon, video",
           names=("samtaleformer", "kontaktform", "kontaktformer", "samtalemåte", "måter",
                  "ønsket samtaleform", "contact form", "ways", "ways of contact")),
    Column("wish_gender", "Ønsket kjønn", "samme",
           names=("ønske om kjønn", "ønskt kjønn", "wished gender", "gender wish")),
    Column("wish_age", "Ønsket alder", "samme alder",
           names=("ønske om alder", "ønskt alder", "wished age", "age wish")),
    Column("must", "Må oppfylles", "språk",
           names=("må", "faste krav", "må-krav", "må oppfyllast", "musts", "firm conditions")),
    Column("excluded", "Ikke denne", "",
           names=("ikkje denne", "utelukk", "utelukket", "ønsker ikke", "utelat", "not these")),
    Column("themes", "Tema", "søvn, håp", names=("temaer", "emner", "topics")),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RequestRow(ReadRow):
    """One request as the file says; empty text and tuple mean "not said".

    The order of languages and ways counts: the first is the one a `must` is about. `excluded`
    are ids of supporters.
    """

    id: str
    received_on: date
    area: str
    role: str
    gender: str
    age_band: str
    life_phase: str
    place: Place
    languages: tuple[str, ...]
    contact_forms: tuple[str, ...]
    wish_gender: str
    wish_age: str
    must: tuple[str, ...]
    excluded: tuple[str, ...]
    themes: tuple[str, ...]


def _build(row: RowReader, known: Known) -> RequestRow:
    def received(text: str) -> date:
        return dates.past_day(text, today=known.today)

    built = RequestRow(
        line=row.line,
        identity="",
        id=row.take("id", cells.office_id, ""),
        received_on=row.need("received_on", received, known.today),
        area=row.take("area", lambda text: _one_area(text, known), ""),
        role=row.word("role", ROLES),
        gender=row.word("gender", GENDERS),
        age_band=row.word("age_band", AGE_BANDS),
        life_phase=row.word("life_phase", LIFE_PHASES),
        place=people.take_place(row),
        languages=row.words("languages", LANGUAGES),
        contact_forms=row.words("contact_forms", CONTACT_FORMS),
        wish_gender=row.word("wish_gender", GENDER_WISHES, "none"),
        wish_age=row.word("wish_age", AGE_WISHES, "none"),
        must=row.words("must", MUSTS),
        excluded=row.take("excluded", lambda text: supporter_ids(text, known), ()),
        themes=row.words("themes", known.topic_words or THEMES),
    )
    return replace(built, identity=_identity(built))


def _one_area(text: str, known: Known) -> str:
    areas = cells.areas(text, known.area_words)
    if len(areas) > 1:
        raise Unclear("only_one")
    return areas[0] if areas else ""


def _identity(row: RequestRow) -> str:
    """By id; without one by all that is said, the county aside, which may be filled in later."""
    if row.id:
        return id_identity(row.id)
    return content_identity(
        (row.received_on, row.area, row.role, row.gender, row.age_band, row.life_phase,
         row.place.municipality, row.languages, row.contact_forms, row.wish_gender, row.wish_age,
         row.must, row.excluded, row.themes)
    )  # fmt: skip


def _keys(row: RequestRow) -> tuple[Key, ...]:
    if row.id:
        return (Key("same_id", "id", row.id),)
    return (Key("same_row", "received_on", row.identity),)


REQUESTS = Kind(
    code="requests",
    columns=_COLUMNS,
    needed=(("received_on",), ("area",), ("contact_forms",)),
    build=_build,
    keys=_keys,
    alike=lambda row: (),
)
