"""What is wrong with a cell or a row, what it lacks, and what to mind: codes and sentences."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

REASONS = {
    "missing": _("Cellen er tom. Skriv en verdi her."),
    "no_column": _("Filen mangler kolonnen %(heading)s."),
    "twin_column": _("Kolonnene «%(heading)s» og «%(other)s» betyr det samme. Behold den ene."),
    "too_many_cells": _(
        "Linjen har flere celler enn overskriftene. Se etter et skilletegn for mye."
    ),
    "too_few_cells": _("Linjen har færre celler enn overskriftene. Kanskje er den kuttet."),
    "open_quote": _("Et anførselstegn på denne linjen står feil eller mangler."),
    "cell_too_long": _("Teksten er for lang. En celle kan ha høyst 10 000 tegn."),
    "stray_line": _("Linjen har bare én celle. Den ser ikke ut som en rad."),
    "text_too_long": _("Teksten er for lang. Her er det plass til %(most)s tegn."),
    "name_unclear": _("«%(value)s» er ikke et navn."),
    "date_unclear": _("«%(value)s» er ikke en dato vi kan lese. Skriv for eksempel 31.12.2025."),
    "date_impossible": _("Datoen %(value)s finnes ikke i kalenderen."),
    "date_future": _("Datoen %(value)s er fram i tid."),
    "date_too_old": _("Datoen %(value)s er for langt tilbake i tid."),
    "before_birth": _("Datoen er ikke etter fødselsåret %(year)s."),
    "year_unclear": _("«%(value)s» er ikke et årstall vi kan lese. Skriv fire sifre."),
    "year_future": _("Året %(value)s er fram i tid."),
    "year_too_old": _("Året %(value)s er for langt tilbake i tid."),
    "phone_unclear": _(
        "«%(value)s» er ikke et telefonnummer. Skriv åtte sifre, eller + og landkode."
    ),
    "mail_unclear": _("«%(value)s» er ikke en e-postadresse. Skriv for eksempel navn@eksempel.no."),
    "number_unclear": _("«%(value)s» er ikke et helt tall. Skriv bare sifre."),
    "number_outside": _("Tallet må være fra %(least)s til %(most)s."),
    "yes_no_unclear": _("«%(value)s» er verken ja eller nei."),
    "word_unknown": _("Vi kjenner ikke ordet «%(value)s» her. Du kan skrive: %(known)s."),
    "area_unknown": _("Området «%(value)s» finnes ikke hos dere. Legg det til, eller rett ordet."),
    "municipality_unknown": _("Ingen kommune heter «%(value)s». Skriv navnet på kommunen."),
    "county_unknown": _("Ingen fylker heter «%(value)s». Skriv navnet på fylket."),
    "county_other": _("%(municipality)s ligger i %(counties)s, ikke i %(value)s."),
    "county_needed": _(
        "Flere kommuner heter %(municipality)s: i %(counties)s. Skriv hvilket fylke."
    ),
    "only_one": _("Her kan det bare stå ett ord, ikke flere."),
    "contradiction": _("«%(value)s» og «%(other)s» på samme rad går ikke sammen."),
    "supporter_unknown": _("Vi finner ingen [[likeperson]] med id eller navn «%(value)s»."),
    "supporter_unclear": _("Flere [[likepersoner]] heter «%(value)s». Skriv id."),
    "unknowable": _("Raden har verken id, mobil eller e-post. Da kan vi ikke kjenne den igjen."),
    "same_id": _("Samme id som linje %(line)s."),
    "same_mobile_and_name": _("Samme mobil og navn som linje %(line)s."),
    "same_mail_and_name": _("Samme e-post og navn som linje %(line)s."),
    "same_stored": _("Linjen er om den samme personen som linje %(line)s."),
    "stored_twice": _("Flere hos dere har dette navnet og er nådd på samme måte. Skriv id."),
    "stored_another": _("En annen hos dere har dette navnet og er nådd på samme måte."),
    "stored_other_id": _("%(name)s er hos dere fra før, med en annen id: «%(id)s»."),
    "same_row": _("Raden er lik linje %(line)s. Gi hver rad sin id hvis begge skal telle."),
}

LACKS = {
    "appointment": _("mangler oppnevning"),
    "declaration": _("mangler taushetserklæring"),
    "course": _("mangler kurs"),
    "age": _("er yngre enn aldersgrensen"),
    "birth_year": _("mangler fødselsår"),
    "membership": _("mangler medlemskap"),
    "municipality": _("mangler kommune"),
    "areas": _("mangler område"),
    "languages": _("mangler språk"),
    "contact_forms": _("mangler samtaleform"),
    "capacity": _("har plass til flere samtaler enn dere tillater; grensen gjelder"),
}

MARKS = {
    "same_mail": _("samme e-post som linje %(line)s"),
    "same_mobile": _("samme mobil som linje %(line)s"),
    "stored_same_mail": _("samme e-post som %(name)s"),
    "stored_same_mobile": _("samme mobil som %(name)s"),
    "stored_approval": _("Godkjenningen for unge under 18 blir foreslått. En til må si ja."),
}

_SHOWN = 120


@dataclass(frozen=True)
class Fault:
    """One fault: where it stands (`column` as the file writes it), what stands there, and why.

    `code` is a key of REASONS and `details` fills its sentence. `field` is our own name of the
    column, empty when the fault is about the whole line.
    """

    line: int
    column: str
    value: str
    code: str
    field: str = ""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The sentence for the person, in the language that is active now."""
        sentence = str(REASONS[self.code])
        return sentence % {"value": shortened(self.value), **self.details}


@dataclass(frozen=True)
class Mark:
    """Something to mind about a good row: `code` is a key of MARKS, `line` the other row."""

    code: str
    line: int

    @property
    def text(self) -> str:
        """The words for the person, in the language that is active now."""
        return str(MARKS[self.code]) % {"line": self.line}


def lack_text(code: str) -> str:
    """What a good row lacks, in words, in the language that is active now."""
    return str(LACKS[code])


def shortened(value: str) -> str:
    """A written value as it can stand in a sentence: one line, not too long."""
    line = " ".join(value.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


class Unclear(Exception):
    """A written value that cannot be read; `code` is a key of REASONS."""

    def __init__(self, code: str, value: str | None = None, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.details = details
