"""Opening a request in an emergency: two agree, half an hour of reading, and everyone is told."""

from datetime import timedelta

import pytest

from storstua import vault
from storstua.audit.actions import OWN_LINE
from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.matching import actions, permissions
from storstua.matching.actions import RequestValues
from storstua.matching.models import Request
from storstua.notices.choices import Kind, When
from storstua.notices.models import Notice, Preference
from storstua.organisations import actions as organisations
from storstua.organisations.models import Branch, Organisation, Policy
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox
from storstua.people.models import Person
from storstua.people.session_store import BEGAN
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_person
from storstua.roles import actions as roles
from storstua.roles import queries as held
from storstua.roles import sealing
from storstua.roles.choices import Danger, Verdict
from storstua.roles.emergency import Stage
from storstua.roles.models import Grant, Opening
from storstua.roles.tests.factories import make_helper, viewer_of

pytestmark = pytest.mark.django_db
WHY = "Hun skrev at hun ikke orker mer, og svarer ikke."
TEXT = "kanarifuglen synger om natten"
PHONE = "+4791234567"


class House:
    """An organisation that allows it, with a coordinator, the board, and a request."""

    def __init__(self) -> None:
        self.organisation = make_organisation()
        Policy.objects.update(allows_emergency_opening=True)
        Organisation.objects.update(privacy_email="vern@example.org")
        self.siri = make_helper(self.organisation, Role.COORDINATOR, "Siri")
        self.tor = make_helper(self.organisation, Role.BOARD_MEMBER, "Tor")
        values = RequestValues(
            nickname="Blåveis", text=TEXT, phone=PHONE, contact_forms=("chat", "phone")
        )
        visitor = Viewer.visitor(self.organisation.id)
        self.request, self.words = actions.ask_for_talk(
            by=visitor, organisation=self.organisation, values=values
        )

    def ask(self, by: Person | None = None, **said) -> Opening:
        values = {"danger": Danger.LIFE, "explanation": WHY, **said}
        by = by or self.siri
        return actions.open_request(by=viewer_of(by), request=self.request, **values)

    def alone(self) -> Opening:
        return self.ask(is_alone=True)

    def agreed(self) -> Opening:
        opening = self.ask()
        actions.agree_to_open(by=viewer_of(self.tor), opening=opening)
        opening.refresh_from_db()
        return opening


@pytest.fixture
def house() -> House:
    return House()


def enter(person: Person) -> Browser:
    browser = Browser()
    browser.force_login(person.account)
    return browser


def read(browser: Browser, address: str) -> str:
    return browser.get(address).content.decode()


def page(opening: Opening) -> str:
    return f"/havblikk/nodapning/{opening.key}/"


def test_another_agrees_and_the_opener_reads_for_half_an_hour(house, time_machine):
    opening = house.ask()
    siri, tor = enter(house.siri), enter(house.tor)
    assert "Venter på svar" in read(siri, page(opening))
    assert (TEXT in read(siri, page(opening)), PHONE in read(siri, page(opening))) == (False, False)
    assert "Ja, åpne" in read(tor, page(opening))
    assert tor.post(page(opening), {"svar": "ja"})["Location"] == page(opening)
    text = read(siri, page(opening))
    assert (TEXT in text, PHONE in text, "Blåveis" in text) == (True, True, True)
    assert TEXT not in read(tor, page(opening))
    time_machine.move_to(clock.now() + timedelta(minutes=31))
    text = read(enter(house.siri), page(opening))
    assert (TEXT in text, PHONE in text, "Lukket" in text) == (False, False, True)


def test_reading_is_noted(house):
    opening = house.agreed()
    read(enter(house.siri), page(opening))
    with inside(house.organisation, using=OWN_LINE):
        entry = Entry.objects.using(OWN_LINE).get(verb="read in emergency")
    assert (entry.object_key, entry.person_id) == (house.request.key, house.siri.id)
    assert entry.purpose == f"life {opening.key}"


def test_the_person_sees_that_it_was_opened(house):
    house.agreed()
    kari = Browser()
    kari.post("/b/ord/", {"words": " ".join(house.words)})
    text = read(kari, "/b/")
    assert "Noen hos oss åpnet det du skrev, og hvordan vi når deg" in text
    assert "Grunnen var: Det er fare for liv eller helse nå." in text
    # The reading itself is noted on a line of its own, which this transaction does not see.
    entry = {"verb": "read in emergency", "noun": "matching.request", "kind": "read"}
    here = {"organisation_id": house.organisation.id, "object_key": house.request.key}
    Entry.objects.create(person_id=house.siri.id, role="coordinator", **entry, **here)
    assert "i en nødsituasjon" in read(kari, "/b/opplysninger/spor/")


