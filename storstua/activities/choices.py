"""What an activity can be: the codes of the grant rules, and the words people choose among."""

from collections.abc import Mapping

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Type(TextChoices):
    """What was done. The codes are those of the grant rules and the offices' files."""

    TALK = "talk", _("Samtale")
    OUTREACH = "oppsokende", _("Besøk")
    SUPPORT_GROUP = "samtalegruppe", _("Samtalegruppe")
    ACTIVITY_GROUP = "aktivitetsgruppe", _("Aktivitetsgruppe")
    GET_TOGETHER = "sammenkomst", _("Sammenkomst")
    COURSE_DAY = "likepersonskurs", _("Kursdag")
    OTHER = "other", pgettext_lazy("activity", "Annet")


class Mode(TextChoices):
    """How people met."""

    PHYSICAL = "physical", _("Møttes")
    PHONE = "phone", _("Telefon")
    VIDEO = "video", _("Video")
    CHAT = "chat", _("Skriftlig")
    EMAIL = "email", _("E-post")
    FORUM = "forum", _("Forum")


class Kind(TextChoices):
    """What was special about an activity; the codes are those of the grant rules."""

    NORMAL = "normal", _("Vanlig")
    SEEKER_TRAVELLED = "seeker_travelled", _("Den andre reiste til [[likepersonen]]")
    OUTSIDE_TARGET = "outside_target", _("De som deltok, er utenfor målgruppen")
    NEW_PEOPLE_EACH = "new_people_each", _("Nye deltakere hver gang")
    OTHER_DAYS = "other_days", _("Flere dager")
    SAME_PEOPLE_SAME_DAY = "same_people_same_day", _("De samme personene samme dag")
    DUPLICATE = "duplicate", _("Registrert fra før")
    RECREATIONAL = "recreational", _("Bare hygge og fritid")
    NO_EXCHANGE = "no_exchange", _("Ikke tid til å utveksle erfaringer")
    ORG_MEETING = "org_meeting", _("Møte i organisasjonen")
    STAND = "stand", _("Stand")


class What(TextChoices):
    """What was done and how, in one choice: what people press when they log."""

    PHONE = "telefon", _("Telefon")
    WRITING = "skriftlig", _("Skriftlig")
    VIDEO = "video", _("Video")
    MEETING = "mottes", _("Møttes")
    VISIT = "besok", _("Besøk")
    SUPPORT_GROUP = "samtalegruppe", _("Samtalegruppe")
    ACTIVITY_GROUP = "aktivitetsgruppe", _("Aktivitetsgruppe")
    GET_TOGETHER = "sammenkomst", _("Sammenkomst")
    COURSE_DAY = "kursdag", _("Kursdag")
    OTHER = "annet", pgettext_lazy("activity", "Annet")


TALKS = {
    What.PHONE: (Mode.PHONE,),
    What.WRITING: (Mode.CHAT, Mode.EMAIL, Mode.FORUM),
    What.VIDEO: (Mode.VIDEO,),
    What.MEETING: (Mode.PHYSICAL,),
}
OTHERS = {
    What.VISIT: Type.OUTREACH,
    What.SUPPORT_GROUP: Type.SUPPORT_GROUP,
    What.ACTIVITY_GROUP: Type.ACTIVITY_GROUP,
    What.GET_TOGETHER: Type.GET_TOGETHER,
    What.COURSE_DAY: Type.COURSE_DAY,
    What.OTHER: Type.OTHER,
}
# Several people at once: these are told in minutes and number of people, not in bands.
GATHERINGS = (
    What.SUPPORT_GROUP,
    What.ACTIVITY_GROUP,
    What.GET_TOGETHER,
    What.COURSE_DAY,
    What.OTHER,
)
_BY_MODE: Mapping[str, What] = {mode.value: what for what, modes in TALKS.items() for mode in modes}
_BY_TYPE: Mapping[str, What] = {type_.value: what for what, type_ in OTHERS.items()}


def what_of(type_: str, mode: str) -> What:
    """What people call an activity of this type and mode."""
    return _BY_MODE[mode] if type_ == Type.TALK else _BY_TYPE[type_]


def type_and_mode(what: What, gathering_mode: Mode = Mode.PHYSICAL) -> tuple[Type, Mode]:
    """The codes of a choice. A visit is in person; a gathering is as `gathering_mode` says."""
    if what in TALKS:
        return Type.TALK, TALKS[what][0]
    if what is What.VISIT:
        return Type.OUTREACH, Mode.PHYSICAL
    return OTHERS[what], gathering_mode


def is_what(*whats: What) -> Q:
    """The condition that an activity is one of these."""
    condition = Q(pk__in=[])
    for what in whats:
        if what in TALKS:
            condition |= Q(type=Type.TALK, mode__in=TALKS[what])
        else:
            condition |= Q(type=OTHERS[what])
    return condition


class Figure(TextChoices):
    """The figures of the organisation's own report, in its order."""

    PHONE_TALKS = "telefonsamtaler", _("Telefonsamtaler")
    VISITS = "alle-besok", pgettext_lazy("figures", "Besøk")
    GET_TOGETHERS = "sammenkomster", _("Sammenkomster")
    OTHER_TALKS = "andre-samtaler", _("Andre samtaler")
    REST = "kurs-og-annet", _("Kurs og annet")


IN_FIGURE: Mapping[Figure, tuple[What, ...]] = {
    Figure.PHONE_TALKS: (What.PHONE,),
    Figure.VISITS: (What.VISIT,),
    Figure.GET_TOGETHERS: (What.SUPPORT_GROUP, What.ACTIVITY_GROUP, What.GET_TOGETHER),
    Figure.OTHER_TALKS: (What.WRITING, What.VIDEO, What.MEETING),
    Figure.REST: (What.COURSE_DAY, What.OTHER),
}
_FIGURE_OF = {what: figure for figure, whats in IN_FIGURE.items() for what in whats}


def figure_of(what: What) -> Figure:
    """The figure an activity goes into."""
    return _FIGURE_OF[what]


def whats_in(code: str) -> tuple[What, ...]:
    """What a code of `What` or `Figure` stands for; nothing when it is neither."""
    if code in Figure.values:
        return IN_FIGURE[Figure(code)]
    return (What(code),) if code in What.values else ()
