"""A database that may lose what it has said yes to is not served from."""

import os
from urllib.parse import urlsplit

import pytest

from storstua.launcher import durability
from storstua.launcher.trouble import Trouble

SAFE = dict.fromkeys(durability.DURABLE, "on")


def test_the_fast_server_of_the_tests_is_refused_unless_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path="/template1").geturl()
    durability.refuse_loose(address)
    monkeypatch.delenv(durability.ANYWAY)
    with pytest.raises(Trouble, match="fsync is off, full_page_writes is off") as caught:
        durability.refuse_loose(address)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", sorted(SAFE))
@pytest.mark.parametrize("value", ["off", None])
def test_each_setting_matters(name: str, value: str | None) -> None:
    assert durability.loosely_set(SAFE) == []
    found = {key: said for key, said in (SAFE | {name: value or ""}).items() if said}
    assert durability.loosely_set(found) == [name]


def test_a_server_that_waits_for_its_own_disk_is_enough() -> None:
    assert durability.loosely_set(SAFE | {"synchronous_commit": "local"}) == []


def test_a_database_that_does_not_answer_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(durability.ANYWAY)
    with pytest.raises(Trouble) as caught:
        durability.refuse_loose("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
