import re
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.db import connection

from storstua.base import clock
from storstua.base.models import SentForm
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.matching import jobs
from storstua.matching.choices import Answer, State
from storstua.matching.models import Ask, NoticeAddress, Request
from storstua.matching.queries import state_of
from storstua.notices.models import Notice
from storstua.organisations import actions as organisations
from storstua.organisations.models import Area, Organisation, Topic
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox.models import Message
from storstua.outbox.queries import address_of, parameters_of
from storstua.people.models import Consent, ContactPoint, Purpose
from storstua.people.tests.factories import make_account
from storstua.roles.tests.factories import make_grant, make_helper
from storstua.supporters.models import Place, Supporter
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import heading_of
from tests.house.swapping import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
CANARY = "kanarifuglen synger om natten"
ASK = "/havblikk/samtale/be-om/"
RECEIPT = "/b/kode/?sendt=ja"


@pytest.fixture
def organisation() -> Organisation:
    organisation = make_organisation()
    organisations.add_area(
        by=Viewer.command_line(organisation.id),
        organisation=organisation,
        code="rygg",
        names={"nb": "Rygg"},
    )
    return organisation


@pytest.fixture
def coordinator(organisation):
    return make_helper(organisation, Role.COORDINATOR, "Siri").account


@pytest.fixture
def ola(organisation) -> Supporter:
    account = make_account("ola@example.org")
    supporter = make_supporter(organisation, "Ola", "Nordmo", account=account)
    make_grant(supporter.person, Role.SUPPORTER)
    return supporter


def send_request(client, **answers) -> Request:
    """Walk the pages as a person would, with no more said than `answers`."""
    said = {"way": "chat", "nickname": "Blåveis", "text": "", **answers}
    about = {name: said[name] for name in ("role", "area", "topics", "is_minor") if name in said}
    assert client.post(ASK, about).status_code == 302
    assert client.post(f"{ASK}hvordan/", {"way": said["way"]}).status_code == 302
    assert client.post(f"{ASK}onsker/", {"skip": "1"}).status_code == 302
    name = {key: said[key] for key in ("nickname", "phone", "is_safe") if key in said}
    assert client.post(f"{ASK}kall-meg/", name).status_code == 302
    answer = client.post(f"{ASK}se-over/", {"text": said["text"]})
    assert (answer.status_code, answer["Location"]) == (302, RECEIPT)
    return Request.objects.latest("id")


def say_fine(client, words: str) -> None:
    """Come back with the words and say yes to whoever it is."""
    client.logout()
    client.post("/b/ord/", {"words": words})
    key = client.get("/b/").content.decode().split('name="hvem" value="')[1].split('"')[0]
    assert client.post("/b/svar/", {"hvem": key, "svar": "ja"}).status_code == 302


def test_a_person_asks_and_comes_back_with_the_words(client, organisation, coordinator):
    topic = Topic.objects.get(code="illness")
    request = send_request(client, role="self", topics=[str(topic.id)], text=CANARY)
    page = client.get("/b/kode/").content.decode()
    words = page.split('id="kode">')[1].split("</p>")[0].replace("<br>", " ")
    assert len(words.split()) == 7
    client.cookies.clear()
    assert client.post("/b/ord/", {"words": words})["Location"] == "/b/"
    home = client.get("/b/")
    assert "Vi har fått forespørselen" in home.content.decode()
    assert "Blåveis" in home.content.decode()
    assert request.person.given_name == "Blåveis"
    assert Consent.objects.get(person=request.person).text_version == "2026-11"
    assert Notice.objects.get().kind == "request"


def test_who_leaves_open_how_is_rung_only_with_a_number(client, organisation):
    send_request(client, way="unsure", phone="912 34 567", is_safe="yes")
    assert Request.objects.get().contact_forms == ["chat", "phone", "video", "visit"]
    client.post(f"{ASK}hvordan/", {"way": "unsure"})
    wrong = client.post(f"{ASK}kall-meg/", {"phone": "12"})
    assert (wrong.status_code, "Skriv nummeret slik" in wrong.content.decode()) == (422, True)


