"""The clear "no" to a file that cannot be used as a whole, as one sentence for the person."""

from django.utils.translation import gettext_lazy as _

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000

REASONS = {
    "empty": _("Filen er tom."),
    "too_big": _("Filen er for stor. Den kan være på høyst 10 MB."),
    "too_many_rows": _("Filen har for mange rader. Den kan ha høyst 100 000."),
    "too_many_columns": _("Filen har for mange kolonner. Den kan ha høyst 200."),
    "binary": _("Dette er ikke et regneark. Lagre det som Excel (.xlsx) eller CSV."),
    "page": _("Filen er en nettside eller et dokument. Lagre den som Excel (.xlsx) eller CSV."),
    "old_excel": _("Filen har det gamle Excel-formatet .xls. Lagre den som .xlsx eller CSV."),
    "other_format": _("Dette formatet kan vi ikke lese. Lagre filen som Excel (.xlsx) eller CSV."),
    "locked": _("Filen er låst med passord. Lagre en kopi uten passord."),
    "broken": _("Filen er skadet og kan ikke åpnes. Lagre den på nytt fra regnearket."),
    "too_heavy": _("Filen pakker ut mer enn vi kan ta imot. Lagre bare arket med radene."),
    "letters": _("Vi forstår ikke bokstavene i filen. Lagre den som CSV med tegnsettet UTF-8."),
    "no_headings": _(
        "Vi fant ingen linje med overskrifter vi kjenner. Bruk malen, eller skriv overskrifter."
    ),
    "no_rows": _("Filen har overskrifter, men ingen rader. Skriv en rad for hver, og prøv igjen."),
    "several_sheets": _(
        "Flere ark i filen har slike rader: %(names)s. Last opp ett ark om gangen."
    ),
}


class Unreadable(Exception):
    """A file that cannot be used; `code` is a key of REASONS, `str()` the translated sentence."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details

    @property
    def reason(self) -> str:
        """The sentence for the person, in the language that is active now."""
        sentence = str(REASONS[self.code])
        return sentence % self.details if self.details else sentence

    def __str__(self) -> str:
        return self.reason
