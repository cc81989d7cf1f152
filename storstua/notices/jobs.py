"""What the clock does: one mail a day to those who want it so, and word of what takes two."""

from uuid import UUID

from procrastinate.contrib.django import app

from storstua.base.tenancy import do_for_each, each_organisation, inside
from storstua.notices import actions, queries
from storstua.notices.choices import Kind
from storstua.people.models import Person
from storstua.roles import queries as roles


# UTC: seven or eight in the morning in Norway.
@app.periodic(cron="0 6 * * *")
@app.task(queue="clock", queueing_lock="digest", name="notices.daily", pass_context=False)
def daily(timestamp: int) -> int:
    """Send the waiting notices, one mail per person; returns how many people got one."""
    return do_for_each(
        queries.with_waiting,
        lambda by, person_id: actions.deliver(by=by, notices=queries.waiting_of(person_id)),
        job="daily notices",
    )


@app.periodic(cron="* * * * *")
@app.task(queue="clock", queueing_lock="proposals", name="notices.proposals", pass_context=False)
def proposals(timestamp: int) -> int:
    """Tell those who may answer what takes two, and those who proposed it; each once.

    Returns how many were told now.
    """
    count = 0
    for by, (person, kind, key) in each_organisation(_to_tell, job="tell of proposals"):
        with inside(by.organisation_id, by=by):
            path = f"/roller/venter/{key}/"
            told = actions.tell(by=by, person=person, kind=kind, path=path, about=key)
        count += told is not None
    return count


def _to_tell() -> list[tuple[Person, Kind, UUID]]:
    waiting = [(person, Kind.SECOND, key) for person, key in roles.to_be_answered()]
    return [*waiting, *((person, Kind.ANSWER, key) for person, key in roles.just_answered())]
