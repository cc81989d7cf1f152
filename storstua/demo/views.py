"""Pages of the demo: choose who to be, come in, read the mails that were not sent."""

from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from storstua.base.doors import open_to_all
from storstua.base.refusal import Refusal
from storstua.base.request import Request
from storstua.base.session_keys import ACTING
from storstua.demo import queries
from storstua.demo.cast import Member, member
from storstua.demo.forms import EnterForm
from storstua.people import receipt_session, signing_in
from storstua.ui.addresses import root_url

PAGE = 25
NOT_THERE = _("Demoen er ikke ferdig lastet inn. Vent litt, og prøv igjen.")
OTHER_WORDS = _("Ordene er byttet ut. De gamle virker igjen når demoen lastes inn på nytt.")


@open_to_all
@never_cache
@require_safe
def cast(request: Request) -> HttpResponse:
    """The people one can be, by organisation."""
    return _choose(request, EnterForm())


@open_to_all
@never_cache
@require_POST
def enter(request: Request) -> HttpResponse:
    """Come in as one of them; whoever was signed in here before is signed out."""
    form = EnterForm(request.POST)
    if form.is_valid():
        chosen = member(form.cleaned_data["who"])
        try:
            return _enter_with_words(request, chosen) if chosen.words else _sign_in(request, chosen)
        except Refusal as refusal:
            form.refuse(refusal)
    return _choose(request, form)


@open_to_all
@never_cache
@require_safe
def mails(request: Request) -> HttpResponse:
    """The mails that would have been sent, newest first."""
    page = Paginator(queries.newest_mails(), PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "mails": queries.as_read(list(page))}
    return render(request, "demo/mails.html", context)


def _choose(request: Request, form: EnterForm) -> HttpResponse:
    context = {"form": form, "groups": queries.groups()}
    return render(request, "demo/cast.html", context, status=422 if form.is_bound else 200)


def _sign_in(request: Request, chosen: Member) -> HttpResponse:
    account, organisation_id = queries.account_of(chosen), queries.organisation_id_of(chosen)
    if account is None or not organisation_id:
        raise Refusal(NOT_THERE, field="who")
    logout(request)
    signing_in.begin(request, account)
    signing_in.count_as_two_steps(request, account)
    request.session[ACTING] = {str(organisation_id): chosen.roles[0].value}
    return HttpResponseRedirect(f"/{chosen.organisation}/i-dag/")


def _enter_with_words(request: Request, chosen: Member) -> HttpResponse:
    person = queries.seeker_of(chosen)
    if person is None:
        raise Refusal(OTHER_WORDS, field="who")
    receipt_session.enter(request, person)
    return HttpResponseRedirect(root_url("matching:home"))
