"""Keys are renewed, and what was sealed in the earlier form goes under the key of its drawer."""

import argparse
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from storstua import vault
from storstua.base import clock
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations import queries as talks
from storstua.conversations.models import Message
from storstua.conversations.sealing import place_of
from storstua.conversations.tests.factories import make_conversation
from storstua.operations.checking import Level, secrets
from storstua.operations.commands import keys
from storstua.operations.keeping_keys import keep_keys, renew_seals
from storstua.operations.resealing import left_in_earlier_form
from storstua.operations.sealed import COLUMNS
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions as people
from storstua.people import contact
from storstua.people.models import ContactKind, ContactPoint
from storstua.people.tests.factories import make_person

pytestmark = pytest.mark.django_db
SYSTEM = Viewer.command_line()


@pytest.fixture(autouse=True)
def own_keys(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAULT_KEY_FILE = tmp_path / "keys" / "vault.key"
    settings.KEYSTORE = str(tmp_path / "keystore" / "keys.sqlite3")
    settings.ERASURE_JOURNAL = tmp_path / "journal" / "erasures"


@pytest.fixture
def message() -> Message:
    organisation = make_organisation()
    one, other = make_person(organisation, "Kari"), make_person(organisation, "Ola")
    talk = make_conversation(one, other)
    by = Viewer.seeker(organisation.id, one.id)
    return conversations.send(by=by, conversation=talk, text="kanarifugl")


def put_in_earlier_form(row: Message | ContactPoint, place: vault.Place, text: str) -> None:
    row.sealed = vault.seal(text, replace(place, drawer=""))
    row.save()


def run(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    parser = argparse.ArgumentParser()
    keys.add_arguments(parser)
    assert keys.run(parser.parse_args([*words, "--json"])) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_every_sealed_column_is_told_by_its_room() -> None:
    told = {tuple(column.name.split(".")) for column in COLUMNS}
    assert told == set(secrets.sealed_columns())


def test_what_is_in_the_earlier_form_opens_and_is_sealed_anew(message: Message) -> None:
    person = make_person(message.organisation, "Per")
    point = people.set_contact_point(
        by=Viewer.command_line(person.organisation_id),
        person=person,
        kind=ContactKind.PHONE,
        value="+4791234567",
    )
    assert point is not None
    put_in_earlier_form(message, place_of(message), "kanarifugl")
    put_in_earlier_form(point, contact.place_of(point), "+4791234567")
    assert left_in_earlier_form() == 2
    assert vault.open_sealed(message.sealed, place_of(message)) == "kanarifugl"
    assert renew_seals() == (2, [])
    message.refresh_from_db()
    point.refresh_from_db()
    assert (bytes(message.sealed)[:2], bytes(point.sealed)[:2]) == (b"\1\2", b"\1\2")
    assert vault.open_sealed(message.sealed, place_of(message)) == "kanarifugl"
    assert contact.opened(point) == "+4791234567"
    assert (left_in_earlier_form(), renew_seals()) == (0, (0, []))


def test_a_value_that_does_not_open_stays_and_keeps_its_epoch(message: Message) -> None:
    put_in_earlier_form(message, place_of(message), "kanarifugl")
    message.sealed = bytes(message.sealed)[:-1] + b"?"
    message.save()
    assert renew_seals() == (0, [])
    assert left_in_earlier_form() == 1


def test_a_new_epoch_is_brought_over_at_once(
    message: Message, capsys: pytest.CaptureFixture[str]
) -> None:
    before = run(capsys)
    after = run(capsys, "rotate")
    assert (after["since"], after["under_earlier_epochs"]) == (clock.today().isoformat(), 0)
    assert after["epoch"] != before["epoch"]
    assert after["earlier_epochs"] == [f"{before['epoch']} until {clock.today()}"]
    assert vault.open_sealed(message.sealed, place_of(message)) == "kanarifugl"


def test_an_old_epoch_is_destroyed_by_the_nightly_job(
    message: Message, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run(capsys, "rotate")["earlier_epochs"]
    later = clock.today() + timedelta(days=36)
    monkeypatch.setattr(clock, "today", lambda: later)
    assert renew_seals()[1] == [str(before[0]).split()[0]]  # type: ignore[index]
    assert vault.open_sealed(message.sealed, place_of(message)) == "kanarifugl"


def test_keys_that_cannot_be_used_end_the_command_with_two(
    settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys)
    settings.ERASURE_JOURNAL = tmp_path
    parser = argparse.ArgumentParser()
    keys.add_arguments(parser)
    assert keys.run(parser.parse_args([])) == 2
    assert capsys.readouterr().err.startswith("storstua keys: The journal")


def test_an_erased_key_that_came_back_is_wrong_until_it_is_tended(
    message: Message,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
    settings: LazySettings,
) -> None:
    from_before = list(vault.installation.store().rows())  # type: ignore[attr-defined]
    with django_capture_on_commit_callbacks(execute=True):
        vault.erase(vault.Drawer("conversation", message.organisation_id, str(talk_key(message))))
    with vault.installation.store().session(writes=True) as ask:  # type: ignore[attr-defined]
        for table in ("wrap", "drawer_key"):
            ask(f"delete from {table}")  # noqa: S608 (our own names)
    vault.installation.store().bring_back(from_before)  # type: ignore[attr-defined]
    assert [each.level for each in secrets.key_store()] == [Level.WRONG]
    assert keep_keys() == 1
    assert [each.level for each in secrets.key_store()] == [Level.OK]


def talk_key(message: Message) -> object:
    return message.conversation.key


def test_a_message_that_was_moved_is_told_of_and_the_page_stands(message: Message) -> None:
    one = message.conversation.participants.get(person__given_name="Kari").person
    company = talks.company(message.conversation, one.id)
    other = conversations.send(
        by=Viewer.seeker(one.organisation_id, one.id),
        conversation=message.conversation,
        text="den andre",
    )
    Message.objects.filter(id=message.id).update(sealed=other.sealed)
    assert company is not None
    texts = [shown.text for shown in talks.thread(message.conversation, company)]
    assert texts == ["Denne teksten kan ikke åpnes.", "den andre"]


def test_a_key_store_on_the_server_of_the_texts_is_wrong(
    message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storstua.vault.key_store_started", lambda: "now")
    monkeypatch.setattr("storstua.operations.queries.server_started", lambda: "now")
    assert [each.level for each in secrets.key_store()] == [Level.WRONG]
