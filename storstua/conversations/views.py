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
from storstua.conversations.forms import KnownFilter, MessageForm, TalkFilter
from storstua.ui.addresses import root_url

PAGE = 30
# A thread stands at two places; the two lists of addresses hang the door of each and name its page.
BASES = {"thread": "ui/work.html", "seeker_thread": "ui/seeker.html"}
# The lists that talks stand in which are not written here, and so have no page of their own.
LISTS = {"thread": "conversations:list", "seeker_thread": "matching:home"}
# How the coordinator's list can be sorted; newest first when nothing is chosen.
ORDERS = {"startet": ("created_at", "id"), "-startet": ("-created_at", "-id")}


# Where a thread is opened: at what is new, or at the newest message.
NEWEST = "#siste"


def _to(page: str, key: UUID, at: str = NEWEST) -> HttpResponse:
    """The way to a thread, down to the newest message."""
    answer = redirect(f"conversations:{page}", key=key)
    answer["Location"] += at
    return answer


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _written(request: Request, key: UUID) -> queries.Talk:
    rows = queries.whole(permissions.readable(request.viewer))
    return get_object_or_404(rows, key=key, is_written=True)


def _back(conversation: queries.Talk, page: str) -> HttpResponse:
    """The way back to a conversation, or to the list when it is not written here."""
    if conversation.is_written:
        return _to(page, conversation.key, at="")
    name = LISTS[page]
    return redirect(root_url(name) if page == "seeker_thread" else name)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: Request, key: UUID, page: str) -> HttpResponse:
    """Read and write in a conversation one takes part in."""
    conversation = _written(request, key)
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
    conversation = _written(request, key)
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
        return _back(conversation, page)
    context = {
        "conversation": conversation,
        "base_page": BASES[page],
        "back_url": _back(conversation, page)["Location"],
        "deleted_on": queries.deleted_on(conversation),
    }
    return render(request, "conversations/closing.html", context)


@signed_in
@never_cache
@require_safe
def listing(request: Request) -> HttpResponse:
    """One's own conversations, newest first."""
    form = TalkFilter(request.GET)
    wished = form.cleaned_data if form.is_valid() else {}
    own = queries.in_state(permissions.readable(request.viewer), wished.get("tilstand", ""))
    rows = queries.listed(own, request.viewer.person_id)
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(page.object_list, request.viewer.person_id)
    template = "conversations/list.html#listing" if request.htmx else "conversations/list.html"
    return render(request, template, {"page": page, "lines": lines, "form": form})


@holding(Role.COORDINATOR)
@never_cache
@require_safe
def known(request: Request) -> HttpResponse:
    """That conversations exist, between whom and since when; never what is said."""
    form = KnownFilter(request.GET)
    wished = form.cleaned_data if form.is_valid() else {}
    rows = queries.in_state(permissions.known_to(request.viewer), wished.get("tilstand", ""))
    rows = queries.between(rows, wished.get("navn", ""))
    rows = rows.order_by(*ORDERS.get(request.GET.get("sorter", ""), ORDERS["-startet"]))
    page = Paginator(rows, PAGE).get_page(request.GET.get("side"))
    lines = queries.lines(page.object_list, 0)
    template = "conversations/known.html#listing" if request.htmx else "conversations/known.html"
    return render(request, template, {"page": page, "lines": lines, "form": form})
