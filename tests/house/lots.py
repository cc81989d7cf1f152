"""Lots: whole sets of rows that belong to somebody else, each under the names `cast.FILLED` knows.

`own` is the cast's; `oslo` and `bergen` lie in branches of the same organisation; what stands in
`blocked` is over (taken back, closed, shut out), what stood in `erased` has been erased, and
`other` belongs to another organisation.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from storstua.activities import actions as activities
from storstua.activities.tests.factories import make_activity
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Holding, Viewer
from storstua.conversations import actions as conversations
from storstua.conversations.models import Conversation
from storstua.imports import actions as imports
from storstua.imports.handing_back import template_csv
from storstua.imports.models import Import
from storstua.matching import actions as matching
from storstua.matching import permissions as match_permissions
from storstua.matching import queries as match_queries
from storstua.organisations import actions as organisations
from storstua.organisations.models import Branch, HelpLine, Organisation, Policy, Topic
from storstua.organisations.queries import facts_of
from storstua.people.models import Person
from storstua.people.tests.factories import make_account, make_person
from storstua.privacy import actions as privacy
from storstua.privacy.models import Deletion
from storstua.roles import actions as roles
from storstua.roles.choices import Danger
from storstua.roles.models import Invitation
from storstua.roles.tests.factories import make_grant
from storstua.supporters.tests.factories import make_supporter
from tests.house.cast import House
from tests.house.marks import mark

type Rows = dict[str, Any]

# Where the lots of this organisation lie: each in a branch that covers a county.
COUNTIES = {"oslo": "Oslo", "bergen": "Vestland", "blocked": "", "erased": "", "other": ""}


@dataclass(frozen=True)
class Lot:
    """A set of rows, and at which organisation's address it is asked for."""

    name: str
    house: House


def add(house: House) -> list[Lot]:
    """Mark the cast's own rows, and let in the others with theirs."""
    with inside(house.organisation):
        mark("own", house.rows)
        found = {name: _furnished(house.organisation, name) for name in COUNTIES if name != "other"}
        _put_out(found["blocked"])
        _erase(found["erased"])
    with inside(house.other):
        board = make_person(house.other, account=make_account("styret@example.org"))
        make_grant(board, Role.BOARD_MEMBER)
        Policy.objects.update(allows_emergency_opening=True)
        found["other"] = _furnished(house.other, "other")
    house.rows |= {f"{name} {row}": each for name in found for row, each in found[name].items()}
    lots = {name: replace(house, rows=house.rows | rows) for name, rows in found.items()}
    abroad = {"organisation": house.other, "other": house.organisation}
    return [
        Lot("own", house),
        *(Lot(name, each) for name, each in lots.items()),
        # What is another's, asked for where it lies; and what is here, asked for elsewhere.
        Lot("other at home", replace(lots["other"], **abroad)),
        Lot("own from elsewhere", replace(house, **abroad)),
    ]


def _furnished(organisation: Organisation, name: str) -> Rows:
    branch = None
    if county := COUNTIES[name]:
        by = _system(organisation)
        branch = organisations.add_branch(
            by=by, organisation=organisation, name=county, county=county
        )
    rows = _people(organisation, name, branch)
    for request in ("request", "open_request"):
        rows |= _asked(organisation, rows["supporter"], request, COUNTIES[name])
    rows |= _talk(rows) | _papers(organisation, rows, branch) | _settings(organisation, name)
    mark(name, rows)
    return rows


def _system(organisation: Organisation) -> Viewer:
    return Viewer.system(organisation.id, "lots")


def _as(person: Person, role: Role) -> Viewer:
    holdings = frozenset({Holding(role)})
    return Viewer(organisation_id=person.organisation_id, person_id=person.id, holdings=holdings)


def _people(organisation: Organisation, name: str, branch: Branch | None) -> Rows:
    account = make_account(f"{name}@example.org")
    supporter = make_supporter(organisation, account=account, branch=branch)
    make_grant(supporter.person, Role.SUPPORTER)
    holder = make_person(organisation)
    lies_in = branch or organisations.add_branch(
        by=_system(organisation), organisation=organisation, name=name
    )
    return {
        "branch": lies_in,
        "account": account,
        "supporter": supporter,
        "siri": holder,
        "grant": make_grant(holder, Role.SUPERVISOR, branch),
    }


