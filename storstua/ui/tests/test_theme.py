import re
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from storstua.base.refusal import Refusal
from storstua.ui import theme

BUILT = Path(theme.__file__).parent / "static" / "vendor" / "designsystemet" / "theme.css"
READABLE = [
    ("text-default", "background-default", 4.5),
    ("text-default", "surface-active", 4.5),
    ("text-subtle", "background-tinted", 4.5),
    ("text-subtle", "surface-tinted", 4.5),
    ("border-default", "background-default", 3),
    ("base-contrast-default", "base-default", 4.5),
    ("base-contrast-default", "base-hover", 4.5),
    ("base-contrast-default", "base-active", 4.5),
]
colours = st.integers(0, 2**24 - 1).map(lambda number: f"#{number:06x}")
dark_colours = colours.filter(lambda colour: theme.contrast(colour, "#ffffff") >= 4.5)


def built(scheme: str) -> dict[str, str]:
    layer = BUILT.read_text().split(f"@layer ds.theme.color-scheme.{scheme}")[1].split("}")[0]
    shades = re.findall(r"--ds-color-fjord-([a-z-]+): (#[0-9a-fA-F]{6})", layer)
    return {name: value.lower() for name, value in shades}


def test_the_shades_are_those_of_the_built_theme():
    own = {"base-default", "base-hover", "base-active"}
    assert {k: v for k, v in built("light").items() if k not in own} == theme.LIGHT
    assert built("dark") == theme.DARK


def test_contrast_is_that_of_the_definition():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert theme.contrast("#1f5a63", "#1f5a63") == 1


@given(colours, colours)
def test_contrast_is_the_same_both_ways(first: str, second: str):
    assert theme.contrast(first, second) == theme.contrast(second, first)
    assert 1 <= theme.contrast(first, second) <= 21


@given(dark_colours)
def test_every_pair_is_readable_when_the_colour_is_accepted(colour: str):
    for scale in (theme.light_scale(colour), theme.dark_scale(colour)):
        poor = [
            pair
            for pair in READABLE
            if theme.contrast(scale[pair[0]], scale[pair[1]]) < pair[2] - 0.01
        ]
        assert poor == []


@pytest.mark.parametrize("colour", ["#ffcc00", "#767779", "red", "#12345", "#1F5A63;}"])
def test_a_colour_is_refused_when_letters_on_it_cannot_be_read(colour: str):
    with pytest.raises(Refusal) as refusal:
        theme.theme_css(colour)
    assert refusal.value.field == "colour"


def test_the_style_sheet_sets_light_dark_and_print():
    css = theme.theme_css("#7A4668")
    assert css.count("--ds-color-fjord-base-default:#7a4668;") == 2
    assert [line.split("{")[0] for line in css.splitlines()] == [
        ':root,[data-color-scheme="light"]',
        '[data-color-scheme="dark"]',
        "@media (prefers-color-scheme:dark)",
        "@media print",
    ]


def test_the_mark_changes_with_the_colour():
    assert theme.theme_mark("#7A4668") == theme.theme_mark("#7a4668")
    assert theme.theme_mark("#7A4668") != theme.theme_mark("#1F5A63")


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "1,1"), ("nn", "1,1"), ("en", "1.1"), ("de", "1,1")]
)
def test_how_little_contrast_there_is_stands_as_the_language_writes_it(language: str, said: str):
    with translation.override(language), pytest.raises(Refusal) as refusal:
        theme.checked("#FFFF00")
    assert f" {said}" in str(refusal.value.sentence)
