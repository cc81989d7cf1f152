"""The rows of two list pages, read with one statement each: the least a page must ask for."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from storstua import vault
from storstua.base import clock
from storstua.base.tenancy import inside
from storstua.operations.bench.routes import HOME

PEOPLE, REQUESTS = 12, 30

# Conditions as scalar subqueries: as joins they would cost the planner 50 ms for each page.
_DIRECTORY = """
select s.key, p.given_name, pr.sealed_story, pr.key, pr.role, s.county, pr.contact_forms, array(
    select n.name from supporters_supporter_area a
    join organisations_area_name n on n.area_id = a.area_id and n.language = 'nb'
    where a.supporter_id = s.id order by a.area_id),
  least(s.capacity, (select l.load_limit from organisations_policy l
    where l.organisation_id = s.organisation_id)) > s.starting_load + (
    select count(*) from supporters_place t where t.supporter_id = s.id and t.released_at is null)
from supporters_supporter s
join organisations_organisation o on o.id = s.organisation_id
join people_person p on p.id = s.person_id
join supporters_profile pr on pr.supporter_id = s.id
where o.slug = %(slug)s and pr.birth_year <= %(born)s
  and (select 1 from supporters_appointment a where a.supporter_id = s.id and a.from_on <= %(today)s
    and (a.until_on is null or a.until_on >= %(today)s) limit 1) is not null
  and (select 1 from supporters_declaration d where d.supporter_id = s.id limit 1) is not null
  and (select 1 from supporters_fulfilment f where f.supporter_id = s.id
    and f.requirement = 'course' limit 1) is not null
  and (select 1 from supporters_pause b where b.supporter_id = s.id and b.from_on <= %(today)s
    and (b.until_on is null or b.until_on >= %(today)s) limit 1) is null
  and (select 1 from people_consent c where c.person_id = p.id
    and c.purpose = 'directory_name' and c.withdrawn_at is null limit 1) is not null
order by s.key limit %(count)s
"""

_QUEUE = """
select r.key, r.received_at, r.promised_on, n.name, r.is_minor, r.contact_forms, r.county,
  (select count(*) from matching_ask a where a.request_id = r.id)
from matching_request r
join organisations_organisation o on o.id = r.organisation_id
left join organisations_area_name n on n.area_id = r.area_id and n.language = 'nb'
where o.slug = %(slug)s
  and not exists (select 1 from matching_closing c where c.request_id = r.id)
  and not exists (select 1 from matching_ask a where a.request_id = r.id and a.answer = 'yes')
order by r.received_at, r.id limit %(count)s
"""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One supporter as the directory shows them."""

    key: UUID
    name: str
    story: str
    role: str
    county: str
    ways: list[str]
    areas: list[str]
    has_free_place: bool

    @property
    def address(self) -> str:
        """Where the profile is."""
        return f"/{HOME}/likepersoner/{self.key}/"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as the queue shows it."""

    key: UUID
    received_at: Any
    promised_on: date
    area: str | None
    is_minor: bool
    ways: list[str]
    county: str
    asks_count: int

    @property
    def address(self) -> str:
        """Where the request is."""
        return f"/{HOME}/foresporsler/{self.key}/"


def _home() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select id from organisations_organisation where slug = %s", [HOME])
        found: int = cursor.fetchone()[0]
    return found


def directory() -> list[PersonRow]:
    """The first page of those whom others may see."""
    today, home = clock.today(), _home()
    with inside(home, purpose="bench"), connection.cursor() as cursor:
        cursor.execute(
            _DIRECTORY,
            {"slug": HOME, "today": today, "born": today.year - 18, "count": PEOPLE},
        )
        found = cursor.fetchall()
    vault.hold_keys_of(row[2] for row in found)
    return [PersonRow(row[0], row[1], _story(home, *row[2:4]), *row[4:]) for row in found]


def _story(home: int, sealed: bytes, key: UUID) -> str:
    drawer = vault.Drawer("profile", home, str(key))
    place = drawer.place("supporters_profile", "sealed_story", key)
    return vault.open_to_show(sealed, place) if sealed else ""


def queue() -> list[RequestRow]:
    """The first page of the requests that nobody has said yes to."""
    with inside(_home(), purpose="bench"), connection.cursor() as cursor:
        cursor.execute(_QUEUE, {"slug": HOME, "count": REQUESTS})
        return [RequestRow(*row) for row in cursor.fetchall()]
