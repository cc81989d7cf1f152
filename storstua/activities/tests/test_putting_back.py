"""What was deleted from the log can be put back for ten minutes."""

from datetime import date, timedelta

import pytest

from storstua.activities import actions, permissions
from storstua.activities.actions import MonthCounts
from storstua.activities.models import Activity
from storstua.audit.models import Entry
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations.models import Branch
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_person, make_viewer
from storstua.roles.tests.factories import make_helper, viewer_of

from .factories import make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def siri(organisation):
    return viewer_of(make_helper(organisation, Role.COORDINATOR, "Siri"))


def signed_in(person) -> Browser:
    client = Browser()
    client.force_login(person.account)
    return client


def age(activity: Activity, minutes: int) -> None:
    """Let it have been deleted so long ago."""
    then = clock.now() - timedelta(minutes=minutes)
    Activity.objects.filter(id=activity.id).update(undone_at=then)


@pytest.mark.parametrize("who", ["keeper", "supporter"])
def test_a_deletion_leads_to_a_page_that_undoes_it(organisation, ola, who):
    by = viewer_of(ola.person)
    activity = make_activity(organisation, [ola], by=by)
    siri = make_helper(organisation, Role.COORDINATOR, "Siri")
    person, part, back = {
        "keeper": (siri, f"aktiviteter/{activity.key}/slett/", "aktiviteter/"),
        "supporter": (ola.person, f"min-logg/{activity.key}/slett/", "min-logg/"),
    }[who]
    client = signed_in(person)
    asked = client.get(f"/havblikk/{part}").content.decode()
    assert "Du kan angre i ti minutter." in asked
    answer = client.post(f"/havblikk/{part}", {"version": activity.version}, follow=True)
    page = f"/havblikk/aktiviteter/{activity.key}/slettet/"
    assert answer.redirect_chain == [(page, 302)]
    assert f'href="/havblikk/{back}"' in answer.content.decode()
    assert not permissions.readable(by).exists()
    answer = client.post(page, follow=True)
    assert answer.redirect_chain == [(f"/havblikk/{back}", 302)]
    assert "Det er tilbake i loggen." in answer.content.decode()
    assert permissions.readable(by).get() == activity
    assert client.get(page).status_code == 404
    verbs = Entry.objects.filter(object_key=activity.key).order_by("id").values_list("verb")
    assert [verb for (verb,) in verbs][-2:] == ["remove activity", "restore activity"]


def test_it_is_too_late_after_ten_minutes(organisation, ola, siri):
    activity = make_activity(organisation, [ola])
    actions.remove(by=siri, activity=activity)
    age(activity, 9)
    assert permissions.lately_removed(siri).get() == activity
    age(activity, 11)
    assert not permissions.lately_removed(siri).exists()
    with pytest.raises(Refusal):
        actions.restore(by=siri, activity=activity)


def test_what_stands_is_left_alone_when_put_back(organisation, ola, siri):
    activity = make_activity(organisation, [ola])
    actions.restore(by=siri, activity=activity)
    assert not Entry.objects.filter(verb="restore activity").exists()


def test_only_those_who_may_change_it_put_it_back(organisation, ola, siri):
    here = Branch.objects.create(organisation=organisation, name="Her")
    there = Branch.objects.create(organisation=organisation, name="Der")
    activity = make_activity(organisation, [ola], branch=here, by=siri)
    actions.remove(by=siri, activity=activity)
    lise = make_person(organisation, "Lise")
    near = make_viewer(organisation, Role.COORDINATOR, person=lise, branch=here)
    far = make_viewer(organisation, Role.COORDINATOR, person=lise, branch=there)
    former = make_viewer(organisation, person=ola.person)
    shown = {
        name: list(permissions.lately_removed(by))
        for name, by in {"near": near, "far": far, "ola": viewer_of(ola.person)}.items()
    }
    assert shown == {"near": [activity], "far": [], "ola": []}
    assert list(permissions.lately_removed(former)) == []
    for by in (far, viewer_of(ola.person)):
        with pytest.raises(Refusal):
            actions.restore(by=by, activity=activity)


def test_the_count_of_a_month_said_anew_stays_and_the_page_says_why(organisation, ola):
    by, first = viewer_of(ola.person), date(clock.today().year - 1, 3, 1)
    said = {"month": first, "counts": MonthCounts(phone_talks=3)}
    actions.log_month_counts(by=by, organisation=organisation, **said)
    count = Activity.objects.get()
    actions.remove(by=by, activity=count)
    actions.log_month_counts(by=by, organisation=organisation, **said)
    page = f"/havblikk/aktiviteter/{count.key}/slettet/"
    answer = signed_in(ola.person).post(page, follow=True)
    assert "Antallet er skrevet inn på nytt i mellomtiden." in answer.content.decode()
    assert Activity.objects.standing().get() != count
