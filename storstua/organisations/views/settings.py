"""The settings: an overview, and one page for each part."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from storstua.base.doors import holding
from storstua.base.request import sent
from storstua.organisations import actions, queries
from storstua.organisations.addresses import address_of, is_served
from storstua.organisations.forms import (
    AddressForm,
    FactsForm,
    LookForm,
    PolicyForm,
    RoomsForm,
    WordsForm,
)
from storstua.organisations.models import Organisation
from storstua.organisations.models.words import FORMS
from storstua.organisations.request import OrganisationRequest
from storstua.organisations.views.shared import WHO, check_version, one_form, version_of
from storstua.ui.phones import phone_words

OVERVIEW = "organisations:settings"
LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English", "de": "Deutsch"}
READ_AND_WRITE = ["GET", "HEAD", "POST"]


def _facts(request: OrganisationRequest, *names: str) -> dict[str, Any]:
    row = request.organisation
    return {name: getattr(row, name) for name in (*names, "version")}


def _change(request: OrganisationRequest, values: dict[str, Any]) -> None:
    seen = values.pop("version")
    actions.change(by=request.viewer, organisation=request.organisation, seen=seen, **values)


@holding(*WHO)
@require_safe
def settings(request: OrganisationRequest) -> HttpResponse:
    """Every part of the settings with what it is set to now."""
    context = {
        "overview": queries.overview(request.organisation, request.facts),
        "policy": request.facts.policy,
        "address": address_of(request.organisation),
    }
    return render(request, "organisations/settings.html", context)


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def facts(request: OrganisationRequest) -> HttpResponse:
    """Name and contact."""
    initial = _facts(request, *FactsForm.base_fields)
    initial["contact_phone"] = phone_words(initial["contact_phone"])
    form = FactsForm(sent(request), initial=initial)
    return one_form(
        request,
        form,
        lambda values: _change(request, values),
        heading=_("Navn og kontakt"),
        back=OVERVIEW,
    )


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def address(request: OrganisationRequest) -> HttpResponse:
    """Where the pages are: a host name of the organisation's own, beside the slug."""
    own = request.organisation
    form = AddressForm(sent(request), initial=_facts(request, *AddressForm.base_fields))

    def save(values: dict[str, Any]) -> None:
        actions.set_host(
            by=request.viewer, organisation=own, host=values["host"], seen=values["version"]
        )

    return one_form(
        request, form, save, heading=_("Adresse"), back=OVERVIEW, text=_address_text(own)
    )


def _address_text(organisation: Organisation) -> str:
    """What happens with a name of one's own, and whether the one kept now is in use."""
    parts = [
        _("Siden deres er på %(address)s.") % {"address": address_of(organisation)},
        _("Et eget domene må peke hit, og den som drifter anlegget, må åpne det."),
        _("Da går lenker i e-post dit. Den gamle adressen virker fortsatt."),
    ]
    if organisation.host and not is_served(organisation.host):
        parts.append(_("%(host)s er ikke åpnet ennå.") % {"host": organisation.host})
    return " ".join(parts)


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def rooms(request: OrganisationRequest) -> HttpResponse:
    """Which rooms are open, and whom a request may concern."""
    form = RoomsForm(sent(request), initial=_facts(request, *RoomsForm.base_fields))
    return one_form(
        request, form, lambda values: _change(request, values), heading=_("Rom"), back=OVERVIEW
    )


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def look(request: OrganisationRequest) -> HttpResponse:
    """Colour and picture."""
    form = LookForm(sent(request), request.FILES or None, initial=_facts(request, "colour"))

    def save(values: dict[str, Any]) -> None:
        png, words = values.pop("logo"), values.pop("alternative_text")
        _change(request, values)
        if png:
            actions.set_logo(
                by=request.viewer,
                organisation=request.organisation,
                png=png,
                alternative_text=words,
            )

    return one_form(request, form, save, heading=_("Farge og logo"), back=OVERVIEW)


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def policy(request: OrganisationRequest) -> HttpResponse:
    """What the organisation demands and promises."""
    row = request.facts.policy
    names = (*PolicyForm.base_fields, "version")
    form = PolicyForm(sent(request), initial={name: getattr(row, name) for name in names})

    def save(values: dict[str, Any]) -> None:
        seen = values.pop("version")
        actions.set_policy(
            by=request.viewer, organisation=request.organisation, seen=seen, **values
        )

    return one_form(request, form, save, heading=_("Krav og løfter"), back=OVERVIEW)


@holding(*WHO)
@require_http_methods(READ_AND_WRITE)
def words(request: OrganisationRequest, language: str) -> HttpResponse:
    """The organisation's own word, in all forms of one language."""
    if language not in FORMS:
        raise Http404
    kept = request.facts.words.get(language, {})
    form = WordsForm(sent(request), language=language, initial=dict(kept) | version_of(request))

    def save(values: dict[str, Any]) -> None:
        check_version(request, values)
        actions.set_words(
            by=request.viewer, organisation=request.organisation, language=language, forms=values
        )

    return one_form(
        request,
        form,
        save,
        heading=_("Ordet dere bruker: %(language)s") % {"language": LANGUAGES[language]},
        back=OVERVIEW,
        text=_("Skriv alle formene. De erstatter vårt ord overalt."),
    )
