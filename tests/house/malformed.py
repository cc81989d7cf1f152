"""Requests that no browser of ours sends: broken addresses, bodies, headers and values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from django.http import HttpResponseBase
from django.test import Client

METHODS = ("GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "X")
ODD = (
    *("\0", "%00", "%ff%fe", "%ed%a0%80", "..", "../..", "//", ";", "%2e%2e%2f", "🕯", "a" * 3000),
    *("'", '"', "\\", "<script>", "{{7*7}}", "-1", "0", "9" * 40, "1e309", "NaN", "null", "[]"),
    *("2026-02-31", "9999-99-99", "00000000-0000-0000-0000-000000000000", "\u202e", "\ud7ff"),
    *(" ", "\r\nX: 1", "%", "%zz", "æøå", "é", "\x1b[2J", "--", "') or 1=1 --", "\x7f"),
)
FIELDS = (
    *("side", "sorter", "navn", "ar", "hva", "omrade", "fylke", "tilstand", "likeperson", "text"),
    *("version", "once", "csrfmiddlewaretoken", "login", "password", "words", "code", "address"),
    *("done_on", "minutes", "type", "name", "slug", "key", "next", "format", "start", "q"),
)
KINDS = (
    *("application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary="),
    *("multipart/form-data; boundary=x", "application/json", "text/plain; charset=klingon"),
    *("application/x-www-form-urlencoded; charset=utf-16", "", "a/b/c", "image/png"),
)
HEADERS = (
    *(
        "accept-language",
        "cookie",
        "x-forwarded-for",
        "x-forwarded-proto",
        "range",
        "if-none-match",
    ),
    *("if-modified-since", "hx-request", "hx-target", "origin", "referer", "accept", "host"),
    *("content-length", "transfer-encoding", "user-agent", "accept-encoding", "sec-fetch-site"),
)


@dataclass(frozen=True)
class Malformed:
    """One request, as it is sent."""

    method: str
    path: str
    query: str
    body: bytes
    kind: str
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, client: Client) -> HttpResponseBase:
        """The answer to it."""
        headers = {name: _as_a_server_reads(value) for name, value in self.headers.items()}
        query = {"QUERY_STRING": _as_a_server_reads(self.query)}
        return client.generic(
            self.method, self.path, self.body, self.kind, headers=headers, **query
        )


def _as_a_server_reads(text: str) -> str:
    """Bytes of a request as WSGI tells them: one letter a byte."""
    return text.encode("utf-8", "replace").decode("latin-1")


def _value(chance: Random) -> str:
    return "".join(chance.choice(ODD) for _each in range(chance.randrange(3)))


def _path(chance: Random, paths: Sequence[str]) -> str:
    path = chance.choice(paths)
    if chance.random() < 0.5:
        return path
    parts = path.split("/")
    parts[chance.randrange(len(parts))] = _value(chance)
    return "/" + "/".join(parts).lstrip("/")


def _pairs(chance: Random) -> str:
    many = 2000 if chance.random() < 0.01 else chance.randrange(6)
    return "&".join(f"{chance.choice(FIELDS)}={_value(chance)}" for _each in range(many))


def _multipart(chance: Random) -> str:
    lines = []
    for _each in range(chance.randrange(4)):
        name, value = chance.choice(FIELDS), _value(chance)
        filename = f'; filename="{_value(chance)}"' if chance.random() < 0.4 else ""
        lines.append(f'--x\r\nContent-Disposition: form-data; name="{name}"{filename}\r\n')
        lines.append(f"Content-Type: {_value(chance)}\r\n\r\n{value}\r\n")
    return "".join(lines) + ("--x--\r\n" if chance.random() < 0.5 else "")


def _body(chance: Random) -> bytes:
    made = (
        lambda: _pairs(chance).encode("utf-8", "replace"),
        lambda: _multipart(chance).encode("utf-8", "replace"),
        lambda: chance.randbytes(chance.randrange(200)),
        lambda: b"[" * 1000 + b"]" * 1000,
        lambda: b"",
    )
    return chance.choice(made)()


def _headers(chance: Random) -> dict[str, str]:
    chosen = chance.sample(HEADERS, chance.choice((0, 0, 1, 2)))
    return {name: _value(chance).replace("\r\n", "") for name in chosen}


def one(chance: Random, paths: Sequence[str]) -> Malformed:
    """A request at one of these paths or near it; the same chance gives the same request."""
    method = chance.choice(METHODS)
    has_body = method in {"POST", "PUT", "PATCH"}
    return Malformed(
        method=method,
        path=_path(chance, paths),
        query=_pairs(chance) if chance.random() < 0.5 else "",
        body=_body(chance) if has_body else b"",
        kind=chance.choice(KINDS) if has_body else "",
        headers=_headers(chance),
    )