def test_everyone_concerned_is_told_at_once(house):
    nora = make_helper(house.organisation, Role.COORDINATOR, "Nora")
    opening = house.ask()
    told = Notice.objects.exclude(kind=Kind.REQUEST).values_list("person__given_name", "kind")
    assert list(told) == [("Tor", Kind.URGENT)]
    actions.agree_to_open(by=viewer_of(house.tor), opening=opening)
    assert sorted(told.exclude(kind=Kind.URGENT)) == [
        ("Nora", Kind.EMERGENCY),
        ("Siri", Kind.EMERGENCY),
    ]
    addresses = {outbox.address_of(each) for each in outbox.newest()}
    assert addresses == {"vern@example.org", nora.account.email} | {
        house.siri.account.email,
        house.tor.account.email,
    }
    assert all(TEXT not in outbox.text_of(each).body for each in outbox.newest())


def test_alone_where_life_is_in_danger_and_another_looks_at_it(house):
    opening = house.alone()
    assert TEXT in read(enter(house.siri), page(opening))
    told = Notice.objects.filter(kind=Kind.EMERGENCY).values_list("person", flat=True)
    assert list(told) == [house.tor.id]
    tor = enter(house.tor)
    assert "Se på det." in read(tor, "/havblikk/i-dag/")
    answer = tor.post(page(opening), {"svar": "vurder"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["verdict"])
    tor.post(page(opening), {"svar": "vurder", "verdict": Verdict.RIGHT})
    opening.refresh_from_db()
    assert (opening.verdict, opening.reviewed_by) == (Verdict.RIGHT, house.tor)
    assert "Se på det." not in read(tor, "/havblikk/i-dag/")
    with pytest.raises(Refusal, match="allerede"):
        actions.review_opening(by=viewer_of(house.tor), opening=opening, verdict=Verdict.WRONG)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"danger": Danger.COURT, "is_alone": True}, "is_alone"),
        ({"explanation": "Det haster."}, "explanation"),
    ],
)
def test_what_is_not_enough_is_refused(house, said, field):
    with pytest.raises(Refusal) as refusal:
        house.ask(**said)
    assert (refusal.value.field, Opening.objects.count()) == (field, 0)


def reviewed(house: House, opening: Opening) -> None:
    by = viewer_of(house.tor)
    actions.review_opening(by=by, opening=opening, verdict=Verdict.RIGHT)
    Opening.objects.filter(id=opening.id).update(ended_at=clock.now())


def test_nobody_opens_alone_more_than_three_times_a_month(house, time_machine):
    for _time in range(3):
        reviewed(house, house.alone())
    with pytest.raises(Refusal, match="to være enige"):
        house.alone()
    time_machine.move_to(clock.now() + timedelta(days=31))
    assert house.alone().is_alone


def test_openings_that_another_agreed_to_are_no_reason_against_one_alone(house):
    for _time in range(4):
        opening = house.agreed()
        roles.end_opening(by=viewer_of(house.siri), opening=opening)
    assert house.alone().is_alone


def test_nobody_opens_alone_while_one_waits_for_a_look_or_after_a_no(house, time_machine):
    first = house.alone()
    time_machine.move_to(clock.now() + timedelta(hours=1))
    with pytest.raises(Refusal, match="to være enige"):
        house.alone()
    reviewed(house, first)
    opening = house.ask()
    actions.decline_to_open(by=viewer_of(house.tor), opening=opening)
    with pytest.raises(Refusal, match="to være enige"):
        house.alone()
    time_machine.move_to(clock.now() + timedelta(hours=25))
    assert house.alone().is_alone


def test_one_thing_is_asked_for_once(house):
    house.ask()
    with pytest.raises(Refusal, match="allerede"):
        house.ask()


def test_an_ask_that_waits_does_not_stop_who_saves_a_life(house):
    nora = make_helper(house.organisation, Role.COORDINATOR, "Nora")
    waiting = house.ask(nora)
    with pytest.raises(Refusal, match="allerede"):
        house.ask(danger=Danger.COURT, is_alone=True)
    opening = house.alone()
    now = clock.now()
    assert (opening.is_open_at(now), waiting.stage(now)) == (True, Stage.WAITING)
    with pytest.raises(Refusal, match="allerede"):
        house.ask(nora, is_alone=True)


