"""SMS through a gateway: a small one inside the test that accepts, refuses, breaks or is slow."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine

from storstua.base.viewer import Viewer
from storstua.outbox import actions, jobs, queries, sms
from storstua.outbox.carriers import NotSetUp, carriers, sends_sms
from storstua.outbox.delivery import Letter, StaysHere
from storstua.outbox.models import Message, Way
from storstua.outbox.tests.topics import topics_in

pytestmark = pytest.mark.django_db
BY = Viewer.system(0, "test")
NUMBER = "+4791234567"
LETTER = Letter("<a@b>", NUMBER, "", "hei", "nb")
# GSM 03.38, the letters that go seven bits each.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


class Sink(ThreadingHTTPServer):
    """A gateway: keeps what arrives, and answers as it is told."""

    status, waits_for, moves_to = 202, None, ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.arrived: list[tuple[dict[str, str], dict[str, str]]] = []
        self.done = threading.Event()


class _Taking(BaseHTTPRequestHandler):
    server: Sink

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.arrived.append((body, dict(self.headers)))
        if self.server.waits_for:
            self.server.done.wait(self.server.waits_for)
        self.send_response(self.server.status)
        if self.server.moves_to:
            self.send_header("Location", self.server.moves_to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def gateway(settings) -> Iterator[Sink]:
    sink = Sink()
    threading.Thread(target=sink.serve_forever, args=(0.01,), daemon=True).start()
    settings.STORSTUA_DEMO = False
    settings.SMS_URL = f"http://127.0.0.1:{sink.server_port}/send?konto=1"
    settings.SMS_TOKEN, settings.SMS_FROM = "hemmelig", "Beskjed"
    yield sink
    sink.done.set()
    sink.shutdown()
    sink.server_close()


def queue(language: str = "nb") -> Message:
    return actions.queue_sms(by=BY, number=NUMBER, template="seeker_notice", language=language)


def test_an_sms_is_posted_once_and_its_number_forgotten(gateway):
    message = queue()
    assert NUMBER.encode() not in bytes(message.address)
    assert jobs.send_due(timestamp=0) == 1
    assert jobs.send_due(timestamp=0) == 0
    ((body, headers),) = gateway.arrived
    assert body == {
        "to": NUMBER,
        "from": "Beskjed",
        "text": "En beskjed venter på deg. Les den med koden din.",
        "id": message.message_id,
    }
    assert headers["Authorization"] == "Bearer hemmelig"
    assert headers["Idempotency-Key"] == message.message_id
    assert Message.objects.count() == 0


@pytest.mark.parametrize("status", [500, 503, 429, 401, 404, 302])
def test_every_other_answer_is_tried_again_later_with_the_same_id(gateway, status):
    message = queue()
    gateway.status, gateway.moves_to = status, "http://127.0.0.1:1/"
    waits = []
    # By the clock of the database, or nothing is sent at all.
    with time_machine.travel(message.next_try_at, tick=False) as clock:
        for _try in range(3):
            clock.move_to(message.next_try_at)
            before = message.next_try_at
            jobs.send_due(timestamp=0)
            message.refresh_from_db()
            waits.append(round((message.next_try_at - before).total_seconds() / 60))
        assert waits == [1, 2, 4]
        assert message.last_trouble == "NotAccepted"
        gateway.status = 200
        clock.move_to(message.next_try_at)
        jobs.send_due(timestamp=0)
    assert {body["id"] for body, _headers in gateway.arrived} == {message.message_id}
    assert Message.objects.count() == 0


def test_a_slow_gateway_is_left(gateway, monkeypatch):
    monkeypatch.setattr(sms, "SECONDS", 0.2)
    gateway.waits_for = 5
    message = queue()
    jobs.send_due(timestamp=0)
    message.refresh_from_db()
    assert (message.sent_at, message.last_trouble) == (None, "TimeoutError")


def test_a_gateway_that_is_away_is_tried_again(gateway, settings):
    gateway.shutdown()
    gateway.server_close()
    message = queue()
    jobs.send_due(timestamp=0)
    message.refresh_from_db()
    assert (message.sent_at, message.tries_count) == (None, 1)


def test_an_answer_that_is_no_http_is_tried_again(settings, monkeypatch):
    settings.SMS_URL = "http://127.0.0.1:9/"

    class Noise:
        def __init__(self, *args: object, **kwargs: object) -> None: ...

        def request(self, *args: object) -> None: ...

        def getresponse(self) -> None:
            raise sms.HTTPException("tull")

        def close(self) -> None: ...

    monkeypatch.setattr(sms, "HTTPConnection", Noise)
    with pytest.raises(sms.NotAccepted):
        sms.Gateway().carry(LETTER)


@pytest.mark.parametrize("url", ["http://sms.example.org/", "ftp://127.0.0.1/", "tull"])
def test_nothing_leaves_in_clear(settings, url):
    settings.SMS_URL = url
    with pytest.raises(sms.NotAccepted):
        sms.Gateway().carry(LETTER)


def test_https_goes_to_the_address_in_the_settings(settings, monkeypatch):
    asked: list[tuple[str, int | None]] = []

    class Secure(sms.HTTPConnection):
        def __init__(self, host: str, port: int | None, timeout: float) -> None:
            super().__init__(host, port, timeout=timeout)
            asked.append((host, port))

        def request(self, *args: object, **kwargs: object) -> None:
            raise ConnectionRefusedError

    monkeypatch.setattr(sms, "HTTPSConnection", Secure)
    settings.SMS_URL = "https://sms.example.org:8443/v1"
    with pytest.raises(ConnectionRefusedError):
        sms.Gateway().carry(LETTER)
    assert asked == [("sms.example.org", 8443)]


@pytest.mark.parametrize("language", ["nb", "nn", "en", "de"])
@pytest.mark.parametrize("template", sms.TEXTS)
def test_a_text_fits_in_one_message_and_says_nothing(template, language):
    text = sms.text_of(template, language)
    assert len(text) <= (160 if set(text) <= GSM else 70)
    assert (topics_in(text), "http" in text) == (set(), False)


def test_each_language_has_its_own_text():
    assert len({sms.text_of("seeker_notice", each) for each in ("nb", "nn", "en", "de")}) == 4


def test_the_demo_sends_nothing_and_keeps_what_would_have_been_sent(gateway, settings):
    settings.STORSTUA_DEMO = True
    message = queue("de")
    jobs.send_due(timestamp=0)
    message.refresh_from_db()
    assert gateway.arrived == []
    assert isinstance(carriers()[Way.SMS], StaysHere)
    assert queries.text_of(message).body == sms.text_of("seeker_notice", "de")


def test_without_a_gateway_it_is_not_offered_and_what_waits_goes_nowhere(settings):
    settings.SMS_URL, settings.STORSTUA_DEMO = "", False
    assert sends_sms() is False
    assert isinstance(carriers()[Way.SMS], NotSetUp)
    message = queue()
    jobs.send_due(timestamp=0)
    message.refresh_from_db()
    assert (message.sent_at, message.last_trouble) == (None, "NotAccepted")


def test_an_unknown_template_is_never_queued():
    with pytest.raises(KeyError):
        actions.queue_sms(by=BY, number=NUMBER, template="nothing")
