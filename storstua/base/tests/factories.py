"""What factories of all rooms stand on."""

from collections.abc import Callable
from functools import wraps

from django.db import connection, models

from storstua.base.tenancy import inside, now_inside


def in_its_organisation[**P, Made](make: Callable[P, Made]) -> Callable[P, Made]:
    """The same factory, inside the organisation that its first argument is or belongs to."""

    @wraps(make)
    def made_inside(*args: P.args, **kwargs: P.kwargs) -> Made:
        first = args[0]
        assert isinstance(first, models.Model)
        organisation_id = getattr(first, "organisation_id", first.pk)
        # Most tests are there already, and going in and out again takes five statements.
        if connection.in_atomic_block and now_inside() == organisation_id:
            return make(*args, **kwargs)
        with inside(organisation_id):
            return make(*args, **kwargs)

    return made_inside
