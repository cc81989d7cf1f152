"""Forms as the house shows them: renderer, bound field, wording of errors."""

from copy import copy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import DateTimeBaseInput
from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.ui import selects
from storstua.ui.wording import put_in_words

INPUT_TYPES: tuple[tuple[type[DateTimeBaseInput], str, str], ...] = (
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.TimeInput, "time", "%H:%M"),
)


@dataclass(frozen=True, slots=True)
class Fold:
    """Some options of a field under a heading, shown or folded away."""

    name: str
    options: tuple[forms.boundfield.BoundWidget, ...]
    is_open: bool


class BoundField(forms.BoundField):
    """A field that knows how it looks and whether it may be left empty.

    Every form makes one for each field before it reads, checks or draws it, also forms that are not
    ours and fields that came late; so this is where a field gets our messages and a native input.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        put_in_words(field)
        _use_native_input(field.widget)

    @property
    def kind(self) -> str:
        """The drawing in field.html: choices, picks, folds, check, group or plain."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "check"
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return str(getattr(widget, "look", "choices"))
        return "group" if self.use_fieldset else "plain"

    @property
    def folds(self) -> list[Fold]:
        """The options under their headings; a heading with something chosen stands open."""
        grouped = groupby(self.subwidgets, key=lambda option: str(option.data["fold"]))
        found = ((name, tuple(options)) for name, options in grouped)
        return [
            Fold(name, options, any(option.data["selected"] for option in options))
            for name, options in found
        ]

    @property
    def is_marked_optional(self) -> bool:
        """True when "Valgfritt" stands beside the label."""
        marks = getattr(self.form, "marks_optional", True)
        return marks and not self.field.required and self.kind != "check"

    @property
    def first_id(self) -> str:
        """The id of what takes the focus: the input, or the first of several."""
        return self.id_for_label or f"{self.auto_id}_0"

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Attributes of the input, with the class the style sheet knows."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        own = (widget or self.field.widget).attrs.get("class", "")
        if self.kind not in {"picks", "folds"}:
            built["class"] = f"ds-input {own}".strip()
        return built


class StorstuaRenderer(TemplatesSetting):
    """Draws every form and field of the product from ui/fields.html and ui/field.html."""

    form_template_name = "ui/fields.html"
    field_template_name = "ui/field.html"
    bound_field_class = BoundField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """A select is put together by hand, everything else from its template."""
        if template_name == selects.TEMPLATE:
            return selects.select_html(context["widget"])
        return super().render(template_name, context, request)


TOO_OLD = _("Siden har stått åpen for lenge. Åpne den på nytt, og prøv igjen.")


@dataclass(frozen=True, slots=True)
class ErrorItem:
    """One line of the error summary: which input, its label, what to do."""

    id: str
    label: str
    message: str

    @property
    def line(self) -> str:
        """Label and message as one sentence."""
        if not self.label:
            return self.message
        joint = " " if self.label[-1] in ".?:" else ": "
        return self.label + joint + self.message


def error_items(form: Any) -> list[ErrorItem]:
    """What is to be put right, in the order of the form; works for any Django form."""
    items = [ErrorItem("", "", str(message)) for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else getattr(field, "first_id", field.id_for_label)
        label = "" if field.is_hidden else str(field.label)
        items += [ErrorItem(target, label, str(message)) for message in field.errors]
    return items


class BaseForm(forms.BaseForm):
    """Mixin that gives a form our summary of errors and our way with refusals."""

    use_required_attribute = False
    marks_optional = True
    keeps_version = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if self.keeps_version:
            too_old = {"required": TOO_OLD, "invalid": TOO_OLD}
            hidden = forms.IntegerField(widget=forms.HiddenInput, error_messages=too_old)
            self.fields["version"] = hidden

    @property
    def error_items(self) -> list[ErrorItem]:
        """What is to be put right, in the order of the form."""
        return error_items(self)

    @property
    def title_field(self) -> forms.BoundField | None:
        """The only visible field, when the form asks one thing; its label is the page heading."""
        visible: list[forms.BoundField] = self.visible_fields()
        return visible[0] if len(visible) == 1 else None

    def refuse(self, refusal: Refusal) -> None:
        """Show an expected no in the form, beside its field when it names one."""
        if isinstance(refusal, ChangedMeanwhile):
            # Having read what is the matter, the person may save over it.
            self.data = _with_version(self.data, refusal.version)
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal.sentence))


def _with_version(data: Any, version: int) -> Any:
    answers = copy(data)
    answers["version"] = str(version)
    return answers


class Form(BaseForm, forms.Form):
    """The form that all rooms build on."""


class FilterForm(Form):
    """A GET form above a list: nothing in it must be filled in, so nothing is marked."""

    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "filter_%s")
        super().__init__(*args, **kwargs)


def _use_native_input(widget: forms.Widget) -> None:
    for plain, input_type, written in INPUT_TYPES:
        if type(widget) is plain:
            widget.input_type = input_type
            widget.format = written
