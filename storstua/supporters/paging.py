"""Pages of a list that nobody counts: one row more than shown tells whether there is a next."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, QueryDict

LAST_PAGE = 500


def page_number(query: QueryDict) -> int:
    """The page asked for in `side`, 1 when it is no number."""
    said = query.get("side", "1")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 1
    return min(max(1, number), LAST_PAGE)


def slice_of[M: Model](rows: QuerySet[M], number: int, size: int) -> list[M]:
    """The rows of a page and one more, if there is one."""
    start = (number - 1) * size
    return list(rows[start : start + size + 1])


def slice_of_both[M: Model](
    first: QuerySet[M], then: QuerySet[M], number: int, size: int
) -> tuple[list[M], list[M]]:
    """The same of two lists, one after the other: the rows of each that stand on the page.

    The first one is counted only on a page that lies wholly after it.
    """
    start = (number - 1) * size
    near = slice_of(first, number, size)
    if len(near) > size:
        return near, []
    skipped = start - first[:start].count() if start and not near else 0
    return near, list(then[skipped : skipped + size + 1 - len(near)])


def page_of[T](shown: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of rows that came from `slice_of`; it knows of the pages up to the next one.

    Raises Http404 for a page after the last.
    """
    if not shown and number > 1:
        raise Http404
    known = (number - 1) * size + len(shown)
    paginator: Paginator[T] = Paginator(range(known), size)  # type: ignore[arg-type]
    return Page(list(shown[:size]), number, paginator)
