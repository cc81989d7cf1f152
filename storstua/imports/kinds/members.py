"""Files of members: one row is one person, and whether they want to be contacted."""

from dataclasses import dataclass

from .. import cells
from ..known import Known
from ..row_reader import RowReader
from . import people
from .columns import Column, Kind
from .row import ReadRow

_COLUMNS = (
    people.ID,
    *people.NAME_COLUMNS,
    people.PHONE,
    people.MAIL,
    Column("may_contact", "Vil bli kontaktet", "ja",
           names=("vil bli kontakta", "samtykke til kontakt", "samtykke", "kan kontaktes",
                  "kan kontaktast", "ønsker kontakt", "ønskjer kontakt", "consent",
                  "consent to contact", "contact consent")),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class MemberRow(ReadRow):
    """One member as the file says; `may_contact` is None when the file does not say.

    Where they live and since when they are members is not asked for: nothing here needs it.
    """

    id: str
    name: str
    family_name: str
    phone: str
    mail: str
    may_contact: bool | None


def _build(row: RowReader, known: Known) -> MemberRow:
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
