"""What the operator does: found an organisation with its first administrator, tidy up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.models import Attempts, SentForm
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Viewer
from storstua.matching.draft import drawer_of as drafts_of
from storstua.organisations import actions as organisations
from storstua.organisations.models import Organisation, Room
from storstua.outbox import actions as outbox
from storstua.people import actions as people
from storstua.people.models import KnownBrowser, RememberedPhone, Session
from storstua.roles import actions as roles

SMALL_ROOMS = [Room.TALK.value, Room.INFORMATION.value]
# A form sent twice is seen within a session, a flood within hours.
KEEP = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Founded:
    """A new organisation, and the link by which its first administrator comes in."""

    organisation: Organisation
    link: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many rows went that nobody needs any more."""

    sent_forms: int
    attempts: int
    sessions: int


@transaction.atomic
def found_organisation(
    *,
    by: Viewer,
    slug: str,
    name: str,
    admin_email: str,
    admin_name: str = "",
    is_small: bool = False,
) -> Founded:
    """Make an organisation and invite its first administrator by mail.

    A small one opens the talk and the information only, and its administrator is its coordinator
    too. Returns the link of the invitation, which else stands in the mail only. Refuses all but
    the command line, and an address that is taken; raises ValidationError for values that cannot
    be.
    """
    if not by.is_system:
        raise Refusal(_("Organisasjoner lages fra kommandolinjen."))
    values = {"open_rooms": SMALL_ROOMS} if is_small else {}
    organisation = organisations.found(by=by, slug=slug, name=name, **values)
    own = Viewer.command_line(organisation.id)
    given, _space, family = (admin_name or admin_email.partition("@")[0]).strip().rpartition(" ")
    with inside(organisation, by=own):
        person = people.add_person(
            by=own,
            organisation=organisation,
            given_name=given or family,
            family_name=family if given else "",
        )
        if is_small:
            roles.give(by=own, person=person, role=Role.COORDINATOR)
        invitation, secret = roles.invite(
            by=own, person=person, email=admin_email, role=Role.ORGANISATION_ADMINISTRATOR
        )
        link = f"{settings.ADDRESS}/invitasjon/{secret}/"
        outbox.queue_mail(
            by=own,
            address=admin_email.strip().lower(),
            template="invitation",
            parameters={"link": link},
        )
    return Founded(organisation, link, invitation.expires_at)


def _over(now: datetime) -> int:
    """Delete sessions, known browsers and remembered telephones whose time is over; how many."""
    browsers = KnownBrowser.objects.filter(ends_at__lt=now).delete()[0]
    phones = RememberedPhone.objects.filter(ends_at__lt=now).delete()[0]
    return browsers + phones + Session.objects.filter(expire_date__lt=now).delete()[0]


@transaction.atomic
def clear_old(*, by: Viewer) -> Cleared:
    """Delete what has served its time: keys of sent forms, counters of floods, ended sessions.

    Refuses people: only a job or a command does this.
    """
    if not by.is_system:
        raise Refusal(_("Dette gjør klokka."))
    now = clock.now()
    cleared = Cleared(
        sent_forms=SentForm.objects.filter(created_at__lt=now - KEEP).delete()[0],
        attempts=Attempts.objects.filter(span_starts_at__lt=now - KEEP).delete()[0],
        sessions=_over(now),
    )
    vault.erase(*(drafts_of(clock.today() - KEEP - timedelta(days=day)) for day in range(1, 8)))
    if any((cleared.sent_forms, cleared.attempts, cleared.sessions)):
        audit.wrote("clear old rows", by=by)
    return cleared
