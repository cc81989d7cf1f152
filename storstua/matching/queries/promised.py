"""The day by which someone who asks is answered."""

from datetime import date

from storstua.base import clock
from storstua.base.working_days import after_working_days
from storstua.organisations.models import Organisation, Policy


def promise(organisation: Organisation) -> date:
    """The day an organisation promises an answer by to someone who asks today."""
    days = Policy.objects.get(organisation=organisation).answer_within_working_days
    return after_working_days(clock.today(), days)
