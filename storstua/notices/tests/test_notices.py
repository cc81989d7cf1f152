from uuid import uuid4

import pytest

from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Holding, Viewer
from storstua.notices import actions, jobs, queries
from storstua.notices.choices import Kind, When
from storstua.notices.models import Notice
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as queries_of_mail
from storstua.outbox.models import Message
from storstua.people.tests.factories import make_person
from storstua.roles.tests.factories import make_helper

pytestmark = pytest.mark.django_db


@pytest.fixture
def siri():
    return make_helper(make_organisation(), Role.COORDINATOR, "Siri")


def viewer(person) -> Viewer:
    return Viewer(
        person.organisation_id,
        person.id,
        1,
        frozenset({Holding(Role.COORDINATOR)}),
        Role.COORDINATOR,
    )


def tell(person) -> Notice | None:
    by = Viewer.system(person.organisation_id, "test")
    return actions.tell(by=by, person=person, kind=Kind.REQUEST, path="/foresporsler/")


def test_told_at_once_sends_one_mail_without_content(siri):
    tell(siri)
    mail = Message.objects.get()
    assert (mail.template, set(queries_of_mail.parameters_of(mail))) == (
        "notice",
        {"link", "count", "kind"},
    )


def test_daily_waits_and_goes_as_one_mail(siri):
    actions.prefer_all(by=viewer(siri), chosen={Kind.REQUEST: When.DAILY})
    tell(siri)
    tell(siri)
    assert Message.objects.count() == 0
    assert jobs.daily(timestamp=0) == 1
    assert queries_of_mail.parameters_of(Message.objects.get())["count"] == "2"
    assert jobs.daily(timestamp=0) == 0


def test_none_means_nothing(siri):
    actions.prefer_all(by=viewer(siri), chosen={Kind.REQUEST: When.NONE})
    assert tell(siri) is None
    assert (Notice.objects.count(), Message.objects.count()) == (0, 0)


def test_notices_are_seen_and_put_aside_by_their_own_person(siri, client):
    tell(siri)
    other = make_person(siri.organisation, "Ola")
    assert list(queries.listed(viewer(other))) == []
    client.force_login(siri.account)
    assert "Legg bort alle" in client.get("/havblikk/varsler/nye/").content.decode()
    client.post("/havblikk/varsler/nye/")
    assert queries.unread(viewer(siri), Kind.REQUEST).count() == 0
    emptied = client.get("/havblikk/varsler/nye/").content.decode()
    assert "Ingen varsler. Her kommer det når noe venter på deg." in emptied
    assert ("Legg bort" in emptied, "En ny forespørsel venter" in emptied) == (False, False)


def test_one_notice_is_put_aside_and_taken_out_again(siri, client):
    first, second = tell(siri), tell(siri)
    client.force_login(siri.account)
    address, aside = "/havblikk/varsler/nye/", "/havblikk/varsler/nye/?vis=lagt-bort"
    assert "Ingen varsler er lagt bort." in client.get(aside).content.decode()
    answer = client.post(address, {"put_aside": str(first.key)}, follow=True)
    assert "Varselet er lagt bort." in answer.content.decode()
    assert list(queries.listed(viewer(siri))) == [second]
    assert list(queries.listed(viewer(siri), put_aside=True)) == [first]
    assert f'value="{first.key}"' in client.get(aside).content.decode()
    answer = client.post(aside, {"take_out": str(first.key)}, follow=True)
    assert answer.redirect_chain == [(aside, 302)]
    assert "Varselet er tatt fram igjen." in answer.content.decode()
    assert list(queries.listed(viewer(siri))) == [second, first]


def test_a_button_that_names_nothing_moves_nothing_and_another_s_notice_stays(siri, client):
    told = tell(siri)
    by = viewer(make_person(siri.organisation, "Ola"))
    actions.put_one_aside(by=by, key=told.key)
    client.force_login(siri.account)
    client.post("/havblikk/varsler/nye/", {"put_aside": "x"})
    assert list(queries.listed(viewer(siri))) == [told]
    actions.put_aside(by=viewer(siri))
    actions.take_out(by=by, key=told.key)
    assert list(queries.listed(viewer(siri))) == []


