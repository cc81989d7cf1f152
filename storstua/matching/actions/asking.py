"""What a person who wants a talk can do: ask, change, withdraw, leave an address for a notice."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from storstua import vault
from storstua.audit import actions as audit
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.matching import nicknames, permissions, sealing
from storstua.matching.actions.ending import close_request
from storstua.matching.actions.values import RequestValues
from storstua.matching.choices import Answer, NoticeWay, Why
from storstua.matching.models import Ask, Closing, NoticeAddress, Request, RequestTopic
from storstua.matching.queries.promised import promise
from storstua.notices import actions as notices
from storstua.notices.choices import Kind
from storstua.organisations.models import Area, Organisation, Topic
from storstua.people import actions as people
from storstua.people import queries as find_people
from storstua.people.models import ContactKind, Person, Purpose
from storstua.roles import queries as roles

CONSENT_VERSION = "2026-11"
TEXT_LONGEST = 500
WITHOUT_MEETING = "chat"


@transaction.atomic
def ask_for_talk(
    *, by: Viewer, organisation: Organisation, values: RequestValues
) -> tuple[Request, tuple[str, ...]]:
    """Take in a request from someone without an account; returns it with seven receipt words.

    Follows: the person exists under a nickname, the consent is kept with its text's version, free
    text and contact points are sealed, and the coordinators are told that a request waits. Refuses
    a text that is too long, and areas and topics of another organisation.
    """
    if not permissions.may_ask(by, organisation.id):
        raise Refusal(_("Du kan ikke be om en samtale her."))
    if len(values.text) > TEXT_LONGEST:
        raise Refusal(_("Skriv høyst 500 tegn."), field="text")
    person = people.add_person(
        by=by,
        organisation=organisation,
        given_name=values.nickname or nicknames.new_nickname(),
        language=values.languages[0] if values.languages else "nb",
    )
    # From here on it is that person who acts: nobody else may say yes or hold the words.
    by = Viewer.seeker(organisation.id, person.id)
    people.give_consent(by=by, person=person, purpose=Purpose.REQUEST, text_version=CONSENT_VERSION)
    request = Request(organisation=organisation, person=person)
    request.promised_on = promise(organisation)
    _write(request, values)
    _keep_contact(by, person, values)
    audit.wrote("ask for talk", request, by=by)
    words = people.give_receipt(by=by, person=person)
    _tell_coordinators(by, request)
    return request, words


def _write(request: Request, values: RequestValues) -> None:
    own = {"organisation_id": request.organisation_id}
    request.area = Area.objects.filter(id=values.area_id or 0, **own).first()
    for name in (
        *("role", "is_minor", "gender", "age_band", "life_phase", "municipality", "county"),
        *("wish_gender", "wish_age", "wished_supporter_id"),
    ):
        setattr(request, name, getattr(values, name))
    request.languages = list(values.languages) or ["nb"]
    request.contact_forms = list(values.contact_forms)
    request.must = list(values.must)
    request.consent_text_version = CONSENT_VERSION
    text = values.text.strip()
    request.sealed_text = vault.seal(text, sealing.place_of_text(request)) if text else None
    if request.pk:
        request.version += 1
    request.save()
    RequestTopic.objects.filter(request=request).delete()
    topics = Topic.objects.filter(id__in=values.topic_ids[:8], **own)
    RequestTopic.objects.bulk_create(
        RequestTopic(request=request, topic=topic, **own) for topic in topics
    )


def _keep_contact(by: Viewer, person: Person, values: RequestValues) -> None:
    for kind, value in ((ContactKind.PHONE, values.phone), (ContactKind.EMAIL, values.email)):
        needed = value and set(values.contact_forms) - {WITHOUT_MEETING}
        people.set_contact_point(
            by=by, person=person, kind=kind, value=value if needed else "", is_safe=values.is_safe
        )


def _tell_coordinators(by: Viewer, request: Request) -> None:
    for person in roles.people_reaching(request.organisation_id, Role.COORDINATOR, request.county):
        notices.tell(by=by, person=person, kind=Kind.REQUEST, path="/foresporsler/")


@transaction.atomic
def change_request(
    *, by: Viewer, request: Request, values: RequestValues, seen: int | None = None
) -> None:
    """Let the person change what they said, until a supporter has said yes.

    Refuses others, a request that is over or has its yes, and a change made meanwhile.
    """
    row = Request.objects.select_for_update().get(id=request.id)
    if not permissions.may_change(by, row):
        raise Refusal(_("Du kan ikke endre denne forespørselen."))
    if Closing.objects.filter(request=row).exists():
        raise Refusal(_("Forespørselen er avsluttet."))
    if Ask.objects.filter(request=row, answer=Answer.YES).exists():
        raise Refusal(_("Noen har sagt ja. Du kan fortelle det nye når dere snakker."))
    row.check_version(seen)
    if find_people.tells_own_words(row.person_id, values.text):
        raise Refusal(
            _("Her står koden din. Den er bare til deg. Ta den bort, og lagre igjen."),
            field="text",
        )
    _write(row, values)
    row.person.given_name = values.nickname or row.person.given_name
    row.person.write("given_name")
    _keep_contact(by, row.person, values)
    audit.wrote("change request", row, by=by)


@transaction.atomic
def withdraw(*, by: Viewer, request: Request) -> None:
    """Let the person take the request back: asks, text, contact and address go at once.

    The row stays without content until its term, so that figures agree. Refuses others.
    """
    if not permissions.may_change(by, request):
        raise Refusal(_("Du kan ikke trekke denne forespørselen."))
    close_request(by=by, request=request, why=Why.WITHDRAWN)


@transaction.atomic
def set_notice_address(
    *, by: Viewer, request: Request, address: str, way: NoticeWay = NoticeWay.EMAIL
) -> None:
    """Keep a mail address or number (+47…) for neutral notices about this request; "" deletes it.

    It is sealed, and deleted with the end of the request. Refuses others than the person, and a
    request that is over.
    """
    if not permissions.may_change(by, request):
        raise Refusal(_("Du kan ikke endre denne forespørselen."))
    Request.objects.select_for_update().get(id=request.id)
    if Closing.objects.filter(request=request).exists():
        raise Refusal(_("Forespørselen er avsluttet."))
    NoticeAddress.objects.filter(request=request).delete()
    if address:
        own = {"organisation_id": request.organisation_id}
        row = NoticeAddress(**own, request=request, way=way)
        row.sealed = vault.seal(address, sealing.place_of_address(row))
        row.save(force_insert=True)
    audit.wrote("set notice address", request, by=by)


@transaction.atomic
def renew_words(*, by: Viewer) -> tuple[str, ...]:
    """Give the viewer new receipt words; the old ones stop working at once. Refuses others."""
    request = permissions.own_request(by)
    if request is None:
        raise Refusal(_("Du har ingen forespørsel."))
    audit.wrote("renew words", request, by=by)
    return people.give_receipt(by=by, person=request.person)
