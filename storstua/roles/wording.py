"""How a proposal is said in the language of the page."""

from datetime import datetime

from django.utils.translation import gettext as _

from storstua.base.roles import Role
from storstua.roles.choices import Answer, Loss, Matter, Why
from storstua.roles.models import Proposal
from storstua.ui.moments import full_day, moment_words
from storstua.ui.parts import Answer as Line


def facts_of(row: Proposal) -> list[Line]:
    """What is proposed, for whom, by whom and until when; lines that say nothing are left out."""
    branch = f"{row.branch} ({row.branch.get_level_display()})" if row.branch else ""
    is_role = row.matter == Matter.ROLE
    lines = [
        Line(_("Hva"), str(Matter(row.matter).label)),
        Line(_("Rolle"), str(Role(row.role).label) if is_role else ""),
        Line(_("Hvor rollen gjelder"), (branch or _("Hele organisasjonen")) if is_role else ""),
        Line(_("Fra og med"), full_day(row.from_on) if row.from_on else ""),
        Line(_("Til og med"), full_day(row.until_on) if row.until_on else ""),
        Line(_("For hvem"), row.for_name),
        Line(_("Invitasjonen sendes til"), row.email),
        Line(_("Hva som har skjedd"), str(Loss(row.reason).label) if row.reason else ""),
        Line(_("Foreslått av"), row.proposer.full_name),
    ]
    return [line for line in lines if line.value]


def outcome_of(row: Proposal, at: datetime) -> str:
    """What became of a proposal, in a sentence; "" while it waits."""
    if row.is_open(at):
        return ""
    answer = Answer(row.answer or Answer.LAPSED)
    if row.answered_by is None or row.answered_at is None:
        return str(answer.label)
    said = _("%(answer)s fra %(name)s, %(day)s.") % {
        "answer": answer.label,
        "name": row.answered_by.full_name,
        "day": moment_words(row.answered_at, at),
    }
    return f"{said} {Why(row.why).label}." if row.why else said
