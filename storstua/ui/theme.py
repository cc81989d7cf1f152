"""An organisation's own main colour: a whole scale from one colour, with the contrasts of ours.

Each shade keeps the relative luminance of the same shade in the built theme, so every pair of
text and ground that is readable there stays readable with another hue.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from storstua.base.refusal import Refusal

type Channels = tuple[int, int, int]

WHITE, BLACK = "#ffffff", "#000000"
LEAST_CONTRAST = 4.5
HEX = re.compile(r"#[0-9a-fA-F]{6}")

# The shades of the built theme (static/vendor/designsystemet/theme.css), light and dark.
LIGHT: Mapping[str, str] = {
    "background-default": "#ffffff",
    "background-tinted": "#f0f4f5",
    "surface-default": "#ffffff",
    "surface-tinted": "#e2eaeb",
    "surface-hover": "#d0dcde",
    "surface-active": "#bccdd0",
    "border-subtle": "#a9c0c3",
    "border-default": "#538087",
    "border-strong": "#2e656d",
    "text-subtle": "#2e656d",
    "text-default": "#103034",
    "base-contrast-subtle": "#edf2f3",
    "base-contrast-default": "#ffffff",
}
DARK: Mapping[str, str] = {
    "background-default": "#0f1a1c",
    "background-tinted": "#142224",
    "surface-default": "#192b2e",
    "surface-tinted": "#1d3135",
    "surface-hover": "#21393e",
    "surface-active": "#2a474d",
    "border-subtle": "#32555c",
    "border-default": "#6c868b",
    "border-strong": "#99abaf",
    "text-subtle": "#99abaf",
    "text-default": "#e9edee",
    "base-default": "#83a4a9",
    "base-hover": "#9eb8bc",
    "base-active": "#bacccf",
    "base-contrast-subtle": "#0e1212",
    "base-contrast-default": "#000000",
}
# How dark a pressed button is beside the button at rest.
HOVER, ACTIVE = 0.58, 0.3


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _mixed(colour: str, other: str, part: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own + (to - own) * part):02x}" for own, to in pairs)


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white) of a colour written #rrggbb (WCAG 2.2)."""
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast of two colours written #rrggbb, from 1 to 21 (WCAG 2.2)."""
    brighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def shade(colour: str, wanted: float) -> str:
    """The colour mixed with white or black until its luminance is `wanted` (0 to 1)."""
    darker = wanted <= luminance(colour)
    other, low, high = (BLACK if darker else WHITE), 0.0, 1.0
    for _halving in range(12):
        middle = (low + high) / 2
        too_far = (luminance(_mixed(colour, other, middle)) < wanted) is darker
        low, high = (low, middle) if too_far else (middle, high)
    return _mixed(colour, other, high)


def checked(colour: str) -> str:
    """The colour in small letters; refuses what is no colour or too light for white letters."""
    if not HEX.fullmatch(colour):
        raise Refusal(_("Skriv fargen som # og seks tegn, for eksempel #1F5A63."), field="colour")
    found = contrast(colour, WHITE)
    if found < LEAST_CONTRAST:
        sentence = _(
            "Fargen er for lys. Hvit tekst på den har kontrast %(found)s, og må ha minst 4,5. "
            "Velg en mørkere farge."
        )
        raise Refusal(sentence % {"found": number_format(round(found, 1), 1)}, field="colour")
    return colour.lower()


def light_scale(colour: str) -> dict[str, str]:
    """All shades for light pages, by token name."""
    own = luminance(colour)
    scale = {name: shade(colour, luminance(ours)) for name, ours in LIGHT.items()}
    return scale | {
        "base-default": colour,
        "base-hover": shade(colour, own * HOVER),
        "base-active": shade(colour, own * ACTIVE),
    }


def dark_scale(colour: str) -> dict[str, str]:
    """All shades for dark pages, by token name."""
    return {name: shade(colour, luminance(ours)) for name, ours in DARK.items()}


def _rule(selector: str, scale: Mapping[str, str]) -> str:
    lines = (f"--ds-color-fjord-{name}:{value};" for name, value in scale.items())
    return f"{selector}{{{''.join(lines)}}}"


@lru_cache(maxsize=64)
def theme_css(colour: str) -> str:
    """The style sheet that gives an organisation its colour; refuses colours one cannot read on."""
    own = checked(colour)
    dark = dark_scale(own)
    return "\n".join(
        (
            _rule(':root,[data-color-scheme="light"]', light_scale(own)),
            _rule('[data-color-scheme="dark"]', dark),
            f"@media (prefers-color-scheme:dark){{{_rule('[data-color-scheme="auto"]', dark)}}}",
            f"@media print{{{_rule(':root', light_scale(own))}}}",
        )
    )


@cache
def theme_mark(colour: str) -> str:
    """A short mark that changes with the style sheet, for its address."""
    return hashlib.sha256(theme_css(colour).encode()).hexdigest()[:10]
