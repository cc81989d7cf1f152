"""Between a supporter's yes and the first talk: who it is, and the person's own yes or no."""

from datetime import datetime, time, timedelta
from unittest import mock
from uuid import uuid4

import pytest
import time_machine

from storstua.audit.actions import OWN_LINE
from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer
from storstua.conversations import actions as conversations
from storstua.conversations.models import Conversation
from storstua.matching import actions, jobs, permissions, queries
from storstua.matching.actions import RequestValues
from storstua.matching.choices import Answer, Shows, Span, State, Why
from storstua.matching.models import Ask, Closing, ExcludedSupporter, Request
from storstua.matching.queries import state_of
from storstua.notices.choices import Kind
from storstua.notices.models import Notice
from storstua.organisations.models import Policy
from storstua.organisations.queries import facts_of
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox.models import Message
from storstua.people.models import Account, ContactPoint, Person, Receipt
from storstua.people.tests.factories import make_account, make_person
from storstua.roles.choices import Danger
from storstua.roles.tests.factories import make_grant, make_helper, viewer_of
from storstua.supporters.models import Place
from storstua.supporters.tests.factories import make_area, make_supporter
from storstua.ui.moments import full_day

pytestmark = pytest.mark.django_db
STORY = "Jeg har kjent på det selv."
CANARY = "kanarifuglen synger om natten"


class Case:
    """A request, the supporter who was asked about it, and the coordinator."""

    def __init__(self, way: str = "chat", span: Span = Span.MONTH) -> None:
        self.organisation = make_organisation()
        self.siri = self._member("Siri", Role.COORDINATOR)
        self.ola = make_supporter(
            self.organisation,
            "Ola",
            "Nordmo",
            areas=[make_area(self.organisation, "rygg")],
            gender="m",
            birth_year=1978,
            story=STORY,
            contact_forms=("chat", "phone"),
            account=make_account("ola@example.org"),
        )
        make_grant(self.ola.person, Role.SUPPORTER)
        values = RequestValues(
            nickname="Blåveis", contact_forms=("chat", "phone"), phone="+4791234567"
        )
        visitor = Viewer.visitor(self.organisation.id)
        self.request, self.words = actions.ask_for_talk(
            by=visitor, organisation=self.organisation, values=values
        )
        self.ask = self.ask_ola(way, span)

    def _member(self, name: str, role: Role) -> Viewer:
        return self.viewer(make_helper(self.organisation, role, name).id, role)

    def viewer(self, person_id: int, role: Role) -> Viewer:
        holdings = frozenset({Holding(role)})
        account_id = 0 if role is Role.SEEKER else 1
        return Viewer(self.organisation.id, person_id, account_id, holdings, role)

    @property
    def kari(self) -> Viewer:
        return self.viewer(self.request.person_id, Role.SEEKER)

    @property
    def by_ola(self) -> Viewer:
        return self.viewer(self.ola.person_id, Role.SUPPORTER)

    def ask_ola(self, way: str, span: Span = Span.MONTH) -> Ask:
        policy = facts_of(self.organisation).policy
        candidate = queries.candidate(self.siri, self.ola.key, policy)
        assert candidate is not None
        return actions.ask_supporter(
            by=self.siri, request=self.request, candidate=candidate, way=way, span=span
        )

    def yes(self, *shows: str) -> Ask:
        return actions.answer_ask(by=self.by_ola, ask=self.ask, answer=Answer.YES, shows=shows)

    def come_in(self, client) -> None:
        assert client.post("/b/ord/", {"words": " ".join(self.words)})["Location"] == "/b/"

    def say(self, client, answer: str):
        return client.post("/b/svar/", {"hvem": str(self.ask.key), "svar": answer})


@pytest.fixture
def case() -> Case:
    return Case()


def test_nothing_opens_before_the_person_has_said_yes(case):
    case.yes()
    assert state_of(case.request) is State.OFFERED
    assert Conversation.objects.count() == 0
    ask = Ask.objects.get()
    assert queries.contact_of(ask, queries.talk_of(ask)) is None