def test_nothing_said_is_a_request_too(client, organisation):
    for page in ("", "hvordan/", "onsker/"):
        assert client.post(f"{ASK}{page}", {"skip": "1"}).status_code == 302
    assert client.post(f"{ASK}kall-meg/", {}).status_code == 302
    assert client.post(f"{ASK}se-over/", {})["Location"] == RECEIPT
    request = Request.objects.get()
    assert (request.role, request.area, request.contact_forms) == (
        "",
        None,
        ["chat"],
    )
    assert request.person.given_name


def test_free_text_and_phone_reach_the_database_sealed(client, organisation):
    send_request(client, way="phone", phone="912 34 567", is_safe="yes", text=CANARY)
    tables = ("matching_request", "people_contact_point", "people_person", "people_session")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"select coalesce(string_agg(t::text, ' '), '') from {table} t")  # noqa: S608
            text = cursor.fetchone()[0]
            assert "kanarifugl" not in text
            assert "91234567" not in text


def test_phone_is_asked_for_only_by_those_who_want_to_talk_by_phone(client, organisation):
    client.post(f"{ASK}hvordan/", {"way": "chat"})
    assert "Telefonnummer" not in client.get(f"{ASK}kall-meg/").content.decode()
    client.post(f"{ASK}hvordan/", {"way": "phone", "span": "30"})
    assert "Telefonnummer" in client.get(f"{ASK}kall-meg/").content.decode()
    answer = client.post(f"{ASK}kall-meg/", {"nickname": "Mose", "phone": "tull"})
    assert answer.status_code == 422
    assert "912 34 567" in answer.content.decode()
    assert "tull" in answer.content.decode()


def test_no_answer_is_chosen_beforehand(client, organisation):
    for page in ("", "hvordan/", "onsker/"):
        assert " checked" not in client.get(f"{ASK}{page}").content.decode()


def test_titles_tell_nothing(client, organisation):
    title = client.get(f"{ASK}hvordan/").content.decode().split("<title>")[1].split("</title>")[0]
    assert title == "Steg 2 av 5 – Beskjeder"


def send_twice(client, **cookies: str):
    """Press *Send* twice; the browser shows the second answer and drops the first one's cookie."""
    client.post(f"{ASK}hvordan/", {"way": "chat"})
    before = client.cookies.copy()
    first = client.post(f"{ASK}se-over/", {"text": "", "once": "a" * 32})
    words = client.get("/b/kode/notat/").content.decode()
    after = client.cookies.copy()
    client.cookies = SimpleCookie({name: each.value for name, each in before.items()} | cookies)
    return first, words, after


