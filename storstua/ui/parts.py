"""The values that the larger parts are drawn from."""

from dataclasses import dataclass
from uuid import UUID

from storstua.ui.menus import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of check_answers.html; without `change_url` it cannot be changed."""

    label: Text
    value: Text
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of task_list.html; `status` says in a word where it stands."""

    label: Text
    status: Text
    url: str = ""
    done: bool = False
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A number that leads to its rows, in a word when the number alone would not do."""

    number: int
    url: str
    text: Text = ""

    def __str__(self) -> str:
        return str(self.text or self.number)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row of bar_table.html: a bar of `value`, of which `part` is dark, then the cells."""

    label: Text
    value: float
    cells: tuple[str | int | Linked, ...]
    part: float = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class BarTable:
    """A table that is its own chart; `columns` and each row's `cells` have equal length."""

    caption: Text
    first: Text
    columns: tuple[Text, ...]
    rows: tuple[BarRow, ...]
    totals: tuple[str | int, ...] = ()

    @property
    def maximum(self) -> float:
        """The longest bar; 0 when there are no rows."""
        return max((row.value for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of why.html; `kind` is yes, no or care."""

    kind: str
    text: Text


COLOURS = ("fjord", "oker", "blaa", "lyng")


def colour_of(key: UUID) -> str:
    """The colour of the theme that a person keeps on every page; `key` is the key of their row."""
    return COLOURS[key.int % len(COLOURS)]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as person_card.html shows them; `colour` is a colour name of the theme."""

    name: str
    known_for: Text = ""
    text: Text = ""
    free: Text = ""
    url: str = ""
    ask_url: str = ""
    ask: Text = ""
    colour: str = "fjord"
    language: str = ""