def test_the_person_sees_first_name_and_what_the_supporter_shows(case, client):
    case.yes(Shows.STORY, Shows.AREAS)
    case.come_in(client)
    page = client.get("/b/").content.decode()
    assert "Ola vil gjerne snakke med deg" in page
    assert STORY in page
    assert "Rygg" in page
    for hidden in ("Nordmo", "40-årene", "Mann"):
        assert hidden not in page
    assert "ikke saksbehandler" in page


def test_age_and_gender_are_told_when_the_supporter_says_so(case, client):
    case.yes(Shows.AGE, Shows.GENDER)
    case.come_in(client)
    page = client.get("/b/").content.decode()
    assert "I 40-årene" in page
    assert "Mann" in page
    assert STORY not in page


def test_yes_opens_the_talk_with_the_first_message_in_it(case, client):
    case.yes()
    actions.write_first(by=case.by_ola, ask=case.ask, text=CANARY)
    assert CANARY.encode() not in bytes(Ask.objects.get().sealed_first)
    case.come_in(client)
    page = client.get("/b/").content.decode()
    assert CANARY not in page
    assert "har skrevet en melding" in page
    answer = case.say(client, "ja")
    assert CANARY in client.get(answer["Location"]).content.decode()
    assert state_of(case.request) is State.TALKING
    assert Place.objects.get(released_at=None).kind == "talk"
    assert Ask.objects.get().sealed_first is None


def test_first_message_is_the_supporters_own_and_no_longer_than_any_other(case):
    case.yes()
    with pytest.raises(Refusal, match="ikke til deg"):
        actions.write_first(by=case.siri, ask=case.ask, text=CANARY)
    with pytest.raises(Refusal, match="høyst 5000 tegn"):
        actions.write_first(by=case.by_ola, ask=case.ask, text="x" * 5001)
    assert Ask.objects.get().sealed_first is None


def test_a_first_message_before_the_yes_is_told_that_there_is_no_place_for_it(case, client):
    client.force_login(case.ola.person.account)
    asked = f"/havblikk/sporsmal/{case.ask.key}/"
    for text, told in (
        (CANARY, "Skriv heller i samtalen."),
        ("x" * 5001, "Skriv høyst 5000 tegn."),
    ):
        page = client.post(f"{asked}melding/", {"text": text}, follow=True)
        assert page.redirect_chain == [(asked, 302)]
        assert told in page.content.decode()
    assert Ask.objects.get().sealed_first is None


