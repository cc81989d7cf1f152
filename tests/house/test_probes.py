"""No address gives anyone what they should not see, whoever asks, for whatever row, however.

A sample; `proofs/doors.py` sends 20,000. A new address needs a line in `opens.txt`: put it in, and
read what it says.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from random import Random
from unittest import mock

import pytest

from storstua.supporters import permissions as supporters
from storstua.supporters.models import Supporter
from tests.house import crew
from tests.house.expected import Expected
from tests.house.probing import Probe, Prober

COUNT = int(os.environ.get("STORSTUA_PROBES", "600"))
COUNTED = os.environ.get("STORSTUA_PROBES_COUNTED", "")
GROUPS = 4 if COUNTED else 1
# A session is as young as that of someone at work: else some pages ask again who it is.
AS_LONG_AS_A_VISIT = 400


def chosen(probes: Iterable[Probe], count: int) -> list[Probe]:
    """That many of the probes, the same each time; what shows or does something more often."""
    chance = Random(count)
    weight = {"GET": 6, "POST": 6}
    ranked = sorted(probes, key=lambda each: chance.random() ** (1 / weight.get(each.method, 1)))
    return ranked[-count:]


def wrong_among(prober: Prober, probes: list[Probe]) -> list[str]:
    tables, found = Expected(), []
    for number, probe in enumerate(probes):
        if number % AS_LONG_AS_A_VISIT == 0:
            prober.browsers.clear()
        found += tables.wrong(probe, prober.ask(probe))
    return found


def test_every_address_has_a_line():
    tables = Expected()
    own = {(place, path) for place, path, lot in tables.lines if lot == "own"}
    assert own == tables.doors.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("group", range(GROUPS))
def test_nobody_gets_what_is_not_theirs(prober: Prober, group: int):
    probes = chosen(prober.probes(crew.EVERYONE[group::GROUPS]), COUNT // GROUPS)
    found = wrong_among(prober, probes)
    if COUNTED:
        with Path(COUNTED).open("a") as file:
            file.write(f"{len(probes)} {len(found)}\n")
    assert found == []


@pytest.mark.django_db
def test_a_filter_that_lets_all_rows_through_is_found(prober: Prober):
    """Berit coordinates Oslo; what is said of a supporter in Bergen is not hers to read."""
    asked = [
        Probe("berit", lot, address, "GET")
        for lot, address in prober.addresses()
        if address.name == "supporters:history" and lot in {"oslo", "bergen"}
    ]
    assert (len(asked), wrong_among(prober, asked)) == (2, [])
    with mock.patch.object(supporters, "readable", lambda _viewer: Supporter.objects.all()):
        told = wrong_among(prober, asked)
    assert len(told) == 2
    assert "bergen supporterlast" in told[1]
