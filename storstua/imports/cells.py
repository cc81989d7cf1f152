"""One written cell to one value: names, phones, mails, numbers, yes and no, words and lists."""

import re
from functools import cache

import phonenumbers

from .faults import Unclear
from .words import Vocabulary, fold, split_words

_LONGEST_NAME = 200
_LONGEST_ID = 40
_LONGEST_MAIL = 254
_PHONE_LABEL = re.compile(r"^(?:tlf|tel|telefon|mob|mobil)\b[.:]*\s*", re.IGNORECASE)
_PHONE_SIGNS = re.compile(r"\(?\+?[\d\s().\-/]+")
_NORWEGIAN = re.compile(r"[2-9]\d{7}")
_MAIL = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
    r"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
)
_WHOLE = re.compile(r"(-?\d{1,9})(?:[.,]0+)?")
_HOURS_AND_MINUTES = re.compile(
    r"(?:(\d{1,3}(?:[.,]\d+)?)\s*(?:t|h|time|timer|timar|hours?)\.?)?\s*(?:og\s*)?"
    r"(?:(\d{1,4})\s*(?:m|min|minutt|minutter|minutes?)\.?)?",
    re.IGNORECASE,
)
_CLOCK_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_YES = frozenset(("ja", "j", "yes", "y", "x", "1", "true", "sant", "sann", "✓", "✔", "☑", "☒"))
_NO = frozenset(("nei", "n", "no", "0", "false", "usant", "usann", "☐"))
_BLANK = frozenset(("-", "–", "—"))


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty or only a dash."""
    return not text or text in _BLANK


def name(text: str) -> str:
    """A person's name on one line; raises Unclear for figures, addresses and essays."""
    tidy = " ".join(text.split())
    if len(tidy) > _LONGEST_NAME:
        raise Unclear("text_too_long", most=str(_LONGEST_NAME))
    if "@" in tidy or not any(part.isalpha() for part in tidy):
        raise Unclear("name_unclear")
    return tidy


def office_id(text: str) -> str:
    """The organisation's own number or id for a row, at most 40 characters."""
    tidy = " ".join(text.split())
    if len(tidy) > _LONGEST_ID:
        raise Unclear("text_too_long", most=str(_LONGEST_ID))
    return tidy


def phone(text: str) -> str:
    """A phone number in E.164 form; a number without country code is Norwegian.

    A Norwegian number is eight figures, the first from 2 to 9. The lists of number series in use
    are not asked, since new series are opened every year.
    """
    bare = re.sub(r"(?<=\d{8})[.,]0$", "", _PHONE_LABEL.sub("", text))
    if not _PHONE_SIGNS.fullmatch(bare):
        raise Unclear("phone_unclear")
    try:
        number = phonenumbers.parse(bare, "NO")
    except phonenumbers.NumberParseException as unclear:
        raise Unclear("phone_unclear") from unclear
    if number.country_code == 47:
        good = bool(_NORWEGIAN.fullmatch(str(number.national_number)))
    else:
        good = phonenumbers.is_valid_number(number)
    if not good:
        raise Unclear("phone_unclear")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mail(text: str) -> str:
    """A mail address in lower case."""
    bare = text.strip().lower().removeprefix("mailto:").strip("<> ")
    if len(bare) > _LONGEST_MAIL or not _MAIL.fullmatch(bare):
        raise Unclear("mail_unclear")
    return bare


def whole_number(text: str, *, least: int, most: int) -> int:
    """A whole number; "2,0" and "2.0" are 2."""
    match = _WHOLE.fullmatch(text.replace(" ", ""))
    if match is None:
        raise Unclear("number_unclear")
    return _within(int(match[1]), least, most)


def _within(number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise Unclear("number_outside", least=str(least), most=str(most))
    return number


def minutes(text: str) -> int:
    """A length in minutes from "45", "45 min", "1 t 30 min", "1,5 timer" or "1:30"."""
    if match := _CLOCK_TIME.fullmatch(text):
        return _within(int(match[1]) * 60 + int(match[2]), 0, 1440)
    if (match := _HOURS_AND_MINUTES.fullmatch(text)) and (match[1] or match[2]):
        exact = float((match[1] or "0").replace(",", ".")) * 60 + int(match[2] or 0)
        if not exact.is_integer():
            raise Unclear("number_unclear")
        return _within(int(exact), 0, 1440)
    return whole_number(text, least=0, most=1440)


def hours(text: str) -> int:
    """A length in minutes from a column of hours: "1,5" is 90."""
    if re.fullmatch(r"\d{1,2}(?:[.,]\d{1,2})?", text):
        return minutes(f"{text} t")
    return minutes(text)


def yes_or_no(text: str) -> bool:
    """Ja, nei and the signs people use for them."""
    word = text.strip(" .!").casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unclear("yes_no_unclear")


def word(text: str, vocabulary: Vocabulary) -> str:
    """One word to its code; raises Unclear with the words that are understood."""
    code = vocabulary.find(text)
    if code is None:
        raise Unclear("word_unknown", value=text, known=_shown(vocabulary))
    return code


@cache
def _shown_words(words: tuple[str, ...]) -> str:
    return ", ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _shown(vocabulary: Vocabulary) -> str:
    return _shown_words(vocabulary.shown)


def word_list(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Several words in one cell to their codes, in the order written, each once."""
    codes = [word(part, vocabulary) for part in split_words(text, vocabulary)]
    return tuple(dict.fromkeys(codes))


def areas(text: str, vocabulary: Vocabulary | None) -> tuple[str, ...]:
    """The organisation's own areas; without a vocabulary the words themselves, as written."""
    parts = split_words(text, vocabulary)
    if vocabulary is None:
        return tuple({fold(part): part for part in reversed(parts)}.values())[::-1]
    for part in parts:
        if vocabulary.find(part) is None:
            raise Unclear("area_unknown", value=part)
    return tuple(dict.fromkeys(vocabulary.codes[fold(part)] for part in parts))
