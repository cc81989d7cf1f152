"""The cast, and one of everything, so that every address can be tried by everyone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from storstua.activities.tests.factories import make_activity
from storstua.base.doors import Door
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.tests.factories import in_its_organisation
from storstua.base.viewer import Holding, Viewer
from storstua.conversations.models import Conversation
from storstua.imports import actions as imports
from storstua.imports.handing_back import template_csv
from storstua.matching import actions as matching
from storstua.matching import queries as match_queries
from storstua.organisations import actions as organisations
from storstua.organisations.models import Area, HelpLine, Organisation, Policy, Topic
from storstua.organisations.queries import facts_of
from storstua.organisations.tests.factories import make_organisation
from storstua.people.models import Account, Person, Purpose
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account, make_person
from storstua.privacy.models import Deletion
from storstua.reports import actions as reports
from storstua.roles import actions as roles
from storstua.roles import queries as role_queries
from storstua.roles.choices import Danger
from storstua.roles.models import Grant, Invitation
from storstua.roles.tests.factories import make_grant
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.theme import theme_mark

ROLES = {
    "ola": Role.SUPPORTER,
    "siri": Role.COORDINATOR,
    "veslemoy": Role.SUPERVISOR,
    "tor": Role.BOARD_MEMBER,
    "astrid": Role.ORGANISATION_ADMINISTRATOR,
}
EVERYONE = ("visitor", "kari", *ROLES, "trude", "stranger")


@dataclass
class House:
    """One organisation with one of everything, and the cast around it."""

    organisation: Organisation
    other: Organisation
    accounts: dict[str, Account] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    secret: str = ""

    def client_of(self, who: str) -> Browser:
        """A browser in which this member of the cast has come in."""
        client = Browser()
        if who in self.accounts:
            client.force_login(self.accounts[who])
        if who == "kari":
            session = client.session
            person = self.rows["request"].person
            session["receipt"] = {"organisation": self.organisation.id, "person": person.id}
            session.save()
        return client


def _by(organisation: Organisation) -> Viewer:
    return Viewer.command_line(organisation.id)


@in_its_organisation
def _member(organisation: Organisation, house: House, who: str, role: Role) -> Person:
    account = make_account(f"{who}@example.org")
    house.accounts[who] = account
    if role is Role.SUPPORTER:
        shows = [purpose.value for purpose in Purpose if purpose.value.startswith("directory_")]
        area = Area.objects.filter(organisation=organisation)
        supporter = make_supporter(
            organisation,
            given_name=who.capitalize(),
            account=account,
            areas=list(area),
            contact_forms=("chat", "phone", "visit"),
            shows=shows,
        )
        house.rows["supporter"] = supporter
        person = supporter.person
    else:
        person = make_person(organisation, who.capitalize(), account=account)
    make_grant(person, role)
    return person


def build() -> House:
    """Build the house. Every row that an address can name stands in `rows`."""
    house = House(make_organisation("havblikk", "Havblikk"), make_organisation("andre", "Andre"))
    with inside(house.organisation):
        _furnish(house)
    return house


def _furnish(house: House) -> None:
    by = _by(house.organisation)
    Policy.objects.filter(organisation=house.organisation).update(allows_emergency_opening=True)
    house.rows["area"] = organisations.add_area(
        by=by, organisation=house.organisation, code="rygg", names={"nb": "Rygg", "de": "Rücken"}
    )
    house.rows["branch"] = organisations.add_branch(
        by=by, organisation=house.organisation, name="Ytre havblikk"
    )
    for who, role in ROLES.items():
        _member(house.organisation, house, who, role)
    _member(house.other, house, "trude", Role.COORDINATOR)
    house.accounts["stranger"] = make_account("stranger@example.org")
    _ask_and_answer(house)
    _open_in_emergency(house)
    house.rows["topic"] = Topic.objects.filter(organisation=house.organisation)[0]
    house.rows["help_line"] = HelpLine.objects.filter(organisation=house.organisation)[0]
    house.rows["grant"] = Grant.objects.get(role=Role.SUPERVISOR)
    house.rows["activity"] = make_activity(house.organisation, [house.rows["supporter"]])
    year = house.rows["activity"].done_on.year
    reports.freeze(by=viewer_of(house, "siri"), organisation=house.organisation, year=year)
    house.rows["import"] = imports.upload(
        by=viewer_of(house, "astrid"),
        organisation=house.organisation,
        kind="supporters",
        content=template_csv("supporters"),
        filename="mal.csv",
    )
    siri = house.rows["siri"] = Person.objects.get(account=house.accounts["siri"])
    house.rows["invitation"], house.secret = roles.invite(
        by=by, person=siri, email="ny@example.org", role=Role.SUPERVISOR
    )
    assert isinstance(house.rows["invitation"], Invitation)
    house.rows["proposal"] = roles.propose_role(
        by=viewer_of(house, "siri"), person=house.rows["supporter"].person, role=Role.SUPERVISOR
    )
    house.rows["deletion"] = Deletion.objects.create(
        organisation=house.organisation, term="talk", due_count=99, stopped_by="amount"
    )


def _ask_and_answer(house: House) -> None:
    organisation, supporter = house.organisation, house.rows["supporter"]
    facts = facts_of(organisation)
    visitor, siri = Viewer.visitor(organisation.id), viewer_of(house, "siri")
    for name in ("request", "open_request"):
        values = matching.RequestValues(nickname="Kari", contact_forms=("chat", "phone"))
        request, _words = matching.ask_for_talk(
            by=visitor, organisation=organisation, values=values
        )
        house.rows[name] = request
        candidate = match_queries.candidate(siri, supporter.key, facts.policy)
        assert candidate is not None
        ask = matching.ask_supporter(by=siri, request=request, candidate=candidate, way="chat")
        house.rows[f"{name}_ask"] = ask
    ask = house.rows["request_ask"]
    matching.answer_ask(by=viewer_of(house, "ola"), ask=ask, answer="yes")
    person_id = house.rows["request"].person_id
    holdings = frozenset({Holding(Role.SEEKER)})
    kari = Viewer(organisation_id=organisation.id, person_id=person_id, holdings=holdings)
    answered = matching.meet(by=kari, ask=ask, is_fine=True)
    house.rows["conversation"] = Conversation.objects.get(key=answered.conversation_key)


def _open_in_emergency(house: House) -> None:
    house.rows["opening"] = matching.open_request(
        by=viewer_of(house, "siri"),
        request=house.rows["request"],
        danger=Danger.LIFE,
        explanation="Hun svarer ikke, og skrev at det haster.",
    )


def viewer_of(house: House, who: str) -> Viewer:
    """The viewer behind a member of the cast."""
    return role_queries.viewer_for(house.accounts[who].id, house.organisation.id)


# How an address that names something is filled in; a new one must be added here.
type Fill = Callable[[House], dict[str, Any]]


def _key(row: str) -> Fill:
    return lambda house: {"key": house.rows[row].key}


FILLED: dict[str, Fill] = {
    "activities:": _key("activity"),
    "conversations:": _key("conversation"),
    "library:page": lambda house: {"slug": "hva-er-likeperson"},
    "imports:template": lambda house: {"word": "likepersoner"},
    "imports:": _key("import"),
    "reports:version": lambda house: {"year": house.rows["activity"].done_on.year, "number": 1},
    "reports:": lambda house: {"year": house.rows["activity"].done_on.year},
    "matching:answer": _key("open_request_ask"),
    "matching:first_message": _key("open_request_ask"),
    "matching:taking_back": _key("open_request_ask"),
    "matching:question": lambda house: {
        "key": house.rows["request"].key,
        "supporter": house.rows["supporter"].key,
    },
    "matching:opening": _key("opening"),
    "matching:step": lambda house: {"number": 2},
    "matching:": _key("open_request"),
    "organisations:area": _key("area"),
    "organisations:topic": _key("topic"),
    "organisations:help_line": _key("help_line"),
    "organisations:words": lambda house: {"language": "nb"},
    "organisations:theme": lambda house: {"mark": theme_mark(house.organisation.colour)},
    "people:again": lambda house: {"name": "idporten"},
    "people:set_out": lambda house: {"name": "idporten"},
    "people:way_back": lambda house: {"name": "idporten"},
    "privacy:release": _key("deletion"),
    "roles:ending": _key("grant"),
    "roles:withdrawal": _key("invitation"),
    "roles:proposal": _key("proposal"),
    "roles:forgetting": _key("siri"),
    "roles:invitation": lambda house: {"secret": house.secret},
    "supporters:agreeing": _key("proposal"),
    "supporters:branch": _key("branch"),
    "supporters:": _key("supporter"),
    "ui:gallery": lambda house: {"page": "skjema"},
    # Nobody in the house has a passkey: whoever asks for another's is told that it is not there.
    "mfa_remove_webauthn": lambda house: {"pk": 1},
    "account_reset_password_from_key": lambda house: {"uidb36": "1", "key": "set-password"},
}


@dataclass(frozen=True)
class Address:
    """One address of the product: its name, pattern, filled-in path, and whose list it is in."""

    name: str
    pattern: str
    path: str
    view: Any
    place: str = "organisation"


def _walk(
    entries: list[Any], prefix: str, spaces: tuple[str, ...]
) -> Iterator[tuple[str, str, Any]]:
    for entry in entries:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry.url_patterns, pattern, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name or "")), pattern, entry


def _filled(house: House, name: str, pattern: str, entry: URLPattern) -> str:
    if "<" not in pattern:
        return pattern
    starts = sorted(FILLED, key=len, reverse=True)
    fill = next((FILLED[start] for start in starts if name.startswith(start)), None)
    assert fill is not None, f"tests/house/cast.py does not say how to fill in {name}"
    path = pattern
    for argument, value in fill(house).items():
        converter = entry.pattern.converters.get(argument)
        text = converter.to_url(value) if converter else str(value)
        start = path.index(f":{argument}>")
        path = path[: path.rindex("<", 0, start)] + text + path[start + len(argument) + 2 :]
    assert "<" not in path, f"tests/house/cast.py does not fill in all of {pattern}"
    return path


def addresses(house: House) -> list[Address]:
    """Every address of the product, filled in with rows of the house."""
    found = []
    for urlconf in settings.ADDRESS_LISTS:
        place = "organisation" if "organisation" in urlconf else "installation"
        root = f"/{house.organisation.slug}/" if place == "organisation" else "/"
        for name, pattern, entry in _walk(get_resolver(urlconf).url_patterns, "", ()):
            path = root + _filled(house, name, pattern, entry).lstrip("^")
            found.append(Address(name, pattern, path, entry.callback, place))
    return found


def addresses_by_name(house: House) -> dict[str, Address]:
    """The same by name."""
    return {each.name: each for each in addresses(house)}


def lets_in(house: House, who: str, address: Address) -> bool:
    """What the address's own door says about this member of the"""
    door: Door = address.view.door
    if door.name == "open to all":
        return True
    if door.name == "with receipt":
        return who == "kari"
    if who not in house.accounts:
        return False
    if door.name == "signed in":
        return True
    viewer = viewer_of(house, who)
    return viewer.holds(*door.roles)
