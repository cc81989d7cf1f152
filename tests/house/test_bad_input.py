"""Every form meets odd input: nothing breaks, and a refusal names its field."""

import random
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.house import cast
from tests.house.cast import Address, House
from tests.house.probing import undone

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\sname="([^"]+)"', re.IGNORECASE)
ODD = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "9" * 30,
    "1e309",
    "NaN",
    "null",
    "true",
    "\x00",
    "a\x00b",
    "å" * 200,
    "x" * 20_000,
    "<script>alert(1)</script>",
    "'; drop table people_person; --",
    "../../etc/passwd",
    "%s%s%n",
    "{{ 7*7 }}",
    "[[likeperson]]",
    "😀",
    "\u202etxet",
    "2026-02-31",
    "31.02.2026",
    "99:99",
    "00000000-0000-0000-0000-000000000000",
    "not-a-uuid",
    "on",
    "nb",
    "ja",
)
NEVER_SENT = {"people:leave", "account_logout", "home:health"}
ROUNDS = 2


def odd_answers(names: list[str], chance: random.Random) -> dict[str, object]:
    """An answer for each field: text, several texts, or a file; now and then nothing."""
    answers: dict[str, object] = {}
    for name in names:
        kind = chance.random()
        if kind < 0.1:
            continue
        if kind < 0.2:
            answers[name] = [chance.choice(ODD) for _number in range(chance.randint(2, 5))]
        elif kind < 0.25:
            content = chance.randbytes(chance.randint(0, 400))
            answers[name] = SimpleUploadedFile(f"{name}.csv", content)
        else:
            answers[name] = chance.choice(ODD)
    return answers


def open_to(who: str, house: House) -> list[Address]:
    """The addresses whose door lets them in; a visitor tries the closed ones, too."""
    return [
        each
        for each in cast.addresses(house)
        if each.name not in NEVER_SENT and (who == "visitor" or cast.lets_in(house, who, each))
    ]


everyone = pytest.mark.parametrize("who", ["visitor", "kari", "ola", "siri", "tor", "astrid"])


@everyone
def test_no_form_breaks(house, who):
    chance = random.Random(who)
    client, broken = house.client_of(who), []
    came_in = client.cookies.copy()
    for address in open_to(who, house):
        page = client.get(address.path)
        names = sorted({*FIELD.findall(page.content.decode(errors="replace"))} - {"once"})
        for _round in range(ROUNDS):
            answers = odd_answers([*names, "who", "number", "version", "svar"], chance)
            with undone():
                status = client.post(address.path, answers).status_code
            client.cookies = came_in.copy()
            if status >= 500:
                broken.append((address.path, status, list(answers)))
    assert broken == []


@everyone
def test_no_query_breaks(house, who):
    chance = random.Random(who)
    client = house.client_of(who)
    keys = ("side", "sorter", "q", "aar", "ar", "type", "rolle", "omrade", "fylke", "tilstand")
    keys += ("navn", "neste", "til", "for", "endre", "likeperson", "farger", "sprak", "format")
    broken = []
    for address in open_to(who, house):
        query = {key: chance.choice(ODD) for key in keys if chance.random() < 0.7}
        answer = client.get(address.path, query)
        if answer.status_code >= 500:
            broken.append((address.path, answer.status_code, query))
    assert broken == []


def test_a_refused_form_names_its_field(client, house):
    answer = client.post("/havblikk/samtale/be-om/kall-meg/", {"nickname": "x" * 400})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_nickname"' in page
    assert "x" * 400 in page