def test_what_was_wrong_closes_at_once_and_is_the_last_alone_for_a_month(house, time_machine):
    time_machine.move_to(clock.now(), tick=False)
    opening, siri = house.alone(), enter(house.siri)
    assert TEXT in read(siri, page(opening))
    time_machine.shift(timedelta(minutes=10))
    wrong = {"by": viewer_of(house.tor), "opening": opening, "verdict": Verdict.WRONG}
    actions.review_opening(**wrong)
    opening.refresh_from_db()
    assert (TEXT in read(siri, page(opening)), opening.ended_at) == (False, clock.now())
    with pytest.raises(Refusal, match="to være enige"):
        house.alone()
    time_machine.shift(timedelta(days=29))
    with pytest.raises(Refusal, match="to være enige"):
        house.alone()
    time_machine.shift(timedelta(days=1))
    assert house.alone().is_alone


@pytest.mark.parametrize(
    ("verdict", "minutes", "is_ended"),
    [(Verdict.RIGHT, 10, False), (Verdict.WRONG, 10, True), (Verdict.WRONG, 40, False)],
)
def test_a_look_ends_only_what_was_wrong_and_is_open(
    house, time_machine, verdict, minutes, is_ended
):
    opening = house.alone()
    time_machine.move_to(clock.now() + timedelta(minutes=minutes))
    actions.review_opening(by=viewer_of(house.tor), opening=opening, verdict=verdict)
    opening.refresh_from_db()
    assert (opening.ended_at is not None) is is_ended


def test_who_opened_and_the_board_are_told_that_somebody_answered(house):
    make_helper(house.organisation, Role.BOARD_MEMBER, "Trond")
    opening = house.alone()
    Notice.objects.all().delete()
    by = viewer_of(house.tor)
    actions.review_opening(by=by, opening=opening, verdict=Verdict.RIGHT)
    told = Notice.objects.values_list("person__given_name", "kind")
    assert sorted(told) == [("Siri", Kind.ANSWER), ("Trond", Kind.ANSWER)]


def test_where_nobody_can_be_the_second_nothing_waits(house):
    Grant.objects.filter(person=house.tor).delete()
    with pytest.raises(Refusal, match="Ring 112"):
        house.ask()
    assert Opening.objects.count() == 0


def test_everything_is_asked_again_at_the_yes(house):
    opening, by = house.ask(), viewer_of(house.tor)
    Policy.objects.update(allows_emergency_opening=False)
    with pytest.raises(Refusal, match="kan ikke åpne det lenger"):
        actions.agree_to_open(by=by, opening=opening)
    Policy.objects.update(allows_emergency_opening=True)
    Grant.objects.filter(person=house.siri).delete()
    with pytest.raises(Refusal, match="kan ikke åpne det lenger"):
        actions.agree_to_open(by=by, opening=opening)
    job = Viewer.system(house.organisation.id, "test")
    actions.end_request(by=job, request=house.request)
    with pytest.raises(Refusal, match="ikke noe igjen"):
        actions.agree_to_open(by=by, opening=opening)


def in_oslo(house: House) -> tuple[Branch, Branch]:
    """The branches of Oslo, where the request lies, and Bergen."""
    by = Viewer.command_line(house.organisation.id)
    oslo, bergen = (
        organisations.add_branch(by=by, organisation=house.organisation, name=name, county=name)
        for name in ("Oslo", "Vestland")
    )
    Request.objects.update(county="Oslo")
    house.request.refresh_from_db()
    return oslo, bergen


def test_coordinators_who_reach_the_request_are_told_and_see_who_opened_it(house):
    oslo, bergen = in_oslo(house)
    ove = make_helper(house.organisation, Role.COORDINATOR, "Ove", branch=oslo)
    vera = make_helper(house.organisation, Role.COORDINATOR, "Vera", branch=bergen)
    opening = house.agreed()
    told = Notice.objects.filter(kind=Kind.EMERGENCY).values_list("person__given_name", flat=True)
    assert sorted(told) == ["Ove", "Siri"]
    text = read(enter(ove), page(opening))
    assert ("Siri" in text, TEXT in text, WHY in text) == (True, False, False)
    assert enter(vera).get(page(opening)).status_code == 404
    seen = {
        person.given_name: [
            row for row, _stage in enter(person).get("/havblikk/nodapning/").context["lines"]
        ]
        for person in (ove, vera)
    }
    assert seen == {"Ove": [opening], "Vera": []}


