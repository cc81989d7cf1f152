"""Files of members: one row is one person, and whether they want to be contacted."""

import re
from dataclasses import dataclass
from datetime import date

from .. import cells, dates
from ..known import Known
from ..places import Place
from ..row_reader import RowReader
from . import people
from .columns import Column, Kind
from .row import ReadRow

_COLUMNS = (
    people.ID,
    *people.NAME_COLUMNS,
    people.PHONE,
    people.MAIL,
    people.MUNICIPALITY,
    people.COUNTY,
    Column("member_since", "Medlem siden", "15.01.2024",
           names=("medlem sidan", "innmeldt", "innmeld", "innmeldt dato", "innmeldingsdato",
                  "medlem fra", "medlem frå", "joined", "joined on", "member from")),
    Column("may_contact", "Vil bli kontaktet", "ja",
           names=("vil bli kontakta", "samtykke til kontakt", "samtykke", "kan kontaktes",
                  "kan kontaktast", "ønsker kontakt", "ønskjer kontakt", "consent",
                  "consent to contact", "contact consent")),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class MemberRow(ReadRow):
    """One member as the file says. A bare year in `member_since` is taken as its first day.

    `may_contact` is None when the file does not say.
    """

    id: str
    name: str
    family_name: str
    phone: str
    mail: str
    place: Place
    member_since: date | None
    may_contact: bool | None


def _build(row: RowReader, known: Known) -> MemberRow:
    def since(text: str) -> date:
        if re.fullmatch(r"\d{4}", text):
            return date(dates.year(text, today=known.today), 1, 1)
        return dates.past_day(text, today=known.today)

    name, family_name = people.take_name(row)
    office_id = row.take("id", cells.office_id, "")
    phone = row.take("phone", cells.phone, "")
    mail = row.take("email", cells.mail, "")
    return MemberRow(
        line=row.line,
        identity=people.take_identity(row, office_id, name, phone, mail),
        id=office_id,
        name=name,
        family_name=family_name,
        phone=phone,
        mail=mail,
        place=people.take_place(row),
        member_since=row.take("member_since", since, None),
        may_contact=row.flag("may_contact", None),
    )


MEMBERS = Kind(
    code="members",
    columns=_COLUMNS,
    needed=(people.NEEDED_NAME, people.NEEDED_CONTACT),
    build=_build,
    keys=people.person_keys,
    alike=people.person_likeness,
)
