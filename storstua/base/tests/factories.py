"""What factories of all rooms stand on."""

from collections.abc import Callable
from functools import wraps

from django.db import models

from storstua.base.tenancy import inside


def in_its_organisation[**P, Made](make: Callable[P, Made]) -> Callable[P, Made]:
    """The same factory, inside the organisation that its first argument is or belongs to."""

    @wraps(make)
    def made_inside(*args: P.args, **kwargs: P.kwargs) -> Made:
        first = args[0]
        assert isinstance(first, models.Model)
        with inside(getattr(first, "organisation_id", first.pk)):
            return make(*args, **kwargs)

    return made_inside
