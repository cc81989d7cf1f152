"""The supporter's pages: logging in three taps, taking back, the own log."""

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storstua.activities.choices import Type, What
from storstua.activities.models import Activity
from storstua.base import clock
from storstua.base.roles import Role
from storstua.conversations import actions as conversations
from storstua.conversations.models import Conversation
from storstua.conversations.tests.factories import make_conversation
from storstua.notices.models import Notice
from storstua.people.tests.factories import make_person
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import heading_of

from .factories import make_activity, make_ola

pytestmark = pytest.mark.django_db

# Eight, and the savepoint that stands for the request's transaction in a test.
QUERIES = 10
NOON = "2026-03-04 12:00:00+01:00"
HEADINGS = {
    "/havblikk/registrer/": "Registrer",
    "/havblikk/min-logg/": "Det jeg har registrert",
    "/havblikk/registrer/antall/": "Bare antall i ",
}
LOG, MINE, MONTH = HEADINGS


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as moment:
        yield moment


@pytest.fixture
def ola(organisation, client):
    ola = make_ola(organisation)
    client.force_login(ola.person.account)
    return ola


def talk(**changed):
    return {"what": "telefon", "minutes": "20", "done_on": clock.today().isoformat()} | changed


def text(answer):
    return answer.content.decode()


def last():
    return Activity.objects.order_by("-id").first()


def test_log_page_when_opened_is_filled_in(client, ola):
    page = text(client.get(LOG))
    assert page.count("checked") == 2
    assert 'value="telefon" id="id_what_0" checked' in page.replace('class="ds-input" ', "")
    assert f'value="{clock.today().isoformat()}"' in page
    assert "textarea" not in page
    assert 'type="text"' not in page


def test_log_page_when_something_was_logged_before_begins_with_it(client, ola):
    client.post(LOG, talk(what="video", minutes="90"))
    client.post(LOG, talk(what="kursdag", second="1", length="120", pax="8", way="physical"))
    page = text(client.get(LOG))
    chosen = [line for line in page.splitlines() if "checked" in line]
    assert [value in line for line, value in zip(chosen, ('"90"', '"video"'), strict=True)] == [
        True,
        True,
    ]


def test_log_page_when_opened_from_a_talk_begins_with_its_way(client, ola):
    [_minutes, what] = [line for line in text(client.get(f"{LOG}?hva=skriftlig")).splitlines()
                        if "checked" in line]  # fmt: skip
    assert '"skriftlig"' in what


def test_log_page_when_opened_from_a_name_fills_in_the_writing_and_stores_no_name(
    client, ola, organisation
):
    seeker = make_person(organisation, "Blåveis")
    talked = make_conversation(ola.person, seeker)
    closed = make_conversation(ola.person, make_person(organisation, "Knut"))
    conversations.close(by=viewer_of(ola.person), conversation=closed)
    make_conversation(seeker, make_person(organisation, "Anne"))
    page = text(client.get(LOG))
    assert ("Blåveis" in page, "Knut" in page, "Anne" in page) == (True, False, False)
    chosen = client.get(LOG, {"samtale": talked.key})
    assert chosen.context["form"].initial["what"] == "skriftlig"
    assert 'aria-current="true"' in text(chosen)
    client.post(LOG, talk(what="skriftlig", samtale=str(talked.key)))
    kept = {str(value) for value in Activity.objects.values().get().values()}
    assert not kept & {str(talked.key), str(seeker.key), "Blåveis"}
    assert not Activity.objects.filter(logged_by=seeker).exists()


