"""Files of activities: one row is one thing that was done, in numbers, without any seeker."""

import re
from dataclasses import dataclass, replace
from datetime import date

from .. import cells, dates
from ..faults import Unclear
from ..known import Known
from ..places import NOWHERE, Place
from ..row_reader import RowReader
from ..vocabularies import ACTIVITY_KINDS, ACTIVITY_TYPES, COUNTRIES, MODES, THEMES
from . import people
from .columns import Column, Key, Kind
from .row import ReadRow, content_identity, id_identity
from .supporter_ids import supporter_ids

_COLUMNS = (
    Column("id", "Id", "A17", names=("id-nr", "id-nummer", "aktivitetsnummer", "activity id")),
    Column("date", "Dato", "15.01.2026",
           names=("dag", "aktivitetsdato", "dato for aktivitet", "når", "day", "done on")),
    Column("type", "Type", "samtale",
           names=("aktivitet", "aktivitetstype", "type aktivitet", "hva", "activity",
                  "activity type")),
    Column("mode", "Måte", "telefon",
           names=("samtaleform", "form", "gjennomføring", "hvordan", "kontaktform", "way")),
    Column("country", "Land", "Norge", names=("land code", "country code")),
    people.MUNICIPALITY,
    people.COUNTY,
    Column("minutes", "Minutter", "45",
           names=("varighet", "varighet (min)", "varighet i minutter", "lengde", "antall minutter",
                  "minutt", "minuttar", "tid (min)", "duration", "min", "length")),
    Column("hours", "Timer", names=("timar", "antall timer", "varighet i timer", "tid (timer)")),
    Column("participants", "Deltakere", "1",
           names=("antall deltakere", "antall deltagere", "deltagere", "deltakarar", "tal på "
                  "deltakarar", "antall møtt", "antall personer", "pax", "number of participants"),
           also=("antall", "personer")),
    Column("supporters", "Utført av", "17",
           names=("likeperson", "likepersoner", "likepersonar", "utført av likeperson", "hvem",
                  "utført av id", "supporter", "peer supporter", "peer supporters", "done by")),
    Column("led_by_supporter", "Godkjent leder", "ja",
           names=("godkjend leiar", "ledet av likeperson", "leia av likeperson",
                  "ledet av godkjent likeperson", "approved leader")),
    Column("own_event", "Eget arrangement", "ja",
           names=("eige arrangement", "egen aktivitet", "arrangert av oss", "own activity")),
    Column("kind", "Merknad", "vanlig", names=("slag", "særlig", "note kind")),
    Column("theme", "Tema", "søvn", names=("temaer", "emne", "topic", "themes")),
)  # fmt: skip

_MOST_PEOPLE = 10_000


@dataclass(frozen=True, kw_only=True)
class ActivityRow(ReadRow):
    """One activity as the file says; empty text and None mean "not said".

    `type`, `mode` and `kind` are the codes of the grant rules; `minutes` is the whole length;
    `supporters` are ids; `country` is a two-letter code.
    """

    id: str
    done_on: date
    type: str
    mode: str
    country: str
    place: Place
    minutes: int
    participants: int
    supporters: tuple[str, ...]
    led_by_supporter: bool | None
    own_event: bool | None
    kind: str
    theme: str


def _build(row: RowReader, known: Known) -> ActivityRow:
    def done(text: str) -> date:
        return dates.past_day(text, today=known.today)

    supporters = row.take("supporters", lambda text: supporter_ids(text, known), ())
    country = row.take("country", _country, "NO")
    built = ActivityRow(
        line=row.line,
        identity="",
        id=row.take("id", cells.office_id, ""),
        done_on=row.need("date", done, known.today),
        type=row.need("type", lambda text: cells.word(text, ACTIVITY_TYPES), ""),
        mode=_take_mode(row),
        country=country,
        place=_take_place(row, known, supporters, country),
        minutes=_take_minutes(row),
        participants=_take_participants(row),
        supporters=supporters,
        led_by_supporter=row.flag("led_by_supporter", None),
        own_event=row.flag("own_event", None),
        kind=row.word("kind", ACTIVITY_KINDS, "normal"),
        theme=row.word("theme", known.topic_words or THEMES),
    )
    return replace(built, identity=_identity(built))


def _take_mode(row: RowReader) -> str:
    """The way people met; a type like "Telefonsamtale" says it too and may not say otherwise."""
    told = MODES.find(row.written("type")) or ""
    if told and not row.written("mode"):
        return told
    mode = row.need("mode", lambda text: cells.word(text, MODES), "")
    if told and mode and mode != told:
        row.blame("mode", "contradiction", other=row.written("type"))
    return mode


def _take_place(row: RowReader, known: Known, supporters: tuple[str, ...], country: str) -> Place:
    """The municipality; where the name is not unique the supporters' own county tells which.

    Abroad the cell may hold any place; it is kept only if it is a municipality beyond doubt.
    """
    if country != "NO":
        probe = RowReader(row.line, row.cells, row.headings)
        return people.take_place(probe)
    people_known = known.supporters or {}
    homes = [people_known[each].place for each in supporters if each in people_known]
    return people.take_place(row, [home for home in homes if home != NOWHERE])


def _take_minutes(row: RowReader) -> int:
    if "minutes" not in row.headings or (row.written("hours") and not row.written("minutes")):
        return row.need("hours", cells.hours, 0)
    return row.need("minutes", cells.minutes, 0)


def _take_participants(row: RowReader) -> int:
    def count(text: str) -> int:
        return cells.whole_number(text, least=0, most=_MOST_PEOPLE)

    return row.need("participants", count, 0)


def _country(text: str) -> str:
    """A two-letter code; names are understood for the countries people travel to most."""
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    code = COUNTRIES.find(text)
    if code is None:
        raise Unclear("word_unknown", known=", ".join(COUNTRIES.shown[:4]) + " …")
    return code


def _identity(row: ActivityRow) -> str:
    """By id; without one by all that is said, the county aside, which may be filled in later."""
    if row.id:
        return id_identity(row.id)
    return content_identity(
        (row.done_on, row.type, row.mode, row.country, row.place.municipality, row.minutes,
         row.participants, row.supporters, row.led_by_supporter, row.own_event, row.kind,
         row.theme)
    )  # fmt: skip


def _keys(row: ActivityRow) -> tuple[Key, ...]:
    if row.id:
        return (Key("same_id", "id", row.id),)
    return (Key("same_row", "date", row.identity),)


ACTIVITIES = Kind(
    code="activities",
    columns=_COLUMNS,
    needed=(("date",), ("type",), ("minutes", "hours"), ("participants",), ("supporters",)),
    build=_build,
    keys=_keys,
    alike=lambda row: (),
)
