"""The supporters behind activities, with what the log needs of them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from storstua.base.viewer import Viewer
from storstua.organisations import permissions as organisations
from storstua.supporters import permissions as supporters
from storstua.supporters.queries import Supporter, Term


@dataclass(frozen=True, slots=True)
class NamedSupporter:
    """A supporter with name, branch and place; "" and None where nothing is said."""

    id: int
    key: UUID
    person_id: int
    name: str
    branch_id: int | None
    branch_key: UUID | None
    branch_name: str
    municipality: str
    county: str
    office_id: str


FIELDS = (
    "id",
    "key",
    "person_id",
    "person__given_name",
    "person__family_name",
    "branch_id",
    "branch__key",
    "branch__name",
    "municipality",
    "county",
    "office_id",
)


def supporters_of(
    organisation_id: int, ids: Collection[int] | None = None
) -> dict[int, NamedSupporter]:
    """The organisation's supporters by id, in order of name; only those in `ids` when given."""
    return _supporters(Viewer.system(organisation_id, "activity log"), ids)


def supporters_seen_by(viewer: Viewer) -> dict[int, NamedSupporter]:
    """The supporters whom the viewer may see, by id, in order of name; one query."""
    return _supporters(viewer, None)


def supporters_to_choose(viewer: Viewer, named: Collection[int] = ()) -> dict[int, NamedSupporter]:
    """Those whom the viewer may say were there, and those named already; by id, in order of name.

    Who keeps the log of one branch chooses among its supporters. One query.
    """
    own = supporters.readable_records(viewer).values("id")
    everyone = supporters.readable(Viewer.system(viewer.organisation_id, "activity log"))
    return _by_name(everyone.filter(Q(id__in=own) | Q(id__in=named)))


def supporters_with_terms(
    organisation_id: int, ids: Collection[int]
) -> tuple[dict[int, NamedSupporter], dict[int, tuple[Term, ...]]]:
    """Some supporters by id, and their appointments by supporter id; one query."""
    viewer = Viewer.system(organisation_id, "activity log")
    rows = supporters.readable(viewer).filter(id__in=ids).order_by("id", "appointments__from_on")
    people: dict[int, NamedSupporter] = {}
    terms: dict[int, tuple[Term, ...]] = {}
    for *named, from_on, until_on in rows.values_list(
        *FIELDS, "appointments__from_on", "appointments__until_on"
    ):
        person = _named(*named)
        people[person.id] = person
        if from_on:
            terms[person.id] = (*terms.get(person.id, ()), Term(from_on, until_on))
    return people, terms


def own_supporter(viewer: Viewer) -> NamedSupporter | None:
    """The supporter the viewer is; None when they are none."""
    everyone = supporters.readable(viewer).filter(person_id=viewer.person_id)
    found = [_named(*row) for row in everyone.values_list(*FIELDS)]
    return found[0] if found else None


def branches_of_people(people: Mapping[int, NamedSupporter]) -> list[tuple[str, str]]:
    """Key and name of the branches these supporters belong to, by name; no query."""
    found = {(str(each.branch_key), each.branch_name) for each in people.values()}
    return sorted((each for each in found if each[1]), key=lambda each: each[1])


def branches_of(viewer: Viewer) -> dict[UUID, tuple[int, str]]:
    """Every branch of the organisation by key: its id and name, in order of name."""
    rows = organisations.readable_branches(viewer).order_by("name")
    return {key: (id_, name) for key, id_, name in rows.values_list("key", "id", "name")}


def told_apart(people: Collection[NamedSupporter]) -> dict[UUID, str]:
    """Names by key; namesakes have branch, or municipality, and the office's id behind theirs."""
    count = Counter(each.name for each in people)
    return {each.key: _full(each) if count[each.name] > 1 else each.name for each in people}


def _full(person: NamedSupporter) -> str:
    more = [person.branch_name or person.municipality, person.office_id]
    known = ", ".join(part for part in more if part)
    return f"{person.name} ({known})" if known else person.name


def _supporters(viewer: Viewer, ids: Collection[int] | None) -> dict[int, NamedSupporter]:
    rows = supporters.readable(viewer)
    return _by_name(rows if ids is None else rows.filter(id__in=ids))


def _by_name(rows: QuerySet[Supporter]) -> dict[int, NamedSupporter]:
    rows = rows.order_by("person__given_name", "person__family_name", "id")
    return {row[0]: _named(*row) for row in rows.values_list(*FIELDS)}


def _named(
    id_: int,
    key: UUID,
    person_id: int,
    given: str,
    family: str,
    branch_id: int | None,
    branch_key: UUID | None,
    branch_name: str | None,
    municipality: str,
    county: str,
    office_id: str,
) -> NamedSupporter:
    return NamedSupporter(
        id_,
        key,
        person_id,
        f"{given} {family}".strip(),
        branch_id,
        branch_key,
        branch_name or "",
        municipality,
        county,
        office_id,
    )
