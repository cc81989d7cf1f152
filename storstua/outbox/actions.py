"""Queues messages; the worker sends them."""

import json
import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.viewer import Viewer
from storstua.outbox import mails, queries, sms
from storstua.outbox.delivery import Carrier, RefusedForGood
from storstua.outbox.models import Message, Way
from storstua.outbox.places import drawer_of, place_of


def queue_mail(
    *,
    by: Viewer,
    address: str,
    template: str,
    parameters: Mapping[str, str] | None = None,
    language: str = "nb",
) -> Message:
    """Put one mail in the outbox, in the caller's own transaction.

    `parameters` may hold only what could stand on a postcard: links, dates, the sender's name.
    Both are sealed, since a link may be a key. Sent by the worker, at least once, always with
    the same Message-ID.
    """
    if template not in mails.TEXTS:
        raise KeyError(template)
    return _queue(by, Way.EMAIL, address, template, dict(parameters or {}), language)


def queue_sms(*, by: Viewer, number: str, template: str, language: str = "nb") -> Message:
    """Put one SMS in the outbox, in the caller's own transaction; `number` as +4791234567.

    It goes the same way as a mail: sealed, at least once, tried again later after a fault.
    """
    if template not in sms.TEXTS:
        raise KeyError(template)
    return _queue(by, Way.SMS, number, template, {}, language)


def _queue(
    by: Viewer, way: Way, address: str, template: str, parameters: dict[str, str], language: str
) -> Message:
    key = uuid.uuid4()
    host = settings.MAIL_FROM.partition("@")[2]
    message = Message(
        key=key,
        organisation_id=by.organisation_id or None,
        way=way,
        template=template,
        language=language,
        message_id=f"<{key}@{host}>",
    )
    message.address = vault.seal(address, place_of(message))
    told = json.dumps(parameters)
    message.sealed_parameters = vault.seal(told, place_of(message, "parameters"))
    message.save(force_insert=True)
    return message


FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)
GIVE_UP_AFTER = timedelta(days=4)
# Neither a worker that stood still for days nor a clock that jumped makes a message old.
TRIED_OFTEN = 12
KEPT_AFTERWARDS = timedelta(days=14)
NOT_BY_HAND = _("Dette gjør klokka.")
# The address is a seeker's own; it is kept with the request alone. The demo shows what was sent.
FORGOTTEN_AT_ONCE = frozenset({"seeker_notice"})


@transaction.atomic
def send(*, by: Viewer, message_id: int, carriers: Mapping[str, Carrier]) -> bool:
    """Send one message; True when the carrier accepted it.

    The row is locked meanwhile, and skipped when another worker has it. After a fault the next try
    comes later and later, at most every two hours; it is given up after four days and a dozen
    tries, and at once when its carrier refuses it for good. A worker that is killed between the
    carrier's yes and the commit sends the same Message-ID once more. Refuses people: only a job
    does this.
    """
    require(by.is_system, NOT_BY_HAND)
    rows = Message.objects.select_for_update(skip_locked=True)
    message = rows.filter(id=message_id, sent_at=None, given_up_at=None).first()
    if message is None:
        return False
    try:
        letter = queries.letter_of(message)
    except (vault.Tampered, KeyError) as trouble:
        _give_up(message, type(trouble).__name__)
        return False
    message.tries_count += 1
    try:
        carriers[message.way].carry(letter)
    except RefusedForGood as trouble:
        _give_up(message, str(trouble))
        return False
    except OSError as trouble:
        _put_off(message, trouble)
        return False
    if message.template in FORGOTTEN_AT_ONCE and not settings.STORSTUA_DEMO:
        message.delete()
        return True
    message.sent_at = clock.now()
    message.write("sent_at", "tries_count")
    return True


def _give_up(message: Message, trouble: str) -> None:
    """It is never sent: refused for good, changed, its key erased, or its words are gone."""
    message.last_trouble = trouble[:120]
    message.given_up_at = clock.now()
    message.write("last_trouble", "given_up_at", "tries_count")


def _put_off(message: Message, trouble: OSError) -> None:
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(message.tries_count - 1, 10))
    message.next_try_at = clock.now() + wait
    message.last_trouble = type(trouble).__name__[:120]
    is_old = clock.now() - message.created_at > GIVE_UP_AFTER
    if is_old and message.tries_count >= TRIED_OFTEN:
        message.given_up_at = clock.now()
    message.write("next_try_at", "last_trouble", "tries_count", "given_up_at")


@transaction.atomic
def forget_old(*, by: Viewer) -> int:
    """Delete the messages here that were sent or given up two weeks ago; returns how many.

    Refuses people: only a job does this.
    """
    require(by.is_system, NOT_BY_HAND)
    before = clock.now() - KEPT_AFTERWARDS
    over = Q(sent_at__lt=before) | Q(given_up_at__lt=before)
    old = Message.objects.filter(over)
    drawers = {drawer_of(*each) for each in old.values_list("organisation_id", "created_at")}
    count, _each = old.delete()
    left = Message.objects.values_list("organisation_id", "created_at")
    vault.erase(*drawers - {drawer_of(*each) for each in left.iterator()})
    return count
