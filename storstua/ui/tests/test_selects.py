"""A select put together by hand is the same as Django's own."""

import re
from datetime import date

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from storstua.ui.forms import StorstuaRenderer

words = st.text(max_size=8)
values = st.one_of(words, st.integers(-2000, 2000), st.none(), st.booleans())
labels = st.one_of(words, st.integers(), st.just(date(2026, 1, 2)), words.map(mark_safe))
pairs = st.lists(st.tuples(values, labels), max_size=4)
groups = st.lists(st.tuples(words.filter(bool), pairs), max_size=2)
attributes = st.dictionaries(
    st.sampled_from(["class", "id", "required", "data-x", "max"]),
    st.one_of(words, st.booleans(), st.integers()),
    max_size=3,
)


def drawn(widget: forms.Select, name: str, value: object, renderer: TemplatesSetting) -> str:
    """The element without the line breaks that only templates put between."""
    html = widget.render(name, value, renderer=renderer)
    return re.sub(r"\s*\n\s*(?=<)", "", html.strip())


# The first drawing reads the templates.
@given(name=words, pairs=pairs, groups=groups, chosen=values, attributes=attributes)
def test_select_is_drawn_as_by_its_template(name, pairs, groups, chosen, attributes):
    clean = [(value, strip_breaks(label)) for value, label in pairs]
    for group, own in groups:
        clean.append((strip_breaks(group), [(value, strip_breaks(label)) for value, label in own]))
    for kind in (forms.Select, forms.SelectMultiple):
        widget = kind(choices=clean, attrs=attributes)
        value = [chosen] if kind is forms.SelectMultiple else chosen
        ours = drawn(widget, name, value, StorstuaRenderer())
        assert ours == drawn(widget, name, value, TemplatesSetting())


def strip_breaks(label: object) -> object:
    return re.sub(r"\s", "", label) if type(label) is str else label


def test_select_escapes_what_is_not_marked_safe():
    widget = forms.Select(choices=[('"<1>', "<b>"), ("2", mark_safe("<i>"))])
    html = widget.render("a", '"<1>', renderer=StorstuaRenderer())
    assert html == (
        '<select name="a"><option value="&quot;&lt;1&gt;" selected>&lt;b&gt;</option>'
        '<option value="2"><i></option></select>'
    )


def test_select_takes_labels_in_the_language_of_the_page():
    widget = forms.Select(choices=[("", gettext_lazy("Alle"))])
    assert widget.render("a", "", renderer=StorstuaRenderer()) == (
        '<select name="a"><option value="" selected>Alle</option></select>'
    )
