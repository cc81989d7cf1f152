"""Settings with a fault that must be seen: whoever asks waits for the database as long as it takes.

Without the patience of a request, its pool and the limits of the server.
"""

from storstua.config.settings import *  # noqa: F403 (all of them, and less)
from storstua.config.settings import DATABASES as AS_USUAL

DATABASES = {
    name: {**each, "OPTIONS": {"connect_timeout": 10}, "CONN_MAX_AGE": 0}
    for name, each in AS_USUAL.items()
}
