"""Makes activities, and people who may log and keep them, for tests."""

from collections.abc import Collection
from datetime import date

from storstua.activities import actions
from storstua.activities.actions import Values
from storstua.activities.choices import Kind, Mode, Type
from storstua.activities.models import Activity
from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Viewer
from storstua.organisations.models import Branch, Organisation
from storstua.roles.tests.factories import make_helper
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter


@in_its_organisation
def make_activity(
    organisation: Organisation,
    supporters: Collection[Supporter] = (),
    *,
    done_on: date | None = None,
    type_: Type = Type.OUTREACH,
    mode: Mode = Mode.PHYSICAL,
    minutes: int = 60,
    pax: int = 1,
    kind: Kind = Kind.NORMAL,
    branch: Branch | None = None,
    office_id: str = "",
    country: str = "NO",
    led_by_supporter: bool = True,
    is_own_event: bool = True,
    by: Viewer | None = None,
) -> Activity:
    """A visit of an hour today that counts, unless something else is said."""
    values: Values = {
        "done_on": done_on or clock.today(),
        "type": type_,
        "mode": mode,
        "minutes": minutes,
        "pax": pax,
        "kind": kind,
        "office_id": office_id,
        "country": country,
        "led_by_supporter": led_by_supporter,
        "is_own_event": is_own_event,
    }
    if branch:
        values["branch_id"] = branch.id
    return actions.log(
        by=by or Viewer.system(organisation.id, "test"),
        organisation=organisation,
        supporter_ids=[each.id for each in supporters],
        **values,
    )


@in_its_organisation
def make_ola(organisation: Organisation, branch: Branch | None = None) -> Supporter:
    """A supporter with an account and the role, appointed long ago."""
    person = make_helper(organisation, Role.SUPPORTER, "Ola")
    return make_supporter(organisation, person=person, branch=branch, since=date(2010, 1, 1))
