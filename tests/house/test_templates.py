"""What no template may hold."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "storstua").rglob("templates/**/*.html"))

BARRED = {
    "inline style": r"\sstyle=",
    "inline script": r"<script(?![^>]*\bsrc=)",
    "script in an attribute": r"\son[a-z]+=\"",
    "a new window": r"target=[\"']?_blank",
    "placeholder": r"\splaceholder=",
    "text taken as safe": r"\|safe\b|autoescape off",
    "positive tabindex": r"tabindex=[\"'][1-9]",
    "another host": r"(?:src|action|srcset)=[\"'](?:https?:)?//",
    "disabled button": r"<button[^>]*\sdisabled",
    "live region on a list": r"<(?:ul|ol)[^>]*aria-live",
}


@pytest.mark.parametrize("what", BARRED)
def test_no_template_holds(what: str):
    pattern = re.compile(BARRED[what], re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_every_form_that_posts_has_its_token():
    missing = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if path.read_text().count('method="post"') > path.read_text().count("{% csrf_token %}")
    ]
    assert missing == []


def test_no_bare_word_for_a_supporter_stands_in_a_text():
    """The organisation's own word replaces ours, so ours may only stand in [[brackets]]."""
    bare = re.compile(r"(?<!\[\[)\b[Ll]ikeperson(?:en|er|ene|ar|ane|s\w+)?\b")
    inside_tags = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>")
    texts = re.compile(r"(?:translate|_)\(?\s*\"([^\"]*)\"")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if bare.search(inside_tags.sub(" ", line))
        or any(bare.search(text) for text in texts.findall(line))
    ]
    assert found == []
