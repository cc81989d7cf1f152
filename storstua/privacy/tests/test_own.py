"""Alt om meg: all that stands about oneself, nothing that stands about others."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from storstua import vault
from storstua.activities.tests.factories import make_activity
from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.conversations.models import Conversation, Message
from storstua.conversations.sealing import place_of, text_of
from storstua.matching.models import Ask, Request
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Account, Consent, ContactPoint, Person, Receipt
from storstua.people.tests.factories import make_account, make_person
from storstua.privacy import actions, policy, wording
from storstua.privacy.gathering import OPENERS, everything
from storstua.privacy.reading import models, rows_of
from storstua.roles.choices import Danger
from storstua.roles.models import Opening
from storstua.roles.tests.factories import make_helper
from storstua.supporters.models import Profile, Supporter
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import page_of

from .factories import Talk, make_talk

pytestmark = pytest.mark.django_db
OWN = "/havblikk/mine-opplysninger/"
KARIS = ("Karis-navn", "Karis-grunn", "Karis-melding")
OLAS = ("Olas-etternavn", "Olas-historie", "Olas-melding")


@pytest.fixture
def talk() -> Talk:
    return make_talk()


def told(client: Client, address: str) -> str:
    return page_of(client.get(address))


def of_page_and_file(client: Client, start: str) -> tuple[str, str]:
    return told(client, start), told(client, f"{start}fil/")


def test_seeker_finds_all_of_hers_and_nothing_of_his(talk: Talk):
    for text in of_page_and_file(talk.client_of_kari(), "/b/opplysninger/"):
        assert [each for each in KARIS if each not in text] == []
        assert "+4791234567" in text
        assert [each for each in OLAS if each in text] == []


def test_supporter_finds_all_of_his_and_nothing_of_hers(talk: Talk):
    for text in of_page_and_file(talk.client_of(talk.ola.person), OWN):
        assert [each for each in OLAS if each not in text] == []
        assert [each for each in KARIS if each in text] == []
        assert "+4791234567" not in text


def test_coordinator_finds_nothing_of_either(talk: Talk):
    for text in of_page_and_file(talk.client_of(talk.siri), OWN):
        assert [each for each in (*KARIS, *OLAS) if each in text] == []


def test_another_organisations_talk_is_in_nobodys_file(talk: Talk):
    make_talk("andre", mark="-der")
    for client, start in (
        (talk.client_of_kari(), "/b/opplysninger/"),
        (talk.client_of(talk.ola.person), OWN),
    ):
        assert "-der" not in "".join(of_page_and_file(client, start))


def test_what_was_never_opened_is_not_told_as_opened(talk: Talk):
    Opening.objects.create(
        organisation=talk.kari.organisation,
        person=talk.kari,
        noun="matching.request",
        object_key=uuid4(),
        danger=Danger.COURT,
        sealed_explanation=b"",
        declined_at=clock.now(),
    )
    text = told(talk.client_of_kari(), "/b/opplysninger/")
    assert [each in text for each in ("Åpninger i nødsituasjoner", "Hvorfor noen ba om det")] == [
        True,
        True,
    ]
    assert "ble åpnet" not in text


def stored(table: str, column: str, key: int | str) -> Any:
    own = next(model for model in apps.get_models() if model._meta.db_table == table)._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            f'select "{column}" from "{table}" where "{own.column}" = %s',  # noqa: S608
            [key],
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("who", ["kari", "ola", "siri"])
def test_the_file_holds_every_exported_column_of_every_row(talk: Talk, who: str):
    person = {"kari": talk.kari, "ola": talk.ola.person, "siri": talk.siri}[who]
    client = talk.client_of_kari() if who == "kari" else talk.client_of(person)
    start = "/b/opplysninger/" if who == "kari" else OWN
    parts = json.loads(told(client, f"{start}fil/"))["parts"]
    held = {(part["heading"], part["table"]): part["rows"] for part in parts}
    missing = []
    for table in policy.read().tables.values():
        for way in table.exports:
            if table.name == "audit_entry":
                continue
            rows = rows_of(table.name, way.whose, person)
            found = held.get((way.under, table.name), [])
            if len(found) != rows.count() or any(set(row) != set(way.columns) for row in found):
                missing.append((table.name, way.under))
            for row, shown in zip(rows, found, strict=True):
                for column in way.columns:
                    is_empty = stored(table.name, column, row.pk) in (None, b"", "", [])
                    if is_empty != (shown[column] in (None, "", [])):
                        missing.append((table.name, column))
    assert missing == []


def test_every_exported_column_and_heading_has_words():
    silent = [
        (table.name, column)
        for table in policy.read().tables.values()
        for column in table.exported()
        if not (wording.LABELS.get(column) or wording.OWN_LABELS.get((table.name, column)))
    ]
    headings = {way.under for table in policy.read().tables.values() for way in table.exports}
    assert (silent, headings) == ([], set(wording.HEADINGS))


def test_every_sealed_column_that_is_exported_is_opened():
    sealed = {
        (table.name, column)
        for table in policy.read().tables.values()
        for column in table.exported()
        for field in models()[table.name]._meta.local_concrete_fields
        if field.column == column and field.get_internal_type() == "BinaryField"
    }
    assert sealed == set(OPENERS)


def test_getting_it_is_noted(talk: Talk):
    of_page_and_file(talk.client_of_kari(), "/b/opplysninger/")
    noted = Entry.objects.using("audit").filter(person_id=talk.kari.id, kind="read").order_by("id")
    assert list(noted.values_list("verb", flat=True)) == [
        "see all about oneself",
        "fetch all about oneself",
    ]


def test_stranger_without_a_place_finds_nothing(client: Client, talk: Talk):
    account = Account.objects.create_user("fremmed@example.org", "en god setning her")
    client.force_login(account)
    assert client.get(OWN).status_code == 404


def test_who_read_is_told_by_role_and_why_and_never_by_name(talk: Talk):
    Entry.objects.create(
        organisation_id=talk.organisation.id,
        person_id=talk.siri.id,
        role="coordinator",
        kind="read",
        verb="read request",
        noun="matching.request",
        object_key=talk.request.key,
    )
    page = told(talk.client_of_kari(), "/b/opplysninger/spor/")
    assert "Koordinator leste forespørselen, for å finne noen du kan snakke med" in page
    assert "Siri" not in page


@pytest.mark.parametrize(
    ("who", "after", "said"),
    [
        ({"role": "visitor"}, 1, "Du selv (før du fikk koden) endret hvem du er."),
        ({"role": "visitor", "job": "forget"}, 1, "Storstua endret hvem du er."),
        ({"role": "visitor"}, 3600, "Noen uten innlogging endret hvem du er."),
    ],
)
def test_one_s_own_first_act_and_the_clock_s_are_told_as_such(talk: Talk, who, after, said):
    kari = talk.request.person
    Entry.objects.create(
        organisation_id=talk.organisation.id,
        at=kari.created_at + timedelta(seconds=after),
        kind="change",
        verb="correct person",
        noun="people.person",
        object_key=kari.key,
        **who,
    )
    assert said in told(talk.client_of_kari(), "/b/opplysninger/spor/")


def test_german_puts_the_sentence_in_its_own_order(talk: Talk):
    client = talk.client_of_kari()
    client.cookies["sprak"] = "de"
    page = told(client, "/b/opplysninger/spor/")
    assert "hat Folgendes geändert: wer du bist." in page


def test_the_file_says_what_kind_it_is(talk: Talk):
    assert "(JSON-fil, laget for dataprogrammer)" in told(talk.client_of_kari(), "/b/opplysninger/")


def test_that_someone_answered_a_question_is_theirs_alone(talk: Talk):
    Entry.objects.create(
        organisation_id=talk.organisation.id,
        person_id=talk.ola.person_id,
        role="supporter",
        kind="change",
        verb="answer ask",
        noun="matching.ask",
        object_key=talk.ask.key,
    )
    assert "spørsmålet" not in told(talk.client_of_kari(), "/b/opplysninger/spor/")


def test_consent_is_taken_back(talk: Talk):
    client = talk.client_of_kari()
    assert client.post("/b/opplysninger/samtykke/", {"hva": "request"}).status_code == 302
    assert Consent.objects.get(person=talk.kari).withdrawn_at is not None
    assert client.post("/b/opplysninger/samtykke/", {"hva": "noe"}).status_code == 404


def test_before_erasing_one_sees_what_goes_and_what_stays(talk: Talk):
    page = told(talk.client_of(talk.ola.person), f"{OWN}slett/")
    goes, _middle, stays = page.partition("Dette blir stående")
    assert "Profilen din" in goes
    assert "Regnskapet for tilskudd må kunne vises fram." in stays
    assert Person.objects.filter(id=talk.ola.person_id).exists()


def test_a_post_that_is_not_the_buttons_erases_nobody(talk: Talk):
    answer = talk.client_of_kari().post("/b/opplysninger/slett/")
    assert answer.headers["Location"] == "/b/opplysninger/slett/"
    assert Person.objects.filter(id=talk.kari.id).exists()


def test_seeker_is_erased_with_the_talk_about_her(talk: Talk):
    client = talk.client_of_kari()
    response = client.post("/b/opplysninger/slett/", {"sikker": "ja"})
    assert response["Location"].endswith("/b/slettet/")
    assert told(client, "/b/slettet/")
    left = (
        *(Person.objects.filter(id=talk.kari.id), Request.objects.all(), Ask.objects.all()),
        *(Conversation.objects.all(), Message.objects.all()),
        *(Receipt.objects.all(), Consent.objects.filter(person_id=talk.kari.id)),
        ContactPoint.objects.filter(person_id=talk.kari.id),
    )
    assert [list(rows) for rows in left] == [[]] * len(left)
    assert client.get("/b/opplysninger/").status_code == 302


def test_the_talk_opens_in_no_copy_after_erasing(
    talk: Talk, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    copies = [(bytes(each.sealed), place_of(each)) for each in Message.objects.order_by("number")]
    assert [vault.open_sealed(*each) for each in copies] == ["Karis-melding", "Olas-melding"]
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(by=talk.by_kari, person=talk.kari)
    for each in copies:
        with pytest.raises(vault.Tampered):
            vault.open_sealed(*each)


def test_what_a_supporter_wrote_opens_in_no_copy_after_erasing(
    talk: Talk, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    copies = [(bytes(each.sealed), place_of(each)) for each in Message.objects.order_by("number")]
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(by=talk.by(talk.ola.person), person=talk.ola.person)
    for each in copies:
        with pytest.raises(vault.Tampered):
            vault.open_sealed(*each)
    assert text_of(Message.objects.get()) == "Karis-melding"


def test_supporter_is_erased_but_for_the_name_and_what_proves_the_service(talk: Talk):
    talk.client_of(talk.ola.person).post(f"{OWN}slett/", {"sikker": "ja"})
    person = Person.objects.get(id=talk.ola.person_id)
    assert (person.given_name, person.account) == ("Ola", None)
    assert not Profile.objects.filter(supporter=talk.ola).exists()
    assert not Account.objects.filter(email="ola@havblikk.example.org").exists()
    texts = [part.rows for part in everything(talk.kari) if part.under == "messages"]
    assert len(texts) == 1
    assert text_of(Message.objects.get()) == "Karis-melding"
    assert Conversation.objects.get().closed_at is not None


def test_supporter_who_proves_nothing_is_erased_altogether(talk: Talk):
    eva = make_supporter(
        talk.organisation,
        "Eva",
        account=make_account("eva@example.org"),
        is_appointed=False,
        has_declaration=False,
        has_course=False,
    )
    talk.client_of(eva.person).post(f"{OWN}slett/", {"sikker": "ja"})
    assert not Person.objects.filter(id=eva.person_id).exists()
    assert not Supporter.objects.filter(id=eva.id).exists()


def test_supporter_with_activities_only_keeps_the_name_that_proves_them(talk: Talk):
    eva = make_supporter(
        talk.organisation,
        "Eva",
        account=make_account("eva@example.org"),
        office_id="S7",
        is_appointed=False,
        has_declaration=False,
        has_course=False,
    )
    activity = make_activity(talk.organisation, [eva])
    talk.client_of(eva.person).post(f"{OWN}slett/", {"sikker": "ja"})
    left = Supporter.objects.select_related("person").get(id=eva.id)
    assert (left.person.given_name, left.person.account, left.office_id) == ("Eva", None, "")
    assert list(activity.supporters.values_list("supporter_id", flat=True)) == [eva.id]


def test_the_last_administrator_hands_the_role_over_before_being_erased(talk: Talk):
    astrid = make_helper(talk.organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid")
    client = talk.client_of(astrid)
    told_why = client.post(f"{OWN}slett/", {"sikker": "ja"}, follow=True)
    assert "Gi rollen til en annen først." in page_of(told_why)
    assert Person.objects.filter(id=astrid.id).exists()
    make_helper(talk.organisation, Role.ORGANISATION_ADMINISTRATOR, "Berit")
    gone = client.post(f"{OWN}slett/", {"sikker": "ja"})
    assert gone["Location"].endswith("/b/slettet/")
    assert not Person.objects.filter(id=astrid.id).exists()


@pytest.mark.parametrize("who", ["kari", "ola", "siri"])
def test_after_erasing_the_database_is_as_the_map_says(talk: Talk, who: str):
    person = {"kari": talk.kari, "ola": talk.ola.person, "siri": talk.siri}[who]
    by = talk.by_kari if who == "kari" else talk.by(person)
    person = Person.objects.get(id=person.id)
    actions.erase(by=by, person=person)
    left = [
        table.name
        for table in policy.read().tables.values()
        for way in table.exports
        if table.erase == "delete"
        and table.name != "people_person"
        and rows_of(table.name, way.whose, person).exists()
    ]
    assert left == []


def test_the_sign_in_stays_while_another_organisation_needs_it(talk: Talk):
    account = talk.siri.account
    assert account
    other = make_organisation("andre", "Andre")
    with inside(other):
        there = make_person(other, "Siri", account=account)
    actions.erase(by=talk.by(talk.siri), person=talk.siri)
    assert Account.objects.filter(id=account.id).exists()
    with inside(other):
        assert Person.objects.get(id=there.id).account_id == account.id


def test_nobody_else_can_erase(talk: Talk):
    for by in (talk.by(talk.siri), Viewer.visitor(talk.organisation.id)):
        with pytest.raises(Refusal):
            actions.erase(by=by, person=talk.kari)
    assert Person.objects.filter(id=talk.kari.id).exists()


@pytest.mark.parametrize("page", ["", "spor/", "slett/"])
@pytest.mark.parametrize("who", ["kari", "ola"])
def test_a_page_takes_at_most_eight_queries(talk: Talk, queries_of: Any, who: str, page: str):
    queries_of.client = talk.client_of_kari() if who == "kari" else talk.client_of(talk.ola.person)
    start = "/b/opplysninger/" if who == "kari" else OWN
    assert queries_of(f"{start}{page}") <= 8
