"""Shows what the second step of sign-in needs: options of a passkey, codes in groups."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """The value as JSON; the template escapes it like any other text."""
    return json.dumps(value)


@register.filter
def in_groups(code: str) -> str:
    """A long code in groups of four, so that it can be read, typed and wrapped."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
