"""Pages of conversations, the same for a seeker with receipt words and a supporter."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storstua.base.doors import holding, signed_in
from storstua.base.refusal import Refusal
from storstua.base.request import Request, sent
from storstua.base.roles import Role
from storstua.conversations import actions, permissions, queries
from storstua.conversations.forms import MessageForm

PAGE = 30
# A thread stands at two places; the two lists of addresses hang the door of each and name its page.
BASES = {"thread": "ui/work.html", "seeker_thread": "ui/seeker.html"}


# Where a thread is opened: at what is new, or at the newest message.
NEWEST = "#siste"


def _to(page: str, key: UUID, at: str = NEWEST) -> HttpResponse:
    """The way to a thread, down to the newest message."""
    answer = redirect(f"conversations:{page}", key=key)
    answer["Location"] += at
    return answer


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: Request, key: UUID, page: str) -> HttpResponse:
    """Read and write in a conversation one takes part in."""
    conversation = get_object_or_404(queries.whole(permissions.readable(request.viewer)), key=key)
    # Another address than the page's own: a browser would not ask again for the one it shows.
    if request.method != "POST" and "nye" in request.GET:
        return _to(page, key)
    company = queries.company(conversation, request.viewer.person_id)
    if company is None:
        raise Http404
    form = MessageForm(sent(request), others=company.names)
    if form.is_valid():
        try:
            actions.send(
                by=request.viewer, conversation=conversation, text=form.cleaned_data["text"]
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Meldingen er sendt."))
            return _to(page, key)
    shown = queries.thread(conversation, company, _whole_number(request.GET.get("for")))
    context = {
        "conversation": conversation,
        "shown": shown,
        "others": company.names,
        "form": form,
        "unread_from": company.own.read_up_to + 1,
        "newest": shown[-1].number if shown else 0,
        "older": shown[0].number if shown and shown[0].number > 1 else None,
        "deleted_on": queries.deleted_on(conversation),
    }
    status = 422 if form.is_bound else 200
    return render(request, f"conversations/{page}.html", context, status=status)


@require_POST
def reading(request: Request, key: UUID, page: str) -> HttpResponse:
    """Note how far one has read."""
    conversation = get_object_or_404(permissions.readable(request.viewer), key=key)
    number = _whole_number(request.POST.get("number"))
    if number:
        actions.read_up_to(by=request.viewer, conversation=conversation, number=number)
    return _to(page, key)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: Request, key: UUID, page: str) -> HttpResponse:
    """End a conversation, after a question."""
    conversation = get_object_or_404(queries.whole(permissions.readable(request.viewer)), key=key)
    if request.method == "POST":
        actions.close(by=request.viewer, conversation=conversation)
        messages.success(request, _("Samtalen er avsluttet."))
        return _to(page, key, at="")
    back_url = redirect(f"conversations:{page}", key=key).url
    context = {
        "conversation": conversation,
        "base_page": BASES[page],
        "back_url": back_url,
        "deleted_on": queries.deleted_on(conversation),
    }
    return render(request, "conversations/closing.html", context)


@signed_in
@never_cache
@require_safe
def listing(request: Request) -> HttpResponse:
    """One's own conversations, newest first."""
    rows = queries.listed(permissions.readable(request.viewer), request.viewer.person_id)
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(page.object_list, request.viewer.person_id)
    return render(request, "conversations/list.html", {"page": page, "lines": lines})


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def known(request: Request) -> HttpResponse:
    """That conversations exist, between whom and since when; never what is said."""
    rows = permissions.known_to(request.viewer).order_by("-created_at", "-id")
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(page.object_list, 0)
    return render(request, "conversations/known.html", {"page": page, "lines": lines})
