"""Every form meets odd input: nothing breaks, a refusal names its field and keeps what was typed.

What is odd is drawn by Hypothesis. A sample; `proofs/bad_input.py` draws other ones, and far more.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from storstua.ui.forms import BoundField
from tests.house import meeting
from tests.house.cast import House
from tests.house.foreign_words import foreign
from tests.house.forms import Form
from tests.house.meeting import Member
from tests.house.odd import Sent
from tests.house.refused import Refusal, refusal_in

pytestmark = pytest.mark.django_db
EACH = int(os.environ.get("STORSTUA_BAD_INPUT_EACH", "3"))
COUNTED = os.environ.get("STORSTUA_PROBES_COUNTED", "")
NAME = "/havblikk/samtale/be-om/kall-meg/"


@pytest.fixture(scope="module")
def members(house: House, django_db_blocker: pytest.FixtureDef) -> Iterator[dict[str, Member]]:
    """The cast with every form and page; each is met by one of them."""
    with django_db_blocker.unblock():
        yield meeting.everyone(house)


@pytest.mark.parametrize("who", meeting.WHO)
def test_odd_input_breaks_nothing_and_is_named(members: dict[str, Member], who: str):
    member = members[who]
    told = [
        fault
        for form in (*member.forms, *member.pages)
        for fault in member.meet(form, each_of(form), anew=bool(COUNTED))
    ]
    if COUNTED:
        tried = sum(map(each_of, (*member.forms, *member.pages)))
        with Path(COUNTED).open("a") as file:
            file.write(f"{tried} {len(told)}\n")
    assert told == []
    assert (len(member.forms) >= 5, len(member.pages) >= 10) == (True, True)


@pytest.mark.parametrize("who", meeting.WHO)
def test_a_form_sent_empty_answers_422_and_says_why_in_our_words(
    members: dict[str, Member], who: str
):
    told, refusals = [], 0
    for form in members[who].forms:
        if form.method == "post":
            answer = members[who].sends_nothing(form)
            refusal = refusal_in(answer)
            lines = [line for _target, line in refusal.lines] if refusal else []
            refusals += bool(refusal)
            if refusal and answer.status_code != 422:
                told.append(f"{form.path} answers {answer.status_code}")
            told += [f"{form.path}: {line}" for line in lines if foreign().search(line)]
    assert told == []
    assert refusals


def test_words_that_are_not_ours_are_seen():
    for said in ("Feltet er påkrevet.", "This field is required.", "Enter a whole number."):
        assert foreign().search(f"Navn: {said}"), said
    assert not foreign().search("Navn: Fyll inn dette.")


def each_of(form: Form) -> int:
    """How often a form is sent; what stands in the query of a page is read by few of them."""
    return max(1, EACH // 4) if form.method == "get" else EACH


@pytest.fixture
def refused(client, house: House) -> str:
    answer = client.post(NAME, {"nickname": "x" * 400})
    assert answer.status_code == 422
    return answer.content.decode()


def sent(typed: str) -> Sent:
    return Sent(Form(NAME, "post"), {"nickname": [typed]}, odd="nickname")


def test_a_refused_form_names_its_field_and_keeps_what_was_typed(refused: str):
    page = Refusal(refused)
    assert (page.named, [target for target, _line in page.lines]) == ({"nickname"}, ["id_nickname"])
    assert [*page.faults(), *page.lost(sent("x" * 400))] == []


def test_what_a_refusal_lacks_is_seen(refused: str):
    for part in ('aria-invalid="true"', "_error", ' id="id_nickname"'):
        assert list(Refusal(refused.replace(part, "")).faults()), part
    assert Refusal(refused.replace('href="#id_nickname"', "")).named == set()
    assert list(Refusal(refused).lost(sent("x" * 401)))


def test_a_field_that_is_not_named_is_seen(members, monkeypatch):
    """Without the errors of its fields a page refuses, and says nothing of why."""
    monkeypatch.setattr(BoundField, "errors", property(lambda field: []))
    told = [
        fault
        for form in members["visitor"].forms
        if form.path == NAME
        for fault in members["visitor"].meet(form, 10, anew=False)
    ]
    assert told
