"""What happens between Kari, Ola and Siri: a supporter at work, a talk, a request, proposals."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from storstua.activities import actions as activities
from storstua.activities.choices import Mode, Type
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.conversations import actions as conversations
from storstua.conversations.queries import by_keys
from storstua.demo.cast import member
from storstua.demo.staging import Stage
from storstua.matching import actions as matching
from storstua.matching.actions import RequestValues
from storstua.matching.choices import Answer, Shows
from storstua.matching.permissions import readable_asks
from storstua.matching.queries import candidate
from storstua.organisations.models import Branch
from storstua.organisations.queries import facts_of
from storstua.people import actions as people
from storstua.people.models import Person
from storstua.roles import actions as roles
from storstua.supporters import actions as supporters
from storstua.supporters.actions import SHOWN_FIELDS, ProfileValues, Requirement
from storstua.supporters.choices import ContactForm
from storstua.supporters.queries import Supporter

OLAS_STORY = (
    "Jeg har hatt vondt i ryggen i mange år, og i nakken de siste. Det tok lang tid før jeg "
    "torde å si det høyt. Nå liker jeg å gå tur og prate, og jeg har god tid."
)
KARIS_WORDS = (
    "Jeg har hatt vondt i ryggen lenge, og nå sover jeg dårlig. Jeg vil gjerne snakke med noen "
    "som har kjent det selv."
)
TALK = (
    ("seeker", "Hei. Jeg vet ikke helt hvor jeg skal begynne."),
    ("ola", "Hei, og fint at du skrev. Begynn hvor du vil, eller bare si hvordan dagen er."),
    ("seeker", "I dag er det tungt. Jeg fikk ikke sove, og så ble jeg irritert på alle hjemme."),
    ("ola", "Det kjenner jeg igjen. Hos meg er det verst de dagene jeg prøver å skjule det."),
    ("seeker", "Ja, nettopp. Jeg later som det går bra helt til jeg ikke klarer mer."),
)
# Days ago, what and how, minutes, how many besides Ola.
LOGGED = (
    (1, Type.TALK, Mode.PHONE, 45, 1),
    (3, Type.TALK, Mode.CHAT, 30, 1),
    (6, Type.OUTREACH, Mode.PHYSICAL, 90, 1),
    (9, Type.TALK, Mode.PHONE, 30, 1),
    (13, Type.SUPPORT_GROUP, Mode.PHYSICAL, 120, 6),
    (17, Type.TALK, Mode.VIDEO, 45, 1),
)


def play(stage: Stage, branches: Mapping[str, Branch]) -> None:
    """Put Ola to work, let someone write with him, and let Kari's request wait for his answer.

    Siri has proposed two things that take two; the board's Tor can answer.
    """
    ola = _enrol_ola(stage, branches["Oslo"])
    _log(stage, ola)
    _talk(stage, ola)
    _ask_for_kari(stage, ola)
    _propose(stage, ola)


def _enrol_ola(stage: Stage, branch: Branch) -> Supporter:
    by, since = stage.by, stage.since
    ola = supporters.enrol(
        by=by,
        person=Person.objects.get(account__email=member("ola").email),
        municipality="Oslo",
        county="Oslo",
        capacity=4,
        branch=branch,
        profile=ProfileValues(
            gender="m",
            birth_year=stage.today.year - 47,
            life_phase="working",
            languages=("nb", "en"),
            contact_forms=("chat", "phone", "video", "visit"),
            story=OLAS_STORY,
        ),
        area_ids=stage.areas("rygg", "nakke"),
        topic_ids=stage.topics("sleep", "working_life", "hope"),
    )
    supporters.record_fulfilment(by=by, supporter=ola, requirement=Requirement.COURSE, on=since)
    supporters.sign_declaration(by=by, supporter=ola, signed_on=since, seen_on_paper=True)
    supporters.appoint(by=by, supporter=ola, from_on=since)
    supporters.show_fields(by=by, supporter=ola, fields={each.value for each in SHOWN_FIELDS})
    return ola


def _log(stage: Stage, ola: Supporter) -> None:
    """Ola's last weeks; in the first days of a month they fall into the one before."""
    by = stage.viewer("ola")
    for days, type_, mode, minutes, pax in LOGGED:
        activities.log(
            by=by,
            organisation=stage.organisation,
            supporter_ids=[ola.id],
            done_on=stage.today - timedelta(days=days),
            type=type_,
            mode=mode,
            minutes=minutes,
            pax=pax,
        )


def _talk(stage: Stage, ola: Supporter) -> None:
    """Someone else has Ola's yes already, and they write to each other."""
    values = RequestValues(
        nickname="Blåklokke",
        role="self",
        area_id=stage.areas("nakke")[0],
        contact_forms=("chat",),
        municipality="Stavanger",
        county="Rogaland",
    )
    person, key = _ask(stage, ola, values)
    seeker = Viewer.seeker(stage.organisation.id, person.id)
    by = {"seeker": seeker, "ola": stage.viewer("ola")}
    waiting = readable_asks(by["ola"]).get(key=key)
    matching.answer_ask(by=by["ola"], ask=waiting, answer=Answer.YES, shows=Shows.values)
    answered = matching.meet(by=seeker, ask=waiting, is_fine=True)
    (talk,) = by_keys([key for key in [answered.conversation_key] if key]).values()
    for who, text in TALK:
        conversations.send(by=by[who], conversation=talk, text=text)


def _ask_for_kari(stage: Stage, ola: Supporter) -> None:
    """Kari waits, and Ola has been asked; her words are those that stand on the demo's page."""
    kari = member("kari")
    values = RequestValues(
        nickname=kari.name,
        role="self",
        area_id=stage.areas("rygg")[0],
        topic_ids=stage.topics("sleep", "working_life"),
        contact_forms=("chat",),
        life_phase="working",
        municipality="Oslo",
        county="Oslo",
        text=KARIS_WORDS,
    )
    person, _key = _ask(stage, ola, values)
    people.give_receipt(by=stage.by, person=person, words=kari.words)


def _propose(stage: Stage, ola: Supporter) -> None:
    """A supervisor is to be invited, and Ola is to be approved for talks with minors."""
    siri = stage.viewer("siri")
    roles.propose_invitation(
        by=siri,
        organisation=stage.organisation,
        given_name="Nora",
        family_name="Dahl",
        email="nora@example.org",
        role=Role.SUPERVISOR,
    )
    supporters.propose_for_minors(by=siri, supporter=ola)


def _ask(stage: Stage, ola: Supporter, values: RequestValues) -> tuple[Person, UUID]:
    """Someone asks for a talk and Siri asks Ola; returns who asked, and the key of the ask."""
    request, _words = matching.ask_for_talk(
        by=Viewer.visitor(stage.organisation.id), organisation=stage.organisation, values=values
    )
    siri = stage.viewer("siri")
    found = candidate(siri, ola.key, facts_of(stage.organisation).policy)
    assert found
    ask = matching.ask_supporter(
        by=siri, request=request, candidate=found, way=ContactForm.CHAT.value
    )
    return request.person, ask.key
