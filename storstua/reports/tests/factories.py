"""A year of activities with every verdict, for tests."""

from datetime import date

from storstua.activities.choices import Mode, Type
from storstua.activities.models import Activity
from storstua.activities.tests.factories import make_activity
from storstua.base.tests.factories import in_its_organisation
from storstua.organisations.models import Organisation
from storstua.supporters.models import Supporter

YEAR = 2025
__all__ = ["YEAR", "make_year"]


@in_its_organisation
def make_year(organisation: Organisation, ola: Supporter) -> dict[str, Activity]:
    """A visit that counts, a telephone talk that does not, two groups that are open."""
    group = {"type_": Type.SUPPORT_GROUP, "minutes": 60}
    return {
        "visit": make_activity(organisation, [ola], done_on=date(YEAR, 2, 3), office_id="A1"),
        "talk": make_activity(
            organisation, [ola], done_on=date(YEAR, 3, 4), type_=Type.TALK, mode=Mode.PHONE
        ),
        "small": make_activity(organisation, [ola], done_on=date(YEAR, 4, 5), pax=2, **group),
        "video": make_activity(
            organisation, [ola], done_on=date(YEAR, 5, 6), pax=5, mode=Mode.VIDEO, **group
        ),
    }
