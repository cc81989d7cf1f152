"""What the settings pages have in common: one form, one action, back to where one came from."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations.request import OrganisationRequest
from storstua.ui.forms import Form

WHO = (Role.ORGANISATION_ADMINISTRATOR,)


def version_of(request: OrganisationRequest) -> dict[str, Any]:
    """What a form keeps, so that it is noticed when somebody else has changed a setting since."""
    return {"version": request.organisation.version}


def check_version(request: OrganisationRequest, values: dict[str, Any]) -> None:
    """Take the version out of what was sent; refuse when a setting was changed since then."""
    request.organisation.check_version(values.pop("version"))


def one_form(
    request: HttpRequest,
    form: Form,
    save: Callable[[dict[str, Any]], object],
    *,
    heading: str,
    back: str,
    text: str = "",
) -> HttpResponse:
    """Show a form; when it is right, save it and go to the page named `back`."""
    if form.is_valid():
        try:
            save(dict(form.cleaned_data))
        except Refusal as refusal:
            form.refuse(refusal)
        except ValidationError as fault:
            for name, sentences in fault.message_dict.items():
                form.add_error(name if name in form.fields else None, sentences)
        else:
            messages.success(request, _("Det er lagret."))
            return redirect(back)
    status = 422 if form.is_bound else 200
    context = {"form": form, "heading": heading, "back": back, "text": text}
    return render(request, "organisations/form.html", context, status=status)