def test_a_coordinator_opens_only_what_they_reach_at_the_yes_and_after(house):
    oslo, bergen = in_oslo(house)
    berit = make_helper(house.organisation, Role.COORDINATOR, "Berit", branch=oslo)
    opening = house.ask(by=berit)
    grant = Grant.objects.filter(person=berit)
    grant.update(branch=bergen)
    with pytest.raises(Refusal, match="kan ikke åpne det lenger"):
        actions.agree_to_open(by=viewer_of(house.tor), opening=opening)
    grant.update(branch=oslo)
    actions.agree_to_open(by=viewer_of(house.tor), opening=opening)
    assert TEXT in read(enter(berit), page(opening))
    grant.update(branch=bergen)
    assert enter(berit).get(page(opening)).status_code == 404


def test_what_is_open_closes_with_the_role_and_the_policy(house):
    opening, policy = house.agreed(), Policy.objects.get()
    here = (opening, policy, clock.now())
    assert permissions.opened(viewer_of(house.siri), *here).count() == 1
    policy.allows_emergency_opening = False
    assert permissions.opened(viewer_of(house.siri), *here).count() == 0
    policy.allows_emergency_opening = True
    Grant.objects.filter(person=house.siri).delete()
    assert permissions.opened(viewer_of(house.siri), *here).count() == 0
    opening.noun = "conversations.conversation"
    assert permissions.asked_for(opening).count() == 0


def test_why_is_read_by_those_who_answer_for_it_and_the_reading_noted(house):
    opening = house.ask()
    nora = make_helper(house.organisation, Role.COORDINATOR, "Nora")
    seen = {
        person.given_name: WHY in read(enter(person), page(opening))
        for person in (house.siri, house.tor, nora)
    }
    assert seen == {"Siri": True, "Tor": True, "Nora": False}
    with inside(house.organisation, using=OWN_LINE):
        noted = Entry.objects.using(OWN_LINE).filter(verb="read why it is opened")
        assert sorted(noted.values_list("person_id", flat=True)) == sorted(
            [house.siri.id, house.tor.id]
        )


def test_a_daily_mail_does_not_hold_back_what_is_urgent(house):
    Preference.objects.create(
        organisation=house.organisation, person=house.tor, kind=Kind.URGENT, when=When.NONE
    )
    house.ask()
    assert Notice.objects.get(kind=Kind.URGENT).sent_at is not None


def test_the_person_gets_the_neutral_notice(house):
    by = Viewer.seeker(house.organisation.id, house.request.person_id)
    actions.set_notice_address(by=by, request=house.request, address="kari@example.org")
    opening = house.agreed()
    assert "kari@example.org" in {outbox.address_of(each) for each in outbox.newest()}
    text = read(enter(house.siri), page(opening))
    assert ("kari@example.org" in text, "Bare til varsel" in text) == (True, True)


def test_a_form_that_took_long_is_not_lost(house):
    asked = f"/havblikk/foresporsler/{house.request.key}/nodapning/"
    siri = enter(house.siri)
    session = siri.session
    session.pop(BEGAN, None)
    session.save()
    assert siri.get(asked).status_code == 302
    answer = siri.post(asked, {"danger": "life", "explanation": WHY})
    assert answer["Location"] == page(Opening.objects.get())


def test_the_second_shows_who_they_are_before_they_say_yes(house):
    opening, tor = house.ask(), enter(house.tor)
    session = tor.session
    session.pop(BEGAN, None)
    session.save()
    assert tor.post(page(opening), {"svar": "ja"})["Location"].startswith("/konto/bekreft/")
    opening.refresh_from_db()
    assert opening.opened_at is None


def test_nobody_answers_for_themself_and_a_coordinator_is_no_second(house):
    opening = house.ask()
    nora = make_helper(house.organisation, Role.COORDINATOR, "Nora")
    for person in (house.siri, nora):
        for answer in (actions.agree_to_open, actions.decline_to_open):
            with pytest.raises(Refusal, match="kan ikke svare"):
                answer(by=viewer_of(person), opening=opening)
    with pytest.raises(Refusal, match="kan ikke svare"):
        roles.end_opening(by=viewer_of(nora), opening=opening)
    assert "Ja, åpne" not in read(enter(nora), page(opening))


