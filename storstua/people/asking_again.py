"""Steps that ask once more who it is, since they take many people's rows out of the house."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

from storstua.people import signing_in
from storstua.ui.addresses import root_url, with_query

type View = Callable[..., HttpResponseBase]


def asks_again(view: View) -> View:
    """Lets those in who showed who they are within a quarter of an hour; others are asked first.

    Hang it inside the door. After the answer the browser comes back to the same address.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if signing_in.shown_just_now(request):
            return view(request, *args, **kwargs)
        back = {"next": request.get_full_path()}
        return HttpResponseRedirect(with_query(root_url("account_reauthenticate"), **back))

    return asked


def asks_again_to_look(view: View) -> View:
    """The same for a page with a form: what was typed there in the meantime is not lost.

    Who opens the page is asked; who sends the form has opened it.
    """
    looked_at = asks_again(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_sent = request.method == "POST"
        return (view if is_sent else looked_at)(request, *args, **kwargs)

    return asked
