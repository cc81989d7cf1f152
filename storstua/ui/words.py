"""The organisation's own word: texts carry [[likeperson]], pages go out with what they say here.

Each language has named forms. A token may be spelled in any language; it stands for a form, and
the form of the page's language is put in.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape

type Forms = Mapping[str, str]

STANDARD: Mapping[str, Forms] = {
    "nb": {
        "indefinite": "likeperson",
        "definite": "likepersonen",
        "plural": "likepersoner",
        "definite_plural": "likepersonene",
        "stem": "likepersons",
    },
    "nn": {
        "indefinite": "likeperson",
        "definite": "likepersonen",
        "plural": "likepersonar",
        "definite_plural": "likepersonane",
        "stem": "likepersons",
    },
    "en": {"singular": "peer supporter", "plural": "peer supporters"},
    "de": {
        "feminine": "Peer-Begleiterin",
        "masculine": "Peer-Begleiter",
        "plural": "Peer-Begleitende",
        "dative_plural": "Peer-Begleitenden",
        "stem": "Peer-Begleitungs",
    },
}

# Which forms to try, nearest first, when a language or an organisation lacks one.
NEAREST: Mapping[str, tuple[str, ...]] = {
    "indefinite": ("indefinite", "singular", "feminine"),
    "definite": ("definite", "singular", "indefinite", "feminine"),
    "singular": ("singular", "indefinite", "feminine"),
    "feminine": ("feminine", "indefinite", "singular"),
    "masculine": ("masculine", "feminine", "indefinite", "singular"),
    "plural": ("plural",),
    "definite_plural": ("definite_plural", "plural"),
    "dative_plural": ("dative_plural", "plural"),
    "stem": ("stem", "indefinite", "singular", "feminine"),
}

TOKEN = re.compile(r"\[\[([^\[\]\n]{2,40})\]\]")
OPENING = "[["


@cache
def spellings() -> Mapping[str, str]:
    """Every spelling of a token and the form it stands for."""
    return {text: form for forms in STANDARD.values() for form, text in forms.items()}


def form_of(token: str) -> tuple[str, bool] | None:
    """The form a token stands for, and whether it asks for a capital; None for no token of ours."""
    if form := spellings().get(token):
        return form, False
    if form := spellings().get(token[:1].lower() + token[1:]):
        return form, True
    return None


def unknown_tokens(text: str) -> list[str]:
    """The tokens in a text that stand for no form of ours: misspelled words."""
    return [token for token in TOKEN.findall(text) if form_of(token) is None]


def word(form: str, forms: Forms, language: str) -> str:
    """The word in a form: the organisation's own, else the standard one of the language."""
    standard = STANDARD.get(language, STANDARD["nb"])
    nearest = NEAREST[form]
    return next(
        source[name] for source in (forms, standard) for name in nearest if source.get(name)
    )


def _put_in(text: str, forms: Forms, language: str, write: Callable[[str], str]) -> str:
    if OPENING not in text:
        return text

    def replaced(match: re.Match[str]) -> str:
        found = form_of(match[1])
        if found is None:
            return match[0]
        form, capital = found
        said = word(form, forms, language)
        return write(said[:1].upper() + said[1:] if capital else said)

    return TOKEN.sub(replaced, text)


def put_in(text: str, forms: Forms, language: str) -> str:
    """A text with the organisation's word in every token; unknown tokens stay.

    `forms` maps form names to texts in `language`; forms that are missing are borrowed from the
    nearest one, then from the standard word.
    """
    return _put_in(text, forms, language, str)


def put_in_html(text: str, forms: Forms, language: str) -> str:
    """The same for HTML: the word goes in escaped."""
    return _put_in(text, forms, language, escape)
