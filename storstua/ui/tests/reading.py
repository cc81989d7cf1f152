"""Reads pages as a person would, for the tests of all rooms."""

import re
from html import unescape
from typing import Any


def heading_of(answer: Any) -> str:
    """The words of a page's only main heading; fails for anything that is no whole page."""
    assert answer.status_code == 200, answer.status_code
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", heading)).split())
