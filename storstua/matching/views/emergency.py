"""Opening in an emergency: which request, why, another's answer, and half an hour of reading."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.base.throttle import Limit, within
from storstua.matching import actions, permissions, queries
from storstua.matching.forms import FindForm, OpeningFilter, OpeningForm, VerdictForm
from storstua.organisations.request import OrganisationRequest
from storstua.people.asking_again import asks_again, asks_again_to_look
from storstua.roles import actions as roles
from storstua.roles import permissions as may
from storstua.roles import queries as held
from storstua.roles import sealing
from storstua.roles.choices import Danger, Verdict
from storstua.roles.queries import Opening

PAGE = 30
# So many of one name on one day can be told apart by the clock.
MOST_FOUND = 10
TRIES = Limit("looking for requests to open", 20, timedelta(hours=1))
WHO = (*may.OPENERS, Role.BOARD_MEMBER)
YES, NO, END, LOOKED = "ja", "nei", "lukk", "vurder"


def _may_open(request: OrganisationRequest) -> bool:
    here, policy = request.organisation.id, request.facts.policy
    return may.may_ask_to_open(request.viewer, here, policy)


def _listed(
    request: OrganisationRequest, find: FindForm, found: Sequence[object] = (), status: int = 200
) -> HttpResponse:
    form = OpeningFilter(request.GET)
    wished = form.cleaned_data.get("tilstand", "") if form.is_valid() else ""
    rows = held.openings_in(permissions.readable_openings(request.viewer), wished)
    order = ("created_at", "id") if request.GET.get("sorter") == "eldst" else ("-created_at", "-id")
    rows = rows.select_related("opener", "answered_by").order_by(*order)
    now = clock.now()
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "lines": [(row, row.stage(now)) for row in page.object_list],
        "form": form,
        "wished": wished,
        "find": find if _may_open(request) else None,
        "has_errors": bool(find.errors),
        "found": found,
        "is_allowed": request.facts.policy.allows_emergency_opening,
    }
    return render(request, "matching/openings.html", context, status=status)


@holding(*WHO)
@never_cache
@require_safe
def openings(request: OrganisationRequest) -> HttpResponse:
    """What was opened, by whom and why; and finding a request to open."""
    return _listed(request, FindForm())


@holding(*may.OPENERS)
@never_cache
@require_POST
def find(request: OrganisationRequest) -> HttpResponse:
    """Find the request by who calls themself what, and the day it came; each try is noted."""
    if not _may_open(request):
        raise Http404
    form = FindForm(request.POST)
    if not form.is_valid():
        return _listed(request, form, status=422)
    audit.looked("look for a request to open", by=request.viewer)
    if not within(TRIES, str(request.viewer.person_id)):
        form.add_error(None, _("Du har lett mange ganger. Vent litt, og prøv igjen."))
        return _listed(request, form, status=429)
    said = form.cleaned_data
    found = list(queries.named_on(request.viewer, said["nickname"], said["day"])[:MOST_FOUND])
    if len(found) == 1:
        return redirect("matching:emergency", found[0].key)
    told = _("Flere kaller seg det. Velg etter klokkeslettet.")
    form.add_error("nickname", told if found else _("Ingen kaller seg det den dagen."))
    return _listed(request, form, found, status=422)


@holding(*may.OPENERS)
@asks_again_to_look
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Ask to open one request in an emergency; nothing of it is shown here."""
    rows = permissions.can_be_opened(request.viewer).select_related("person")
    row = get_object_or_404(rows, key=key)
    if not _may_open(request):
        raise Http404
    form = OpeningForm(sent(request))
    if form.is_valid():
        said = form.cleaned_data | {"danger": Danger(form.cleaned_data["danger"])}
        try:
            made = actions.open_request(by=request.viewer, request=row, **said)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("matching:opening", made.key)
    context = {"form": form, "row": row}
    status = 422 if form.is_bound else 200
    return render(request, "matching/opening_asked.html", context, status=status)


@holding(*WHO)
@asks_again
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """One opening: where it stands, another's answer, and for its opener what is open."""
    viewer, said, now = request.viewer, request.POST.get("svar", ""), clock.now()
    rows = permissions.readable_openings(viewer)
    row = get_object_or_404(rows.select_related("opener", "answered_by", "reviewed_by"), key=key)
    form = VerdictForm(sent(request) if said == LOOKED else None)
    if said in {YES, NO, END} or form.is_valid():
        return _answered(request, row, said, form)
    is_opener = may.is_opener(viewer, row)
    # Nobody is the second for what they open; the question costs a query.
    is_second = not is_opener and may.may_answer_opening(viewer, row, request.facts.policy)
    context: dict[str, object] = {
        "row": row,
        "stage": row.stage(now),
        "form": form,
        "is_opener": is_opener,
        "is_second": is_second,
        **_opened(request, row, now),
    }
    if is_opener or is_second:
        audit.looked("read why it is opened", row, by=viewer)
        context["explanation"] = sealing.explanation_of(row)
    return render(request, "matching/opening.html", context, status=422 if form.is_bound else 200)


def _opened(request: OrganisationRequest, row: Opening, now: datetime) -> dict[str, object]:
    """What the opener reads while it is open; the reading is noted before anything is shown."""
    found = (
        queries.whole(permissions.opened(request.viewer, row, request.facts.policy, now))
        .select_related("notice_address", "person", "organisation")
        .first()
    )
    if found is None:
        return {}
    audit.looked("read in emergency", found, by=request.viewer, purpose=f"{row.danger} {row.key}")
    return {
        "found": found,
        "said": queries.said(found, request.facts),
        "text": queries.own_text(found),
        "reaches": queries.ways_to_reach(found),
    }


def _answered(
    request: OrganisationRequest, row: Opening, said: str, form: VerdictForm
) -> HttpResponse:
    by = request.viewer
    answers: dict[str, tuple[Callable[[], object], str]] = {
        YES: (
            lambda: actions.agree_to_open(by=by, opening=row),
            _("Du har sagt ja. Det er åpent i en halv time."),
        ),
        NO: (lambda: actions.decline_to_open(by=by, opening=row), _("Du har sagt nei.")),
        END: (lambda: roles.end_opening(by=by, opening=row), _("Det er lukket.")),
        LOOKED: (
            lambda: actions.review_opening(
                by=by, opening=row, verdict=Verdict(form.cleaned_data["verdict"])
            ),
            _("Takk. Svaret er lagret."),
        ),
    }
    answer, done = answers[said]
    try:
        answer()
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, done)
    return redirect("matching:opening", row.key)
