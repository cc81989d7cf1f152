"""Writes a mark into every protected field, through the pages and commands, as people do."""

import re
import secrets
import sys
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from proofs.fields import TOLD
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.imports import actions as imports
from storstua.matching import draft
from storstua.matching.models import Request
from storstua.outbox import queries as outbox
from storstua.supporters.models import Supporter
from tests.house.cast import House, build

SLUG = "/havblikk"
SIGN_IN = "tatt@example.org"
ASK = f"{SLUG}/samtale/be-om/"
SUPPORTER = {
    "Id": "77",
    "Navn": "Per Dal",
    "Kommune": "Bodø",
    "Diagnose": "Rygg",
    "Samtaleform": "telefon",
    "Språk": "norsk",
    "Fødselsår": "1975",
}
APP_SECRET = re.compile(r'<span class="code">([A-Z2-7 ]{39})</span>')


def plant(marks: dict[str, str]) -> set[str]:
    """Write each mark, and add what the product tells; returns the fields that were taken."""
    planting = Planting(build(), marks)
    planting.seekers()
    planting.talks()
    planting.supporters()
    planting.invited()
    planting.files()
    return planting.taken


class Planting:
    """One round through the house; what a page takes is counted, what it does not is told of."""

    def __init__(self, house: House, marks: dict[str, str]) -> None:
        self.house, self.marks, self.taken = house, marks, set[str]()
        self.organisation = house.organisation

    def send(self, browser: Client, path: str, *fields: str, **answers: object) -> str:
        """Send a form; the fields are taken when the page goes on. Returns where it goes."""
        answer = browser.post(path, answers)
        if answer.status_code == 302:
            self.taken.update(fields)
            return answer["Location"]
        print(f"{path} answers {answer.status_code}", file=sys.stderr)
        return ""

    def told(self, field: str, value: str) -> None:
        """Note what the product made and told."""
        assert value, field
        assert field in TOLD, field
        self.marks[field] = value
        self.taken.add(field)

    def seekers(self) -> None:
        """One asks for a talk, one stops half-way, one comes back with words."""
        network = f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"
        asking, half = Client(REMOTE_ADDR=network), Client()
        for browser, nickname, phone in (
            (asking, "Blåveis", "phone of a seeker"),
            (half, self.marks["nickname in a draft"], "phone in a draft"),
        ):
            browser.post(ASK, {"role": "self"})
            browser.post(f"{ASK}hvordan/", {"way": "phone"})
            browser.post(f"{ASK}onsker/", {"skip": "1"})
            said = {"nickname": nickname, "phone": self.marks[phone], "is_safe": "yes"}
            self.send(browser, f"{ASK}kall-meg/", phone, **said)
        self.taken.add("nickname in a draft")
        self.send(asking, f"{ASK}se-over/", "request text", text=self.marks["request text"])
        self.told("receipt words", _words_in(asking))
        self.told("cookie of a seeker", _cookie(asking))
        self.send(asking, "/b/kode/ny/")
        self.told("new receipt words", _words_in(asking))
        self._come_back(network)

    def _come_back(self, network: str) -> None:
        back = Client(REMOTE_ADDR=network)
        back.get("/b/ord/")
        words = self.marks["new receipt words"]
        self.send(back, "/b/ord/", words=words, once=secrets.token_urlsafe(24))
        self.told("cookie after words", _cookie(back))
        self.told("network of a visitor", network)

    def talks(self) -> None:
        """Everyone in a talk writes, and so do those who bring it about."""
        rows, kari = self.house.rows, self.house.client_of("kari")
        siri, ola = self.house.client_of("siri"), self.house.client_of("ola")
        self.send(kari, "/b/varsel/", "notice address", address=self.marks["notice address"])
        talk = rows["conversation"].key
        for field in ("message of a seeker", "second message of a seeker"):
            self.send(kari, f"/b/samtale/{talk}/", field, text=self.marks[field])
        said = self.marks["message of a supporter"]
        self.send(ola, f"{SLUG}/samtaler/{talk}/", "message of a supporter", text=said)
        waiting = f"{SLUG}/sporsmal/{rows['open_request_ask'].key}/"
        ola.post(waiting, {"svar": "ja"})
        first = self.marks["first message"]
        self.send(ola, f"{waiting}melding/", "first message", text=first)
        with inside(self.organisation):
            new = Request.objects.latest("id").key
        message = self.marks["message of a coordinator"]
        why = {"danger": "court", "explanation": f"{self.marks['why something was opened']} haster"}
        self.send(siri, f"{SLUG}/foresporsler/{new}/nodapning/", "why something was opened", **why)
        to = f"{SLUG}/foresporsler/{new}/spor/{rows['supporter'].key}/"
        self.send(siri, to, "message of a coordinator", way="phone", span="30", message=message)

    def supporters(self) -> None:
        """A supporter tells their story and puts it right; a newcomer is written down."""
        ola, siri = self.house.client_of("ola"), self.house.client_of("siri")
        for field in ("story before", "story"):
            with inside(self.organisation):
                version = Supporter.objects.get(id=self.house.rows["supporter"].id).version
            said = {"version": version, "story": self.marks[field], "capacity": 2}
            said |= {"contact_forms": ["chat", "phone", "visit"], "languages": ["nb"]}
            self.send(ola, f"{SLUG}/min-profil/endre/", field, **said)
        fields = {"email": "mail of a newcomer", "phone": "phone of a newcomer"}
        said = {name: self.marks[field] for name, field in fields.items()}
        path = f"{SLUG}/arbeid/likepersoner/ny/"
        self.send(siri, path, *fields.values(), given_name="Ny", family_name="Ny", **said)

    def invited(self) -> None:
        """Somebody is invited, chooses a password, signs in and sets up the second step."""
        siri, field = self.house.client_of("siri"), "address of an invitation"
        # The address of a sign-in stands in clear, so this invitation is taken by nobody.
        for address, *fields in ((self.marks[field], field), (SIGN_IN,)):
            said = {"given_name": "Ny", "email": address, "role": "supporter"}
            self.send(siri, f"{SLUG}/roller/inviter/", *fields, **said)
        with inside(self.organisation):
            (mail, *_others) = outbox.newest()
            link = outbox.parameters_of(mail)["link"]
        self.told("link of an invitation", link)
        self.told("secret of an invitation", link.rstrip("/").rpartition("/")[2])
        new, field = Client(), "password of someone invited"
        said = {"password": self.marks[field], "again": self.marks[field]}
        self.send(new, "/invitasjon/" + link.partition("/invitasjon/")[2], field, **said)
        self.told("cookie of a sign-in", _cookie(new))
        page = APP_SECRET.search(new.get("/konto/to-trinn/app/").content.decode())
        secret = page[1].replace(" ", "") if page else ""
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        self.send(new, "/konto/to-trinn/app/", code=str(code))
        self.told("secret of the app", secret)
        Client().post(
            "/logg-inn/", {"login": SIGN_IN, "password": self.marks["password typed wrongly"]}
        )
        self.taken.add("password typed wrongly")

    def files(self) -> None:
        """A file is sent in and waits; others are brought in, changed, and faulty in part."""
        named = {
            "Fornavn": "name in a file",
            "Mobil": "phone in a file",
            "E-post": "mail in a file",
        }
        row = {heading: self.marks[field] for heading, field in named.items()}
        row |= {self.marks["heading in a file"]: self.marks["cell nobody asked for"]}
        file = SimpleUploadedFile("liste.csv", _csv(row))
        path = f"{SLUG}/hent-inn/ny/"
        fields = (*named.values(), "heading in a file", "cell nobody asked for")
        astrid = self.house.client_of("astrid")
        self.send(astrid, path, *fields, subject="supporters", file=file)
        for end in ("an imported line", "a changed line"):
            self._bring_in("supporters", SUPPORTER, f"of {end}")
        failing = {"Navn": "name in a line that failed", "Kommune": "place that is none"}
        row = {heading: self.marks[field] for heading, field in failing.items()}
        self._bring_in("supporters", SUPPORTER | row, "in a line that failed", *failing.values())
        row = {"Id": self.marks["number of a member"], "Navn": "Eva Li"}
        self._bring_in("members", row, "of a member", "number of a member")

    def _bring_in(self, kind: str, row: dict[str, str], end: str, *also: str) -> None:
        fields = {"Mobil": f"phone {end}", "E-post": f"mail {end}"}
        row = row | {heading: self.marks[field] for heading, field in fields.items()}
        with inside(self.organisation):
            outcome = imports.take_in(
                by=Viewer.command_line(self.organisation.id),
                organisation=self.organisation,
                kind=kind,
                content=_csv(row),
                filename="liste.csv",
            )
        if outcome.key is None or not outcome.is_usable:
            print(f"a file of {kind} is not taken in", file=sys.stderr)
        else:
            self.taken.update(fields.values(), also)


def _csv(row: dict[str, str]) -> bytes:
    return "\n".join((";".join(row), ";".join(row.values()))).encode() + b"\n"


def _cookie(browser: Client) -> str:
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def _words_in(browser: Client) -> str:
    """The receipt words as the page shows them."""
    request = HttpRequest()
    request.session = browser.session
    return " ".join(draft.words(request))
