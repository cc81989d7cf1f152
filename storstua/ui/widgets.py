"""Ways to choose: outlined choices with a line of help each, and chips to press."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise

type Lines = Mapping[str, str | Promise]


class _Described:
    """Adds a line of help and a small tag to single options."""

    look = "choices"

    def __init__(
        self, *, lines: Lines | None = None, tags: Lines | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.lines = dict(lines or {})
        self.tags = dict(tags or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One option as the field template draws it."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["line"] = self.lines.get(str(value), "")
        option["tag"] = self.tags.get(str(value), "")
        if option["line"] and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_line"
        return option


class Choices(_Described, forms.RadioSelect):
    """One of several, each in its own frame. `lines` and `tags` go by the option's value."""


class ManyChoices(_Described, forms.CheckboxSelectMultiple):
    """Any of several, each in its own frame."""


class _Chips(_Described):
    """Chips to press; with `even` they share the width like keys."""

    look = "picks"

    def __init__(self, *, even: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.even = even


class Picks(_Chips, forms.RadioSelect):
    """One of a few short answers, as chips to press."""


class ManyPicks(_Chips, forms.CheckboxSelectMultiple):
    """Any of a few short answers, as chips to press."""


class FoldedPicks(ManyPicks):
    """Chips for many, folded under headings. `folds` says by value under which each stands.

    The options must come sorted by it; with one heading or none they are plain chips.
    """

    def __init__(self, *, folds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folds = dict(folds)
        self.look = "folds" if len(set(self.folds.values())) > 1 else "picks"

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One chip, with the heading it stands under."""
        option = super().create_option(name, value, *args, **kwargs)
        option["fold"] = self.folds.get(str(value), "")
        return option
