import socket
from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from storstua import vault
from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.outbox import actions, jobs, mails, queries
from storstua.outbox.carriers import carriers
from storstua.outbox.delivery import Letter, Smtp, StaysHere
from storstua.outbox.models import Message, Way
from storstua.outbox.places import drawer_of
from storstua.outbox.tests.topics import topics_in

pytestmark = pytest.mark.django_db
BY = Viewer.system(0, "test")


class Sink(Handler):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[EmailMessage] = []

    def handle_message(self, message: EmailMessage) -> None:
        self.arrived.append(message)


class Broken:
    """A carrier that never gets through."""

    def carry(self, letter: Letter) -> None:
        raise ConnectionRefusedError


def queue(template: str = "seeker_notice", language: str = "nb") -> Message:
    return actions.queue_mail(
        by=BY,
        address="noen@example.org",
        template=template,
        parameters={"link": "http://127.0.0.1/b/ord/"},
        language=language,
    )


@pytest.fixture
def sink(settings):
    handler = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_HOST, settings.SMTP_STARTTLS, settings.SMTP_USER = "127.0.0.1", False, ""
    settings.SMTP_PORT = port
    settings.STORSTUA_DEMO = False
    yield handler
    controller.stop()


def test_mail_arrives_over_smtp_once(sink):
    message = queue()
    assert jobs.send_due(timestamp=0) == 1
    assert jobs.send_due(timestamp=0) == 0
    (mail,) = sink.arrived
    assert mail["To"] == "noen@example.org"
    assert mail["Message-ID"] == message.message_id
    assert mail["Subject"] == "En beskjed venter"


def test_a_fault_puts_it_off_longer_each_time():
    message = queue()
    waits = []
    with time_machine.travel("2026-11-22T12:00Z", tick=False) as clock:
        for _try in range(4):
            clock.move_to(message.next_try_at)
            now = message.next_try_at
            assert (
                actions.send(by=BY, message_id=message.id, carriers={Way.EMAIL: Broken()}) is False
            )
            message.refresh_from_db()
            waits.append(round((message.next_try_at - now).total_seconds() / 60))
    assert waits == [1, 2, 4, 8]
    assert message.last_trouble == "ConnectionRefusedError"


def test_after_four_days_it_is_given_up():
    message = queue()
    Message.objects.filter(id=message.id).update(tries_count=actions.TRIED_OFTEN)
    broken = {Way.EMAIL: Broken()}
    for days, is_over in ((3, False), (5, True)):
        with time_machine.travel(message.created_at + timedelta(days=days), tick=False):
            assert queries.due_ids() == [message.id]
            actions.send(by=BY, message_id=message.id, carriers=broken)
            message.refresh_from_db()
            assert (message.given_up_at is not None) is is_over
    assert message.last_trouble == "ConnectionRefusedError"
    with time_machine.travel(message.created_at + timedelta(days=6), tick=False):
        assert queries.due_ids() == []


def test_a_message_whose_key_was_erased_is_given_up_unsent(
    sink, django_capture_on_commit_callbacks
):
    message = queue()
    with django_capture_on_commit_callbacks(execute=True):
        vault.erase(drawer_of(message.organisation_id, message.created_at))
    assert actions.send(by=BY, message_id=message.id, carriers=carriers()) is False
    message.refresh_from_db()
    assert (message.last_trouble, message.sent_at, sink.arrived) == ("Tampered", None, [])
    assert (message.given_up_at is not None, queries.due_ids()) == (True, [])


def test_the_address_is_sealed():
    message = queue()
    assert b"noen@" not in bytes(message.address)
    assert queries.address_of(message) == "noen@example.org"


def test_without_a_server_or_in_the_demo_nothing_leaves(settings):
    settings.SMTP_HOST = ""
    assert isinstance(carriers()[Way.EMAIL], StaysHere)
    settings.SMTP_HOST, settings.STORSTUA_DEMO = "mail.example.org", True
    assert isinstance(carriers()[Way.EMAIL], StaysHere)
    settings.STORSTUA_DEMO = False
    assert isinstance(carriers()[Way.EMAIL], Smtp)


@pytest.mark.parametrize("language", ["nb", "nn", "en", "de"])
@pytest.mark.parametrize("template", mails.TEXTS)
def test_no_mail_says_what_it_is_about(template, language):
    parameters = {"link": "http://127.0.0.1/x/", "count": "2", "kind": "ask"}
    parameters |= {"number": "17", "head": "ab" * 32}
    text = mails.text_of(template, parameters, language)
    both = f"{text.subject} {text.body}".lower()
    assert parameters["head" if template == "log_head" else "link"] in both
    assert topics_in(both.replace(parameters["link"], "")) == set()


def test_a_mail_that_said_too_much_would_be_seen():
    said = "Hei. Samtalen om Smerter, og om leversykdom, venter."
    assert topics_in(said) == {"samtale", "smerte", "smerter", "sykdom"}


def test_an_unknown_template_is_never_queued():
    with pytest.raises(KeyError):
        queue("nothing")


def test_what_was_sent_two_weeks_ago_is_deleted():
    old, new = queue(), queue()
    Message.objects.filter(id=old.id).update(sent_at="2026-01-01T00:00Z")
    assert jobs.forget_old(timestamp=0) == 1
    assert list(Message.objects.all()) == [new]


def test_a_link_is_sealed_too():
    message = queue()
    assert b"ord" not in bytes(message.sealed_parameters)
    assert queries.parameters_of(message) == {"link": "http://127.0.0.1/b/ord/"}


def test_a_message_from_before_parameters_were_sealed_still_has_its_words():
    message = queue()
    message.sealed_parameters = b""
    assert queries.text_of(message).subject == "En beskjed venter"


def test_message_that_is_sent_or_given_up_is_not_sent_again():
    message = queue()
    assert queries.waiting_count() == 1
    assert actions.send(by=BY, message_id=message.id, carriers={Way.EMAIL: StaysHere()}) is True
    assert actions.send(by=BY, message_id=message.id, carriers={Way.EMAIL: StaysHere()}) is False
    assert queries.waiting_count() == 0


def test_people_neither_send_nor_forget():
    message = queue()
    for person in (Viewer.visitor(), Viewer(1, 1, 1)):
        with pytest.raises(Refusal):
            actions.send(by=person, message_id=message.id, carriers={Way.EMAIL: StaysHere()})
        with pytest.raises(Refusal):
            actions.forget_old(by=person)
    assert queries.due_ids() == [message.id]


def test_newest_messages_come_first():
    first, second = queue(), queue()
    assert list(queries.newest()) == [second, first]
    assert list(queries.newest(limit=1)) == [second]
