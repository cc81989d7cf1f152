"""Pages of roles: who holds what, inviting, ending, and which role one acts in."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.base.doors import holding, open_to_all, signed_in
from storstua.base.refusal import Refusal
from storstua.base.request import Request, sent
from storstua.base.roles import Role
from storstua.base.session_keys import ACTING
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.organisations import permissions as of_organisation
from storstua.organisations.request import OrganisationRequest
from storstua.people import signing_in
from storstua.people.links import counts_wrong_links
from storstua.roles import actions, permissions, queries
from storstua.roles.choices import Matter
from storstua.roles.forms import EndingForm, InviteForm, PasswordForm, RolesFilter
from storstua.roles.sealing import address_of

PAGE = 50
WHO = (Role.ORGANISATION_ADMINISTRATOR, Role.BOARD_MEMBER, Role.COORDINATOR)


@signed_in
@require_POST
def switch(request: OrganisationRequest) -> HttpResponse:
    """Act in another role one holds, chosen in the menu; only menus and first pages change."""
    role = request.POST.get("rolle", "")
    if role in request.viewer.roles:
        request.session[ACTING] = {
            **request.session.get(ACTING, {}),
            str(request.organisation.id): role,
        }
    else:
        messages.error(request, _("Du har ikke denne rollen nå."))
    return redirect("home:today")


@holding(*WHO)
@require_safe
def listing(request: OrganisationRequest) -> HttpResponse:
    """Who holds which role, filtered by role, by name; what waits for someone stands first."""
    choice = RolesFilter(request.GET)
    role = choice.cleaned_data["rolle"] if choice.is_valid() else ""
    rows = queries.listed(permissions.readable(request.viewer), role)
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    waiting = queries.waiting(
        permissions.readable_invitations(request.viewer),
        permissions.readable_proposals(request.viewer),
    )
    context = {
        "page": page,
        "filter": choice,
        "invitations": [each for each in waiting if each.is_invitation],
        "proposals": [each for each in waiting if not each.is_invitation],
        "may_help_in": permissions.may_propose(
            request.viewer, Matter.SIGN_IN, request.organisation.id, branch_id=None
        ),
    }
    return render(request, "roles/list.html", context)


@holding(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: OrganisationRequest) -> HttpResponse:
    """Invite someone by mail to a role; one that takes two waits for somebody's yes first."""
    branches = of_organisation.open_branches(request.viewer).order_by("name")
    form = InviteForm(sent(request), viewer=request.viewer, branches=branches)
    if form.is_valid():
        role = Role(form.cleaned_data["role"])
        takes_two = permissions.takes_two(request.viewer, role)
        try:
            (actions.propose_invitation if takes_two else actions.invite_by_mail)(
                by=request.viewer,
                organisation=request.organisation,
                given_name=form.cleaned_data["given_name"],
                family_name=form.cleaned_data["family_name"],
                email=form.cleaned_data["email"],
                role=role,
                branch=form.chosen_branch,
                days=form.days,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            sent_now = _("Invitasjonen er sendt. Den virker i sju dager.")
            sent_later = _("Foreslått. Invitasjonen sendes når en til har sagt ja.")
            messages.success(request, sent_later if takes_two else sent_now)
            return redirect("roles:list")
    status = 422 if form.is_bound else 200
    return render(request, "roles/invite.html", {"form": form}, status=status)


@holding(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """End a role after a question, now or after a day to come."""
    grant = get_object_or_404(permissions.readable(request.viewer), key=key)
    form = EndingForm(sent(request))
    if form.is_valid():
        try:
            actions.end(by=request.viewer, grant=grant, last_on=form.last_day)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            later = _("Rollen slutter etter dagen du valgte.")
            messages.success(request, later if form.last_day else _("Rollen er avsluttet."))
            return redirect("roles:list")
    context = {"form": form, "grant": grant, "role": Role(grant.role).label}
    status = 422 if form.is_bound else 200
    return render(request, "roles/ending.html", context, status=status)


@holding(*WHO)
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Take an invitation back; its link stops working at once."""
    invitation = get_object_or_404(permissions.readable_invitations(request.viewer), key=key)
    if request.method == "POST":
        try:
            actions.withdraw(by=request.viewer, invitation=invitation)
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Invitasjonen er trukket tilbake."))
        return redirect("roles:list")
    context = {"invitation": invitation, "address": address_of(invitation)}
    return render(request, "roles/withdrawal.html", context)


@open_to_all
@counts_wrong_links
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, secret: str) -> HttpResponse:
    """Take an invitation: choose a password, or say yes when signed in already."""
    found = queries.open_invitation(secret)
    if found is None:
        # One answer for a link that was used, is too old or never was; `token_fail` counts it.
        return TemplateResponse(request, "roles/link_ended.html", {"token_fail": True}, status=404)
    has_account = queries.has_account(found)
    if has_account and not queries.is_for(found, request.viewer.account_id):
        return render(request, "roles/sign_in_first.html", {"invitation": found})
    form = PasswordForm(sent(request), words=queries.words_about(found))
    if request.method == "POST" and (has_account or form.is_valid()):
        by = Viewer(found.organisation_id, account_id=request.viewer.account_id)
        try:
            with inside(found.organisation_id, by=by):
                account = actions.accept(
                    by=by,
                    invitation=found,
                    password="" if has_account else form.cleaned_data["password"],
                    language=get_language(),
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            # Whoever is signed in already has shown nothing new: their session goes on as it was.
            if not has_account:
                signing_in.begin(request, account)
            return HttpResponseRedirect(f"/{found.organisation.slug}/i-dag/")
    context = {
        "form": form,
        "invitation": found,
        "has_account": has_account,
        "address": address_of(found),
        "role": Role(found.role).label,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "roles/invitation.html", context, status=status)
