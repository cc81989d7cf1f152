"""Faults that must be seen on a full disk: the product without what is made for it.

As settings it begins forms whatever room is left; as a program it is the launcher whose PostgreSQL
makes a new file at each checkpoint.
"""

from storstua.config.settings import *  # noqa: F403 (all of them, and one less)
from storstua.config.settings import MIDDLEWARE as AS_USUAL
from storstua.launcher import postgres
from storstua.launcher.command_line import main

MIDDLEWARE = [each for each in AS_USUAL if each != "storstua.base.away.RoomToWrite"]

if __name__ == "__main__":
    postgres.SETTINGS.pop("max_replication_slots")
    postgres.SETTINGS_SINCE_18.clear()
    raise SystemExit(main())
