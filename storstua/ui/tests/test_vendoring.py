import re

import pytest

from storstua.ui.vendoring import VENDOR, manifest, sprite, sum_of, symbol

FILES = {name: file for package in manifest() for name, file in package["files"].items()}


@pytest.mark.parametrize("name", FILES)
def test_a_vendored_file_is_the_one_in_the_manifest(name: str):
    assert sum_of(VENDOR / name) == FILES[name]["sha256"]


def test_every_vendored_file_stands_in_the_manifest():
    kept = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}
    assert kept == {*FILES, "manifest.toml"}


def test_each_package_names_version_and_licence():
    bare = [each["name"] for each in manifest() if not each["version"] or not each["licence"]]
    assert bare == []


def test_the_sprite_holds_every_icon_of_the_manifest():
    icons = re.findall(r'<symbol id="([^"]+)"', (VENDOR / "icons/aksel.svg").read_text())
    assert icons == sorted(FILES["icons/aksel.svg"]["icons"])


def test_a_symbol_keeps_two_decimals():
    svg = '<svg width="1em">\n<path clip-rule="evenodd" d="M11.46967 -2.50001L3.5 4"/>\n</svg>'
    assert (
        symbol("x", svg)
        == '<symbol id="x" viewBox="0 0 24 24"><path d="M11.47 -2.5L3.5 4"/></symbol>\n'
    )


def test_the_sprite_finds_icons_by_their_file_names(tmp_path):
    (tmp_path / "ChevronLeft.svg").write_text("<svg><path/></svg>")
    assert sprite(tmp_path, ["chevron-left"]).count('id="chevron-left"') == 1