def test_no_is_told_and_opens_nothing(house):
    opening = house.ask()
    tor, siri = enter(house.tor), enter(house.siri)
    tor.post(page(opening), {"svar": "nei"})
    text = read(siri, page(opening))
    assert ("Ikke åpnet" in text, TEXT in text) == (True, False)
    told = Notice.objects.filter(person=house.siri).exclude(kind=Kind.REQUEST)
    assert list(told.values_list("kind", flat=True)) == [Kind.ANSWER]
    with pytest.raises(Refusal, match="svart på"):
        actions.agree_to_open(by=viewer_of(house.tor), opening=opening)


def test_an_answer_after_an_hour_opens_nothing(house, time_machine):
    opening = house.ask()
    time_machine.move_to(clock.now() + timedelta(hours=1))
    with pytest.raises(Refusal, match="falt bort"):
        actions.agree_to_open(by=viewer_of(house.tor), opening=opening)
    assert "Falt bort uten svar" in read(enter(house.siri), page(opening))


def test_the_opener_closes_early_and_takes_back(house):
    opening, siri = house.agreed(), enter(house.siri)
    siri.post(page(opening), {"svar": "lukk"})
    assert TEXT not in read(siri, page(opening))
    with pytest.raises(Refusal, match="lukket allerede"):
        roles.end_opening(by=viewer_of(house.siri), opening=opening)
    waiting = house.ask()
    siri.post(page(waiting), {"svar": "lukk"})
    assert "Ikke åpnet" in read(siri, page(waiting))


def test_where_the_organisation_has_not_allowed_it_nothing_is_asked_for(house):
    Policy.objects.update(allows_emergency_opening=False)
    with pytest.raises(Refusal, match="kan ikke åpne"):
        house.ask()
    siri = enter(house.siri)
    assert "Organisasjonen har ikke åpnet for dette." in read(siri, "/havblikk/nodapning/")
    said = {"nickname": "Blåveis", "day": clock.today().isoformat()}
    assert siri.post("/havblikk/nodapning/finn/", said).status_code == 404
    asked = f"/havblikk/foresporsler/{house.request.key}/nodapning/"
    assert siri.get(asked).status_code == 404
    assert "Noen er i fare" not in read(siri, f"/havblikk/foresporsler/{house.request.key}/")


def test_the_board_opens_nothing(house):
    with pytest.raises(Refusal, match="ikke noe igjen"):
        house.ask(by=house.tor)
    opening, policy = house.agreed(), Policy.objects.get()
    assert permissions.opened(viewer_of(house.tor), opening, policy, clock.now()).count() == 0


def test_a_request_that_is_over_is_not_opened(house):
    actions.end_request(by=viewer_of(house.siri), request=house.request)
    with pytest.raises(Refusal, match="ikke noe igjen"):
        house.ask()
    address = f"/havblikk/foresporsler/{house.request.key}/nodapning/"
    assert enter(house.siri).get(address).status_code == 404


def test_an_administrator_finds_the_request_by_name_and_day(house):
    astrid = enter(make_helper(house.organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))
    find, day = "/havblikk/nodapning/finn/", clock.today().isoformat()
    answer = astrid.post(find, {"nickname": "blåveis", "day": day})
    asked = f"/havblikk/foresporsler/{house.request.key}/nodapning/"
    assert answer["Location"] == asked
    text = read(astrid, asked)
    assert (TEXT in text, PHONE in text, "Blåveis" in text) == (False, False, False)
    missing = astrid.post(find, {"nickname": "Hvitveis", "day": day})
    text = missing.content.decode()
    assert (missing.status_code, text.count("Ingen kaller seg det den dagen.")) == (422, 2)
    assert "<title>Feil: " in text
    visitor = Viewer.visitor(house.organisation.id)
    values = RequestValues(nickname="Blåveis")
    actions.ask_for_talk(by=visitor, organisation=house.organisation, values=values)
    several = astrid.post(find, {"nickname": "Blåveis", "day": day})
    assert "Flere kaller seg det." in several.content.decode()
    assert len(several.context["found"]) == 2
    said = {"danger": "life", "explanation": WHY}
    made = astrid.post(asked, said)
    assert made["Location"] == page(Opening.objects.get())
    again = astrid.post(asked, said)
    assert (again.status_code, "allerede" in again.content.decode()) == (422, True)
    Opening.objects.all().delete()
    short = astrid.post(asked, said | {"explanation": "Kort."})
    assert (short.status_code, list(short.context["form"].errors)) == (422, ["explanation"])
    alone = astrid.post(asked, said | {"danger": "court", "is_alone": "on"})
    assert list(alone.context["form"].errors) == ["is_alone"]


