"""Settings with a fault that must be seen: any clock counts as right."""

from datetime import timedelta

from proofs.jumping import *  # noqa: F403 (all of them)
from storstua.base import right_clock

right_clock.MAY_DIFFER = timedelta(days=9999)