def test_a_form_sent_twice_makes_one_request_and_shows_the_same_words(client, organisation):
    first, words, _after = send_twice(client)
    second = client.post(f"{ASK}se-over/", {"text": "", "once": "a" * 32})
    assert (first["Location"], second["Location"]) == (RECEIPT, RECEIPT)
    assert Request.objects.count() == 1
    assert len(words.split()) == 7
    assert client.get("/b/kode/notat/").content.decode() == words
    cookie = second.cookies["okt"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_another_browser_with_the_same_form_gets_no_words(client, organisation):
    send_twice(client, okt="b" * 32)
    client.post(f"{ASK}se-over/", {"text": "", "once": "a" * 32})
    assert client.get("/b/kode/notat/").status_code == 302


def test_the_same_browser_with_another_form_gets_no_words(client, organisation):
    send_twice(client)
    client.post(f"{ASK}se-over/", {"text": "", "once": "b" * 32})
    assert client.get("/b/kode/notat/").status_code == 302


def test_after_leaving_the_second_sending_opens_nothing(client, organisation):
    _first, _words, after = send_twice(client)
    before, client.cookies = client.cookies, SimpleCookie({"okt": after["okt"].value})
    client.get("/ut")
    client.cookies = before
    client.post(f"{ASK}se-over/", {"text": "", "once": "a" * 32})
    assert client.get("/b/kode/notat/").status_code == 302


def test_after_five_minutes_the_second_sending_opens_nothing(client, organisation):
    send_twice(client)
    SentForm.objects.update(created_at=clock.now() - timedelta(minutes=6))
    client.post(f"{ASK}se-over/", {"text": "", "once": "a" * 32})
    assert client.get("/b/kode/notat/").status_code == 302


def test_what_is_laid_aside_for_a_second_sending_is_sealed(client, organisation):
    _first, _words, after = send_twice(client)
    kept = bytes(SentForm.objects.get(key="a" * 32).for_again)
    assert after["okt"].value.encode() not in kept


def test_floods_are_slowed_down_and_the_text_stays(client, organisation):
    for _number in range(10):
        send_request(client)
    client.post(f"{ASK}hvordan/", {"way": "chat"})
    answer = client.post(f"{ASK}se-over/", {"text": "dette vil jeg beholde"})
    assert answer.status_code == 429
    assert "dette vil jeg beholde" in answer.content.decode()
    assert Request.objects.count() == 10


def test_the_whole_way_from_request_to_talk(client, organisation, coordinator, ola, queries_of):
    request = send_request(client, role="self", text=CANARY)
    words = client.get("/b/kode/notat/").content.decode()
    client.logout()
    client.force_login(coordinator)
    assert CANARY not in client.get("/havblikk/foresporsler/").content.decode()
    page = client.get(f"/havblikk/foresporsler/{request.key}/").content.decode()
    assert CANARY in page
    assert "Spør Ola Nordmo" in page
    address = f"/havblikk/foresporsler/{request.key}/spor/{ola.key}/"
    assert "Blåveis" in client.get(address).content.decode()
    answer = client.post(address, {"way": "chat", "message": "Hei, Ola."})
    assert answer.status_code == 302, answer.content.decode()
    ask = Ask.objects.get()
    assert state_of(request) is State.ASKED
    assert Place.objects.get(taken_by=ask.key, released_at=None).kind == "ask"
    again = client.post(address, {"way": "chat", "message": "Hei igjen."})
    assert again.status_code == 422
    client.force_login(ola.person.account)
    assert queries_of(f"/havblikk/sporsmal/{ask.key}/") == 8
    page = client.get(f"/havblikk/sporsmal/{ask.key}/").content.decode()
    assert "Hei, Ola." in page
    assert CANARY not in page
    assert client.post(f"/havblikk/sporsmal/{ask.key}/", {"svar": "ja"}).status_code == 302
    ask.refresh_from_db()
    assert ask.answer == Answer.YES
    assert state_of(request) is State.OFFERED
    say_fine(client, words)
    ask.refresh_from_db()
    assert state_of(request) is State.TALKING
    client.force_login(ola.person.account)
    thread = f"/havblikk/samtaler/{ask.conversation_key}/"
    assert client.post(thread, {"text": "Hei, jeg heter Ola."}).status_code == 302


def test_of_what_the_office_brought_in_only_the_day_is_told(client, organisation, coordinator):
    request = send_request(client)
    Request.objects.update(office_id="R1", received_at="2020-01-07T12:00+01:00")
    client.logout()
    client.force_login(coordinator)
    for address in ("", f"{request.key}/"):
        page = client.get(f"/havblikk/foresporsler/{address}").content.decode()
        assert "7. januar 2020" in page
        assert "7. januar 2020 kl." not in page


def test_not_now_gives_the_place_back_and_the_next_can_be_asked(
    client, organisation, coordinator, ola
):
    request = send_request(client)
    client.logout()
    client.force_login(coordinator)
    client.post(
        f"/havblikk/foresporsler/{request.key}/spor/{ola.key}/", {"way": "chat", "span": "30"}
    )
    ask = Ask.objects.get()
    client.force_login(ola.person.account)
    client.post(f"/havblikk/sporsmal/{ask.key}/", {"svar": "nei"})
    assert Place.objects.filter(released_at=None).count() == 0
    assert state_of(request) is State.WAITING
    client.force_login(coordinator)
    page = client.get(f"/havblikk/foresporsler/{request.key}/").content.decode()
    assert "Spør Ola" not in page


def test_the_phone_is_shown_to_the_supporter_after_the_yes_only(
    client, organisation, coordinator, ola
):
    request = send_request(client, way="phone", phone="912 34 567", is_safe="no")
    words = client.get("/b/kode/notat/").content.decode()
    client.logout()
    client.force_login(coordinator)
    client.post(
        f"/havblikk/foresporsler/{request.key}/spor/{ola.key}/", {"way": "phone", "span": "30"}
    )
    ask = Ask.objects.get()
    client.force_login(ola.person.account)
    address = f"/havblikk/sporsmal/{ask.key}/"
    assert "91234567" not in client.get(address).content.decode().replace(" ", "")
    client.post(address, {"svar": "ja"})
    assert "91234567" not in client.get(address).content.decode().replace(" ", "")
    say_fine(client, words)
    client.force_login(ola.person.account)
    page = client.get(address).content.decode()
    assert "91234567" in page.replace(" ", "")
    assert "Avtal tid med koordinatoren først" in page


def test_withdrawing_deletes_what_was_written_and_takes_the_ask_back(
    client, organisation, coordinator, ola
):
    request = send_request(client, way="phone", phone="912 34 567", is_safe="yes", text=CANARY)
    words = client.get("/b/kode/notat/").content.decode()
    client.logout()
    client.force_login(coordinator)
    client.post(
        f"/havblikk/foresporsler/{request.key}/spor/{ola.key}/", {"way": "phone", "span": "30"}
    )
    client.logout()
    client.post("/b/ord/", {"words": words})
    assert client.post("/b/trekk/").status_code == 302
    request.refresh_from_db()
    assert request.sealed_text is None
    assert ContactPoint.objects.filter(person=request.person).count() == 0
    assert Ask.objects.get().answer == Answer.TAKEN_BACK
    assert "avsluttet" in client.get("/b/").content.decode()
    client.force_login(ola.person.account)
    assert client.get(f"/havblikk/sporsmal/{Ask.objects.get().key}/").status_code == 404


def test_changing_keeps_what_was_said_before(client, organisation):
    request = send_request(client, role="self", text=CANARY)
    assert client.post("/b/endre/")["Location"] == f"{ASK}se-over/"
    assert CANARY in client.get(f"{ASK}se-over/").content.decode()
    client.post(f"{ASK}hvordan/?endre=1", {"way": "visit"})
    client.post(f"{ASK}kall-meg/", {"nickname": "Mose", "phone": "91234567", "is_safe": "yes"})
    answer = client.post(f"{ASK}se-over/", {"text": "noe nytt"})
    assert answer["Location"] == "/b/"
    request.refresh_from_db()
    assert (request.contact_forms, request.role) == (["visit"], "self")
    assert Request.objects.count() == 1


def test_a_closed_topic_is_not_offered_but_stays_where_it_was_chosen(client, organisation):
    topic = Topic.objects.get(code="illness")
    area = Area.objects.get(code="rygg")
    send_request(client, role="self", area=str(area.id), topics=[str(topic.id)])
    by = Viewer.command_line(organisation.id)
    organisations.change_topic(by=by, topic=topic, is_open=False)
    organisations.change_area(by=by, area=area, is_open=False)
    assert client.post("/b/endre/").status_code == 302
    changed = client.get(ASK).context["form"]
    assert str(topic.id) in dict(changed.fields["topics"].choices)
    assert str(area.id) in dict(changed.fields["area"].choices)
    client.logout()
    asked = client.get(ASK).context["form"]
    assert str(topic.id) not in dict(asked.fields["topics"].choices)
    assert str(area.id) not in dict(asked.fields["area"].choices)
    refused = client.post(ASK, {"role": "self", "topics": [str(topic.id)]})
    assert list(refused.context["form"].errors) == ["topics"]


def test_who_is_under_18_is_given_the_numbers_of_the_country(client, organisation):
    client.post(ASK, {"is_minor": "on"})
    lines = client.get(f"{ASK}hvordan/").context["young_lines"]
    assert [line.number for line in lines] == ["116 111", "800 33 321"]
    organisations.change(
        by=Viewer.command_line(organisation.id), organisation=organisation, country="DE"
    )
    lines = client.get(f"{ASK}hvordan/").context["young_lines"]
    assert [line.name for line in lines] == ["Nummer gegen Kummer"]


def test_a_notice_goes_to_the_address_and_says_nothing(client, organisation, coordinator, ola):
    request = send_request(client)
    client.post("/b/varsel/", {"address": "min@example.org"})
    client.logout()
    client.force_login(coordinator)
    client.post(
        f"/havblikk/foresporsler/{request.key}/spor/{ola.key}/", {"way": "chat", "span": "30"}
    )
    client.force_login(ola.person.account)
    client.post(f"/havblikk/sporsmal/{Ask.objects.get().key}/", {"svar": "ja"})
    mail = Message.objects.get(template="seeker_notice")
    assert set(parameters_of(mail)) == {"link"}
    assert b"min@example.org" not in bytes(mail.address)


def test_a_notice_goes_to_a_number_too_and_is_deleted_at_the_end(
    client, organisation, coordinator, settings
):
    settings.SMS_URL = "https://sms.example.org/"
    request = send_request(client)
    assert "Mobilnummer eller e-post" in client.get("/b/kode/").content.decode()
    answer = client.post("/b/varsel/", {"address": "912 34 567"})
    assert answer["Location"] == "/b/"
    assert "på SMS" in client.get("/b/").content.decode()
    kept = NoticeAddress.objects.get()
    assert (kept.way, b"91234567" in bytes(kept.sealed)) == ("sms", False)
    client.logout()
    client.force_login(coordinator)
    client.post(f"/havblikk/foresporsler/{request.key}/avslutt/")
    sms = Message.objects.get(way="sms")
    assert (address_of(sms), parameters_of(sms)) == ("+4791234567", {})
    assert NoticeAddress.objects.count() == 0


def test_a_notice_is_turned_on_and_off_where_it_is_told_of(client, organisation):
    send_request(client)
    assert 'name="address"' in client.get("/b/").content.decode()
    said = {"address": "min@example.org", "kode": "1"}
    assert client.post("/b/varsel/", said)["Location"] == "/b/kode/"
    page = client.get("/b/").content.decode()
    assert "varsel på e-post" in page
    assert "Slå av varselet" in page
    assert client.post("/b/varsel/", {"address": ""})["Location"] == "/b/"
    assert "Vi sender deg ingenting" in client.get("/b/").content.decode()


def test_no_address_is_kept_for_a_request_that_is_over(client, organisation):
    send_request(client)
    client.post("/b/trekk/")
    answer = client.post("/b/varsel/", {"address": "min@example.org"}, follow=True)
    assert "Forespørselen er avsluttet." in answer.content.decode()
    assert not NoticeAddress.objects.exists()


def test_who_wants_to_talk_by_video_is_reached_by_telephone(client, organisation):
    client.post(f"{ASK}hvordan/", {"way": "video"})
    answer = client.post(f"{ASK}kall-meg/", {"nickname": "Mose"})
    assert answer.status_code == 422
    request = send_request(client, way="video", phone="91234567", is_safe="yes")
    assert request.contact_forms == ["video"]


def test_parts_of_an_area_stand_below_it(client, organisation):
    by = Viewer.command_line(organisation.id)
    names = dict.fromkeys(("nb", "nn", "en", "de"), "Korsrygg")
    organisations.add_area(
        by=by,
        organisation=organisation,
        code="korsrygg",
        names=names,
        parent=Area.objects.get(),
    )
    labels = [str(label) for _key, label in client.get(ASK).context["form"].fields["area"].choices]
    assert "– Korsrygg" in labels


def test_what_was_changed_is_confirmed_and_nothing_else_is_promised(client, organisation):
    send_request(client)
    client.post("/b/endre/")
    page = client.get(f"{ASK}se-over/").content.decode()
    assert "Du får en kode på sju ord." not in page
    assert "Språk:" not in page
    client.post(f"{ASK}se-over/", {"text": ""})
    assert "Endringene er lagret." in client.get("/b/").content.decode()


def test_a_number_and_whether_it_is_safe_stand_on_the_last_page(client, organisation):
    client.post(f"{ASK}hvordan/", {"way": "phone", "span": "30"})
    said = {"nickname": "Mose", "phone": "91234567", "is_safe": "no"}
    client.post(f"{ASK}kall-meg/", said)
    page = client.get(f"{ASK}se-over/").content.decode()
    assert "91 23 45 67" in page
    assert "Nei, bare jeg må få vite at dere ringer" in page


def test_a_new_code_is_called_so(client, organisation):
    send_request(client)
    assert "Vi har fått forespørselen" in client.get(RECEIPT).content.decode()
    answer = client.post("/b/kode/ny/")
    page = client.get(answer["Location"]).content.decode()
    assert "Den nye koden din" in page
    assert "Den gamle koden virker ikke lenger." in page
    assert "Vi har fått forespørselen" not in client.get("/b/kode/").content.decode()


@pytest.mark.parametrize("typed", ["22 40 00 40", "tull", "912", "noen@", "@"])
def test_what_takes_no_notice_is_told_how_to_write_it(client, organisation, settings, typed):
    settings.SMS_URL = "https://sms.example.org/"
    send_request(client)
    answer = client.post("/b/varsel/", {"address": typed})
    assert answer.status_code == 422
    assert "912 34 567" in answer.content.decode()
    assert NoticeAddress.objects.count() == 0


def test_without_a_gateway_only_mail_is_offered(client, organisation, settings):
    settings.SMS_URL, settings.STORSTUA_DEMO = "", False
    send_request(client)
    page = client.get("/b/kode/").content.decode()
    assert "Mobilnummer" not in page
    assert "SMS" not in page
    answer = client.post("/b/varsel/", {"address": "912 34 567"})
    assert answer.status_code == 422
    assert "912 34 567, eller" not in answer.content.decode()
    client.post("/b/varsel/", {"address": "min@example.org"})
    client.post("/b/varsel/", {"address": ""})
    assert NoticeAddress.objects.count() == 0


def test_what_a_supporter_is_not_is_said_before_one_sends(client, organisation):
    said = "ikke fagperson og ikke saksbehandler"
    pages = ("/havblikk/samtale/", ASK, f"{ASK}hvordan/", f"{ASK}onsker/", f"{ASK}kall-meg/")
    for page in pages:
        assert said in client.get(page).content.decode()
    client.post(f"{ASK}hvordan/", {"way": "chat"})
    assert said in client.get(f"{ASK}se-over/").content.decode()


def test_a_changed_request_with_the_own_code_is_refused(client, organisation):
    send_request(client)
    words = client.get("/b/kode/notat/").content.decode()
    client.post("/b/endre/")
    answer = client.post(f"{ASK}se-over/", {"text": words})
    assert answer.status_code == 422
    assert "Den er bare til deg" in answer.content.decode()


def test_the_code_is_printed_without_a_heading_and_practised_by_choice(client, organisation):
    send_request(client)
    page = client.get("/b/kode/").content.decode()
    assert '<div class="stack noprint"><h1' in page
    words = client.get("/b/kode/notat/").content.decode().split()
    wrong = client.post("/b/kode/ov/", {"to": "feil", "fem": "feil"}).content.decode()
    right = client.post("/b/kode/ov/", {"to": words[1], "fem": words[4].upper()})
    assert "Det stemmer ikke" in wrong
    assert "Det stemmer." in right.content.decode()


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("foresporsler/", "Forespørsler"),
        ("foresporsler/{key}/", "Velg likeperson for «{name}»"),
        ("foresporsler/{key}/alle/", "Velg en annen"),
    ],
)
def test_only_coordinators_come_to_the_queue(client, organisation, coordinator, ola, page, heading):
    request = send_request(client)
    client.logout()
    address = "/havblikk/" + page.format(key=request.key)
    assert client.get(address).status_code == 302
    client.force_login(ola.person.account)
    assert client.get(address).status_code == 403
    client.force_login(coordinator)
    assert heading_of(client.get(address)) == heading.format(name=request.person.given_name)


