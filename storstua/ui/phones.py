"""Phone numbers as people read them and as phones dial them."""

import re

import phonenumbers
from phonenumbers import PhoneNumberFormat

NORWEGIAN = 47


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, "NO")
    except phonenumbers.NumberParseException:
        return None


def _in_groups(digits: str, size: int) -> str:
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))


def phone_words(number: str) -> str:
    """A number with spaces: 22 33 44 55, 116 123, +49 30 123456; what is no number stays."""
    digits = re.sub(r"[\s-]", "", number)
    parsed = _parsed(number)
    if parsed is not None and parsed.country_code != NORWEGIAN:
        return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    digits = digits.removeprefix("+47").removeprefix("0047")
    if re.fullmatch(r"\d{6}", digits):
        return _in_groups(digits, 3)
    if re.fullmatch(r"\d{8}", digits):
        return _in_groups(digits, 2)
    return number


def dial(number: str) -> str:
    """What stands after `tel:`: short numbers as they are, others with country code."""
    digits = re.sub(r"[^\d+]", "", number)
    parsed = _parsed(number)
    if parsed is None or len(digits) < 8 or not phonenumbers.is_valid_number(parsed):
        return digits
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
