"""Words that make a password easy to guess for whoever knows its owner: names, places, us.

What is left of a password without them must still be long enough to guess at.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from storstua.people import queries

# The product's own name, and what it is about, in the languages it speaks.
ALWAYS = ("storstua", "likeperson", "likemann", "likeverd", "peer supporter", "organisasjon")
# As long as that is what a password needs beside the words: long words of one's own count.
LEAST_LEFT = 8
# Shorter parts of names stand in too many good sentences.
SHORTEST = 4
LOOKS_LIKE = str.maketrans("0134578@$!", "oieastbasi")


def check(password: str, words: Iterable[str]) -> None:
    """Refuse a password that is little more than these words, also with figures for letters."""
    whole = left = _folded(password)
    for word in sorted(_parts([*ALWAYS, *words]), key=len, reverse=True):
        left = left.replace(word, "")
    if left != whole and len(left) < LEAST_LEFT:
        raise ValidationError(
            _("Velg noe som ikke er navnet ditt, organisasjonen din eller e-posten din."),
            code="own_words",
        )


def of_mail(mail: str) -> list[str]:
    """The words of a mail address: what stands before the @, and who keeps the mailbox."""
    local, _at, host = mail.partition("@")
    return [local, *host.split(".")[:-1]]


class OwnWords:
    """Django's validator of new passwords: without names and places of the account's owner."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse what is little more than the owner's names, organisations or mail address."""
        known = user is not None and user.pk
        check(password, [*of_mail(user.email), *queries.words_about(user.pk)] if known else [])

    def get_help_text(self) -> str:
        """What to do instead."""
        return _("Ikke bruk navnet ditt, organisasjonen din eller e-posten din som passord.")


def _parts(words: Iterable[str]) -> set[str]:
    """Each word whole and in its parts, without the short ones."""
    found = {_folded(part) for word in words for part in (word, *re.split(r"[\W\d_]+", word))}
    return {part for part in found if len(part) >= SHORTEST}


def _folded(text: str) -> str:
    """Small letters and figures alone, figures that look like letters as those."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(LOOKS_LIKE)
    return re.sub(r"[\W_]+", "", plain)
