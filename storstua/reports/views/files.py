"""The grant report as files, and what all files that go out have in common."""

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from storstua.audit import actions as audit
from storstua.base.doors import holding
from storstua.organisations.request import OrganisationRequest
from storstua.people.asking_again import asks_again
from storstua.reports import permissions
from storstua.reports.exports import pdf as paper
from storstua.reports.exports import workbook
from storstua.reports.exports.grant import grant_sheets
from storstua.reports.exports.sheet import Say, said
from storstua.reports.views.grant import chosen_report
from storstua.ui.words import put_in


def sayer(request: OrganisationRequest) -> Say:
    """What puts the organisation's word into a text, in the language of the request."""
    language = get_language() or "nb"
    forms = request.facts.words.get(language, {})
    return lambda text: put_in(text, forms, language)


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep; it holds names, so nothing on the way may keep a copy."""
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@holding(*permissions.READ)
@asks_again
@require_safe
def sheet(request: OrganisationRequest, year: int) -> HttpResponse:
    """The grant report as XLSX; that it was fetched is noted, since it names supporters."""
    report, heading = chosen_report(request, year, request.GET.get("versjon", ""))
    audit.looked("fetch grant report", by=request.viewer, purpose=f"xlsx {year}")
    say = sayer(request)
    content = workbook.workbook(said(each, say) for each in grant_sheets(report, heading))
    return attachment(content, workbook.CONTENT_TYPE, _name(year, "xlsx"))


@holding(*permissions.READ)
@asks_again
@require_safe
def pdf(request: OrganisationRequest, year: int) -> HttpResponse:
    """The grant report as PDF; that it was fetched is noted, since it names supporters."""
    report, heading = chosen_report(request, year, request.GET.get("versjon", ""))
    audit.looked("fetch grant report", by=request.viewer, purpose=f"pdf {year}")
    content = paper.pdf(report, heading, sayer(request))
    return attachment(content, paper.CONTENT_TYPE, _name(year, "pdf"))


def _name(year: int, ending: str) -> str:
    return f"{_('tilskuddsrapport')}-{year}.{ending}"