def test_log_page_when_opened_from_a_talk_elsewhere_says_nothing_of_writing(
    client, ola, organisation
):
    seeker = make_person(organisation, "Blåveis")
    rung = conversations.open_between(
        by=viewer_of(ola.person),
        organisation_id=organisation.id,
        participants={ola.person: "Ola", seeker: "Blåveis"},
        until_on=clock.today(),
    )
    Conversation.objects.update(created_at=clock.now() - timedelta(days=3))
    chosen = client.get(LOG, {"samtale": rung.key})
    assert 'aria-current="true"' in text(chosen)
    initial = chosen.context["form"].initial
    assert (initial["what"], initial["done_on"]) == ("telefon", clock.today())
    Conversation.objects.update(until_on=clock.today() - timedelta(days=1))
    assert "Blåveis" not in text(client.get(LOG))


def test_log_page_takes_the_same_queries_however_many_talks(
    client, ola, organisation, django_assert_num_queries
):
    for name in ("Blåveis", "Knut", "Anne"):
        make_conversation(ola.person, make_person(organisation, name))
        client.get(LOG)
        with django_assert_num_queries(QUERIES):
            client.get(LOG)


@pytest.mark.parametrize(
    ("what", "minutes", "type_", "mode"),
    [
        ("telefon", "10", "talk", "phone"),
        ("skriftlig", "20", "talk", "chat"),
        ("video", "45", "talk", "video"),
        ("mottes", "90", "talk", "physical"),
        ("besok", "45", "oppsokende", "physical"),
    ],
)
def test_log_when_sent_stores_the_number_of_the_band(client, ola, what, minutes, type_, mode):
    answer = client.post(LOG, talk(what=what, minutes=minutes))
    row = last()
    assert (answer.status_code, answer["Location"]) == (302, f"{LOG}{row.key}/")
    assert (row.type, row.mode, row.minutes, row.pax) == (type_, mode, int(minutes), 1)
    assert (row.logged_by_id, row.done_on) == (ola.person_id, clock.today())


def test_log_when_several_met_asks_for_two_numbers_and_keeps_what_was_typed(client, ola):
    first = client.post(LOG, talk(what="samtalegruppe", done_on="2026-01-05"))
    assert (first.status_code, Activity.objects.count()) == (200, 0)
    assert 'name="length"' in text(first)
    assert 'value="2026-01-05"' in text(first)
    # The minutes that were chosen as a band stand there as a number to see over.
    assert first.context["form"]["length"].value() == "20"
    again = client.post(LOG, talk(what="samtalegruppe", second="1", way="video"))
    assert (again.status_code, Activity.objects.count()) == (422, 0)
    assert "Skriv hvor mange minutter det varte." in text(again)
    assert "Skriv hvor mange som deltok." in text(again)
    client.post(LOG, talk(what="samtalegruppe", second="1", length="44", pax="6", way="video"))
    assert (last().type, last().mode, last().minutes, last().pax) == (
        "samtalegruppe",
        "video",
        44,
        6,
    )


def test_log_when_nothing_is_chosen_names_the_fields(client, ola):
    answer = client.post(LOG, {"done_on": "2999-01-01"})
    assert answer.status_code == 422
    assert text(answer).count("Velg ett av svarene.") == 4


def test_log_when_the_day_has_not_come_says_so(client, ola):
    answer = client.post(LOG, talk(done_on="2999-01-01"))
    assert answer.status_code == 422
    assert "Velg en dag som har vært." in text(answer)
    assert '<details class="ds-details" data-variant="default" open>' in text(answer)


def test_log_when_sent_twice_is_done_once(client, ola):
    sent = talk(once="a" * 32)
    first, second = client.post(LOG, sent), client.post(LOG, sent)
    assert first["Location"] == second["Location"]
    assert Activity.objects.count() == 1


def test_log_when_asking_for_a_chat_tells_the_coordinators_without_content(client, ola):
    siri = make_helper(ola.organisation, Role.COORDINATOR)
    answer = client.post(LOG, talk(chat="1"), follow=True)
    assert "Koordinatoren får beskjed" in text(answer)
    notice = Notice.objects.get()
    assert (notice.person_id, notice.kind) == (siri.id, "support")
    assert notice.path == f"/arbeid/likepersoner/{ola.key}/"
    assert Activity.objects.count() == 1


