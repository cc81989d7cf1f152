"""Alt om meg says in words what is stored as codes."""

import json

import pytest

from storstua.audit.models import Entry
from storstua.matching.models import Request
from storstua.privacy import coded, policy
from storstua.privacy.reading import models
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import page_of

from .factories import Talk, make_talk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk() -> Talk:
    return make_talk()


# Columns that hold what somebody wrote, a name, a number, or something of the organisation's.
AS_WRITTEN = {
    *("given_name", "family_name", "email", "shown_name", "frozen_by_name", "filename", "browser"),
    *("area_id", "topic_id", "municipality", "county", "office_id", "minute_number"),
    *("capacity", "starting_load", "birth_year", "minutes", "number", "read_up_to"),
}
IN_WORDS = {"BooleanField", "DateField", "DateTimeField", "BinaryField"}


def _coded(table: str, column: str) -> bool:
    """Whether a column holds codes that nothing but `coded` can name."""
    fields = models()[table]._meta.local_concrete_fields
    field = next(each for each in fields if each.column == column)
    named = dict(getattr(field, "base_field", field).flatchoices)
    # What a choice is called is made from its own name where nobody gave it one.
    is_named = any(not isinstance(label, str) for label in named.values())
    return not is_named and field.get_internal_type() not in IN_WORDS


def test_no_code_stands_on_the_page():
    bare = [
        (table.name, column)
        for table in policy.read().tables.values()
        for column in table.exported() - AS_WRITTEN
        if _coded(table.name, column)
    ]
    named = {*coded.NAMES, *coded.ONLY_IN_FILE, *coded.SUPPORTERS}
    # A version of a declaration's text is a number.
    assert set(bare) - named == {("supporters_declaration", "text_version")}


@pytest.mark.parametrize(
    ("language", "said", "wished", "act"),
    [
        ("nb", "norsk, somali", "Omtrent som meg", "En forespørsel"),
        ("nn", "norsk, somali", "Omtrent som meg", "Ein førespurnad"),
        ("en", "Norwegian, Somali", "About like me", "A request"),
        ("de", "Norwegisch, Somali", "Etwa wie ich", "Eine Anfrage"),
    ],
)
def test_codes_stand_in_words_on_the_page_and_as_they_are_in_the_file(
    talk: Talk, language: str, said: str, wished: str, act: str
):
    Request.objects.update(
        languages=["nb", "so"], wish_age="similar", wished_supporter_id=talk.ola.id
    )
    Entry.objects.create(
        organisation_id=talk.organisation.id,
        person_id=talk.kari.id,
        role="seeker",
        kind="change",
        verb="change request",
        noun="matching.request",
        object_key=talk.request.key,
    )
    client = talk.client_of_kari()
    client.cookies["sprak"] = language
    page = page_of(client.get("/b/opplysninger/"))
    assert [each in page for each in (said, wished, act, ">Ola<")] == [True] * 4
    assert [each in page for each in ("change request", str(talk.ola.key), ">similar<")] == [
        False,
        False,
        False,
    ]
    parts = json.loads(page_of(client.get("/b/opplysninger/fil/")))["parts"]
    (row,) = next(part["rows"] for part in parts if part["table"] == "matching_request")
    assert (row["languages"], row["wish_age"]) == (["nb", "so"], "similar")
    assert row["wished_supporter_id"] == str(talk.ola.key)


def test_marks_and_texts_of_the_office_are_named(talk: Talk):
    other = make_supporter(talk.organisation, "Eva")
    Supporter.objects.filter(id=talk.ola.id).update(
        marks=[f"same_mail:{other.key}", f"same_mobile:{other.key}"]
    )
    page = page_of(talk.client_of(talk.ola.person).get("/havblikk/mine-opplysninger/"))
    assert "Samme e-post som en annen, Samme mobil som en annen" in page
    assert (str(other.key) in page, "Eva" in page) == (False, False)
    words = [
        coded.words_for("people_consent", "text_version", each) for each in ("office", "2", "")
    ]
    assert words == [("Sagt til kontoret",), ("2",), ()]
