from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection

from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations import actions, permissions, queries
from storstua.conversations.models import Conversation, Message
from storstua.conversations.tests.factories import make_conversation
from storstua.notices.choices import Kind
from storstua.notices.models import Notice
from storstua.organisations.models import Policy
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions as people
from storstua.people.tests.factories import make_account, make_person, make_viewer
from storstua.roles.tests.factories import make_grant, make_helper
from storstua.vault import receipts
from storstua.vault.gate import Gate

pytestmark = pytest.mark.django_db
CANARY = "kanarifuglen synger om natten"


def viewer_of(person, *held: Role) -> Viewer:
    """Someone with these roles; without any, one of those who take part with a receipt."""
    return make_viewer(person.organisation, *(held or (Role.SEEKER,)), person=person)


@pytest.fixture
def two():
    organisation = make_organisation()
    return make_person(organisation, "Blåveis"), make_person(organisation, "Ola")


def test_those_who_take_part_read_what_was_written(two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    actions.send(by=viewer_of(seeker), conversation=talk, text=CANARY)
    company = queries.company(talk, supporter.id)
    assert [shown.text for shown in queries.thread(talk, company)] == [CANARY]


def test_text_is_sealed_before_it_reaches_the_database(two):
    talk = make_conversation(*two)
    actions.send(by=viewer_of(two[0]), conversation=talk, text=CANARY)
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(m::text, ' ') from conversations_message m")
        assert "kanarifugl" not in cursor.fetchone()[0]
    assert CANARY.encode() not in bytes(Message.objects.get().sealed)


def test_coordinator_knows_but_cannot_read(two):
    talk = make_conversation(*two)
    coordinator = viewer_of(make_person(two[0].organisation, "Siri"), Role.COORDINATOR)
    assert list(permissions.known_to(coordinator)) == [talk]
    assert list(permissions.readable(coordinator)) == []


def test_a_stranger_and_another_organisation_know_nothing(two):
    make_conversation(*two)
    stranger = viewer_of(make_person(two[0].organisation, "Fremmed"), Role.SUPPORTER)
    elsewhere = make_person(make_organisation("andre", "Andre"), "Trude")
    assert list(permissions.known_to(stranger)) == []
    assert list(permissions.known_to(viewer_of(elsewhere, Role.COORDINATOR))) == []


def test_nobody_writes_in_a_closed_conversation(two):
    talk = make_conversation(*two)
    actions.close(by=viewer_of(two[0]), conversation=talk)
    with pytest.raises(Refusal):
        actions.send(by=viewer_of(two[1]), conversation=talk, text="hei")


@pytest.mark.parametrize("until_on", [None, clock.today()])
def test_a_talk_is_written_or_has_a_last_day(two, until_on):
    make_conversation(*two)
    with pytest.raises(IntegrityError, match="talk_elsewhere_has_a_last_day"):
        Conversation.objects.update(is_written=until_on is not None, until_on=until_on)


def test_unread_counts_what_others_wrote(two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    for text in ("en", "to"):
        actions.send(by=viewer_of(seeker), conversation=talk, text=text)
    assert queries.unread_count(seeker.organisation_id, supporter.id) == 2
    assert queries.unread_count(seeker.organisation_id, seeker.id) == 0
    actions.read_up_to(by=viewer_of(supporter), conversation=talk, number=2)
    assert queries.unread_count(seeker.organisation_id, supporter.id) == 0


def test_pages_for_supporter_and_coordinator(client, two, queries_of):
    seeker, supporter = two
    account = make_account("ola@example.org")
    supporter.account = account
    supporter.write("account")
    talk = make_conversation(seeker, supporter)
    actions.send(by=viewer_of(seeker), conversation=talk, text=CANARY)
    grant = make_grant(supporter, Role.SUPPORTER)
    client.force_login(account)
    assert "Blåveis" in client.get("/havblikk/samtaler/").content.decode()
    assert queries_of("/havblikk/samtaler/") == 8
    make_conversation(make_person(seeker.organisation, "Hvitveis"), supporter)
    make_conversation(make_person(seeker.organisation, "Løvetann"), supporter)
    assert queries_of("/havblikk/samtaler/") == 8
    assert CANARY in client.get(f"/havblikk/samtaler/{talk.key}/").content.decode()
    assert queries_of(f"/havblikk/samtaler/{talk.key}/") == 8
    answer = client.post(f"/havblikk/samtaler/{talk.key}/", {"text": "Hei, Blåveis"})
    assert answer.status_code == 302
    grant.delete()
    assert client.get(f"/havblikk/samtaler/{talk.key}/").status_code == 403
    client.force_login(make_helper(seeker.organisation, Role.COORDINATOR).account)
    page = client.get("/havblikk/samtaler/oversikt/").content.decode()
    assert "Blåveis, Ola" in page
    assert CANARY not in page
    assert client.get(f"/havblikk/samtaler/{talk.key}/").status_code == 403


@pytest.mark.usefixtures("words")
def test_seeker_reads_and_writes_with_a_receipt(client, two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    session = client.session
    session["receipt"] = {"organisation": seeker.organisation_id, "person": seeker.id}
    session.save()
    address = f"/b/samtale/{talk.key}/"
    assert client.post(address, {"text": "Hei, Ola"})["Location"] == f"{address}#siste"
    page = client.get(address)
    assert "Hei, Ola" in page.content.decode()
    assert "<title>Beskjeder</title>" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert client.post(address, {"text": ""}).status_code == 422


@pytest.mark.usefixtures("words")
def test_a_talk_is_opened_where_one_goes_on_reading(client, two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    for text in ("Første", "Andre"):
        actions.send(by=viewer_of(supporter), conversation=talk, text=text)
    session = client.session
    session["receipt"] = {"organisation": seeker.organisation_id, "person": seeker.id}
    session.save()
    address = f"/b/samtale/{talk.key}/"
    page = client.get(address).content.decode()
    first, last = page.index('id="nytt"'), page.index('id="siste"')
    assert first < page.index("Første") < last < page.index("Andre")
    assert f'href="{address}#nytt"' in client.get("/b/").content.decode()
    read = client.post(f"{address}lest/", {"number": 2})
    assert read["Location"] == f"{address}#siste"
    assert 'id="nytt"' not in client.get(address).content.decode()
    assert f'href="{address}#siste"' in client.get("/b/").content.decode()
    # Another address first, or a browser would only move on the page it has.
    assert client.get(f"{address}?nye=1")["Location"] == f"{address}#siste"


def test_what_is_written_in_one_go_is_one_notice(two):
    seeker, supporter = two
    people.link_account(
        by=Viewer.command_line(seeker.organisation_id), person=supporter, account=make_account()
    )
    talk = make_conversation(seeker, supporter)
    told = Notice.objects.filter(person=supporter, kind=Kind.MESSAGE)
    with time_machine.travel("2026-11-22T12:00Z", tick=False) as moment:
        for _each in range(3):
            actions.send(by=viewer_of(seeker), conversation=talk, text="Hei")
        assert told.count() == 1
        moment.shift(timedelta(minutes=61))
        actions.send(by=viewer_of(seeker), conversation=talk, text="Er du der?")
        assert told.count() == 2
        actions.send(by=viewer_of(supporter), conversation=talk, text="Ja")
        actions.send(by=viewer_of(seeker), conversation=talk, text="Fint")
        assert told.count() == 3


def test_who_did_not_end_the_talk_is_told_and_both_see_when_it_is_deleted(two, client):
    seeker, supporter = two
    account = make_account()
    people.link_account(
        by=Viewer.command_line(seeker.organisation_id), person=supporter, account=account
    )
    make_grant(supporter, Role.SUPPORTER)
    talk = make_conversation(seeker, supporter)
    Policy.objects.update(keep_closed_days=30)
    with time_machine.travel("2026-11-22T12:00Z", tick=False):
        actions.close(by=viewer_of(seeker), conversation=talk)
    assert Notice.objects.filter(person=supporter, kind=Kind.MESSAGE).count() == 1
    client.force_login(account)
    page = client.get(f"/havblikk/samtaler/{talk.key}/").content.decode()
    assert "Den blir slettet 22. desember 2026." in " ".join(page.split())


def test_conversation_is_opened_by_those_who_take_part_and_coordinators(two):
    seeker, supporter = two
    names = {person: person.given_name for person in two}
    said = {"organisation_id": seeker.organisation_id, "participants": names}
    stranger = make_person(seeker.organisation, "Fremmed")
    trude = make_person(make_organisation("andre", "Andre"), "Trude")
    for viewer in (
        Viewer.visitor(seeker.organisation_id),
        viewer_of(stranger, Role.SUPPORTER),
        viewer_of(trude, Role.COORDINATOR),
    ):
        with pytest.raises(Refusal):
            actions.open_between(by=viewer, **said)
    assert Conversation.objects.count() == 0
    for viewer in (viewer_of(supporter), viewer_of(stranger, Role.COORDINATOR)):
        assert actions.open_between(by=viewer, **said).closed_at is None


def test_conversation_of_one_is_refused(two):
    with pytest.raises(Refusal):
        make_conversation(two[0], two[0])


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5001])
def test_message_that_says_nothing_or_too_much_is_refused(two, text):
    talk = make_conversation(*two)
    with pytest.raises(Refusal) as refusal:
        actions.send(by=viewer_of(two[0]), conversation=talk, text=text)
    assert (refusal.value.field, Message.objects.count()) == ("text", 0)


def test_conversation_is_closed_once_and_by_those_who_take_part_or_a_job(two):
    talk = make_conversation(*two)
    stranger = viewer_of(make_person(two[0].organisation, "Siri"), Role.COORDINATOR)
    elsewhere = Viewer.system(make_organisation("andre", "Andre").id, "test")
    for viewer in (stranger, elsewhere):
        with pytest.raises(Refusal):
            actions.close(by=viewer, conversation=talk)
    assert Conversation.objects.get().closed_at is None
    actions.close(by=Viewer.system(talk.organisation_id, "test"), conversation=talk)
    closed_at = Conversation.objects.get().closed_at
    actions.close(by=viewer_of(two[0]), conversation=talk)
    assert Conversation.objects.get().closed_at == closed_at
    assert Entry.objects.filter(verb="close conversation").count() == 1


def test_reading_never_turns_back_nor_runs_ahead_and_is_nobody_elses(two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    for text in ("en", "to", "tre"):
        actions.send(by=viewer_of(seeker), conversation=talk, text=text)
    stranger = viewer_of(make_person(seeker.organisation, "Siri"), Role.COORDINATOR)
    read = []
    for viewer, number in ((stranger, 3), (viewer_of(supporter), 2), (viewer_of(supporter), 1)):
        actions.read_up_to(by=viewer, conversation=talk, number=number)
        read.append(queries.company(talk, supporter.id).own.read_up_to)
    actions.read_up_to(by=viewer_of(supporter), conversation=talk, number=99)
    read.append(queries.company(talk, supporter.id).own.read_up_to)
    assert read == [0, 2, 2, 3]


def test_reading_and_writing_end_with_the_role(two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    actions.send(by=viewer_of(seeker), conversation=talk, text="Hei")
    before, after = viewer_of(supporter, Role.SUPPORTER), viewer_of(supporter, Role.BOARD_MEMBER)
    assert list(permissions.readable(before)) == [talk]
    assert list(permissions.readable(after)) == []
    with pytest.raises(Refusal):
        actions.send(by=after, conversation=talk, text="Hei")
    actions.read_up_to(by=after, conversation=talk, number=1)
    assert queries.company(talk, supporter.id).own.read_up_to == 0


def test_reading_goes_to_the_newest_though_earlier_messages_were_erased(two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    for text in ("en", "to", "tre"):
        actions.send(by=viewer_of(seeker), conversation=talk, text=text)
    Message.objects.filter(number__lt=3).delete()
    actions.read_up_to(by=viewer_of(supporter), conversation=talk, number=3)
    assert queries.company(talk, supporter.id).own.read_up_to == 3


def test_company_is_for_those_who_take_part(two):
    seeker, supporter = two
    talk = make_conversation(seeker, supporter)
    stranger = make_person(seeker.organisation, "Siri")
    assert queries.company(talk, stranger.id) is None
    assert queries.company(talk, seeker.id).names == "Ola"
    assert queries.names_talked_with(seeker.organisation_id, supporter.id) == ["Blåveis"]
    assert queries.names_talked_with(seeker.organisation_id, stranger.id) == []
    assert queries.by_keys([talk.key]) == {talk.key: talk}


def test_earlier_messages_are_those_before_a_number(two):
    talk = make_conversation(*two)
    for text in ("en", "to", "tre"):
        actions.send(by=viewer_of(two[0]), conversation=talk, text=text)
    company = queries.company(talk, two[1].id)
    assert [shown.text for shown in queries.thread(talk, company, before=3)] == ["en", "to"]


@pytest.fixture
def words(two) -> tuple[str, ...]:
    by = Viewer.system(two[0].organisation_id, "test")
    return people.give_receipt(by=by, person=two[0])


@pytest.mark.parametrize("spelling", ["{0}", "Koden er {0}. Hilsen meg", "{1}", "{2}"])
def test_a_message_with_the_senders_own_code_is_refused_kindly(two, words, spelling):
    talk = make_conversation(*two)
    spelled = (" ".join(words), "-".join(words).upper(), ", ".join(word[:4] for word in words))
    with pytest.raises(Refusal) as refusal:
        actions.send(by=viewer_of(two[0]), conversation=talk, text=spelling.format(*spelled))
    assert "Den er bare til deg" in str(refusal.value.sentence)
    assert Message.objects.count() == 0


def test_the_refused_message_stays_in_the_form(client, two, words):
    talk = make_conversation(*two)
    session = client.session
    session["receipt"] = {"organisation": two[0].organisation_id, "person": two[0].id}
    session.save()
    text = f"Her er den: {' '.join(words)}"
    answer = client.post(f"/b/samtale/{talk.key}/", {"text": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_what_may_be_the_code_is_sent_later_when_too_many_write_just_now(two, words, monkeypatch):
    seeker, _supporter = two
    talk, by = make_conversation(*two), viewer_of(seeker)
    seven = " ".join(reversed(words))
    monkeypatch.setattr(receipts, "_GATE", Gate(running=0, waiting=0))
    with pytest.raises(Refusal, match="Mange skriver akkurat nå"):
        actions.send(by=by, conversation=talk, text=seven)
    assert Message.objects.count() == 0
    monkeypatch.undo()
    assert actions.send(by=by, conversation=talk, text=seven).number == 1


def test_six_of_the_words_or_other_words_may_be_sent(two, words):
    talk = make_conversation(*two)
    for text in (" ".join(words[:6]), " ".join(reversed(words)), "Hei, hvordan går det i dag?"):
        actions.send(by=viewer_of(two[0]), conversation=talk, text=text)
    actions.send(by=viewer_of(two[1]), conversation=talk, text=" ".join(words))
    assert Message.objects.count() == 4


@pytest.mark.usefixtures("words")
def test_the_page_says_who_one_talks_with_and_who_that_is_not(client, two):
    talk = make_conversation(*two)
    session = client.session
    session["receipt"] = {"organisation": two[0].organisation_id, "person": two[0].id}
    session.save()
    page = client.get(f"/b/samtale/{talk.key}/").content.decode()
    assert "Skriv til Ola" in page
    assert "Ola er ikke fagperson og ikke saksbehandler" in page
