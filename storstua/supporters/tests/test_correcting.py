"""A coordinator corrects a supporter's name, mail and phone, and what is recorded already."""

from datetime import date

import pytest

from storstua.audit.models import Entry
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations.models import Branch
from storstua.people import actions as people
from storstua.people.models import ContactKind, ContactPoint, Person
from storstua.people.tests.factories import make_account, make_person, make_viewer
from storstua.roles.tests.factories import make_grant, make_helper
from storstua.supporters import actions, queries
from storstua.supporters.models import Declaration, Fulfilment, Supporter
from storstua.supporters.tests.factories import make_supporter, system

pytestmark = pytest.mark.django_db
AHEAD = {"day": "2199-01-01"}
SAID = {
    "given_name": "Olav",
    "family_name": "Nordmann",
    "email": "olav@example.org",
    "phone": "99 11 22 33",
}


def page(supporter: Supporter, part: str = "") -> str:
    return f"/{supporter.organisation.slug}/arbeid/likepersoner/{supporter.key}/{part}"


def reach(supporter: Supporter, email: str = "", phone: str = "") -> Supporter:
    """The supporter, reached in these ways."""
    for kind, value in ((ContactKind.EMAIL, email), (ContactKind.PHONE, phone)):
        by = system(supporter.organisation)
        people.set_contact_point(by=by, person=supporter.person, kind=kind, value=value)
    return supporter


def said_of(supporter: Supporter) -> tuple[str, str, str]:
    """Name, mail and phone as they are kept."""
    kept = queries.reached(supporter)
    return Person.objects.get(id=supporter.person_id).full_name, kept.email, kept.phone


@pytest.mark.parametrize("part", ["rettelse/", "kontakt/", "inviter/"])
def test_the_board_that_coordinates_one_branch_reaches_nobody_of_another(
    organisation, client, part
):
    supporter = reach(make_supporter(organisation), "ola.privat@example.org", "+4799112233")
    oslo = Branch.objects.create(organisation=organisation, name="Oslo", county="Oslo")
    both = make_helper(organisation, Role.BOARD_MEMBER, "Bjørg")
    client.force_login(both.account)
    make_grant(both, Role.COORDINATOR, oslo)
    assert "Ola Nordmann" in client.get(page(supporter)).content.decode()
    answer = client.get(page(supporter, part))
    assert answer.status_code == 404
    assert "ola.privat@example.org" not in answer.content.decode()


def test_the_form_shows_what_is_kept_and_keeps_what_is_corrected(organisation, sign_in):
    account = make_account("innlogging@example.org")
    supporter = make_supporter(organisation, account=account)
    reach(supporter, "feil@example.org", "+4722334455")
    siri = sign_in(organisation, Role.COORDINATOR)
    shown = siri.get(page(supporter, "rettelse/")).content.decode()
    for value in ("Ola", "Nordmann", "feil@example.org", "22 33 44 55"):
        assert f'value="{value}"' in shown
    assert "Adressen Ola logger inn med, endres ikke her." in shown
    answer = siri.post(page(supporter, "rettelse/"), {**SAID, "version": supporter.version})
    assert answer["Location"] == page(supporter)
    assert said_of(supporter) == ("Olav Nordmann", "olav@example.org", "+4799112233")
    account.refresh_from_db()
    assert account.email == "innlogging@example.org"
    history = siri.get(page(supporter, "historikk/")).content.decode()
    assert "Rettet av Siri Berg: navn, e-post, telefon" in history
    reads = Entry.objects.using("audit").filter(object_key=supporter.key, kind="read")
    assert {row.verb for row in reads} == {"see contact points"}


def test_the_pages_lead_to_the_correction(organisation, sign_in):
    supporter = make_supporter(organisation)
    siri = sign_in(organisation, Role.COORDINATOR)
    for part in ("kontakt/", "endre/"):
        shown = siri.get(page(supporter, part)).content.decode()
        assert f'href="{page(supporter, "rettelse/")}"' in shown
    assert "logger inn med" not in siri.get(page(supporter, "rettelse/")).content.decode()


