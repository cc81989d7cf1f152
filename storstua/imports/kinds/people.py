"""What files about people have in common: id, name, phone, mail, place, and what makes a double."""

import re
from collections.abc import Iterable
from typing import Protocol

from .. import cells
from ..faults import Unclear
from ..places import NOWHERE, Place, place
from ..row_reader import RowReader
from ..words import plain
from .columns import Column, Key
from .row import contact_identity, id_identity

ID = Column(
    "id", "Id", "17",
    names=("id-nr", "id-nummer", "medlemsnummer", "medlemsnr", "medlemsid", "member number"),
)  # fmt: skip
NAME = Column("name", "Navn", "Kari Nordmann", names=("namn", "fullt navn", "fullt namn"))
FIRST_NAME = Column("first_name", "Fornavn", names=("førenamn", "fornamn", "given name"))
LAST_NAME = Column("last_name", "Etternavn", names=("etternamn", "surname", "family name"))
PHONE = Column(
    "phone", "Mobil", "900 00 000",
    names=("mobiltelefon", "mobilnummer", "mobilnr", "mobiltlf", "tlf mobil", "telefon mobil",
           "mobile", "mobile phone", "mobile number"),
    also=("telefon", "telefonnummer", "telefonnr", "tlf", "tlfnr", "phone number", "telephone"),
)  # fmt: skip
MAIL = Column(
    "email", "E-post", "kari@example.org",
    names=("epostadresse", "mail", "mailadresse", "e-mail", "email address", "mail address"),
)  # fmt: skip
MUNICIPALITY = Column(
    "municipality", "Kommune", "Bodø",
    names=("bostedskommune", "bustadkommune", "hjemkommune", "heimkommune", "kommunenavn",
           "kommunenamn"),
)  # fmt: skip
COUNTY = Column("county", "Fylke", "Nordland", names=("fylkesnavn", "fylkesnamn"))

NAME_COLUMNS = (NAME, FIRST_NAME, LAST_NAME)
LONGEST_PART = 80
_TURNED = re.compile(r"([^\W\d_][^,]*), ([^\W\d_][^,]*)")
_PARTICLES = frozenset(("af", "al", "av", "bin", "da", "de", "den", "der", "dos", "du", "el", "la",
                        "le", "ten", "ter", "van", "von", "zu"))  # fmt: skip
NEEDED_NAME = ("name", "last_name")
NEEDED_CONTACT = ("phone", "email", "id")


class PersonRow(Protocol):
    """The part of a row by which a person is known again."""

    @property
    def id(self) -> str:
        """The id, or ""."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def phone(self) -> str:
        """The phone number in E.164 form, or ""."""

    @property
    def mail(self) -> str:
        """The mail address, or ""."""


def take_name(row: RowReader) -> tuple[str, str]:
    """The whole name and its family name, from one column or from first and last name."""
    if "name" in row.headings:
        given, family = _parted(row.need("name", cells.name, ""))
    else:
        given = row.take("first_name", cells.name, "")
        family = row.need("last_name", cells.name, "")
    if max(len(given), len(family)) > LONGEST_PART:
        field = "name" if "name" in row.headings else "last_name"
        row.blame(field, "text_too_long", most=str(LONGEST_PART))
    return f"{given} {family}".strip(), family


def _parted(name: str) -> tuple[str, str]:
    """Given and family name; "Nilsen, Marit" is turned, and "von" belongs to the family."""
    if turned := _TURNED.fullmatch(name):
        return turned[2], turned[1]
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return (" ".join(words[:at]), " ".join(words[at:])) if at > 0 else (name, "")


def take_place(row: RowReader, near: Iterable[Place] = ()) -> Place:
    """The municipality with its county; nowhere if none is written."""
    municipality, county = row.written("municipality"), row.written("county")
    if not municipality:
        return NOWHERE
    try:
        return place(municipality, county, near=near)
    except Unclear as unclear:
        about_county = unclear.code.startswith("county_") and "county" in row.headings
        field = "county" if about_county else "municipality"
        row.blame(field, unclear.code, unclear.value, **unclear.details)
        return NOWHERE


def take_identity(row: RowReader, office_id: str, name: str, phone: str, mail: str) -> str:
    """The identity of the person; a row by which no one can be known again gets a fault."""
    if office_id:
        return id_identity(office_id)
    identity = contact_identity(name, phone, mail)
    unsaid = not any(row.written(field) for field in NEEDED_CONTACT)
    if unsaid and name:
        row.blame(next(each for each in NEEDED_CONTACT if each in row.headings), "unknowable")
    return identity


def person_keys(row: PersonRow) -> tuple[Key, ...]:
    """What two people in one file may not share."""
    name = plain(row.name)
    keys = (
        Key("same_id", "id", row.id),
        Key("same_mobile_and_name", "phone", f"{row.phone}|{name}" if row.phone and name else ""),
        Key("same_mail_and_name", "email", f"{row.mail}|{name}" if row.mail and name else ""),
    )
    return tuple(key for key in keys if key.value)


def person_likeness(row: PersonRow) -> tuple[Key, ...]:
    """What two people in one file may share, but someone should look at."""
    keys = (Key("same_mail", "email", row.mail), Key("same_mobile", "phone", row.phone))
    return tuple(key for key in keys if key.value)
