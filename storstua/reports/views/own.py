"""The organisation's own report: talks, visits and get-togethers, on a page and as a file."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storstua.activities import permissions as activities
from storstua.activities import queries as log
from storstua.activities.queries import Breakdown, Wish, wished
from storstua.audit import actions as audit
from storstua.base.doors import holding
from storstua.organisations.request import OrganisationRequest
from storstua.people.asking_again import asks_again
from storstua.reports import permissions
from storstua.reports.exports import workbook
from storstua.reports.exports.own import explanations, own_sheets
from storstua.reports.exports.sheet import said
from storstua.reports.forms import OwnFilter
from storstua.reports.tables import Link, in_order, tables
from storstua.reports.views.files import attachment, sayer

PAGE = 50


@holding(*permissions.READ)
@require_safe
def own(request: OrganisationRequest) -> HttpResponse:
    """The own figures of a span of time by supporter, a page at a time, branch and month."""
    chosen, found = _figures(request)
    query = chosen.query()
    by_supporter, *others = tables(found, _link_to_rows(query))
    everyone = in_order(by_supporter, request.GET.get("sorter", ""))
    page = Paginator(everyone.rows, PAGE).get_page(request.GET.get("side"))
    context = {
        "filter": chosen,
        "total": found.all.total,
        "tables": [replace(everyone, rows=tuple(page)), *others],
        "page": page,
        "year": chosen.period.year,
        "file_url": f"{reverse('reports:own_sheet')}?{urlencode(query)}",
        "explanations": explanations(),
    }
    return render(request, "reports/own.html", context)


@holding(*permissions.READ)
@asks_again
@require_safe
def own_sheet(request: OrganisationRequest) -> HttpResponse:
    """The same as XLSX; that it was fetched is noted, since it names supporters."""
    chosen, found = _figures(request)
    audit.looked("fetch own report", by=request.viewer, purpose=urlencode(chosen.query()))
    period = chosen.period
    span = f"{period.first:%d.%m.%Y}–{period.last:%d.%m.%Y}"
    sheets = own_sheets(tables(found, lambda _query: ""), request.organisation.name, span)
    say = sayer(request)
    content = workbook.workbook(said(sheet, say) for sheet in sheets)
    return attachment(content, workbook.CONTENT_TYPE, f"{_('rapport')}-{period.year}.xlsx")


def _figures(request: OrganisationRequest) -> tuple[OwnFilter, Breakdown]:
    branches = ((key, name) for key, (_id, name) in log.branches_of(request.viewer).items())
    years = request.facts.policy.keep_activities_years
    chosen = OwnFilter(request.GET, years=years, branches=branches)
    wish = Wish(
        period=chosen.period,
        branch=chosen.branch,
        without_branch=chosen.without_branch,
    )
    return chosen, log.breakdown(wished(activities.readable(request.viewer), wish))


def _link_to_rows(query: Mapping[str, str]) -> Link:
    address = reverse("activities:list")
    return lambda more: f"{address}?{urlencode({**query, **more})}"
