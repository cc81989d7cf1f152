"""Deleting activities whose years are over."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.activities.models import Activity
from storstua.audit import actions as audit
from storstua.base.refusal import require
from storstua.base.viewer import Viewer


@transaction.atomic
def forget(*, by: Viewer, activities: Sequence[Activity]) -> None:
    """Delete activities with who took part, their history and what was decided about them.

    Reports that were frozen stay as they were sent. Refuses people: only a job does this.
    """
    ours = all(by.acts_in(each.organisation_id) for each in activities)
    require(by.is_system and ours, _("Dette gjør klokka."))
    keys = [each.key for each in activities]
    audit.wrote_many("forget activity", Activity._meta.label_lower, keys, by=by)
    Activity.objects.filter(id__in=[each.id for each in activities]).delete()
