"""Requests that no browser sends are answered, and never with an error of ours."""

import os
from random import Random

import pytest

from tests.house import cast, malformed

pytestmark = pytest.mark.django_db
LEFT_OUT = {"people:leave", "account_logout", "home:health"}
EACH = int(os.environ.get("STORSTUA_MALFORMED_EACH", "60"))


@pytest.mark.parametrize("who", ["visitor", "kari", "ola", "siri", "astrid"])
def test_what_no_browser_sends_is_answered(house: cast.House, who: str):
    """A sample; `proofs/malformed.py` sends 50,000."""
    paths = [each.path for each in cast.addresses(house) if each.name not in LEFT_OUT]
    chance = Random(who)
    broken = []
    for _each in range(EACH):
        client = house.client_of(who)
        client.raise_request_exception = False
        sent = malformed.one(chance, paths)
        if (status := sent.send(client).status_code) >= 500:
            broken.append((status, sent))
    assert broken == []
