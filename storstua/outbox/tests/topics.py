"""What a message could be about: over 300 words, none of which may stand in one."""

import re
from pathlib import Path

TOPICS = frozenset(Path(__file__).with_suffix(".txt").read_text().split())
# These may not stand in one as a part of another word either.
LONG = frozenset(word for word in TOPICS if len(word) > 5)


def topics_in(text: str) -> set[str]:
    """The words of the list that stand in a text."""
    said = text.lower()
    return TOPICS & set(re.findall(r"\w+", said)) | {word for word in LONG if word in said}
