"""What lies in a branch now, so that it cannot be closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Value

from storstua.organisations.models import Branch
from storstua.roles import queries as roles
from storstua.supporters.models import Supporter
from storstua.supporters.queries.standing import ended


def lies_in(branch: Branch, on: date) -> dict[str, int]:
    """How many supporters, roles, invitations, proposals and open branches below; one query.

    Those who have ended and what was logged are history, and not among them. What there is none
    of is left out.
    """
    serving = Supporter.objects.filter(branch=branch, profile__isnull=False).exclude(ended(on))
    below = Branch.objects.filter(parent=branch, is_open=True)
    return _counted({"supporters": serving, **roles.lying_in(branch.id), "branches": below})


def roles_in(branch: Branch) -> dict[str, int]:
    """The same of roles, and of what may become one; no approval of a supporter is among them."""
    return _counted(roles.reaching_from(branch.id))


def _counted(found: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    first, *rest = (
        rows.order_by().values(what=Value(name)).annotate(count=Count("pk"))
        for name, rows in found.items()
    )
    counted = first.union(*rest, all=True)
    return {each["what"]: each["count"] for each in counted if each["count"]}
