"""Administrators see whom the organisation's pages turned away."""

import re

import pytest
from django.test import Client

from storstua.audit.models import Entry
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Person
from storstua.people.tests.browsing import Browser
from storstua.roles.tests.factories import make_helper
from storstua.ui.tests.reading import page_of

pytestmark = pytest.mark.django_db
ADDRESS = "/havblikk/innstillinger/avvist/"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


def browser_of(person: Person) -> Client:
    browser = Browser()
    assert person.account
    browser.force_login(person.account)
    return browser


def note(person: Person, page: str, role: Role = Role.SUPPORTER) -> None:
    with inside(person.organisation_id):
        Entry.objects.create(
            organisation_id=person.organisation_id,
            person_id=person.id,
            account_id=person.account_id,
            kind="refusal",
            verb="come in",
            role=role,
            purpose=page,
        )


def lines(page: str) -> list[list[str]]:
    rows = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td>(.*?)</td>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", "".join(rows), re.DOTALL)
    ]


def test_the_administrator_sees_who_tried_what_and_filters_by_role(
    organisation: Organisation,
) -> None:
    astrid = browser_of(make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))
    assert "Ingen er avvist" in page_of(astrid.get(ADDRESS))
    ola = make_helper(organisation, Role.SUPPORTER)
    note(ola, "roles:invite")
    note(ola, "home:nothing", Role.MODERATOR)
    assert lines(page_of(astrid.get(ADDRESS))) == [
        [ola.full_name, "Moderator", "Et annet sted"],
        [ola.full_name, "Likeperson", "Roller"],
    ]
    assert lines(page_of(astrid.get(f"{ADDRESS}?sorter=tid")))[0][1] == "Likeperson"
    assert lines(page_of(astrid.get(f"{ADDRESS}?rolle=supporter"))) == [
        [ola.full_name, "Likeperson", "Roller"]
    ]


def test_the_auditor_sees_roles_and_no_names(organisation: Organisation) -> None:
    auditor = browser_of(make_helper(organisation, Role.AUDITOR, "Revi"))
    note(make_helper(organisation, Role.SUPPORTER), "roles:invite")
    assert lines(page_of(auditor.get(ADDRESS))) == [["", "Likeperson", "Roller"]]


def test_other_organisations_and_other_roles_see_nothing(organisation: Organisation) -> None:
    note(make_helper(organisation, Role.SUPPORTER), "roles:invite")
    other = make_organisation("fjellheim")
    with inside(other):
        stranger = browser_of(make_helper(other, Role.ORGANISATION_ADMINISTRATOR))
    assert "Ingen er avvist" in page_of(stranger.get("/fjellheim/innstillinger/avvist/"))
    assert (
        browser_of(make_helper(organisation, Role.COORDINATOR, "Kari")).get(ADDRESS).status_code
        == 403
    )
