"""Runs a test of the house at the size of a proof, and adds up what its workers counted."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Counted:
    """How many were tried and went wrong, in how many seconds, and whether all tests passed."""

    tried: int
    wrong: int
    seconds: float
    has_passed: bool

    @property
    def holds(self) -> bool:
        """True when nothing was wrong, the mutants among the tests included."""
        return self.has_passed and self.wrong == 0

    @property
    def result(self) -> str:
        """The last word of the line a proof prints."""
        return "holds" if self.holds else "DOES NOT HOLD"


def count(test: str, **said: str) -> Counted:
    """Run one file of tests on two workers, with these settings in its environment."""
    began = time.monotonic()
    command = [sys.executable, "-m", "storstua.launcher.testing", test, "-q", "-n", "2"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counted"
        environment = os.environ | said | {"STORSTUA_PROBES_COUNTED": str(file)}
        ended = subprocess.run(command, env=environment, check=False)
        told = [int(each) for each in file.read_text().split()] if file.exists() else []
    seconds = time.monotonic() - began
    return Counted(sum(told[::2]), sum(told[1::2]), seconds, ended.returncode == 0)