def test_an_address_for_notices_is_put_right_without_the_words_on_the_page(case, client):
    case.come_in(client)
    answer = client.post("/b/varsel/", {"address": "tull"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ('href="#id_address"' in page, 'id="id_address_error"' in page) == (True, True)
    assert 'value="tull"' in page


def test_an_address_for_notices_needs_a_request(case, client):
    case.come_in(client)
    with mock.patch.object(permissions, "own_request", return_value=None):
        assert client.post("/b/varsel/", {"address": "tull"}).headers["Location"] == "/b/"


def test_no_goes_back_to_the_queue_without_that_supporter(case, client):
    case.yes()
    actions.write_first(by=case.by_ola, ask=case.ask, text=CANARY)
    case.come_in(client)
    assert case.say(client, "nei")["Location"] == "/b/"
    request = Request.objects.get()
    assert state_of(request) is State.WAITING
    assert ExcludedSupporter.objects.get().supporter == case.ola
    assert Place.objects.filter(released_at=None).count() == 0
    assert (Ask.objects.get().sealed_first, Conversation.objects.count()) == (None, 0)
    with pytest.raises(Refusal):
        case.ask_ola("chat")


def test_no_promises_a_new_answer(case):
    case.yes()
    long_ago = case.request.promised_on - timedelta(days=30)
    Request.objects.update(promised_on=long_ago)
    actions.meet(by=case.kari, ask=case.ask, is_fine=False)
    assert Request.objects.get().promised_on == case.request.promised_on


def test_supporter_and_coordinator_are_told_of_the_answer(case):
    case.yes()
    before = Notice.objects.filter(person_id=case.siri.person_id).count()
    actions.meet(by=case.kari, ask=case.ask, is_fine=False)
    assert Notice.objects.filter(person=case.ola.person, kind="answer").count() == 1
    assert Notice.objects.filter(person_id=case.siri.person_id).count() == before + 1


def test_for_the_phone_the_number_is_shown_after_the_persons_yes():
    case = Case(way="phone")
    case.yes()
    actions.meet(by=case.kari, ask=case.ask, is_fine=True)
    ask = Ask.objects.get()
    talk = queries.talk_of(ask)
    assert talk is not None
    assert (talk.is_written, talk.until_on) == (False, clock.today() + timedelta(days=30))
    point = queries.contact_of(ask, talk)
    assert point is not None
    assert queries.contact_in_clear(point) == "+4791234567"


@pytest.fixture
def ringing(client) -> Case:
    """Both have said yes to talk by telephone for two weeks, and Ola is signed in."""
    case = Case(way="phone", span=Span.WEEKS)
    case.yes()
    actions.meet(by=case.kari, ask=case.ask, is_fine=True)
    client.force_login(Account.objects.get(persons=case.ola.person_id))
    return case


def test_the_number_shows_as_long_as_was_agreed(ringing, client):
    address = f"/havblikk/sporsmal/{ringing.ask.key}/"
    last = clock.today() + timedelta(days=14)
    assert "tel:+4791234567" in client.get(address).content.decode()
    with time_machine.travel(datetime.combine(last, time(12)), tick=False):
        client.force_login(Account.objects.get(persons=ringing.ola.person_id))
        assert "tel:+4791234567" in client.get(address).content.decode()
    with time_machine.travel(datetime.combine(last, time(12)) + timedelta(days=1), tick=False):
        client.force_login(Account.objects.get(persons=ringing.ola.person_id))
        page = client.get(address).content.decode()
        assert state_of(ringing.request) is State.CLOSED
    assert "91234567" not in page
    assert "Samtalen er avsluttet" in page


def test_when_the_time_has_passed_the_clock_ends_it_and_tells_both(ringing):
    actions.set_notice_address(
        by=ringing.kari, request=ringing.request, address="kari@example.org", way="email"
    )
    told = Notice.objects.filter(person=ringing.ola.person).count()
    seeker_notices = Message.objects.filter(template="seeker_notice")
    before = seeker_notices.count()
    assert jobs.end_talked(0) == 0
    with time_machine.travel(clock.now() + timedelta(days=15), tick=False):
        assert jobs.end_talked(0) == 1
        assert jobs.end_talked(0) == 0
    assert Notice.objects.filter(person=ringing.ola.person).count() == told + 1
    assert seeker_notices.count() == before + 1
    assert Closing.objects.get().why == Why.ENDED
    assert not Place.objects.filter(released_at=None).exists()
    assert not ContactPoint.objects.filter(person_id=ringing.request.person_id).exists()
    assert Conversation.objects.get().closed_at is not None


def test_the_supporter_finds_the_talk_under_samtaler_and_says_that_it_is_over(ringing, client):
    talk = Conversation.objects.get()
    elsewhere = f"/havblikk/samtaler/{talk.key}/kontakt/"
    assert f'href="{elsewhere}"' in client.get("/havblikk/samtaler/").content.decode()
    where = client.get(elsewhere)["Location"]
    over = f"/havblikk/samtaler/{talk.key}/avslutt/"
    assert f'href="{over}"' in client.get(where).content.decode()
    assert client.get(f"/havblikk/samtaler/{talk.key}/").status_code == 404
    assert "Er det gitt et telefonnummer, blir det slettet." in client.get(over).content.decode()
    assert client.post(over)["Location"] == "/havblikk/samtaler/"
    assert "91234567" not in client.get(where).content.decode()
    assert jobs.end_talked(0) == 1
    assert not Place.objects.filter(released_at=None).exists()


def test_nobody_writes_in_a_talk_by_telephone(ringing):
    with pytest.raises(Refusal):
        conversations.send(by=ringing.by_ola, conversation=Conversation.objects.get(), text="Hei")


def test_the_coordinator_sees_the_talk_by_telephone_and_its_day(ringing, client):
    client.force_login(Account.objects.get(persons=ringing.siri.person_id))
    day = full_day(clock.today() + timedelta(days=14))
    page = client.get("/havblikk/samtaler/oversikt/?navn=bl&tilstand=open").content.decode()
    assert "Telefon, video eller besøk" in page
    assert f"Åpen til og med {day}" in page
    assert day in client.get(f"/havblikk/foresporsler/{ringing.request.key}/").content.decode()
    none = client.get("/havblikk/samtaler/oversikt/?tilstand=over").content.decode()
    assert "Ingen samtaler her" in none


def test_the_person_gives_more_time_and_ends_it(ringing, client):
    client.logout()
    ringing.come_in(client)
    page = client.get("/b/").content.decode()
    assert "Dere kan skrive sammen" not in page
    assert 'action="/b/mer-tid/"' in page
    with time_machine.travel(clock.now() + timedelta(days=10), tick=False):
        ringing.come_in(client)
        told = Notice.objects.filter(person=ringing.ola.person).count()
        for _press in range(2):
            assert client.post("/b/mer-tid/")["Location"] == "/b/"
        assert Notice.objects.filter(person=ringing.ola.person).count() == told + 1
        later = clock.today() + timedelta(days=14)
        assert full_day(later) in client.get("/b/").content.decode()
    talk = Conversation.objects.get()
    assert talk.until_on == later
    over = f"/b/samtale/{talk.key}/avslutt/"
    ringing.come_in(client)
    assert client.post(over)["Location"] == "/b/"
    assert "Forespørselen er avsluttet" in client.get("/b/").content.decode()
    client.post("/b/mer-tid/")
    assert Conversation.objects.get().until_on == later
    assert "Samtalen er avsluttet." in client.get("/b/").content.decode()


@pytest.mark.parametrize("who", ["siri", "by_ola"])
def test_nobody_else_gives_more_time_for_someone_who_has_words(ringing, who):
    with pytest.raises(Refusal):
        actions.give_more_time(by=getattr(ringing, who), request=ringing.request)


def test_the_coordinator_gives_more_time_for_someone_without_words(ringing, client):
    Receipt.objects.all().delete()
    Conversation.objects.update(until_on=clock.today())
    client.force_login(Account.objects.get(persons=ringing.siri.person_id))
    address = f"/havblikk/foresporsler/{ringing.request.key}/"
    assert f'action="{address}mer-tid/"' in client.get(address).content.decode()
    assert client.post(f"{address}mer-tid/")["Location"] == address
    assert Conversation.objects.get().until_on == clock.today() + timedelta(days=14)
    conversations.close(by=ringing.by_ola, conversation=Conversation.objects.get())
    client.post(f"{address}mer-tid/")
    assert "Samtalen er avsluttet." in client.get(address).content.decode()


def test_there_is_no_more_time_to_give_before_both_have_said_yes(case, client):
    with pytest.raises(Refusal):
        actions.give_more_time(by=case.kari, request=case.request)
    case.yes()
    actions.meet(by=case.kari, ask=case.ask, is_fine=True)
    with pytest.raises(Refusal):
        actions.give_more_time(by=case.kari, request=case.request)


def test_how_long_is_told_before_each_says_yes(client):
    case = Case(way="phone", span=Span.QUARTER)
    client.force_login(Account.objects.get(persons=case.ola.person_id))
    page = client.get(f"/havblikk/sporsmal/{case.ask.key}/").content.decode()
    assert "3 måneder fra dere begge har sagt ja" in page
    case.yes()
    client.logout()
    case.come_in(client)
    assert "Sier du ja, har dere 3 måneder på dere" in client.get("/b/").content.decode()


def test_a_talk_by_phone_is_told_until_it_is_looked_at(client):
    case = Case(way="phone")
    assert list(queries.begun_asks_of(case.by_ola)) == []
    case.yes()
    actions.meet(by=case.kari, ask=case.ask, is_fine=True)
    assert list(queries.begun_asks_of(case.by_ola)) == [case.ask]
    client.force_login(Account.objects.get(persons=case.ola.person_id))
    page = client.get(f"/havblikk/sporsmal/{case.ask.key}/").content.decode()
    assert "Koordinatoren som spurte deg, er Siri" in page
    assert f'href="/havblikk/registrer/?samtale={Ask.objects.get().conversation_key}"' in page
    noted = Entry.objects.using(OWN_LINE).get(verb=queries.READ_HOW)
    assert (noted.person_id, noted.object_key) == (case.ola.person_id, case.ask.key)
    # What is noted on the line of its own is seen from here only when this test is over.
    noted.pk = None
    noted.save(using="default", force_insert=True)
    assert list(queries.begun_asks_of(case.by_ola)) == []


@pytest.mark.parametrize("who", ["by_ola", "siri", "stranger"])
def test_nobody_else_answers_for_someone_who_has_words(case, who):
    case.yes()
    stranger = make_person(case.organisation, "Fremmed")
    by = {"stranger": case.viewer(stranger.id, Role.SEEKER)}.get(who) or getattr(case, who)
    with pytest.raises(Refusal):
        actions.meet(by=by, ask=case.ask, is_fine=True)


def test_an_answer_counts_once(case):
    case.yes()
    actions.meet(by=case.kari, ask=case.ask, is_fine=True)
    with pytest.raises(Refusal):
        actions.meet(by=case.kari, ask=case.ask, is_fine=False)
    with pytest.raises(Refusal):
        actions.take_back(by=case.siri, ask=case.ask)


def test_an_answer_to_an_ask_that_was_taken_back_changes_nothing(case, client):
    case.yes()
    case.come_in(client)
    actions.take_back(by=case.siri, ask=case.ask)
    case.say(client, "ja")
    assert "gjelder ikke lenger" in client.get("/b/").content.decode()
    assert state_of(case.request) is State.WAITING


def test_coordinator_notes_the_answer_of_someone_without_words(case, client):
    Receipt.objects.all().delete()
    case.yes()
    client.force_login(Account.objects.get(email="siri@havblikk.example.org"))
    address = f"/havblikk/foresporsler/{case.request.key}/"
    assert "Personen sier ja" in client.get(address).content.decode()
    client.post(f"{address}svar/", {"svar": "ja"})
    assert state_of(case.request) is State.TALKING


def test_coordinator_sees_that_it_waits_for_the_person(case, client, queries_of):
    case.yes()
    client.force_login(Account.objects.get(email="siri@havblikk.example.org"))
    address = f"/havblikk/foresporsler/{case.request.key}/"
    page = client.get(address).content.decode()
    assert "Ola Nordmo har sagt ja" in page
    assert "Personen sier ja" not in page
    assert queries_of(address) == 8
    assert "Venter på personen" in client.get("/havblikk/foresporsler/").content.decode()


def test_supporter_sees_each_state_and_may_begin_with_an_opening(case, client):
    address = f"/havblikk/sporsmal/{case.ask.key}/"
    client.force_login(case.ola.person.account)
    page = client.get(address).content.decode()
    assert STORY in page
    assert 'value="gender" checked' not in page
    client.post(address, {"svar": "ja", "shows": ["gender"]})
    assert Ask.objects.get().shows == ["gender"]
    page = client.get(f"{address}?start=1").content.decode()
    assert "Hei, Blåveis. Jeg heter Ola." in page
    assert client.post(f"{address}melding/", {"text": ""}).status_code == 422
    assert client.post(f"{address}melding/", {"text": CANARY}).status_code == 302
    assert CANARY in client.get(address).content.decode()
    actions.meet(by=case.kari, ask=case.ask, is_fine=False)
    page = client.get(address).content.decode()
    assert "Det sier ingenting om deg" in page
    assert CANARY not in page
    assert client.post(f"{address}melding/", {"text": CANARY}).headers["Location"] == address


def test_a_request_nobody_comes_back_to_ends_at_its_term(case):
    case.yes()
    Request.objects.update(received_at="2020-01-01T00:00Z")
    assert [row.id for row in queries.past_their_term()] == [case.request.id]


def test_withdrawing_takes_the_offer_back(case):
    case.yes()
    actions.write_first(by=case.by_ola, ask=case.ask, text=CANARY)
    actions.withdraw(by=case.kari, request=case.request)
    ask = Ask.objects.get()
    assert (ask.answer, ask.sealed_first) == (Answer.TAKEN_BACK, None)
    assert Place.objects.filter(released_at=None).count() == 0


def test_the_supporter_is_told_when_something_was_opened_in_an_emergency(case):
    Policy.objects.update(allows_emergency_opening=True)
    case.yes()
    actions.meet(by=case.kari, ask=Ask.objects.get(), is_fine=True)
    make_helper(case.organisation, Role.BOARD_MEMBER, "Tor")
    why = "Blåveis skrev at det er fare for liv."
    actions.open_request(
        by=case.siri, request=case.request, danger=Danger.LIFE, explanation=why, is_alone=True
    )
    told = Notice.objects.filter(kind=Kind.OPENED_TALK)
    assert [notice.person for notice in told] == [case.ola.person]


class Rung(Case):
    """The supporter cannot sign in: the coordinator rings."""

    def __init__(self) -> None:
        super().__init__("phone")
        Person.objects.filter(id=self.ola.person_id).update(account=None)


def test_the_coordinator_writes_down_what_one_who_cannot_sign_in_says(client):
    case = Rung()
    client.force_login(Account.objects.get(persons=case.siri.person_id))
    address = f"/havblikk/foresporsler/{case.request.key}/"
    assert "Ola Nordmo kan ikke logge inn ennå." in client.get(address).content.decode()
    other = client.post(f"{address}svar-fra/", {"svar": "ja", "hvem": str(uuid4())}, follow=True)
    assert "Spørsmålet gjelder ikke lenger." in other.content.decode()
    said = {"hvem": str(case.ask.key)}
    client.post(f"{address}svar-fra/", said | {"svar": "ja"})
    assert state_of(case.request) is State.OFFERED
    again = client.post(f"{address}svar-fra/", said | {"svar": "nei"}, follow=True)
    assert "Spørsmålet gjelder ikke lenger." in again.content.decode()
    assert Ask.objects.get().answer == Answer.YES


def test_not_now_on_the_telephone_gives_the_place_back(client):
    case = Rung()
    client.force_login(Account.objects.get(persons=case.siri.person_id))
    said = {"svar": "nei", "hvem": str(case.ask.key)}
    client.post(f"/havblikk/foresporsler/{case.request.key}/svar-fra/", said)
    assert Ask.objects.get().answer == Answer.NOT_NOW
    assert not Place.objects.filter(released_at=None).exists()


def test_nobody_answers_for_one_who_can_sign_in(case):
    with pytest.raises(Refusal):
        actions.answer_ask(by=case.siri, ask=case.ask, answer=Answer.YES)


def test_a_coordinator_elsewhere_answers_for_nobody():
    case = Rung()
    elsewhere = make_helper(make_organisation("andre", "Andre"), Role.COORDINATOR)
    with pytest.raises(Refusal):
        actions.answer_ask(by=viewer_of(elsewhere), ask=case.ask, answer=Answer.YES)


def test_who_cannot_sign_in_is_asked_by_telephone_and_not_to_write(case, client):
    actions.take_back(by=case.siri, ask=case.ask)
    per = make_supporter(case.organisation, "Per", contact_forms=("chat", "phone"))
    client.force_login(Account.objects.get(persons=case.siri.person_id))
    address = f"/havblikk/foresporsler/{case.request.key}/spor/{per.key}/"
    page = client.get(address).content.decode()
    assert "Ring med spørsmålet" in page
    assert 'value="phone"' in page
    assert 'value="chat"' not in page
    candidate = queries.candidate(case.siri, per.key, facts_of(case.organisation).policy)
    with pytest.raises(Refusal) as refused:
        actions.ask_supporter(by=case.siri, request=case.request, candidate=candidate, way="chat")
    assert refused.value.field == "way"
    sent = client.post(address, {"way": "phone", "span": "30"}, follow=True)
    assert f"Ring {per.person.full_name}, og skriv inn svaret her." in sent.content.decode()
    Request.objects.update(contact_forms=["chat"])
    assert "Da må begge kunne logge inn." in client.get(address).content.decode()
