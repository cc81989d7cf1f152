"""Reads pages as a person would, for the tests of all rooms."""

import re
from html import unescape
from typing import Any


def page_of(answer: Any) -> str:
    """The page as it was sent; fails for an answer that is no page, or one with a fault."""
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def heading_of(answer: Any) -> str:
    """The words of a page's only main heading; fails for anything that is no whole page."""
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page_of(answer), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", heading)).split())
