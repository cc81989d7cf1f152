import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines

from storstua.base.refusal import Refusal
from storstua.ui.forms import BaseForm, FilterForm, Form
from storstua.ui.widgets import Choices, FoldedPicks, ManyPicks, Picks

WAYS = [("write", "Skrive"), ("phone", "Ringe")]


class Example(Form):
    keeps_version = True
    name = forms.CharField(label="Navn", max_length=5, help_text="Slik <andre> ser det.")
    mail = forms.EmailField(label="E-post", required=False)
    day = forms.DateField(label="Dato", required=False)
    way = forms.ChoiceField(
        label="Hvordan?", choices=WAYS, widget=Choices(lines={"phone": "Vi ringer."})
    )
    agrees = forms.BooleanField(label="Jeg er enig")


def fill(**changes: object) -> dict[str, object]:
    return {"name": "Anne", "way": "phone", "agrees": "on", "version": "3"} | changes


def drawn(form: object) -> Element:
    return html5lib.parse(str(form), namespaceHTMLElements=False)


def by_id(tree, id: str):
    return tree.find(f".//*[@id='{id}']")


def test_a_text_field_has_label_help_and_description():
    tree = drawn(Example())
    assert by_id(tree, "id_name").attrib == {
        "type": "text",
        "name": "name",
        "maxlength": "5",
        "class": "ds-input",
        "aria-describedby": "id_name_helptext",
        "id": "id_name",
    }
    assert by_id(tree, "id_name_helptext").text == "Slik <andre> ser det."
    assert tree.find(".//label[@for='id_name']").text == "Navn"


def test_a_field_with_a_fault_points_to_the_message():
    tree = drawn(Example(fill(name="")))
    field = by_id(tree, "id_name")
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby") == "id_name_helptext id_name_error"
    assert by_id(tree, "id_name_error").find("p").text == "Fyll inn dette."


def test_only_what_may_be_left_empty_is_marked():
    marks = re.findall(r'for="(\w+)">[^<]+<span class="optional">Valgfritt', str(Example()))
    assert marks == ["id_mail", "id_day"]


def test_a_filter_marks_nothing():
    class Filter(FilterForm):
        name = forms.CharField(label="Navn", required=False)

    html = str(Filter())
    assert ("Valgfritt" in html, 'id="filter_name"' in html) == (False, True)


def test_choices_are_a_group_with_a_line_of_help_each():
    tree = drawn(Example(fill(way="")))
    group = by_id(tree, "id_way")
    assert (group.tag, group.get("aria-describedby")) == ("fieldset", "id_way_error")
    assert group.find("legend").text == "Hvordan?"
    assert by_id(tree, "id_way_0").get("aria-describedby") is None
    assert by_id(tree, "id_way_1").get("aria-describedby") == "id_way_1_line"
    assert by_id(tree, "id_way_1_line").text == "Vi ringer."
    assert [by_id(tree, f"id_way_{n}").get("aria-invalid") for n in (0, 1)] == ["true", "true"]


def test_nothing_is_chosen_beforehand():
    assert "checked" not in str(Example())


@pytest.mark.parametrize(
    ("widget", "classes"),
    [(Picks(), "picks"), (Picks(even=True), "picks even"), (ManyPicks(even=False), "picks")],
)
def test_chips_are_labels_round_their_inputs(widget: forms.Widget, classes: str):
    class Chips(Form):
        way = forms.ChoiceField(label="Hvordan?", choices=WAYS, widget=widget)

    box = drawn(Chips()).find(f".//div[@class='{classes}']")
    assert [label.find("input").get("value") for label in box.findall("label")] == [
        "write",
        "phone",
    ]
    assert [label.find("input").get("class") for label in box.findall("label")] == [None, None]


def test_widgets_of_several_inputs_are_a_group():
    class Dated(Form):
        day = forms.DateField(label="Dag", widget=forms.SelectDateWidget(years=[2026]))

    group = drawn(Dated()).find(".//fieldset")
    assert (group.find("legend").text, len(group.findall(".//select"))) == ("Dag", 3)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (forms.CharField(), "", "Fyll inn dette."),
        (forms.CharField(max_length=3), "fire", "Skriv høyst 3 tegn. Du har skrevet 4."),
        (forms.CharField(min_length=3), "to", "Skriv minst 3 tegn."),
        (forms.IntegerField(min_value=1), "0", "Skriv 1 eller mer."),
        (forms.IntegerField(max_value=9), "10", "Skriv 9 eller mindre."),
        (forms.IntegerField(), "ti", "Skriv et helt tall, for eksempel 12."),
        (forms.DecimalField(), "x", "Skriv et tall, for eksempel 2,5."),
        (forms.DateField(), "i fjor", "Skriv datoen slik: 24.12.2026."),
        (forms.EmailField(), "anne", "Skriv e-postadressen slik: navn@eksempel.no."),
        (forms.BooleanField(), "", "Kryss av her for å gå videre."),
        (forms.ChoiceField(choices=WAYS), "", "Velg ett av svarene."),
        (forms.ChoiceField(choices=WAYS), "fly", "Velg et av svarene på siden."),
        (forms.MultipleChoiceField(choices=WAYS), "", "Velg minst ett av svarene."),
        (forms.FileField(), "", "Velg en fil."),
        (forms.CharField(error_messages={"required": "Hva heter du?"}), "", "Hva heter du?"),
    ],
)
def test_faults_are_said_in_our_words(field: forms.Field, value: str, said: str):
    form = type("One", (Form,), {"it": field})({"it": value} if value else {})
    assert form.errors == {"it": [said]}


