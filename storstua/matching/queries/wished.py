"""The supporter whom someone wants to ask from the directory."""

from uuid import UUID

from storstua.base import clock
from storstua.organisations.models import Policy
from storstua.supporters import queries as supporters


def wished(organisation_id: int, key: str, policy: Policy) -> tuple[int, str] | None:
    """Id and first name of a supporter whom others may see today; None for all other keys."""
    try:
        known = UUID(key)
    except ValueError:
        return None
    row = supporters.public_rows(organisation_id, clock.today(), policy).filter(key=known).first()
    return (row.id, row.person.given_name) if row else None
