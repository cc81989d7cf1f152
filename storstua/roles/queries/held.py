"""Who holds what, who the viewer is, and what an invitation leads to."""

from datetime import date, datetime
from hashlib import sha256

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONArray

from storstua.base import clock
from storstua.base.roles import Role
from storstua.base.tenancy import INSTALLATION, inside
from storstua.base.viewer import Holding, Viewer
from storstua.organisations import queries as organisations
from storstua.people.barred_words import of_mail
from storstua.people.models import Person
from storstua.people.queries import account_with, places_elsewhere
from storstua.roles.models import Grant, Invitation
from storstua.roles.permissions import EVERYWHERE, holds_between, in_force
from storstua.roles.sealing import address_of


def holdings_of(person_id: int, on: date | None = None) -> frozenset[Holding]:
    """The roles a person holds on a day."""
    rows = Grant.objects.filter(in_force(on), person_id=person_id)
    return frozenset(
        Holding(Role(role), branch) for role, branch in rows.values_list("role", "branch_id")
    )


def works_elsewhere(person: Person) -> bool:
    """True when the account behind a person holds a role today in another organisation."""
    if person.account_id is None:
        return False
    for place in places_elsewhere(person.account_id, person.organisation_id):
        with inside(place.organisation_id, purpose="works elsewhere"):
            if holdings_of(place.person_id):
                return True
    return False


def viewer_for(account_id: int, organisation_id: int, acting_as: str = "") -> Viewer:
    """The viewer behind an account in one organisation: one query for person and roles."""
    held = Grant.objects.filter(in_force(), person=OuterRef("pk"))
    people = Person.objects.filter(account_id=account_id, organisation_id=organisation_id)
    row = people.values_list(
        "id", "is_member", ArraySubquery(held.values(pair=JSONArray("role", "branch")))
    ).first()
    if row is None:
        return Viewer(organisation_id=organisation_id, account_id=account_id)
    person_id, is_member, pairs = row
    holdings = frozenset(Holding(Role(role), branch) for role, branch in pairs)
    if is_member:
        holdings |= {Holding(Role.MEMBER)}
    return Viewer(
        organisation_id=organisation_id,
        person_id=person_id,
        account_id=account_id,
        holdings=holdings,
        acting_as=_acting(holdings, acting_as),
    )


def _acting(holdings: frozenset[Holding], wished: str) -> Role:
    held = {holding.role for holding in holdings}
    if wished in held:
        return Role(wished)
    return next((role for role in reversed(Role) if role in held), Role.VISITOR)


def in_role(role: Role) -> QuerySet[Grant]:
    """The grants of a role that hold today, for conditions on rows that point to people."""
    return Grant.objects.filter(in_force(), role=role)


def people_with(organisation_id: int, *roles: Role, everywhere: bool = False) -> list[Person]:
    """The people who hold one of the roles today, each once, by name.

    With `everywhere` those only who hold it in the whole organisation.
    """
    grants = Grant.objects.filter(in_force(), organisation_id=organisation_id, role__in=roles)
    if everywhere:
        grants = grants.filter(branch=None)
    people = Person.objects.filter(id__in=grants.values("person_id"))
    return list(people.select_related("account").order_by("given_name", "family_name", "id"))


def people_reaching(organisation_id: int, role: Role, county: str) -> list[Person]:
    """The people who hold a role for what lies in a county ("" when none is said), by name.

    The rule of `permissions.reached`: those for the whole organisation or the county; without
    any of them, all who hold the role.
    """
    held = Grant.objects.filter(in_force(), organisation_id=organisation_id, role=role)
    near = EVERYWHERE | Q(branch__county=county) if county else EVERYWHERE
    grants = held.filter(near)
    people = Person.objects.filter(id__in=(grants if grants.exists() else held).values("person_id"))
    return list(people.select_related("account").order_by("given_name", "family_name", "id"))


def listed(grants: QuerySet[Grant], role: str = "") -> QuerySet[Grant]:
    """The grants in force and to come, by name; only one role's when `role` is a role's code."""
    rows = grants.filter(holds_between(clock.today(), None)).select_related("person", "branch")
    if role in Role.values:
        rows = rows.filter(role=role)
    return rows.order_by("person__given_name", "person__family_name", "role", "id")


def ran_out_before(organisation_id: int, moment: datetime) -> QuerySet[Invitation]:
    """The invitations of an organisation that ran out before a moment, taken or not."""
    rows = Invitation.objects.filter(organisation_id=organisation_id, expires_at__lt=moment)
    return rows.order_by("expires_at", "id")


def open_invitation(secret: str) -> Invitation | None:
    """The invitation behind a link, while it can still be used."""
    lookup = sha256(secret.encode("utf-8", "replace")).digest()
    # A secret that leads nowhere takes as many questions as one that once did.
    organisation_id = organisations.behind(lookup) or INSTALLATION
    open_ones = Invitation.objects.filter(
        token_hash=lookup, accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now()
    )
    with inside(organisation_id, purpose="invitation"):
        return open_ones.select_related("person", "organisation").first()


def words_about(invitation: Invitation) -> list[str]:
    """What whoever knows the invited person would try as a password."""
    person, organisation = invitation.person, invitation.organisation
    names = [person.given_name, person.family_name, organisation.name, organisation.slug]
    return [*names, *of_mail(address_of(invitation))]


def has_account(invitation: Invitation) -> bool:
    """True when the invited address already has an account."""
    return account_with(address_of(invitation)) is not None


def is_for(invitation: Invitation, account_id: int) -> bool:
    """True when the account signed in is the one invited."""
    account = account_with(address_of(invitation))
    return account is not None and account.id == account_id