def test_log_when_not_in_the_list_of_supporters_is_refused(client, organisation):
    client.force_login(make_helper(organisation, Role.SUPPORTER, "Per").account)
    answer = client.post(LOG, talk(chat="1"))
    assert answer.status_code == 422
    assert "Du kan bare registrere det du selv har vært med på." in text(answer)


def test_receipt_when_fresh_has_one_press_to_take_it_back(noon, client, ola):
    address = client.post(LOG, talk(what="besok"))["Location"]
    page = text(client.get(address))
    assert "Besøket er registrert." in page
    assert f'action="{address}angre/"' in page
    assert "Registrer en til" in page
    answer = client.post(f"{address}angre/", follow=True)
    assert "Registreringen er angret." in text(answer)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}angre/").status_code == 404


def test_receipt_when_ten_minutes_have_passed_leads_to_change(noon, client, ola):
    address = client.post(LOG, talk())["Location"]
    assert "Samtalen er registrert." in text(client.get(address))
    noon.shift(timedelta(minutes=11))
    page = text(client.get(address))
    assert ("angre/" in page, f"{MINE}{last().key}/endre/" in page) == (False, True)
    late = client.post(f"{address}angre/", follow=True)
    assert "Det er mer enn ti minutter siden." in text(late)
    assert late.redirect_chain == [(MINE, 302)]


def test_taking_back_when_someone_else_logged_it_is_not_there(client, ola):
    kari = make_supporter(ola.organisation, "Kari")
    activity = make_activity(ola.organisation, [kari])
    assert client.post(f"{LOG}{activity.key}/angre/").status_code == 404


def test_mine_when_filtered_shows_only_that_and_its_sums(client, ola):
    by = viewer_of(ola.person)
    organisation = ola.organisation
    make_activity(organisation, [ola], by=by)
    make_activity(organisation, [ola], type_=Type.SUPPORT_GROUP, pax=4)
    make_activity(organisation, [ola], done_on=date(clock.today().year - 1, 2, 3))
    make_activity(organisation, [make_supporter(organisation, "Kari")])
    page = text(client.get(MINE))
    assert page.count("<tr>") == 3
    assert 'Besøk: <strong class="num">1</strong> · Sammenkomster:' in page
    assert "Registrert av andre" in page
    assert text(client.get(f"{MINE}?hva=besok")).count("<tr>") == 2
    assert "Du har ikke registrert noe slikt i" in text(client.get(f"{MINE}?hva=video"))
    assert text(client.get(f"{MINE}?ar={clock.today().year - 1}")).count("<tr>") == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_mine_takes_the_same_queries_however_many_rows(
    client, ola, rows, django_assert_num_queries
):
    for _number in range(rows):
        make_activity(ola.organisation, [ola])
    client.get(MINE)
    with django_assert_num_queries(QUERIES):
        client.get(MINE)


def test_change_when_own_is_saved_and_told(client, ola):
    client.post(LOG, talk())
    address = f"{MINE}{last().key}/endre/"
    page = client.get(address)
    assert page.context["form"].initial["length"] == 20
    form = {"what": "samtalegruppe", "length": "50", "pax": "4", "way": "physical",
            "done_on": "2026-01-05", "version": "1"}  # fmt: skip
    missing = client.post(address, form | {"pax": ""})
    assert (missing.status_code, "Skriv hvor mange som deltok." in text(missing)) == (422, True)
    stale = client.post(address, form | {"version": "9"})
    assert (stale.status_code, "Noen andre endret dette" in text(stale)) == (422, True)
    assert client.post(address, form)["Location"] == MINE
    row = last()
    assert (row.type, row.minutes, row.pax, row.done_on) == (
        "samtalegruppe",
        50,
        4,
        date(2026, 1, 5),
    )


