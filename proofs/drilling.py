"""The halves of the drill that stand on a database: filling it, erasing from it, looking at it."""

import json
import os
import random
from itertools import batched
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.test import Client
from psycopg import sql

from storstua import vault
from storstua.base.tenancy import inside, organisation_ids
from storstua.conversations.models import Conversation, Message, Participant
from storstua.conversations.sealing import drawer_of, place_of
from storstua.operations.copying.programs import LEFT_OUT
from storstua.people.models import Account, Person
from tests.house.cast import build

SAMPLES, PER_TALK = 100, 200
PASSWORD = "et langt passord for prøven"  # noqa: S105 (of a drill)
CHANGING = {*LEFT_OUT, "vault_leaving", "procrastinate_workers", "procrastinate_periodic_defers"}


def fill(messages: int) -> dict[str, object]:
    """Make people, conversations and messages; returns checksums, samples and what to erase."""
    house = build()
    account = Account.objects.get(email="siri@example.org")
    account.set_password(PASSWORD)
    account.save()
    with inside(house.organisation):
        people = list(Person.objects.filter(organisation=house.organisation)[:2])
        texts: dict[str, str] = {}
        for numbers in batched(range(messages), PER_TALK, strict=False):
            texts |= _talk(people, numbers)
        chosen = random.Random(33).sample(  # noqa: S311 (a drill)
            sorted(texts), min(SAMPLES, len(texts))
        )
        doomed = Conversation.objects.order_by("id").last()
        if doomed is None:
            raise ValueError("Nothing was made.")
        going = {str(key) for key in doomed.messages.values_list("key", flat=True)}
    return {
        "samples": {key: texts[key] for key in chosen if key not in going},
        "doomed": str(doomed.key),
        "checksums": _checksums(),
    }


def erase(_messages: int) -> dict[str, object]:
    """Erase the last conversation's key, as is done when it is deleted."""
    with inside(organisation_ids()[0]):
        doomed = Conversation.objects.order_by("id").last()
        if doomed is None:
            raise ValueError("Nothing to erase.")
        vault.erase(drawer_of(doomed))
    return {"erased": vault.keys_state().erased_count}


def look(_messages: int) -> dict[str, object]:
    """Compare with what was told; True for what is as it was."""
    checksums = _checksums()
    checksums = _checksums()
    told: dict[str, Any] = json.loads((Path(settings.DATA) / "told").read_text())
    with inside(organisation_ids()[0]), vault.keys_held():
        rows = Message.objects.filter(key__in=told["samples"]).select_related("conversation")
        opened = {str(row.key): vault.open_sealed(row.sealed, place_of(row)) for row in rows}
        doomed = Message.objects.filter(conversation__key=told["doomed"])
        readable = [row for row in doomed.select_related("conversation") if _opens(row)]
        stays_erased = doomed.exists() and not readable
    answer = Client().post(
        "/logg-inn/", {"login": "siri@example.org", "password": PASSWORD}, follow=False
    )
    return {
        "rows are as they were": checksums == told["checksums"],
        "100 texts open": opened == told["samples"],
        "erased stays erased": stays_erased,
        "sign-in works": answer.status_code == 302,
        "pages are shown": b"Havblikk" in Client().get("/havblikk/").content,
    }


def _talk(people: list[Person], numbers: tuple[int, ...]) -> dict[str, str]:
    own = {"organisation_id": people[0].organisation_id}
    talk = Conversation.objects.create(**own)
    sender, _other = Participant.objects.bulk_create(
        Participant(conversation=talk, person=person, shown_name="x", **own) for person in people
    )
    texts, rows = {}, []
    with vault.keys_held():
        for at, number in enumerate(numbers, start=1):
            row = Message(conversation=talk, sender=sender, number=at, **own)
            text = f"Melding {number} " + "om dagen i går og det som kom etterpå. " * (number % 9)
            row.sealed = vault.seal(text, place_of(row))
            texts[str(row.key)] = text
            rows.append(row)
    Message.objects.bulk_create(rows)
    return texts


def _opens(row: Message) -> bool:
    try:
        vault.open_sealed(row.sealed, place_of(row))
    except vault.Tampered:
        return False
    return True


def _checksums() -> dict[str, str]:
    """A checksum of the rows of each table, in the order of the rows."""
    found = {}
    with psycopg.connect(os.environ["DATABASE_BACKUP_URL"]) as connection:
        named = "select tablename from pg_tables where schemaname = 'public' order by 1"
        for (table,) in connection.execute(named).fetchall():
            if table not in CHANGING:
                rows = sql.SQL(
                    "select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), ''"
                    " order by md5(t::text))), '') from {} t"
                ).format(sql.Identifier(table))
                row = connection.execute(rows).fetchone()
                found[str(table)] = str(row[0]) if row else ""
    return found
