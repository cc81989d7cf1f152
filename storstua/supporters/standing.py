"""Where a supporter stands: what they lack by the organisation's policy, and if they can be asked.

Pure rules over facts; queries.standing gathers the facts and asks the same in SQL.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from storstua.base.ages import latest_birth_year
from storstua.organisations.models import Policy


class Lack(TextChoices):
    """What keeps a supporter from being shown and asked. The order is that of the task list."""

    COURSE = "course", _("Kurs")
    MEMBERSHIP = "membership", _("Medlemskap")
    BIRTH_YEAR = "birth_year", _("Fødselsår")
    AGE = "age", _("Alder over aldersgrensen")
    DECLARATION = "declaration", _("Taushetserklæring")
    APPOINTMENT = "appointment", _("Oppnevning")


class State(TextChoices):
    """The one word for where a supporter stands; each has exactly one, the first that holds."""

    ENDED = "ended", _("Har sluttet")
    PAUSED = "paused", _("Har pause")
    LACKS = "lacks", _("Mangler noe")
    FULL = "full", _("Har ikke ledig plass")
    READY = "ready", _("Kan spørres")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a supporter on a day; a day is None when the thing has not happened.

    `appointed_from` begins the appointment in force, `paused_from` the pause in force;
    `paused_until` is its last day, None until further. `had_appointment` is true when an earlier
    appointment has ended. `load` counts asks and talks now,
    `capacity` the most there is room for: what the supporter takes, within the limit.
    """

    birth_year: int | None = None
    is_member: bool = False
    appointed_from: date | None = None
    had_appointment: bool = False
    declared_on: date | None = None
    course_on: date | None = None
    supervised_on: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    capacity: int = 0
    load: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A supporter's standing on a day, by one organisation's policy."""

    known: Known
    lacks: tuple[Lack, ...]
    supervision_due_on: date | None
    is_supervision_overdue: bool

    @property
    def is_paused(self) -> bool:
        """True while a pause lasts."""
        return self.known.paused_from is not None

    @property
    def free_places(self) -> int:
        """How many more talks there is room for."""
        return max(0, self.known.capacity - self.known.load)

    @property
    def may_be_asked(self) -> bool:
        """True when nothing lacks and no pause lasts; says nothing of free places."""
        return not self.lacks and not self.is_paused

    @property
    def state(self) -> State:
        """The one word for the list."""
        if self.known.had_appointment and self.known.appointed_from is None:
            return State.ENDED
        if self.is_paused:
            return State.PAUSED
        if self.lacks:
            return State.LACKS
        return State.READY if self.free_places else State.FULL


def lacks(known: Known, policy: Policy, on: date) -> tuple[Lack, ...]:
    """What the policy demands and the supporter lacks on a day, in the order of the task list."""
    born = known.birth_year
    latest = latest_birth_year(policy.minimum_age, on)
    asked = {
        Lack.COURSE: policy.needs_course and known.course_on is None,
        Lack.MEMBERSHIP: policy.needs_membership and not known.is_member,
        Lack.BIRTH_YEAR: born is None,
        Lack.AGE: born is not None and born > latest,
        Lack.DECLARATION: known.declared_on is None,
        Lack.APPOINTMENT: known.appointed_from is None,
    }
    return tuple(lack for lack, is_lacking in asked.items() if is_lacking)


def supervision_due_on(known: Known, policy: Policy) -> date | None:
    """The day by which supervision is due, None when the policy sets no interval.

    Counted from the last supervision, before the first from the appointment. Overdue supervision
    is something to mind; it does not keep anyone from being asked.
    """
    since = known.supervised_on or known.appointed_from
    if since is None or policy.supervision_every_days is None:
        return None
    return since + timedelta(days=policy.supervision_every_days)


def standing(known: Known, policy: Policy, on: date) -> Standing:
    """The standing on a day by a policy."""
    due = supervision_due_on(known, policy)
    return Standing(
        known=known,
        lacks=lacks(known, policy, on),
        supervision_due_on=due,
        is_supervision_overdue=due is not None and due < on,
    )
