"""Desks: where the rows of one subject are handed over to the room that keeps such things."""

from collections.abc import Mapping

from storstua.imports.choices import Subject
from storstua.imports.desks.activities import ActivityDesk
from storstua.imports.desks.desk import Desk
from storstua.imports.desks.members import MemberDesk
from storstua.imports.desks.requests import RequestDesk
from storstua.imports.desks.supporters import SupporterDesk

DESKS: Mapping[str, Desk] = {
    Subject.SUPPORTERS: SupporterDesk(),
    Subject.REQUESTS: RequestDesk(),
    Subject.ACTIVITIES: ActivityDesk(),
    Subject.MEMBERS: MemberDesk(),
}

__all__ = ["DESKS", "Desk"]
