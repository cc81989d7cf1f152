"""Draws a select with its options: the same as Django's templates, in a fraction of the time."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

TEMPLATE = "django/forms/widgets/select.html"


def select_html(widget: Mapping[str, Any]) -> SafeString:
    """A select from the context of its widget; a list of municipalities has 400 options.

    Django draws each option with two templates, which takes most of the time of such a page.
    """
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{conditional_escape(group)}">')
        parts += (_option(option) for option in options)
        if group:
            parts.append("</optgroup>")
    # Every value and label is escaped where it is put in.
    return mark_safe("".join((*parts, "</select>")))  # noqa: S308


def _option(option: Mapping[str, Any]) -> str:
    label = conditional_escape(localize(option["label"]))
    value = conditional_escape(option["value"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(_attribute_parts(attributes))


def _attribute_parts(attributes: Mapping[str, Any]) -> Iterable[str]:
    for name, value in attributes.items():
        if value is True:
            yield f" {conditional_escape(name)}"
        elif value is not False:
            yield f' {conditional_escape(name)}="{conditional_escape(value)}"'
