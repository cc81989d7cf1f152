"""The task list of a supporter: what the policy demands, what is done, where the rest is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from storstua.organisations.models import Policy
from storstua.supporters.standing import Lack, Standing
from storstua.ui.moments import full_day
from storstua.ui.parts import Task

if TYPE_CHECKING:
    from storstua.supporters.queries.roster import KeptSupporter


def _since(label: str, day: date | None, url: str, note: str = "") -> Task:
    """A task that is done by a day."""
    status = full_day(day) if day else _("Mangler")
    return Task(label, status, url, done=day is not None, note=note)


def tasks_of(
    row: KeptSupporter,
    standing: Standing,
    policy: Policy,
    *,
    to_keep: Mapping[str, str],
    to_appoint: str,
) -> list[Task]:
    """The tasks in the order they are usually done.

    `to_keep` maps course, supervision, membership, declaration and record to addresses, empty for
    those who may only read; `to_appoint` is where one appoints, "" likewise.
    """
    known, tasks = standing.known, []
    if policy.needs_course:
        tasks.append(_since(_("Kurs"), known.course_on, to_keep.get("course", "")))
    if policy.needs_membership:
        status = _("Medlem") if known.is_member else _("Mangler")
        url = to_keep.get("membership", "")
        tasks.append(Task(_("Medlemskap"), status, url, done=known.is_member))
    tasks += [
        _age(standing, policy, to_keep.get("record", "")),
        _profile(row, to_keep.get("record", "")),
        _since(_("Taushetserklæring"), known.declared_on, to_keep.get("declaration", "")),
        _appointment(row, policy, to_appoint),
    ]
    if policy.supervision_every_days is not None:
        tasks.append(_supervision(standing, to_keep.get("supervision", "")))
    return tasks


def _age(standing: Standing, policy: Policy, url: str) -> Task:
    label = _("Alder, minst %(years)s år") % {"years": policy.minimum_age}
    if Lack.BIRTH_YEAR in standing.lacks:
        return Task(label, _("Fødselsår mangler"), url)
    if Lack.AGE in standing.lacks:
        return Task(
            label,
            _("Ikke ennå"),
            url,
            note=_("Vi vet bare fødselsåret, og regner fra neste årsskifte."),
        )
    return Task(label, _("I orden"), done=True)


def _profile(row: KeptSupporter, url: str) -> Task:
    """Without experience, language and way nobody can be found for a talk."""
    is_done = has_whole_profile(row)
    status = _("I orden") if is_done else _("Ikke ferdig")
    return Task(
        _("Profil"), status, url, done=is_done, note=_("Erfaring, språk og måter å snakke på")
    )


def has_whole_profile(row: KeptSupporter) -> bool:
    """True when experience, languages and ways of talking are all said."""
    profile = row.profile
    return bool(row.area_ids and profile.languages and profile.contact_forms)


def _appointment(row: KeptSupporter, policy: Policy, url: str) -> Task:
    """An appointment that lasts needs no other; one with a last day may be followed by the next."""
    lasts = row.appointed_from is not None and row.appointed_until is None
    note = _appointment_note(row, policy)
    return _since(_("Oppnevning"), row.appointed_from, "" if lasts else url, note)


def _appointment_note(row: KeptSupporter, policy: Policy) -> str:
    """Who decides; or the minutes and the last day of the appointment there is."""
    notes = []
    if row.minute_number:
        notes.append(_("Sak %(number)s") % {"number": row.minute_number})
    if row.appointed_until:
        notes.append(_("til og med %(day)s") % {"day": full_day(row.appointed_until)})
    if notes or row.appointed_from:
        return ", ".join(notes)
    return _("%(who)s oppnevner.") % {"who": policy.who_appoints}


def _supervision(standing: Standing, url: str) -> Task:
    """Overdue supervision is something to mind and keeps nobody from being asked."""
    due, last = standing.supervision_due_on, standing.known.supervised_on
    note = _("Sist %(day)s") % {"day": full_day(last)} if last else ""
    if due is None:
        return Task(_("Veiledning"), _("Begynner med oppnevningen"), url, done=True, note=note)
    if standing.is_supervision_overdue:
        return Task(_("Veiledning"), _("På tide"), url, note=note)
    return Task(
        _("Veiledning"), _("Innen %(day)s") % {"day": full_day(due)}, url, done=True, note=note
    )
