"""Changing what is kept about a supporter, and bringing in a new one."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.doors import holding
from storstua.base.refusal import Refusal
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations import permissions as of_organisation
from storstua.organisations.request import OrganisationRequest
from storstua.supporters import actions, permissions, queries
from storstua.supporters.forms import CorrectionForm, NewcomerForm, RecordForm
from storstua.supporters.forms.keeping import ids
from storstua.supporters.forms.options import BETWEEN
from storstua.supporters.views.keeping import METHODS, kept, step
from storstua.ui.phones import phone_words

if TYPE_CHECKING:
    from storstua.supporters.queries.roster import KeptSupporter

CORRECTED = ("given_name", "family_name", "email", "phone")


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def record(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Change what is said of a supporter: terms, experience, place, ways of talking."""
    rows = queries.with_record(permissions.readable_records(request.viewer), clock.today())
    row = get_object_or_404(rows, key=key)
    branches = of_organisation.readable_branches(request.viewer).order_by("name")
    form = RecordForm(
        sent(request),
        facts=request.facts,
        branches=[each for each in branches if each.is_open or each.id == row.branch_id],
        initial=_kept(row),
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_profile(
                by=request.viewer,
                supporter=row,
                seen=said["version"],
                terms=form.terms(),
                profile=form.profile(),
                area_ids=ids(said["areas"]),
                topic_ids=ids(said["topics"]),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("supporters:person", key)
    status = 422 if form.errors else 200
    return render(request, "supporters/record.html", {"form": form, "row": row}, status=status)


def _kept(row: "KeptSupporter") -> dict[str, object]:
    """What stands in the form before anyone changes it."""
    profile = row.profile
    return {
        "version": row.version,
        "office_id": row.office_id,
        "branch": str(row.branch_id or ""),
        "place": f"{row.municipality}{BETWEEN}{row.county}" if row.county else "",
        "capacity": row.capacity,
        "starting_load": row.starting_load,
        "areas": [str(each) for each in row.area_ids],
        "topics": [str(each) for each in row.topic_ids],
        "role": profile.role,
        "contact_forms": profile.contact_forms,
        "languages": profile.languages,
        "birth_year": profile.birth_year,
        "gender": profile.gender,
        "life_phase": profile.life_phase,
        "story": queries.story_of(profile),
    }


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def correction(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Correct a supporter's name, mail and phone; what is kept stands in the form."""
    supporter = kept(request, key)
    audit.looked("see contact points", supporter, by=request.viewer)
    person, reached = supporter.person, queries.reached(supporter)
    initial = {
        "version": supporter.version,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": reached.email,
        "phone": phone_words(reached.phone),
    }
    lead = _("Adressen %(name)s logger inn med, endres ikke her.") % {"name": person.given_name}
    return step(
        request,
        supporter,
        CorrectionForm(sent(request), initial=initial),
        lambda form: actions.correct(
            by=request.viewer,
            supporter=supporter,
            seen=form.cleaned_data["version"],
            **{name: form.cleaned_data[name] for name in CORRECTED},
        ),
        {
            "heading": _("Rett navn, e-post og telefon"),
            "lead": lead if person.account_id else "",
            "submit": _("Lagre"),
            "done": _("Endringene er lagret."),
        },
    )


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def newcomer(request: OrganisationRequest) -> HttpResponse:
    """Bring in a supporter by hand; their page then says what is still to be done."""
    form = NewcomerForm(
        sent(request),
        facts=request.facts,
        branches=list(permissions.branches_to_keep(request.viewer).order_by("name")),
        must_choose=permissions.is_kept_to_branches(request.viewer),
    )
    if form.is_valid():
        said = form.cleaned_data
        municipality, county = form.municipality_and_county
        try:
            supporter = actions.enrol_newcomer(
                by=request.viewer,
                organisation=request.organisation,
                given_name=said["given_name"],
                family_name=said["family_name"],
                email=said["email"],
                phone=said["phone"],
                municipality=municipality,
                county=county,
                area_ids=ids(said["areas"]),
                branch=form.chosen_branch,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s er lagt inn.") % {"name": said["given_name"]})
            return redirect("supporters:person", supporter.key)
    status = 422 if form.errors else 200
    return render(request, "supporters/newcomer.html", {"form": form}, status=status)
