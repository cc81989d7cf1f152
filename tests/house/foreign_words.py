"""What Django and allauth say of a wrong form, so that it is seen when it stands on a page."""

import re
from collections.abc import Iterator
from functools import cache

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import password_validation
from django.core import validators
from django.forms import fields, models
from django.utils.translation import override

PLACEHOLDER = re.compile(r"%(\\\(\w+\\\))?[sdr]|\\{\w+\\}")
LANGUAGES = ("en", "nb")


@cache
def foreign() -> re.Pattern[str]:
    """Any of their sentences, in English and in Bokmål, whatever is put into it."""
    said: set[str] = set()
    for language in LANGUAGES:
        with override(language):
            said |= {str(each) for each in _messages()}
    return re.compile("|".join(PLACEHOLDER.sub(".+", re.escape(each)) for each in said if each))


def _messages() -> Iterator[object]:
    for module in (fields, models):
        for kind in vars(module).values():
            yield from getattr(kind, "default_error_messages", {}).values()
    for kind in vars(validators).values():
        message = getattr(kind, "message", "")
        yield message if not callable(message) else ""
    for adapter in (DefaultAccountAdapter, DefaultMFAAdapter):
        yield from adapter.error_messages.values()
    for rule in vars(password_validation).values():
        if hasattr(rule, "get_error_message"):
            yield rule().get_error_message()
