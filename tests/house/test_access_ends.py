"""Access ends at the next page: when a role, an account, an appointment or a request has ended."""

from collections.abc import Callable

import pytest
from django.test import Client

from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.people import actions as people
from storstua.people.models import Account, Person, RememberedPhone
from storstua.privacy import actions as privacy
from storstua.roles import actions as roles
from storstua.roles.models import Grant
from storstua.supporters import actions as supporters
from storstua.ui.tests.reading import heading_of
from tests.house import cast
from tests.house.expected import REFUSED, Expected
from tests.house.probing import Probe, Prober, undone

pytestmark = pytest.mark.django_db
ENDS_THE_SESSION = {"people:leave", "account_logout"}
TABLES = Expected()


def here(prober: Prober) -> Viewer:
    return Viewer.command_line(prober.house.organisation.id)


def opened(prober: Prober, who: str, wanted: Callable[[Probe], bool], most: int) -> list[Probe]:
    """Pages that somebody has open: of what is theirs and wanted, as many as are asked for."""
    found = []
    for lot in prober.lots[:2]:
        for address in cast.addresses(lot.house):
            page = Probe(who, lot.name, address, "GET")
            if address.name in ENDS_THE_SESSION or len(found) == most or not wanted(page):
                continue
            if prober.ask(page).outcome == "in":
                found.append(page)
    return found


def still_open(prober: Prober, pages: list[Probe]) -> list[str]:
    return [str(page) for page in pages if prober.ask(page).outcome not in REFUSED]


def of_the_role(page: Probe) -> bool:
    """A page that neither a sign-in nor a membership opens by itself."""
    return bool(TABLES.stops("mia", page.lot, page.address))


def not_everybodys(page: Probe) -> bool:
    return bool(TABLES.stops("visitor", page.lot, page.address))


def names_a_row(page: Probe) -> bool:
    return of_the_role(page) and "<uuid:" in page.address.pattern


def person_of(prober: Prober, who: str) -> Person:
    return Person.objects.get(
        account=prober.house.accounts[who], organisation=prober.house.organisation
    )


def end_roles(prober: Prober, who: str) -> None:
    for grant in Grant.objects.filter(person=person_of(prober, who)):
        roles.end(by=here(prober), grant=grant)


def shut(prober: Prober, who: str) -> None:
    Account.objects.filter(id=prober.house.accounts[who].id).update(is_active=False)


def erase(prober: Prober, who: str) -> None:
    person = person_of(prober, who)
    by = Viewer(organisation_id=person.organisation_id, person_id=person.id)
    privacy.erase(by=by, person=person)


def move_to_bergen(prober: Prober, who: str) -> None:
    grant = Grant.objects.get(person=person_of(prober, who))
    end_roles(prober, who)
    bergen = prober.house.rows["bergen branch"]
    roles.give(by=here(prober), person=grant.person, role=Role.COORDINATOR, branch=bergen)


def end_appointment(prober: Prober, who: str) -> None:
    supporters.end_appointment(by=here(prober), supporter=prober.house.rows["supporter"])


def erase_the_seeker(prober: Prober, who: str) -> None:
    person = prober.house.rows["request"].person
    privacy.erase(by=Viewer.seeker(person.organisation_id, person.id), person=person)


type End = Callable[[Prober, str], None]
# Who has pages open, how many, which, and what then ends.
ENDS: tuple[tuple[str, int, Callable[[Probe], bool], tuple[End, ...]], ...] = (
    ("siri", 20, of_the_role, (end_roles, shut, erase)),
    ("tor", 20, of_the_role, (end_roles,)),
    ("ola", 20, of_the_role, (end_roles, end_appointment)),
    ("ola", 20, not_everybodys, (shut, erase)),
    ("berit", 20, names_a_row, (end_roles, move_to_bergen)),
    ("kari", 8, not_everybodys, (erase_the_seeker,)),
)


def test_nothing_that_was_open_is_open_afterwards(prober):
    wrong = []
    for who, most, wanted, ends in ENDS:
        pages = opened(prober, who, wanted, most)
        assert len(pages) == most, who
        for end in ends:
            with undone():
                end(prober, who)
                wrong += [f"{end.__name__}: {each}" for each in still_open(prober, pages)]
    assert wrong == []


PHONE = [f"/havblikk/telefon/{each}/" for each in ("pause", "pauset", "registrer", "registrert")]


def test_a_remembered_phone_is_forgotten_with_the_appointment(prober):
    client = prober.browser_of("ola")
    client.post("/havblikk/telefon/")
    assert [client.get(path).status_code for path in PHONE] == [200] * 4
    end_appointment(prober, "ola")
    assert [client.get(path).status_code for path in PHONE] == [302] * 4
    assert not RememberedPhone.objects.exists()


def test_whoever_found_the_words_is_out_when_there_are_new_ones(prober):
    person = prober.house.rows["request"].person
    by = Viewer.seeker(person.organisation_id, person.id)
    words = people.give_receipt(by=by, person=person)
    finder, own = Client(), Client()
    for each in (finder, own):
        each.post("/b/ord/", {"words": " ".join(words)})
        assert heading_of(each.get("/b/")) == "Beskjeder"
    own.post("/b/kode/ny/")
    assert (own.get("/b/").status_code, finder.get("/b/").status_code) == (200, 302)
