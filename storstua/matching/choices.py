"""The words a request is said in, and how it ends: codes as stored, with their names."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from storstua.supporters.choices import ContactForm


class AgeBand(TextChoices):
    """Age as a band; the years themselves are never stored."""

    UNDER_18 = "under18", _("Under 18")
    FROM_18 = "18-29", _("18–29")
    FROM_30 = "30-44", _("30–44")
    FROM_45 = "45-59", _("45–59")
    FROM_60 = "60-74", _("60–74")
    FROM_75 = "75+", _("75 eller mer")
    UNSAID = "", _("Vil ikke si")


class Wish(TextChoices):
    """How a wish reads: the same as oneself, something named, or no wish."""

    NONE = "none", _("Spiller ingen rolle")
    SAME = "same", _("Samme som meg")
    FEMALE = "f", _("Kvinne")
    MALE = "m", _("Mann")


class Must(TextChoices):
    """Which wishes bind."""

    GENDER = "gender", _("Kjønn")
    LANGUAGE = "language", _("Språk")
    CONTACT_FORM = "contact_form", _("Måten vi snakker på")
    AREA = "area", _("Det vi har opplevd")
    NOT_MY_MUNICIPALITY = "not_my_municipality", _("Ikke fra kommunen min")


class Answer(TextChoices):
    """What the supporter said, or what came of it. No reason is asked for."""

    YES = "yes", _("Ja, gjerne")
    NOT_NOW = "not_now", _("Ikke nå")
    TAKEN_BACK = "taken_back", _("Spørsmålet er trukket tilbake")
    DECLINED = "declined", _("Personen vil ha en annen")
    LEFT = "left", _("[[Likepersonen]] har sluttet")


# The ways of talking that happen here, in writing; "" is a way not said.
WRITTEN = frozenset({"", ContactForm.CHAT.value})


class Span(IntegerChoices):
    """How many days those who talk elsewhere may talk, from the day both have said yes."""

    WEEKS = 14, _("2 uker")
    MONTH = 30, _("1 måned")
    QUARTER = 91, _("3 måneder")
    HALF_YEAR = 182, _("6 måneder")


class Shows(TextChoices):
    """What a supporter lets one person know before the first talk; most as in the directory."""

    STORY = "directory_story", _("Det du har skrevet om deg selv")
    AREAS = "directory_areas", _("Det du har opplevd")
    AGE = "directory_age", _("Alder omtrent")
    GENDER = "gender", _("Kjønn")


class NoticeWay(TextChoices):
    """How the one neutral notice to a person goes."""

    EMAIL = "email", _("E-post")
    SMS = "sms", _("SMS")


class Why(TextChoices):
    """Why a request is over."""

    WITHDRAWN = "withdrawn", _("Trukket tilbake")
    ENDED = "ended", _("Avsluttet")


class State(TextChoices):
    """Where a request stands; each has exactly one."""

    WAITING = "waiting", _("Venter")
    ASKED = "asked", _("Spurt")
    OFFERED = "offered", _("Venter på personen")
    TALKING = "talking", _("I samtale")
    CLOSED = "closed", _("Avsluttet")
