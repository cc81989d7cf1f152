"""Everyone who tries the doors: each role of the policy, here, in a branch, and elsewhere."""

from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.organisations.models import Organisation
from storstua.people.models import Person
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account, make_person
from storstua.roles.tests.factories import make_grant
from tests.house.cast import House

# Who has which role in the organisation of the house; what the doors are held against.
HERE: dict[str, Role | None] = {
    "visitor": None,
    "stranger": None,
    "lise": None,
    "kari": Role.SEEKER,
    "rogn": Role.SEEKER,
    "mia": Role.MEMBER,
    "ola": Role.SUPPORTER,
    "per": Role.SUPPORTER,
    "veslemoy": Role.SUPERVISOR,
    "moa": Role.MODERATOR,
    "siri": Role.COORDINATOR,
    "berit": Role.COORDINATOR,
    "tor": Role.BOARD_MEMBER,
    "bente": Role.BOARD_MEMBER,
    "astrid": Role.ORGANISATION_ADMINISTRATOR,
    "nils": Role.RECOVERY_CUSTODIAN,
    "rita": Role.AUDITOR,
    "trude": None,
    "arne": None,
    "oda": None,
}
# The same in the other organisation. A seeker's words open the addresses under /b/ wherever.
ELSEWHERE: dict[str, Role | None] = dict.fromkeys(HERE) | {
    "trude": Role.COORDINATOR,
    "arne": Role.ORGANISATION_ADMINISTRATOR,
    "oda": Role.SEEKER,
}
SEEKERS = {"kari": "request", "rogn": "oslo request", "oda": "other request"}
VISITORS = {"visitor", *SEEKERS}
EVERYONE = tuple(HERE)
# Whose role lies in a branch: these two of that of Oslo.
IN_OSLO = ("berit", "bente")
NEWCOMERS = ("lise", "mia", "moa", "nils", "rita", *IN_OSLO)


def add(house: House) -> None:
    """Let in those whom the cast lacks; the lots stand in the house already."""
    with inside(house.organisation):
        branch = house.rows["oslo branch"]
        for who in NEWCOMERS:
            person = _let_in(house, house.organisation, who)
            if role := HERE[who]:
                make_grant(person, role, branch if who in IN_OSLO else None)
            if who == "berit":
                opening = house.rows["oslo opening"]
                opening.opener = person
                opening.save(update_fields=["opener"])
    with inside(house.other):
        make_grant(_let_in(house, house.other, "arne"), Role.ORGANISATION_ADMINISTRATOR)
    house.accounts["per"] = house.rows["oslo account"]


def _let_in(house: House, organisation: Organisation, who: str) -> Person:
    house.accounts[who] = make_account(f"{who}@example.org")
    return make_person(organisation, who.capitalize(), account=house.accounts[who])


def browser_of(house: House, who: str) -> Browser:
    """A browser in which they have come in: with both steps, or with receipt words."""
    client = Browser(raise_request_exception=False)
    if who in house.accounts:
        client.force_login(house.accounts[who])
    elif who in SEEKERS:
        person = house.rows[SEEKERS[who]].person
        session = client.session
        session["receipt"] = {"organisation": person.organisation_id, "person": person.id}
        session.save()
    return client