def test_the_queue_names_each_line_by_the_nickname(client, organisation, coordinator):
    request = send_request(client)
    client.logout()
    client.force_login(coordinator)
    link = f'href="/havblikk/foresporsler/{request.key}/">Blåveis</a>'
    assert link in client.get("/havblikk/foresporsler/").content.decode()


def test_asking_for_a_person_counts_the_steps_there_are_and_names_them(client, organisation):
    gerd = make_supporter(organisation, "Gerd", shows=[Purpose.DIRECTORY_NAME])
    address = client.get(f"{ASK}?likeperson={gerd.key}")["Location"]
    told = []
    for answers in ({"way": "chat"}, {"nickname": "Blåveis"}, None):
        page = client.get(address).content.decode()
        assert "Du ber om en samtale med Gerd." in page
        told += re.findall(r">(Steg \d av \d)<", page)
        if address.endswith("/hvordan/"):
            assert 'class="backlink" href="/havblikk/samtale/"' in page
        if answers:
            address = client.post(address, answers)["Location"]
    assert told == ["Steg 1 av 3", "Steg 2 av 3", "Steg 3 av 3"]


def test_whom_one_asks_for_is_told_and_suggested_first_also_after_a_change(
    client, organisation, coordinator
):
    for name in ("Aud", "Bo", "Dag"):
        make_supporter(organisation, name)
    gerd = make_supporter(organisation, "Gerd", shows=[Purpose.DIRECTORY_NAME])
    client.get(f"{ASK}?likeperson={gerd.key}")
    client.post(f"{ASK}hvordan/", {"way": "chat"})
    client.post(f"{ASK}kall-meg/", {"nickname": "Blåveis"})
    client.post(f"{ASK}se-over/", {"text": ""})
    client.post("/b/endre/")
    client.post(f"{ASK}se-over/", {"text": "noe nytt"})
    assert "Du vil snakke med</dt><dd>Gerd</dd>" in client.get("/b/").content.decode()
    client.logout()
    client.force_login(coordinator)
    page = client.get(f"/havblikk/foresporsler/{Request.objects.get().key}/").content.decode()
    assert "Vil snakke med</dt><dd>Gerd</dd>" in page
    assert re.findall(r">Spør (\w+)", page) == ["Gerd", "Aud", "Bo"]


