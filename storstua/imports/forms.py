"""What is asked for: a file and what it is about, what its columns mean, and which rows to show."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from storstua.imports.choices import Outcome, Subject
from storstua.imports.kept_headings import KeptHeadings
from storstua.imports.kinds import KINDS
from storstua.ui.forms import FilterForm, Form
from storstua.ui.widgets import Choices

NO_FILE = _("Velg en fil på høyst 10 MB.")
LINES = {
    Subject.SUPPORTERS.value: _("Én rad er én person, med kontaktpunkter, områder og datoer."),
    Subject.REQUESTS.value: _("Én rad er én forespørsel, uten navn."),
    Subject.ACTIVITIES.value: _("Én rad er det som ble gjort én gang, i tall."),
    Subject.MEMBERS.value: _("Én rad er ett medlem, og om de vil bli kontaktet."),
}
NOT_USED = ("", _("Brukes ikke"))


class StartForm(Form):
    """A file, and what it is about."""

    subject = forms.ChoiceField(
        label=_("Hva inneholder filen?"), widget=Choices(lines=LINES), choices=()
    )
    file = forms.FileField(
        label=_("Filen"),
        help_text=_("Excel (.xlsx) eller CSV, slik dere har den. Høyst 10 MB."),
        error_messages={
            "required": NO_FILE,
            "invalid": NO_FILE,
            "missing": NO_FILE,
            "empty": _("Filen er tom."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xlsm,.txt"}),
    )

    def __init__(self, *args: object, subjects: Sequence[Subject], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["subject"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(subject.value, subject.label) for subject in subjects]


class ColumnForm(Form):
    """What each heading of a file means."""

    keeps_version = True
    marks_optional = False

    def __init__(
        self, *args: object, subject: str, headings: KeptHeadings, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        columns = KINDS[subject].columns
        meanings = [NOT_USED, *((column.field, column.heading) for column in columns)]
        self.headings = dict(zip(headings.written, headings.fields, strict=True))
        self.names: dict[str, str] = {}
        for number, (heading, field) in enumerate(self.headings.items()):
            if heading:
                name = f"column_{number}"
                self.names[name] = heading
                self.fields[name] = forms.ChoiceField(
                    label=heading, choices=meanings, required=False, initial=field or ""
                )

    def chosen(self) -> Mapping[str, str]:
        """Heading -> field; "" where a column is not used."""
        return {heading: self.cleaned_data[name] for name, heading in self.names.items()}


class BringInForm(Form):
    """Bring in the good rows, as they stood when the page was shown."""

    keeps_version = True


class UndoForm(Form):
    """Undo an import, as it stood when the page was shown."""

    keeps_version = True


class RowFilter(FilterForm):
    """Which rows of a file to show."""

    vis = forms.ChoiceField(label=_("Vis"), required=False)

    def __init__(self, query: QueryDict, counts: Mapping[Outcome, int]) -> None:
        super().__init__(query)
        field = self.fields["vis"]
        assert isinstance(field, forms.ChoiceField)
        each = [
            (outcome.value, f"{outcome.label} ({number_format(count, force_grouping=True)})")
            for outcome, count in counts.items()
        ]
        field.choices = [("", _("Alle rader")), *each]

    @property
    def outcome(self) -> str:
        """The outcome that was chosen, "" for all."""
        return str(self.cleaned_data.get("vis", "")) if self.is_valid() else ""
