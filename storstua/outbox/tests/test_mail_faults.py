"""Each way in which a mail server can fail, and what becomes of the mail."""

import asyncio
import socket
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from storstua.base.viewer import Viewer
from storstua.outbox import actions, delivery, jobs, queries
from storstua.outbox.carriers import carriers
from storstua.outbox.models import Message

pytestmark = pytest.mark.django_db
BY = Viewer.system(0, "test")


class Server:
    """A mail server that answers as it is told, and keeps what it has said yes to."""

    def __init__(self) -> None:
        self.to_address = self.to_mail = "250 OK"
        self.drops = ""
        self.late_seconds = 0.0
        self.taken: list[str] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.late_seconds)
        envelope.rcpt_tos.append(address)
        return self.to_address

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.drops == "after data":
            server.transport.abort()
        elif self.to_mail.startswith("2"):
            self.taken.append(envelope.content.decode().partition("Message-ID: ")[2].split()[0])
        return self.to_mail

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return "421 Something odd" if self.drops == "at goodbye" else "221 Bye"


@pytest.fixture
def server(settings) -> Iterator[Server]:
    handler = Server()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_HOST, settings.SMTP_STARTTLS, settings.SMTP_USER = "127.0.0.1", False, ""
    settings.SMTP_PORT, settings.STORSTUA_DEMO = port, False
    yield handler
    controller.stop()


def queue(address: str = "noen@example.org") -> Message:
    return actions.queue_mail(
        by=BY, address=address, template="password_reset", parameters={"link": "http://127.0.0.1/"}
    )


def tried(message: Message) -> Message:
    actions.send(by=BY, message_id=message.id, carriers=carriers())
    message.refresh_from_db()
    return message


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ({"to_address": "450 Later"}, "SMTPRecipientsRefused"),
        ({"to_mail": "451 Later"}, "SMTPDataError"),
        ({"drops": "after data"}, "SMTPServerDisconnected"),
    ],
)
def test_what_may_pass_is_tried_again_and_arrives(server, fault: dict[str, str], trouble: str):
    message = queue()
    for name, value in fault.items():
        setattr(server, name, value)
    assert (tried(message).last_trouble, message.sent_at, server.taken) == (trouble, None, [])
    server.to_address = server.to_mail = "250 OK"
    server.drops = ""
    with time_machine.travel(message.next_try_at):
        assert queries.due_ids() == [message.id]
        assert tried(message).sent_at is not None
    assert server.taken == [message.message_id]


@pytest.mark.parametrize("fault", [{"to_address": "550 No such"}, {"to_mail": "554 Not this"}])
def test_what_is_refused_for_good_is_given_up_at_once(server, fault: dict[str, str]):
    message = queue()
    for name, value in fault.items():
        setattr(server, name, value)
    code = next(iter(fault.values()))[:3]
    assert tried(message).last_trouble == f"refused for good ({code})"
    assert (message.given_up_at is not None, message.tries_count) == (True, 1)
    assert (queries.due_ids(), queries.waiting_count()) == ([], 0)


def test_an_address_that_no_mail_can_have_is_given_up_and_holds_up_nobody(server):
    odd, fine = queue("noen@example.org\r\nBcc: alle@example.org"), queue()
    assert jobs.send_due(timestamp=0) == 2
    odd.refresh_from_db()
    assert (odd.given_up_at is not None, odd.sent_at) == (True, None)
    assert server.taken == [fine.message_id]


def test_a_template_that_is_gone_is_given_up(server):
    message = queue()
    Message.objects.filter(id=message.id).update(template="gone")
    assert (tried(message).last_trouble, message.sent_at) == ("KeyError", None)
    assert message.given_up_at is not None


def test_what_is_said_to_goodbye_does_not_send_a_mail_twice(server):
    message = queue()
    server.drops = "at goodbye"
    assert tried(message).sent_at is not None
    assert jobs.send_due(timestamp=0) == 0
    assert server.taken == [message.message_id]


def test_a_server_that_refuses_to_talk_is_tried_again(server, settings):
    settings.SMTP_PORT = 9
    message = queue()
    assert tried(message).last_trouble == "ConnectionRefusedError"
    assert (message.given_up_at, message.tries_count) == (None, 1)


@pytest.mark.parametrize("limit", ["ONE_STEP_SECONDS", "IN_ALL_SECONDS"])
def test_a_slow_server_holds_nobody_up(server, monkeypatch, limit: str):
    message = queue()
    server.late_seconds = 3
    monkeypatch.setattr(delivery, limit, 0.5)
    began = time.monotonic()
    assert tried(message).sent_at is None
    assert time.monotonic() - began < 2.5
    assert (message.given_up_at, server.taken) == (None, [])


def test_a_server_that_greets_with_no_is_tried_again(server, monkeypatch):
    monkeypatch.setattr(delivery.smtplib.SMTP, "connect", lambda *_place: (554, b"Not you"))
    message = queue()
    assert tried(message).last_trouble == "SMTPConnectError"
    assert message.given_up_at is None


def test_a_round_ends_after_a_while_and_the_next_goes_on(server, monkeypatch):
    first, second = queue(), queue()
    monkeypatch.setattr(jobs, "ROUND_SECONDS", -1)
    assert jobs.send_due(timestamp=0) == 0
    monkeypatch.setattr(jobs, "ROUND_SECONDS", 60)
    assert jobs.send_due(timestamp=0) == 2
    assert server.taken == [first.message_id, second.message_id]


def test_a_message_that_lay_for_days_is_not_given_up_at_its_first_try(server, settings):
    settings.SMTP_PORT = 9
    message = queue()
    with time_machine.travel(message.created_at + timedelta(days=365), tick=False):
        assert tried(message).given_up_at is None
    with time_machine.travel(message.created_at + timedelta(days=366), tick=False):
        Message.objects.filter(id=message.id).update(tries_count=actions.TRIED_OFTEN - 1)
        assert tried(message).given_up_at is not None
