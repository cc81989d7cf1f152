"""Remembers which markup has been looked at, so that the same is not looked at again."""

import os
from enum import Enum
from pathlib import Path


class New(Enum):
    """Where the markup of a page has not been met before."""

    EVERYWHERE = 1
    ON_THIS_PAGE = 2
    NOWHERE = 3


class Known:
    """The markup that has been looked at: on any page, and on each by itself.

    It lies in files, one of each process, so that two that walk at once know the same.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.own = folder / str(os.getpid())

    def _lines(self) -> set[str]:
        return {line for file in self.folder.iterdir() for line in file.read_text().splitlines()}

    def novelty(self, path: str, found: frozenset[str]) -> New:
        """What is new of the markup found at this path; none of it is from now on."""
        known = self._lines()
        here = {f"{path} {each}" for each in found}
        with self.own.open("a") as file:
            file.writelines(f"{line}\n" for line in sorted((found | here) - known))
        if not found <= known:
            return New.EVERYWHERE
        return New.NOWHERE if here <= known else New.ON_THIS_PAGE
