"""A small OpenID Connect provider for tests, and the ways in which a bad one may lie."""

import json
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from storstua.base import clock

CLIENT, SECRET = "storstua-test", "en hemmelighet: med kolon"
NATIONAL_NUMBER = "20914695016"


def _algorithm(key: Any) -> str:
    elliptic = ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey
    return "ES256" if isinstance(key, elliptic) else "RS256"


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@dataclass
class SmallProvider:
    """Signs in whoever asks. What it lies about is set by the test.

    `claims` replace those of the token, `without` takes some away, `signs` makes the token of the
    claims, `metadata` replaces what it says of itself, `back` what it sends back with the browser.
    """

    issuer: str = ""
    subject: str = "paral-lell-7"
    level: str = "idporten-loa-high"
    private: Any = field(default_factory=_key)
    claims: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    signs: Any = None
    metadata: dict[str, Any] = field(default_factory=dict)
    client_key: Any = None
    back: dict[str, str] = field(default_factory=dict)
    jwks: dict[str, Any] | None = None
    broken: str = ""
    slow: dict[str, float] = field(default_factory=dict)
    drips: str = ""
    refuses: int = 0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    pushed: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self) -> dict[str, Any]:
        """What it says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "pushed_authorization_request_endpoint": f"{self.issuer}/par",
            **self.metadata,
        }

    def keys(self) -> dict[str, Any]:
        """Its public key."""
        if self.jwks is not None:
            return self.jwks
        algorithm = jwt.get_algorithm_by_name(_algorithm(self.private))
        public = json.loads(algorithm.to_jwk(self.private.public_key()))  # type: ignore[attr-defined]
        return {"keys": [{**public, "kid": "k1", "use": "sig"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Sign the person in at once, and lead the browser back with a code."""
        asked = self.pushed.get(asked.get("request_uri", ""), asked)
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe(16)
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"], "iss": self.issuer, **self.back}
        there = {name: value for name, value in back.items() if value}
        return f"{asked['redirect_uri']}?{urlencode(there)}"

    def token(self, form: dict[str, str], header: str) -> dict[str, Any] | None:
        """A signed token for a code; None when the code, its proof or the client is wrong."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or not self.knows(form, header):
            return None
        hashed = sha256(form.get("code_verifier", "").encode()).digest()
        challenge = urlsafe_b64encode(hashed).decode().rstrip("=")
        if challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.signed(asked)}

    def knows(self, form: dict[str, str], header: str) -> bool:
        """True when the client has shown who it is, in one of three ways."""
        if "client_assertion" in form:
            told = jwt.decode(
                form["client_assertion"],
                self.client_key,
                [_algorithm(self.client_key)],
                audience=self.issuer,
            )
            return bool(told["iss"] == told["sub"] == CLIENT)
        if header:
            shown = b64decode(header.removeprefix("Basic ")).decode()
            return shown == f"{CLIENT}:en%20hemmelighet%3A%20med%20kolon"
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)

    def signed(self, asked: dict[str, str]) -> str:
        """The token, with whatever the test wants wrong in it."""
        now = int(clock.now().timestamp())
        claims = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": CLIENT,
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 120,
            "acr": self.level,
            "auth_time": now,
            "pid": NATIONAL_NUMBER,
            "email": "siri@example.org",
            "email_verified": False,
            **self.claims,
        }
        left = {name: value for name, value in claims.items() if name not in self.without}
        if self.signs:
            return str(self.signs(self, left))
        return jwt.encode(left, self.private, _algorithm(self.private), headers={"kid": "k1"})

    def answer(self, method: str, path: str, asked: dict[str, str], header: str) -> Any:
        """(status, JSON or address) for a request."""
        self.asked.append((path, asked))
        time.sleep(self.slow.get(path, 0))
        if self.broken == path:
            return 500, {}
        match path:
            case "/.well-known/openid-configuration":
                return 200, self.says()
            case "/jwks":
                return 200, self.keys()
            case "/authorize":
                return 302, self.authorize(asked)
            case "/par":
                if not self.knows(asked, header):
                    return 401, {}
                self.pushed["urn:x:1"] = asked
                return 201, {"request_uri": "urn:x:1", "expires_in": 60}
            case _:
                if self.refuses:
                    return self.refuses, {}
                found = self.token(asked, header)
                return (200, found) if found else (400, {"error": "invalid_grant"})


def named(provider: SmallProvider) -> dict[str, dict[str, str]]:
    """The settings that name it as ID-porten."""
    return {"idporten": {"issuer": provider.issuer, "client_id": CLIENT, "secret": SECRET}}


@contextmanager
def running() -> Iterator[SmallProvider]:
    """The provider on a port of this machine."""
    provider = SmallProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._answer(parts.path, parts.query)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(self.path, body)

        def _answer(self, path: str, query: str) -> None:
            asked = {name: values[0] for name, values in parse_qs(query).items()}
            header = self.headers.get("Authorization", "")
            status, said = provider.answer(self.command, path, asked, header)
            with suppress(BrokenPipeError):
                if provider.drips == urlsplit(self.path).path:
                    self._drip()
                else:
                    self._say(status, said)

        def _say(self, status: int, said: Any) -> None:
            body = b"" if status == 302 else json.dumps(said).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", said)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _drip(self) -> None:
            """A byte now and then, without an end."""
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            for _each in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
