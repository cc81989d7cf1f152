"""Marks: a word of its own in every protected field of a lot, found again wherever it comes out."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import Any

from django.http import HttpResponseBase

from storstua import vault
from storstua.base.viewer import Viewer
from storstua.conversations.models import Message, Participant
from storstua.conversations.sealing import place_of
from storstua.imports import actions as imports
from storstua.imports.handing_back import template_csv
from storstua.matching.models import NoticeAddress
from storstua.matching.sealing import (
    place_of_address,
    place_of_first,
    place_of_message,
    place_of_text,
)
from storstua.people import actions as people
from storstua.people.models import ContactKind, Person
from storstua.roles.sealing import place_of as place_of_email
from storstua.roles.sealing import place_of_explanation
from storstua.supporters.models import Appointment, Profile
from storstua.supporters.sealing import keep_story

type Rows = dict[str, Any]
MARK = re.compile(r"qx([a-z]+)x([a-z]+)xq", re.IGNORECASE)
# A telephone number is written in groups; the last four digits tell lot and field.
PHONE = re.compile(r"4130(\d\d)(\d\d)")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s\u00a0]+(?=\d)")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
LOTS = ("own", "oslo", "bergen", "blocked", "erased", "other")
PHONES = ("supporterphone", "seekerphone", "openphone")


def word(lot: str, field: str) -> str:
    """The mark of a field: letters alone, so that nothing on its way changes it."""
    return f"qx{lot}x{field}xq"


def phone(lot: str, field: str) -> str:
    """The mark that is a telephone number."""
    return f"+474130{LOTS.index(lot):02}{PHONES.index(field):02}"


def found_in(text: str) -> set[str]:
    """The marks in a text, each as `lot field`."""
    words = {f"{lot} {field}".lower() for lot, field in MARK.findall(text)}
    digits = PHONE.findall(BETWEEN_DIGITS.sub("", text))
    return words | {
        f"{LOTS[int(lot)]} {PHONES[int(field)]}"
        for lot, field in digits
        if int(lot) < len(LOTS) and int(field) < len(PHONES)
    }


def shown_by(answer: HttpResponseBase) -> set[str]:
    """The marks in an answer: headers and cookies, page, file, packed sheet, compressed page."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    heads = " ".join([*answer.headers.values(), answer.cookies.output()])
    parts = [heads.encode(), content, *_unpacked(content)]
    return {each for part in parts for each in found_in(unescape(part.decode(errors="replace")))}


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if content.startswith(b"%PDF"):
        for stream in STREAM.findall(content):
            with suppress(zlib.error):
                yield zlib.decompress(stream)


def mark(lot: str, rows: Rows) -> None:
    """Write a mark into each protected field of these rows."""
    by = Viewer.system(rows["supporter"].organisation_id, "marks")
    _mark_supporter(by, lot, rows["supporter"])
    for name, field in (("request", "seeker"), ("open_request", "open")):
        _mark_request(by, lot, field, rows[name])
        _mark_ask(lot, field, rows[f"{name}_ask"])
    _mark_talk(lot, rows["conversation"])
    _mark_papers(by, lot, rows)


def _write(row: Any, **values: object) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _reach(by: Viewer, lot: str, field: str, person: Person) -> None:
    for kind, value in (
        (ContactKind.EMAIL, f"{word(lot, field + 'mail')}@example.org"),
        (ContactKind.PHONE, phone(lot, f"{field}phone")),
    ):
        people.set_contact_point(by=by, person=person, kind=kind, value=value)


def _mark_supporter(by: Viewer, lot: str, supporter: Any) -> None:
    _write(
        supporter.person, given_name=word(lot, "supporter"), family_name=word(lot, "supporterlast")
    )
    _write(supporter, office_id=word(lot, "office"), municipality=word(lot, "supporterplace"))
    _reach(by, lot, "supporter", supporter.person)
    profile = Profile.objects.get(supporter=supporter)
    keep_story(profile, word(lot, "story"))
    profile.save()
    Appointment.objects.filter(supporter=supporter).update(minute_number=word(lot, "minutes"))
    if lot != "own":
        _write(supporter.person.account, email=f"{word(lot, 'signin')}@example.org")


def _mark_request(by: Viewer, lot: str, field: str, request: Any) -> None:
    _write(request.person, given_name=word(lot, field))
    _reach(by, lot, field, request.person)
    sealed = vault.seal(word(lot, f"{field}said"), place_of_text(request))
    _write(
        request,
        sealed_text=sealed,
        municipality=word(lot, f"{field}place"),
        office_id=word(lot, f"{field}office"),
    )
    address = NoticeAddress(organisation_id=request.organisation_id, request=request)
    text = f"{word(lot, f'{field}notice')}@example.org"
    _write(address, sealed=vault.seal(text, place_of_address(address)))


def _mark_ask(lot: str, field: str, ask: Any) -> None:
    ask.refresh_from_db()
    _write(ask, sealed_message=vault.seal(word(lot, f"{field}asked"), place_of_message(ask)))
    # What waits for the person's yes is gone when they have given it.
    if not ask.met_at:
        _write(ask, sealed_first=vault.seal(word(lot, f"{field}first"), place_of_first(ask)))


def _mark_talk(lot: str, talk: Any) -> None:
    # The supporter wrote their name last, so the order is that of `open_between`.
    for number, place in enumerate(Participant.objects.filter(conversation=talk).order_by("id")):
        _write(place, shown_name=word(lot, f"name{'ab'[number]}"))
        message = Message(
            organisation_id=talk.organisation_id, conversation=talk, sender=place, number=number + 1
        )
        _write(message, sealed=vault.seal(word(lot, f"message{'ab'[number]}"), place_of(message)))


def _mark_papers(by: Viewer, lot: str, rows: Rows) -> None:
    _write(
        rows["activity"],
        office_id=word(lot, "activity"),
        municipality=word(lot, "where"),
        logged_by=rows["supporter"].person,
    )
    _write(rows["grant"].person, given_name=word(lot, "holder"))
    _write(rows["siri"], family_name=word(lot, "invited"))
    invitation = rows["invitation"]
    address = f"{word(lot, 'invitedmail')}@example.org"
    _write(invitation, sealed_email=vault.seal(address, place_of_email(invitation)))
    proposal = rows["proposal"]
    _write(proposal, email=f"{word(lot, 'proposedmail')}@example.org")
    opening = rows["opening"]
    why = vault.seal(word(lot, "why"), place_of_explanation(opening))
    _write(opening, sealed_explanation=why)
    row = template_csv("supporters").decode().splitlines()
    line = ";".join(word(lot, "cell") for _column in row[0].split(";"))
    rows["import"] = imports.upload(
        by=by,
        organisation=invitation.organisation,
        kind="supporters",
        content="\r\n".join([*row, line]).encode(),
        filename=f"{word(lot, 'file')}.csv",
    )
