"""Deletes what is over its time, and stops when that cannot be right."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.organisations.models import Policy
from storstua.people.models import Person
from storstua.privacy import brake, permissions
from storstua.privacy.actions.erasing import erase
from storstua.privacy.models import Deletion
from storstua.privacy.retention import Rule, rules
from storstua.roles import queries as roles

# What is told beforehand: what will be over its time within so long.
COMING = timedelta(days=7)


def keep_terms(*, by: Viewer, policy: Policy) -> int:
    """Delete what is over its time in an organisation; returns how many things went.

    Each goes by the action of its room; a run stands or falls as one. A term of which far more than
    usual would go, or that runs by a clock that jumped, is stopped, and the administrators are
    told. A second run finds nothing left. Refuses people.
    """
    require(by.is_system and by.acts_in(policy.organisation_id), _("Dette gjør klokka."))
    return sum(_keep(by, policy, rule) for rule in rules(_erase_left_alone))


def _erase_left_alone(by: Viewer, person: Person) -> None:
    erase(by=by, person=person)


def _keep(by: Viewer, policy: Policy, rule: Rule) -> int:
    at = clock.now()
    due = rule.due(policy, at)
    runs = Deletion.objects.filter(organisation_id=policy.organisation_id, term=rule.term)
    before = runs.order_by("-id").first()
    run = Deletion(organisation_id=policy.organisation_id, term=rule.term, ran_at=at)
    run.due_count = len(due)
    run.stopped_by = brake.stops(
        due=len(due),
        earlier=list(runs.order_by("-id").values_list("deleted_count", flat=True)[:100]),
        at=at,
        before=before.ran_at if before else None,
        stored=_stored_now(),
    )
    if run.stopped_by == brake.AMOUNT and before and before.released_at:
        run.stopped_by = ""
    if not run.stopped_by:
        rule.delete(by, due)
        run.deleted_count = len(due)
    left = run.due_count - run.deleted_count
    run.coming_count = max(0, len(rule.due(policy, at + COMING)) - left)
    with transaction.atomic():
        run.save(force_insert=True)
        audit.wrote("keep term", run, by=by, purpose=f"{rule.term} {run.stopped_by}".strip())
        if run.stopped_by and not (before and before.stopped_by):
            _tell(by, policy.organisation_id)
    return run.deleted_count


def _stored_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def _tell(by: Viewer, organisation_id: int) -> None:
    for person in roles.people_with(organisation_id, Role.ORGANISATION_ADMINISTRATOR):
        notices.tell(by=by, person=person, kind=Kind.DELETION, path="/innstillinger/sletting/")


@transaction.atomic
def release(*, by: Viewer, deletion: Deletion) -> None:
    """Say that what was stopped shall go all the same, at the next run.

    Refuses others than administrators of the organisation.
    """
    require(permissions.may_release(by, deletion), _("Bare administratoren kan slippe dette løs."))
    deletion.released_at = clock.now()
    deletion.write("released_at")
    audit.wrote("release deletion", deletion, by=by, purpose=deletion.term)
