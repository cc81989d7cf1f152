"""An id of somebody else's row does nothing in any form or link: it is as if it did not exist.

A sample; `proofs/foreign_ids.py` tries them all.
"""

import os
from pathlib import Path
from random import Random
from unittest import mock

import pytest

from storstua.activities import permissions, queries
from tests.house.exchanging import LOOKED_AT, Exchange, Exchanger
from tests.house.probing import Prober

pytestmark = pytest.mark.django_db
COUNT = int(os.environ.get("STORSTUA_EXCHANGES", "100"))
COUNTED = os.environ.get("STORSTUA_PROBES_COUNTED", "")
# In the sample one who keeps a branch: she has the most forms that are not for everybody's rows.
WHO = tuple(LOOKED_AT) if COUNTED else ("berit",)
LOTS = ("own", "oslo", "bergen") if COUNTED else ("oslo",)


def chosen(exchanger: Exchanger, who: str) -> list[Exchange]:
    found = list(exchanger.exchanges(who, LOTS))
    return Random(who).sample(found, min(COUNT, len(found)))


@pytest.mark.parametrize("who", WHO)
def test_ids_of_others_do_nothing(prober: Prober, who: str):
    exchanger = Exchanger(prober)
    tried = chosen(exchanger, who)
    found = [each for exchange in tried for each in exchanger.wrong(exchange)]
    if COUNTED:
        with Path(COUNTED).open("a") as file:
            file.write(f"{len(tried)} {len(found)}\n")
    assert len(tried) >= 20
    assert found == []


def test_a_form_that_takes_every_supporter_is_found(prober: Prober):
    """Berit keeps the log of Oslo, and says who was there; nobody from Bergen."""
    exchanger = Exchanger(prober)
    everyone = lambda viewer, named=(): queries.supporters_of(viewer.organisation_id)  # noqa: E731
    with (
        mock.patch.object(queries, "supporters_to_choose", everyone),
        mock.patch.object(permissions, "may_log", lambda *_asked: True),
    ):
        told = [
            wrong
            for exchange in exchanger.exchanges("berit", ("oslo",), "activities:addition")
            for wrong in exchanger.wrong(exchange)
        ]
    assert [each for each in told if "supporter of bergen in supporters" in each] == told != []