def test_change_when_the_way_is_kept_leaves_mail_as_mail(client, ola):
    by = viewer_of(ola.person)
    activity = make_activity(ola.organisation, [ola], type_=Type.TALK, mode="email", by=by)
    form = {"what": "skriftlig", "length": "", "done_on": "2026-01-05", "version": "1"}
    address = f"{MINE}{activity.key}/endre/"
    assert client.post(address, form).status_code == 422
    client.post(address, form | {"length": "5"})
    assert (last().mode, last().minutes) == ("email", 5)


def test_removal_when_own_asks_first(client, ola):
    client.post(LOG, talk())
    address = f"{MINE}{last().key}/slett/"
    assert "Vil du slette dette?" in text(client.get(address))
    assert client.post(address, {"version": "5"}).status_code == 422
    deleted = f"/havblikk/aktiviteter/{last().key}/slettet/"
    assert client.post(address, {"version": "1"})["Location"] == deleted
    assert last().undone_at is not None
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("page", ["endre", "slett"])
def test_own_pages_when_others_logged_it_are_not_there(client, ola, page):
    activity = make_activity(ola.organisation, [ola])
    assert client.get(f"{MINE}{activity.key}/{page}/").status_code == 404


def test_month_counts_when_sent_are_kept_and_shown_again(noon, client, ola):
    assert "Bare antall i mars 2026" in text(client.get(MONTH))
    form = {"month": "2026-02", "phone_talks": "7", "visits": "2", "get_togethers": "0"}
    assert client.post(MONTH, form)["Location"] == MINE
    page = client.get(f"{MONTH}?maned=2026-02")
    assert page.context["form"].initial == {
        "month": "2026-02", "phone_talks": 7, "visits": 2, "get_togethers": 0,
    }  # fmt: skip
    assert "Telefon: 7 i alt" in " ".join(text(client.get(MINE)).split())
    assert client.get(f"{MINE}{last().key}/endre/")["Location"] == f"{MONTH}?maned=2026-02"


@pytest.mark.parametrize("changed", [{"month": "2026-13"}, {"visits": "x"}, {"visits": "1000"},
                                     {"month": "2026-04"}])  # fmt: skip
def test_month_counts_when_wrong_name_the_field(noon, client, ola, changed):
    form = {"month": "2026-02", "phone_talks": "7", "visits": "2", "get_togethers": "0"}
    answer = client.post(MONTH, form | changed)
    assert (answer.status_code, Activity.objects.count()) == (422, 0)


@pytest.mark.parametrize("wished", ["2024-01", "2027-01", "x", "0000-00"])
def test_month_counts_when_the_month_is_out_of_reach_show_this_one(noon, client, ola, wished):
    assert "Bare antall i mars 2026" in text(client.get(f"{MONTH}?maned={wished}"))


def test_month_counts_when_a_year_back_lead_no_further(noon, client, ola):
    assert "?maned=" not in text(client.get(f"{MONTH}?maned=2025-03"))
    assert "?maned=2025-03" in text(client.get(f"{MONTH}?maned=2025-04"))


def test_pages_when_no_supporter_are_closed(client, organisation):
    client.force_login(make_helper(organisation, Role.COORDINATOR).account)
    assert {client.get(page).status_code for page in (LOG, MINE, MONTH)} == {403}


words = st.text(max_size=40) | st.sampled_from([*What.values, "1", "20", "0", "-1", "9" * 30])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["what", "minutes", "length", "pax", "way", "done_on", "second", "chat", "version"]
        ),
        words | st.dates().map(str) | st.sampled_from(["physical", "video", "\x00", "١٢"]),
    )
)
def test_log_form_when_given_anything_never_breaks(client, ola, sent):
    assert client.post(LOG, sent).status_code in {200, 302, 422}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([LOG, MINE, MONTH]),
    st.dictionaries(st.sampled_from(["ar", "hva", "side", "maned", "samtale"]), words),
)
def test_own_pages_when_asked_anything_never_break(client, ola, page, query):
    assert heading_of(client.get(page, query)).startswith(HEADINGS[page])