def test_a_coordinator_elsewhere_finds_nothing(client, organisation):
    request = send_request(client)
    client.logout()
    other = make_organisation("andre", "Andre")
    client.force_login(make_helper(other, Role.COORDINATOR, "Trude").account)
    assert client.get(f"/andre/foresporsler/{request.key}/").status_code == 404
    assert client.get(f"/havblikk/foresporsler/{request.key}/").status_code == 403


def test_pages_take_few_queries_whatever_the_size(
    client, organisation, coordinator, ola, queries_of
):
    send_request(client)
    client.logout()
    client.force_login(coordinator)
    one = queries_of("/havblikk/foresporsler/")
    client.logout()
    for _number in range(2):
        send_request(client)
        client.logout()
    client.force_login(coordinator)
    assert (one, queries_of("/havblikk/foresporsler/")) == (7, 7)
    request = Request.objects.latest("id")
    assert queries_of(f"/havblikk/foresporsler/{request.key}/") == 8
    assert queries_of(f"/havblikk/foresporsler/{request.key}/alle/") == 7


def test_a_filtered_list_equals_a_reload(client, organisation, coordinator):
    send_request(client)
    client.logout()
    client.force_login(coordinator)
    queue = "/havblikk/foresporsler/"
    assert_swap_equals_reload(client, queue, f"{queue}?tilstand=closed", "liste")


def test_a_person_who_left_an_address_is_told_once_that_the_answer_is_late(client, organisation):
    request = send_request(client)
    client.post("/b/varsel/", {"address": "kari@example.org"})
    assert "Du får svar senest" in client.get("/b/").content.decode()
    request.promised_on = clock.today() - timedelta(days=1)
    request.write("promised_on")
    assert (jobs.tell_overdue(timestamp=0), jobs.tell_overdue(timestamp=0)) == (1, 1)
    assert [each.template for each in Message.objects.all()] == ["seeker_notice"]
    assert "Det holdt vi ikke" in client.get("/b/").content.decode()
