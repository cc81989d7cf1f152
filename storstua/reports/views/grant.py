"""The grant report of a year: totals, the rows behind each number, frozen versions."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from storstua.activities.period import FIRST_YEAR, LAST_YEAR
from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.organisations.request import OrganisationRequest
from storstua.reports import actions, overview, permissions, queries
from storstua.reports.choices import DecisionReason
from storstua.reports.exports.grant import Heading, caution, headline
from storstua.reports.forms import DecideForm, FreezeForm, RowsFilter
from storstua.reports.report import Report
from storstua.reports.snapshot import digest
from storstua.reports.wording import result_words, version_words, why

PAGE = 50


@holding(*permissions.READ)
@require_safe
def grant(request: OrganisationRequest, year: int) -> HttpResponse:
    """What counts in a year as things stand now; the frozen versions are linked."""
    check_year(year)
    live = queries.live(request.viewer, year)
    last = live.versions[0] if live.versions else None
    context = _overview(live.report) | {
        "versions": [(each.number, version_words(each)) for each in live.versions],
        "has_changed": last is not None and last.digest != digest(live.report.lines),
        "may_decide": permissions.may_decide(request.viewer, request.organisation.id),
        "told": Heading(request.organisation.name, clock.now()).told(),
    }
    return render(request, "reports/grant.html", context)


@holding(*permissions.READ)
@require_safe
def version(request: OrganisationRequest, year: int, number: int) -> HttpResponse:
    """What counted when the report was frozen."""
    report, heading = chosen_report(request, year, str(number))
    context = _overview(report, versjon=str(number))
    context |= {"told": heading.told(), "number": number}
    return render(request, "reports/version.html", context)


def check_year(year: int) -> None:
    """Answer "not there" for a year that no report can be about."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


def chosen_report(request: OrganisationRequest, year: int, number: str) -> tuple[Report, Heading]:
    """The report as it stands, or the frozen version with this number."""
    check_year(year)
    name = request.organisation.name
    if not number:
        return queries.live(request.viewer, year).report, Heading(name, clock.now())
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        raise Http404
    row = get_object_or_404(permissions.readable(request.viewer), year=year, number=int(number))
    return queries.frozen(row), Heading(name, row.frozen_at, version_words(queries.told(row)))


def _overview(report: Report, **query: str) -> dict[str, object]:
    address = reverse("reports:rows", args=[report.year])
    tail = f"?{urlencode(query)}" if query else ""

    def link(more: Mapping[str, str]) -> str:
        return f"{address}?{urlencode({**query, **more})}"

    rows = overview.rows(report, link)
    return {
        "report": report,
        "headline": headline(report),
        "rows": rows,
        "maximum": max((row.value for row in rows), default=0),
        "total": overview.total_row(report, link),
        "to_decide": overview.to_decide(report, link),
        "worth_a_look": overview.worth_a_look(report, link),
        "why_not": overview.why_not(report, link),
        "decided_url": link({"bestemt": "on"}) if report.decided else "",
        "sheet_url": reverse("reports:sheet", args=[report.year]) + tail,
        "pdf_url": reverse("reports:pdf", args=[report.year]) + tail,
        "caution": caution(),
    }


@holding(*permissions.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def rows(request: OrganisationRequest, year: int) -> HttpResponse:
    """The rows behind a number, each with why; open questions are decided here."""
    number = request.GET.get("versjon", "")
    report, heading = chosen_report(request, year, number)
    chosen = RowsFilter(request.GET)
    page = Paginator([line for line in report.lines if chosen.fits(line)], PAGE).get_page(
        request.GET.get("side")
    )
    form = DecideForm(sent(request), lines=report.lines)
    if request.method == "POST" and form.is_valid() and _decide(request, form):
        return HttpResponseRedirect(request.get_full_path())
    may_decide = permissions.may_decide(request.viewer, request.organisation.id) and not number
    context = {
        "year": year,
        "number": number,
        "told": heading.told(),
        "filter": chosen,
        "page": page,
        "lines": [(line, result_words(line), why(line)) for line in page],
        "form": form,
        "ticked": form.ticked,
        "shows_form": may_decide and any(line.is_open_to_decision for line in page),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/rows.html", context, status=status)


def _decide(request: OrganisationRequest, form: DecideForm) -> bool:
    try:
        count = actions.decide(
            by=request.viewer,
            organisation=request.organisation,
            keys=form.keys(),
            counts=form.cleaned_data["counts"] == "ja",
            reason=DecisionReason(form.cleaned_data["reason"]),
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    said = ngettext("%(count)s rad er bestemt.", "%(count)s rader er bestemt.", count)
    messages.success(request, said % {"count": count})
    return True


@holding(*permissions.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def freezing(request: OrganisationRequest, year: int) -> HttpResponse:
    """Keep the report as it stands, with date and name, after a question."""
    check_year(year)
    form = FreezeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.freeze(by=request.viewer, organisation=request.organisation, year=year)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Rapporten er fryst."))
            return redirect("reports:version", year, made.number)
    report = queries.live(request.viewer, year).report
    context = {"form": form, "year": year, "report": report, "headline": headline(report)}
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/freezing.html", context, status=status)