def test_a_correction_of_what_changed_meanwhile_is_shown_again(organisation, sign_in):
    supporter = make_supporter(organisation)
    siri = sign_in(organisation, Role.COORDINATOR)
    said = {**SAID, "version": supporter.version}
    siri.post(page(supporter, "rettelse/"), said)
    answer = siri.post(page(supporter, "rettelse/"), {**said, "given_name": "Per"})
    assert answer.status_code == 422
    assert said_of(supporter)[0] == "Olav Nordmann"


def test_emptied_ways_are_deleted_and_nothing_new_leaves_no_line(organisation):
    supporter = reach(make_supporter(organisation), "ola@example.org", "+4722334455")
    by = system(organisation)
    said = {"given_name": "Ola", "family_name": "Nordmann", "email": "ola@example.org"}
    actions.correct(by=by, supporter=supporter, **said, phone="+4722334455")
    assert not Entry.objects.filter(verb="correct supporter").exists()
    actions.correct(by=by, supporter=supporter, **said, phone="")
    assert said_of(supporter) == ("Ola Nordmann", "ola@example.org", "")
    assert Entry.objects.get(verb="correct supporter").purpose == "phone"
    assert ContactPoint.objects.get().kind == ContactKind.EMAIL


def test_marks_follow_the_correction(organisation):
    ola, kari = make_supporter(organisation), make_supporter(organisation, "Kari")
    reach(ola, "felles@example.org")
    reach(kari, "kari@example.org", "+4722334455")
    by = system(organisation)
    actions.mark(by=by, supporter=ola, kind=actions.SAME_MAIL, other=kari)
    said = {"given_name": "Ola", "family_name": "Nordmann", "email": "ola@example.org"}
    actions.correct(by=by, supporter=ola, **said, phone="+4722334455")
    assert Supporter.objects.get(id=ola.id).marks == [f"{actions.SAME_MOBILE}:{kari.key}"]
    actions.correct(by=by, supporter=ola, **{**said, "given_name": "Olav"}, phone="+4722334455")
    assert Supporter.objects.get(id=ola.id).marks == [f"{actions.SAME_MOBILE}:{kari.key}"]


def test_the_name_and_mobile_of_another_are_refused(organisation):
    ola, kari = make_supporter(organisation), make_supporter(organisation, "Kari", "Dal")
    reach(kari, phone="+4722334455")
    said = {"given_name": "KARI", "family_name": "Dal", "email": "", "phone": "+4722334455"}
    with pytest.raises(Refusal) as no:
        actions.correct(by=system(organisation), supporter=ola, **said)
    assert no.value.field == "phone"


def test_only_those_who_keep_the_record_correct_it(organisation):
    here = Branch.objects.create(organisation=organisation, name="Her")
    there = Branch.objects.create(organisation=organisation, name="Der")
    supporter = make_supporter(organisation, branch=here)
    said = {"given_name": "Olav", "family_name": "", "email": "", "phone": ""}
    siri = make_person(organisation, "Siri")
    for by in (
        make_viewer(organisation, Role.COORDINATOR, person=siri, branch=there),
        make_viewer(organisation, Role.BOARD_MEMBER, person=siri),
        make_viewer(organisation, Role.SUPPORTER, person=supporter.person),
    ):
        with pytest.raises(Refusal):
            actions.correct(by=by, supporter=supporter, **said)
    with pytest.raises(Refusal):
        by = make_viewer(organisation, Role.SUPPORTER, person=siri)
        people.correct(
            by=by, person=supporter.person, given_name="Olav", family_name="", reached={}
        )
    near = make_viewer(organisation, Role.COORDINATOR, person=siri, branch=here)
    actions.correct(by=near, supporter=supporter, **said)
    assert said_of(supporter) == ("Olav", "", "")


def test_the_history_says_what_was_changed_and_who_brought_someone_in(organisation, sign_in):
    supporter = make_supporter(organisation)
    siri = sign_in(organisation, Role.COORDINATOR)
    said = {
        "place": "Oslo|Oslo",
        "capacity": "2",
        "starting_load": "0",
        "role": "self",
        "contact_forms": ["chat", "phone"],
        "languages": ["nb", "en"],
        "birth_year": "1970",
        "version": supporter.version,
    }
    assert siri.post(page(supporter, "endre/"), said).status_code == 302
    shown = siri.get(page(supporter, "historikk/")).content.decode()
    assert "Opplysninger endret av Siri Berg: plass til samtaler, språk" in shown
    assert "Lagt inn av Storstua" in shown


