"""The days on which a role is held."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from storstua.base.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Days:
    """From a day (None: from when the role is taken) until the last one (None: without end)."""

    from_on: date | None = None
    until_on: date | None = None

    def refuse_past(self, today: date) -> None:
        """Refuse days that are over, and a last one before the first."""
        if self.from_on is not None and self.from_on < today:
            raise Refusal(_("Dagen er forbi. Velg en dag som kommer."), field="from_on")
        if self.until_on is not None and self.until_on < (self.from_on or today):
            raise Refusal(_("Siste dag kan ikke være før første dag."), field="until_on")

    def taken(self, today: date) -> "Days":
        """The days of a role that is taken today: none of them lies before."""
        return Days(max(self.from_on or today, today), self.until_on)

    def are_over(self, today: date) -> bool:
        """True when the last day has passed."""
        return self.until_on is not None and self.until_on < today


WITHOUT_END = Days()
