"""Reads pages as a person would, for the tests of all rooms."""

import re
from html import unescape
from typing import Any


def page_of(answer: Any, status: int = 200) -> str:
    """The page as it was sent; fails when the answer has another status than this."""
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


def heading_of(answer: Any) -> str:
    """The words of a page's only main heading; fails for anything that is no whole page."""
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page_of(answer), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", heading)).split())
