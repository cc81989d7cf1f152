"""The product for a WSGI server that only a proxy on the same machine can reach."""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from storstua.config import wsgi


def with_visitors_address(serve: WSGIApplication) -> WSGIApplication:
    """Wrap `serve` so that it sees the visitor's address, which the proxy puts in X-Real-IP.

    Throttles count by address: without this all visitors together would be one.
    """

    def served(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if address := environ.get("HTTP_X_REAL_IP"):
            environ["REMOTE_ADDR"] = address
        return serve(environ, start_response)

    return served


application: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]] = with_visitors_address(
    wsgi.application
)
