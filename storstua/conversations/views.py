"""Pages of conversations, the same for a seeker with receipt words and a supporter."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.base.doors import holding, signed_in, with_receipt
from storstua.base.refusal import Refusal
from storstua.base.request import Request, sent
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations import actions, permissions, queries
from storstua.conversations.forms import MessageForm

PAGE = 30


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _thread(request: HttpRequest, viewer: Viewer, key: UUID, name: str) -> HttpResponse:
    conversation = get_object_or_404(permissions.readable(viewer), key=key)
    company = queries.company(conversation, viewer.person_id)
    if company is None:
        raise Http404
    form = MessageForm(sent(request), others=company.names)
    if form.is_valid():
        try:
            actions.send(by=viewer, conversation=conversation, text=form.cleaned_data["text"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Meldingen er sendt."))
            return redirect(f"conversations:{name}", key=key)
    shown = queries.thread(conversation, company, _whole_number(request.GET.get("for")))
    context = {
        "conversation": conversation,
        "shown": shown,
        "others": company.names,
        "form": form,
        "unread_from": company.own.read_up_to + 1,
        "newest": shown[-1].number if shown else 0,
        "older": shown[0].number if shown and shown[0].number > 1 else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, f"conversations/{name}.html", context, status=status)


def _reading(request: HttpRequest, viewer: Viewer, key: UUID, name: str) -> HttpResponse:
    conversation = get_object_or_404(permissions.readable(viewer), key=key)
    number = _whole_number(request.POST.get("number"))
    if number:
        actions.read_up_to(by=viewer, conversation=conversation, number=number)
    return redirect(f"conversations:{name}", key=key)


def _closing(request: HttpRequest, viewer: Viewer, key: UUID, name: str) -> HttpResponse:
    conversation = get_object_or_404(permissions.readable(viewer), key=key)
    if request.method == "POST":
        actions.close(by=viewer, conversation=conversation)
        messages.success(request, _("Samtalen er avsluttet."))
        return redirect(f"conversations:{name}", key=key)
    back_url = redirect(f"conversations:{name}", key=key).url
    context = {"conversation": conversation, "base_page": BASES[name], "back_url": back_url}
    return render(request, "conversations/closing.html", context)


BASES = {"thread": "ui/work.html", "seeker_thread": "ui/seeker.html"}


@signed_in
@never_cache
@require_safe
def listing(request: Request) -> HttpResponse:
    """One's own conversations, newest first."""
    rows = queries.listed(permissions.readable(request.viewer), request.viewer.person_id)
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(page.object_list, request.viewer.person_id)
    return render(request, "conversations/list.html", {"page": page, "lines": lines})


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: Request, key: UUID) -> HttpResponse:
    """Read and write in a conversation one takes part in."""
    return _thread(request, request.viewer, key, "thread")


@with_receipt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seeker_thread(request: Request, key: UUID) -> HttpResponse:
    """The same for someone who came with receipt words."""
    return _thread(request, request.viewer, key, "seeker_thread")


@signed_in
@require_POST
def reading(request: Request, key: UUID) -> HttpResponse:
    """Note how far one has read."""
    return _reading(request, request.viewer, key, "thread")


@with_receipt
@require_POST
def seeker_reading(request: Request, key: UUID) -> HttpResponse:
    """The same for someone who came with receipt words."""
    return _reading(request, request.viewer, key, "seeker_thread")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: Request, key: UUID) -> HttpResponse:
    """End a conversation, after a question."""
    return _closing(request, request.viewer, key, "thread")


@with_receipt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seeker_closing(request: Request, key: UUID) -> HttpResponse:
    """The same for someone who came with receipt words."""
    return _closing(request, request.viewer, key, "seeker_thread")


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def known(request: Request) -> HttpResponse:
    """That conversations exist, between whom and since when; never what is said."""
    rows = permissions.known_to(request.viewer).order_by("-created_at", "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(page.object_list, 0)
    return render(request, "conversations/known.html", {"page": page, "lines": lines})