def test_a_file_name_that_is_too_long_is_said_in_our_words():
    class Upload(Form):
        file = forms.FileField(label="Fil", max_length=5)

    form = Upload({}, {"file": SimpleUploadedFile("et-langt-navn.txt", b"x")})
    assert form.errors == {"file": ["Filnavnet er for langt. Gi filen et kortere navn."]}


@pytest.mark.parametrize(
    ("field", "kind", "written"),
    [
        (forms.DateField(initial="2026-01-14"), "date", "2026-01-14"),
        (forms.TimeField(), "time", None),
        (forms.DateTimeField(), "datetime-local", None),
    ],
)
def test_dates_and_times_use_the_inputs_of_the_browser(field, kind: str, written: str | None):
    form = type("One", (Form,), {"it": field})()
    drawing = by_id(drawn(form), "id_it")
    assert (drawing.get("type"), drawing.get("value")) == (kind, written)


def test_error_items_lead_to_the_first_input():
    form = Example(fill(name="", way=""))
    form.add_error(None, "Prøv igjen.")
    assert [(item.id, item.line) for item in form.error_items] == [
        ("", "Prøv igjen."),
        ("id_name", "Navn: Fyll inn dette."),
        ("id_way_0", "Hvordan? Velg ett av svarene."),
    ]


def test_a_missing_version_asks_for_a_fresh_page():
    form = Example(fill(version=""))
    said = "Siden har stått åpen for lenge. Åpne den på nytt, og prøv igjen."
    assert [(item.id, item.line) for item in form.error_items] == [("", said)]


def test_the_version_comes_back_with_the_form():
    form = Example(fill())
    assert (form.is_valid(), form.cleaned_data["version"]) == (True, 3)


@pytest.mark.parametrize(
    ("field", "place"), [("name", "name"), ("gone", "__all__"), (None, "__all__")]
)
def test_a_refusal_stands_beside_its_field(field: str | None, place: str):
    form = Example(fill())
    assert form.is_valid()
    form.refuse(Refusal("Det er fullt.", field=field))
    assert form.errors == {place: ["Det er fullt."]}


def test_other_form_classes_can_take_our_ways():
    class Other(BaseForm, forms.Form):
        name = forms.CharField(label="Navn")

    assert Other({}).errors == {"name": ["Fyll inn dette."]}


def test_a_form_of_one_question_knows_it():
    class One(Form):
        name = forms.CharField(label="Navn")

    assert (One().title_field.name, Example().title_field) == ("name", None)


def test_a_form_without_fields_asks_nothing():
    assert Form().title_field is None


def test_the_summary_lists_all_and_takes_the_focus():
    template = engines["django"].get_template("ui/error_summary.html")
    tree = html5lib.parse(template.render({"form": Example({})}), namespaceHTMLElements=False)
    box = by_id(tree, "feiloppsummering")
    assert {"tabindex", "autofocus"} <= set(box.attrib)
    links = [link.get("href") for link in box.findall(".//a")]
    assert links == ["#id_name", "#id_way_0", "#id_agrees"]
    assert template.render({"form": Example()}).strip() == ""


def test_fields_that_come_late_and_forms_that_are_not_ours_speak_our_words():
    class Late(Form):
        def __init__(self, *args: object) -> None:
            super().__init__(*args)
            self.fields["town"] = forms.CharField(label="Sted")
            self.fields["day"] = forms.DateField(label="Dato", required=False)

    class NotOurs(forms.Form):
        mail = forms.EmailField(label="E-post")

    assert Late({}).errors == {"town": ["Fyll inn dette."]}
    assert by_id(drawn(Late()), "id_day").get("type") == "date"
    assert NotOurs({"mail": "x@"}).errors == {
        "mail": ["Skriv e-postadressen slik: navn@eksempel.no."]
    }


def test_many_chips_are_folded_and_a_fold_with_a_choice_stands_open():
    people = [("a", "Anne"), ("b", "Arne"), ("c", "Berit")]

    class Many(Form):
        who = forms.MultipleChoiceField(
            label="Hvem?",
            choices=people,
            widget=FoldedPicks(folds={"a": "A", "b": "A", "c": "B"}),
        )

    tree = drawn(Many(initial={"who": ["c"]}))
    folds = tree.findall(".//details")
    assert [fold.find("summary").text for fold in folds] == ["A (2)", "B (1)"]
    assert ["open" in fold.attrib for fold in folds] == [False, True]
    assert [len(fold.findall(".//input")) for fold in folds] == [2, 1]


def test_chips_under_one_heading_are_not_folded():
    class Few(Form):
        who = forms.MultipleChoiceField(
            label="Hvem?", choices=WAYS, widget=FoldedPicks(folds={"write": "A", "phone": "A"})
        )

    assert drawn(Few()).findall(".//details") == []
