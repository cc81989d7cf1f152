"""Letting a supporter in who was brought in by hand or from a file."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from storstua.audit import actions as audit
from storstua.base.doors import holding
from storstua.base.request import sent
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.roles import actions as roles
from storstua.supporters import queries
from storstua.supporters.forms import SignInForm
from storstua.supporters.views.keeping import METHODS, kept, step


@holding(Role.COORDINATOR)
@never_cache
@require_http_methods(METHODS)
def invite(request: OrganisationRequest, key: UUID) -> HttpResponse:
    """Invite a supporter to sign in as who they are here; the address kept stands in the form."""
    supporter = kept(request, key)
    audit.looked("see contact points", supporter, by=request.viewer)
    form = SignInForm(sent(request), initial={"email": queries.reached(supporter).email})
    name = {"name": supporter.person.given_name}
    return step(
        request,
        supporter,
        form,
        lambda form: roles.invite_known(
            by=request.viewer,
            person=supporter.person,
            email=form.cleaned_data["email"],
            role=Role.SUPPORTER,
            branch=supporter.branch,
        ),
        {
            "heading": _("Inviter %(name)s til å logge inn") % name,
            "lead": _("%(name)s får en lenke som virker i sju dager, og velger eget passord.")
            % name,
            "submit": _("Send invitasjonen"),
            "done": _("Invitasjonen er sendt."),
        },
    )