def test_a_course_has_one_day_and_the_form_shows_it(organisation, sign_in):
    supporter = make_supporter(organisation, since=date(2024, 3, 1))
    siri = sign_in(organisation, Role.COORDINATOR)
    shown = siri.get(page(supporter, "kurs/")).content.decode()
    assert 'value="2024-03-01"' in shown
    assert "Skrevet inn fra før: 1. mars 2024. En ny dato kommer i stedet." in shown
    for _again in range(2):
        siri.post(page(supporter, "kurs/"), {"day": "2023-02-01"})
    days = Fulfilment.objects.filter(supporter=supporter).values_list("on", flat=True)
    assert list(days) == [date(2023, 2, 1)]


def test_another_day_of_a_course_that_came_twice_takes_the_other_away(organisation):
    supporter, by = make_supporter(organisation, since=date(2024, 3, 1)), system(organisation)
    own = {"organisation": organisation, "supporter": supporter, "requirement": "course"}
    Fulfilment.objects.create(**own, on=date(2023, 2, 1))
    noted = Entry.objects.filter(verb="record fulfilment").count()
    actions.record_fulfilment(
        by=by, supporter=supporter, requirement=actions.Requirement.COURSE, on=date(2023, 2, 1)
    )
    assert Fulfilment.objects.get().on == date(2023, 2, 1)
    assert Entry.objects.filter(verb="record fulfilment").count() == noted + 1


def test_a_supervision_is_one_more_and_a_declaration_stands(organisation, sign_in):
    supporter = make_supporter(organisation, since=date(2024, 3, 1))
    siri = sign_in(organisation, Role.COORDINATOR)
    assert "Sist skrevet inn" not in siri.get(page(supporter, "veiledning/")).content.decode()
    for day in ("2024-05-01", "2024-06-01"):
        siri.post(page(supporter, "veiledning/"), {"day": day})
    shown = siri.get(page(supporter, "veiledning/")).content.decode()
    assert "Sist skrevet inn: 1. juni 2024." in shown
    assert 'value="2024-06-01"' not in shown
    shown = siri.get(page(supporter, "erklaring/")).content.decode()
    assert "Skrevet inn fra før: 1. mars 2024. Den første datoen teller." in shown
    assert 'value="2024-03-01"' in shown
    siri.post(page(supporter, "erklaring/"), {"day": "2024-05-01"})
    assert Declaration.objects.filter(supporter=supporter).count() == 2
    assert queries.declared_on(supporter) == date(2024, 3, 1)


@pytest.mark.parametrize("part", ["kurs/", "erklaring/"])
def test_a_day_ahead_is_refused_beside_its_field(organisation, sign_in, part):
    supporter = make_supporter(organisation, has_course=False, has_declaration=False)
    answer = sign_in(organisation, Role.COORDINATOR).post(
        page(supporter, part), {"day": "2199-1-1"}
    )
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors == {"day": ["Datoen er fram i tid. Skriv dagen det skjedde."]}
    assert f'href="#{form["day"].first_id}"' in answer.content.decode()


def test_the_headline_tells_of_a_profile_that_is_not_whole(organisation, sign_in):
    whole = make_supporter(organisation, areas=[])
    siri = sign_in(organisation, Role.COORDINATOR)
    said = "Kan spørres. Profilen er ikke ferdig."
    assert said in siri.get(page(whole)).content.decode()


def test_talks_from_outside_are_told_apart(organisation, sign_in):
    supporter = make_supporter(organisation, starting_load=2)
    siri = sign_in(organisation, Role.COORDINATOR)
    assert "2 av dem går utenfor løsningen" in siri.get(page(supporter)).content.decode()
    shown = siri.get(page(supporter).replace(f"{supporter.key}/", "")).content.decode()
    assert "og de som er skrevet inn fra utsiden." in shown


def test_a_pause_for_another_does_not_wait_for_a_word_from_oneself(organisation, sign_in):
    supporter = make_supporter(organisation)
    shown = sign_in(organisation, Role.COORDINATOR).get(page(supporter, "pause/")).content.decode()
    assert ("Til pausen avsluttes" in shown, "Til jeg sier fra" in shown) == (True, False)
