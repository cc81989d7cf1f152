"""Tells people that something waits for them; never what."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua.audit import actions as audit
from storstua.base import clock
from storstua.base.refusal import require
from storstua.base.viewer import Viewer
from storstua.notices import permissions
from storstua.notices.channels import CHANNELS
from storstua.notices.choices import ALWAYS, Kind, When
from storstua.notices.models import Notice, Preference
from storstua.people.models import Person

NOT_YOURS = _("Du kan ikke gjøre dette.")


@transaction.atomic
def tell(
    *, by: Viewer, person: Person, kind: Kind, path: str = "", about: UUID | None = None
) -> Notice | None:
    """Tell a person that something of this kind waits, the way and time they have chosen.

    `path` is where the link leads, from the organisation's front page, such as `/foresporsler/`.
    With `about`, the key of a row, the person is told of that row only once. Follows: a message in
    the outbox now, or one in the daily mail. None is returned when nothing was told: to someone who
    wants none of a kind that can be left out, or was told before. Refuses to tell people of another
    organisation.
    """
    require(permissions.may_tell(by, person), NOT_YOURS)
    if about and Notice.objects.filter(person=person, kind=kind, about=about).exists():
        return None
    when = When.AT_ONCE if kind in ALWAYS else _wished(person, kind)
    if when == When.NONE:
        return None
    notice = Notice.objects.create(
        organisation_id=person.organisation_id, person=person, kind=kind, path=path, about=about
    )
    if when == When.AT_ONCE:
        deliver(by=by, notices=[notice])
    return notice


def _wished(person: Person, kind: Kind) -> str:
    chosen = Preference.objects.filter(person=person, kind=kind).values_list("when", flat=True)
    return chosen.first() or When.AT_ONCE


@transaction.atomic
def deliver(*, by: Viewer, notices: list[Notice]) -> None:
    """Send the notices of one person as one message, by the first channel that reaches them.

    Refuses to tell people of another organisation.
    """
    person = notices[0].person
    require(permissions.may_tell(by, person), NOT_YOURS)
    for channel in CHANNELS:
        if channel.reaches(person):
            channel.send(by=by, person=person, notices=notices)
            break
    Notice.objects.filter(id__in=[notice.id for notice in notices]).update(sent_at=clock.now())
    audit.wrote("tell", notices[0], by=by, purpose=notices[0].kind)


@transaction.atomic
def put_aside(*, by: Viewer) -> int:
    """Put all notices of the viewer aside; returns how many there were."""
    return permissions.readable(by).filter(read_at=None).update(read_at=clock.now())


@transaction.atomic
def put_one_aside(*, by: Viewer, key: UUID) -> None:
    """Put one notice of the viewer aside; another's is not touched."""
    permissions.readable(by).filter(key=key, read_at=None).update(read_at=clock.now())


@transaction.atomic
def take_out(*, by: Viewer, key: UUID) -> None:
    """Let one notice of the viewer wait again after it was put aside; no mail goes out anew."""
    permissions.readable(by).filter(key=key).update(read_at=None)


@transaction.atomic
def prefer_all(*, by: Viewer, chosen: Mapping[Kind, When]) -> None:
    """Keep how the viewer wishes to be told about each kind of thing. Refuses strangers."""
    require(permissions.may_choose(by), NOT_YOURS)
    for kind, when in chosen.items():
        Preference.objects.update_or_create(
            organisation_id=by.organisation_id,
            person_id=by.person_id,
            kind=kind,
            defaults={"when": when},
        )
    audit.wrote("choose notices", by=by)


@transaction.atomic
def erase(*, by: Viewer, person: Person) -> None:
    """Delete what a person was told, and how they wished to be told.

    Refuses all but the person.
    """
    require(permissions.is_own(by, person), NOT_YOURS)
    Notice.objects.filter(person=person).delete()
    Preference.objects.filter(person=person).delete()
    audit.wrote("erase notices", person, by=by)


@transaction.atomic
def forget_old(*, by: Viewer, notices: Collection[Notice]) -> None:
    """Delete notices whose term is over. Refuses people: only a job does this."""
    own = {notice.organisation_id for notice in notices}
    require(by.is_system and all(by.acts_in(each) for each in own), NOT_YOURS)
    audit.wrote_many("forget notice", "notices.notice", [each.key for each in notices], by=by)
    Notice.objects.filter(id__in=[each.id for each in notices]).delete()
