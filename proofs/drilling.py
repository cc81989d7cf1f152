"""The halves of the drill that stand on a database: filling it, erasing from it, looking at it."""

import json
import os
import random
from dataclasses import replace
from itertools import batched
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.test import Client
from psycopg import sql

from storstua import vault
from storstua.base.tenancy import inside, organisation_ids
from storstua.base.viewer import Viewer
from storstua.conversations.models import Conversation, Message, Participant
from storstua.conversations.sealing import drawer_of, place_of
from storstua.operations.copying.programs import LEFT_OUT
from storstua.operations.queries import audit_is_append_only
from storstua.people import actions as people
from storstua.people import contact
from storstua.people.models import Account, ContactKind, ContactPoint, Person
from storstua.roles import sealing as invitations
from storstua.roles.models import Invitation
from storstua.supporters import actions as supporters
from storstua.supporters import sealing as stories
from storstua.supporters.actions import ProfileValues
from storstua.supporters.models import Profile
from tests.house.cast import House, build

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
        pair = list(Person.objects.filter(organisation=house.organisation)[:2])
        texts: dict[str, str] = {}
        for numbers in batched(range(messages), PER_TALK, strict=False):
            texts |= _talk(pair, numbers)
        chosen = random.Random(33).sample(  # noqa: S311 (a drill)
            sorted(texts), min(SAMPLES, len(texts))
        )
        _furnish(house)
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
    """Erase the keys of a conversation, a story, an invitation and of how someone is reached."""
    with inside(organisation_ids()[0]):
        doomed = Conversation.objects.order_by("id").last()
        if doomed is None:
            raise ValueError("Nothing to erase.")
        vault.erase(drawer_of(doomed), *(drawer for drawer, _sealed, _place in _others()))
    return {"erased": vault.keys_state().erased_count}


def look(_messages: int) -> dict[str, object]:
    """Compare with what was told; True for what is as it was."""
    checksums = _checksums()
    told: dict[str, Any] = json.loads((Path(settings.DATA) / "told").read_text())
    with inside(organisation_ids()[0]), vault.keys_held():
        rows = Message.objects.filter(key__in=told["samples"]).select_related("conversation")
        opened = {str(row.key): vault.open_sealed(bytes(row.sealed), place_of(row)) for row in rows}
        doomed = Message.objects.filter(conversation__key=told["doomed"])
        readable = [row for row in doomed.select_related("conversation") if _opens(row)]
        left = [place for _drawer, sealed, place in _others() if _opens_at(sealed, place)]
        stays_erased = doomed.exists() and not readable and not left
    answer = Client().post(
        "/logg-inn/", {"login": "siri@example.org", "password": PASSWORD}, follow=False
    )
    return {
        "rows are as they were": checksums == told["checksums"],
        "100 texts open": opened == told["samples"],
        "erased stays erased": stays_erased,
        "the log can only be added to": audit_is_append_only(),
        "sign-in works": answer.status_code == 302,
        "pages are shown": b"Havblikk" in Client().get("/havblikk/").content,
    }


def _furnish(house: House) -> None:
    """A story and a phone, beside the invitation that the house has."""
    siri, ola = house.rows["siri"], house.rows["supporter"]
    by = Viewer.command_line(house.organisation.id)
    people.set_contact_point(by=by, person=siri, kind=ContactKind.PHONE, value="+4791234567")
    values = replace(ProfileValues.of(ola.profile), story="Historien om en høst.")
    supporters.change_profile(by=by, supporter=ola, profile=values)


def _others() -> list[tuple[vault.Drawer, bytes, vault.Place]]:
    """Drawer, sealed value and place of what is erased beside the conversation."""
    point = ContactPoint.objects.select_related("person").get(person__given_name="Siri")
    profile, asked = Profile.objects.exclude(sealed_story=b"").get(), Invitation.objects.get()
    return [
        (contact.drawer_of(point.person), bytes(point.sealed), contact.place_of(point)),
        (stories.drawer_of(profile), bytes(profile.sealed_story), stories.place_of(profile)),
        (invitations.drawer_of(asked), bytes(asked.sealed_email), invitations.place_of(asked)),
    ]


def _talk(pair: list[Person], numbers: tuple[int, ...]) -> dict[str, str]:
    own = {"organisation_id": pair[0].organisation_id}
    talk = Conversation.objects.create(**own)
    sender, _other = Participant.objects.bulk_create(
        Participant(conversation=talk, person=person, shown_name="x", **own) for person in pair
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
    return _opens_at(bytes(row.sealed), place_of(row))


def _opens_at(sealed: bytes, place: vault.Place) -> bool:
    try:
        vault.open_sealed(sealed, place)
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
