"""Settings by which the clock of a process stands where a file says, so many seconds off."""

import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import time_machine

from storstua.config.settings import *  # noqa: F403 (all of them)

FILE = Path(os.environ["PROOF_CLOCK"])
LOOK_SECONDS = 0.1
_RIGHT = time.time() - time.monotonic()


def _follow() -> None:
    standing: time_machine.travel | None = None
    before = "0"
    while True:
        said = FILE.read_text()
        if said != before:
            if standing:
                standing.stop()
            moment = datetime.fromtimestamp(_RIGHT + time.monotonic() + float(said), UTC)
            standing = time_machine.travel(moment, tick=True)
            standing.start()
            before = said
        time.sleep(LOOK_SECONDS)


threading.Thread(target=_follow, daemon=True).start()