def _asked(organisation: Organisation, supporter: Any, name: str, county: str) -> Rows:
    by, policy = _system(organisation), facts_of(organisation).policy
    values = matching.RequestValues(
        nickname="Rogn", contact_forms=("chat", "phone"), county=county, text="Hei"
    )
    request, _words = matching.ask_for_talk(
        by=Viewer.visitor(organisation.id), organisation=organisation, values=values
    )
    candidate = match_queries.candidate(by, supporter.key, policy)
    assert candidate is not None
    ask = matching.ask_supporter(
        by=by, request=request, candidate=candidate, way="chat", message="Hei"
    )
    return {name: request, f"{name}_ask": ask}


def _talk(rows: Rows) -> Rows:
    ask = rows["request_ask"]
    per = _as(rows["supporter"].person, Role.SUPPORTER)
    matching.answer_ask(by=per, ask=ask, answer="yes")
    seeker = Viewer.seeker(ask.organisation_id, rows["request"].person_id)
    answered = matching.meet(by=seeker, ask=ask, is_fine=True)
    return {"conversation": Conversation.objects.get(key=answered.conversation_key)}


def _papers(organisation: Organisation, rows: Rows, branch: Branch | None) -> Rows:
    by = _system(organisation)
    person = make_person(organisation, account=make_account(f"til.{rows['account'].email}"))
    invitation, _secret = roles.invite(
        by=by, person=rows["siri"], email="ny@example.org", role=Role.SUPERVISOR, branch=branch
    )
    proposal = roles.propose_role(
        by=_as(person, Role.COORDINATOR), person=rows["supporter"].person, role=Role.SUPERVISOR
    )
    proposal.branch = branch
    proposal.save()
    # What Berit is given to read in Oslo (see `crew`), and nobody who tries reads elsewhere.
    opening = roles.ask_to_open(
        by=_as(person, Role.COORDINATOR),
        person=rows["request"].person,
        noun=match_permissions.REQUEST,
        object_key=rows["request"].key,
        danger=Danger.LIFE,
        explanation="Det haster, og ingen svarer.",
        is_alone=True,
    )
    return {
        "proposer": person,
        "opening": opening,
        "proposal": proposal,
        "invitation": invitation,
        "activity": make_activity(organisation, [rows["supporter"]], branch=branch),
        "import": imports.upload(
            by=by,
            organisation=organisation,
            kind="supporters",
            content=template_csv("supporters"),
            filename="mal.csv",
        ),
        "deletion": Deletion.objects.create(
            organisation=organisation, term="talk", due_count=99, stopped_by="amount"
        ),
    }


def _settings(organisation: Organisation, name: str) -> Rows:
    """What everyone in an organisation may see, and nobody else changes: only elsewhere others'."""
    if name != "other":
        return {}
    area = organisations.add_area(
        by=_system(organisation), organisation=organisation, code=name, names={"nb": name}
    )
    return {
        "area": area,
        "topic": Topic.objects.filter(organisation=organisation)[0],
        "help_line": HelpLine.objects.filter(organisation=organisation)[0],
    }


def _put_out(rows: Rows) -> None:
    """Everything of the lot is over: taken back, closed, withdrawn, and the account shut."""
    by = _system(rows["account"].persons.get().organisation)
    supporter, seeker = rows["supporter"], Viewer.seeker(by.organisation_id, 0)
    matching.take_back(by=by, ask=rows["open_request_ask"])
    for request in (rows["request"], rows["open_request"]):
        matching.withdraw(by=replace(seeker, person_id=request.person_id), request=request)
    conversations.close(by=by, conversation=rows["conversation"])
    activities.remove(by=by, activity=rows["activity"])
    imports.discard(by=by, file=Import.objects.get(id=rows["import"].id))
    roles.withdraw(by=by, invitation=Invitation.objects.get(id=rows["invitation"].id))
    roles.take_back(by=_as(rows["proposer"], Role.COORDINATOR), proposal=rows["proposal"])
    roles.end(by=by, grant=rows["grant"])
    supporter.person.account.is_active = False
    supporter.person.account.save()


def _erase(rows: Rows) -> None:
    """Everyone of the lot has asked to be erased."""
    organisation_id = rows["supporter"].organisation_id
    people = (rows[name].person for name in ("request", "open_request", "supporter"))
    erase: Callable[..., None] = privacy.erase
    for person in (*people, rows["siri"], rows["proposer"]):
        erase(by=Viewer(organisation_id=organisation_id, person_id=person.id), person=person)
    by = _system(rows["supporter"].organisation)
    activities.remove(by=by, activity=rows["activity"])
    imports.discard(by=by, file=Import.objects.get(id=rows["import"].id))
    rows["deletion"].delete()