def test_the_list_and_the_choices_lead_to_each_other(siri, client):
    client.force_login(siri.account)
    pages = ("/havblikk/varsler/", "/havblikk/varsler/nye/")
    for page, other in (pages, pages[::-1]):
        shown = client.get(page).content.decode()
        main = shown[shown.index("<main") :]
        assert f'href="{other}"' in main


def test_preferences_are_kept(siri, client):
    client.force_login(siri.account)
    chosen = {"request": "daily", "answer": "none", "overdue": "at_once", "support": "at_once"}
    assert client.post("/havblikk/varsler/", chosen).status_code == 302
    assert queries.preferences_of(siri.id)["request"] == "daily"


def test_nobody_is_told_from_another_organisation(siri):
    elsewhere = make_organisation("andre", "Andre")
    for by in (
        Viewer.visitor(elsewhere.id),
        Viewer(account_id=1),
        Viewer.system(elsewhere.id, "test"),
    ):
        with pytest.raises(Refusal):
            actions.tell(by=by, person=siri, kind=Kind.REQUEST)
        with pytest.raises(Refusal):
            actions.deliver(by=by, notices=[Notice(person=siri)])
    assert (Notice.objects.count(), Message.objects.count()) == (0, 0)
    actions.tell(by=Viewer.visitor(siri.organisation_id), person=siri, kind=Kind.REQUEST)
    assert Message.objects.count() == 1


def test_someone_who_cannot_be_reached_finds_the_notice_on_the_page(siri):
    other = make_person(siri.organisation, "Ola")
    told = tell(other)
    assert list(queries.listed(viewer(other))) == [told]
    assert Message.objects.count() == 0


def test_strangers_choose_nothing(siri):
    with pytest.raises(Refusal):
        actions.prefer_all(
            by=Viewer.visitor(siri.organisation_id), chosen={Kind.REQUEST: When.NONE}
        )
    assert queries.preferences_of(siri.id)["request"] == "at_once"


def test_told_about_a_row_is_told_once(siri):
    about, by = uuid4(), Viewer.system(siri.organisation_id, "test")
    told = [
        actions.tell(by=by, person=siri, kind=kind, about=about)
        for kind in (Kind.OVERDUE, Kind.OVERDUE, Kind.DECLARATION)
    ]
    assert [notice is not None for notice in told] == [True, False, True]
    assert Message.objects.count() == 2


def test_the_link_of_a_notice_leads_to_the_organisation_at_its_slug_or_its_host(
    siri, client, settings
):
    settings.ADDRESS = "https://storstua.example:8443"
    settings.ALLOWED_HOSTS = ["storstua.example", "havblikk.example", "testserver"]
    tell(siri)
    client.force_login(siri.account)
    page = client.get("/havblikk/varsler/nye/").content.decode()
    assert 'href="/havblikk/foresporsler/"' in page
    Organisation.objects.filter(id=siri.organisation_id).update(host="havblikk.example")
    siri.refresh_from_db()
    tell(siri)
    answer = client.get("/varsler/nye/", headers={"host": "havblikk.example"})
    assert 'href="/foresporsler/"' in answer.content.decode()
    links = [queries_of_mail.parameters_of(mail)["link"] for mail in Message.objects.order_by("id")]
    assert links == [
        "https://storstua.example:8443/havblikk/foresporsler/",
        "https://havblikk.example:8443/foresporsler/",
    ]


def test_a_host_that_is_not_served_gets_no_links(siri, settings):
    settings.ADDRESS, settings.ALLOWED_HOSTS = "https://storstua.example", ["storstua.example"]
    Organisation.objects.filter(id=siri.organisation_id).update(host="havblikk.example")
    tell(siri)
    link = queries_of_mail.parameters_of(Message.objects.get())["link"]
    assert link == "https://storstua.example/havblikk/foresporsler/"