def test_of_what_the_office_brought_in_only_the_day_is_told(house):
    astrid = enter(make_helper(house.organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))
    visitor = Viewer.visitor(house.organisation.id)
    values = RequestValues(nickname="Blåveis")
    actions.ask_for_talk(by=visitor, organisation=house.organisation, values=values)
    late, early = Request.objects.order_by("id")
    for row, hour in ((late, 14), (early, 9)):
        came = f"2020-01-07T{hour:02}:00+01:00"
        Request.objects.filter(id=row.id).update(office_id=f"R{hour}", received_at=came)
    said = {"nickname": "Blåveis", "day": "2020-01-07"}
    listed = astrid.post("/havblikk/nodapning/finn/", said)
    assert listed.context["found"] == [early, late]
    asked = read(astrid, f"/havblikk/foresporsler/{late.key}/nodapning/")
    for text in (listed.content.decode(), asked):
        assert ("7. januar 2020" in text, "7. januar 2020 kl." in text) == (True, False)


def test_the_list_filters_and_sorts(house, time_machine):
    old = house.alone()
    time_machine.move_to(clock.now() + timedelta(hours=2))
    new = house.ask()
    siri = enter(house.siri)

    def order(query: str) -> list[Opening]:
        answer = siri.get(f"/havblikk/nodapning/{query}")
        return [row for row, _stage in answer.context["lines"]]

    assert order("") == [new, old]
    assert order("?sorter=eldst") == [old, new]
    assert order("?tilstand=waiting") == [new]
    assert order("?tilstand=review") == [old]
    assert order("?tilstand=open") == []


def test_a_refused_answer_is_told_on_the_page(house):
    opening = house.agreed()
    answer = enter(house.tor).post(page(opening), {"svar": "ja"}, follow=True)
    assert "Dette er svart på, trukket tilbake eller falt bort." in answer.content.decode()


def test_what_somebody_opened_stays_when_they_go(house):
    opening = house.alone()
    astrid = make_helper(house.organisation, Role.COORDINATOR, "Astrid")
    job = Viewer.system(house.organisation.id, "test")
    roles.erase(by=job, person=house.siri)
    Notice.objects.all().delete()
    Opening.objects.filter(opener=house.siri).update(opener=None)
    assert "En som er slettet" in read(enter(astrid), page(opening))
    assert "En som er slettet" in read(enter(astrid), "/havblikk/nodapning/")


def test_erasing_a_person_erases_the_words_about_them(house):
    opening = house.alone()
    place = sealing.place_of_explanation(opening)
    sealed = bytes(opening.sealed_explanation)
    assert vault.open_sealed(sealed, place) == WHY
    person = house.request.person
    roles.erase(by=Viewer.seeker(house.organisation.id, person.id), person=person)
    assert Opening.objects.count() == 0
    vault.finish_erasures()
    with pytest.raises(vault.Tampered):
        vault.open_sealed(sealed, place)


def test_only_a_job_forgets_an_opening_of_long_ago(house, time_machine):
    opening = house.alone()
    with pytest.raises(Refusal):
        roles.forget_opening(by=viewer_of(house.siri), opening=opening)
    long_ago = clock.now() + timedelta(days=1)
    (found,) = held.openings_before(house.organisation.id, long_ago)
    job = Viewer.system(house.organisation.id, "keep terms")
    roles.forget_opening(by=job, opening=found)
    assert Opening.objects.count() == 0


def test_pages_cost_what_they_should(house, client, queries_of):
    opening = house.agreed()
    listing = "/havblikk/nodapning/"
    client.force_login(house.siri.account)
    costs = [queries_of(listing), queries_of(page(opening))]
    visitor = Viewer.visitor(house.organisation.id)
    house.request, _words = actions.ask_for_talk(
        by=visitor, organisation=house.organisation, values=RequestValues(nickname="Rose")
    )
    house.alone()
    assert [queries_of(listing), queries_of(page(opening))] == costs == [7, 8]
    person = make_person(house.organisation)
    roles.propose_role(by=viewer_of(house.siri), person=person, role=Role.SUPERVISOR)
    client.force_login(house.tor.account)
    assert "Se på det." in read(client, "/havblikk/i-dag/")
    assert queries_of("/havblikk/i-dag/") == 8
