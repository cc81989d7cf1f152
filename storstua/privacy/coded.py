"""Words for the codes of columns that hold no choices of their own, for the page "Alt om meg"."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from storstua.people.queries import label_of
from storstua.supporters.actions import SAME_MAIL
from storstua.supporters.languages import language_name

type Text = str | Promise

# The log names acts and pages in English, for those who read the log: they stand in the file only.
ONLY_IN_FILE = frozenset({("audit_entry", "verb"), ("audit_entry", "purpose")})

# These lead to a supporter by the key; the page names them as the person came to know them.
SUPPORTERS = frozenset(
    {("matching_request", "wished_supporter_id"), ("matching_excluded_supporter", "supporter_id")}
)

NOUNS: Mapping[str, Text] = {
    "activities.activity": _("En aktivitet"),
    "activities.activitychange": _("En aktivitet"),
    "conversations.conversation": _("En samtale"),
    "conversations.message": _("En melding i en samtale"),
    "imports.import": _("En fil fra kontoret"),
    "matching.ask": _("Et spørsmål til en [[likeperson]]"),
    "matching.request": _("En forespørsel"),
    "organisations.area": _("Et område"),
    "organisations.branch": _("Et lag"),
    "organisations.helpline": _("Et hjelpenummer"),
    "organisations.organisation": _("Organisasjonen"),
    "organisations.policy": _("Krav og løfter"),
    "organisations.topic": _("Et tema"),
    "organisations.wordforms": _("Ordet dere bruker"),
    "people.account": _("En innlogging"),
    "people.consent": _("Et samtykke"),
    "people.contactpoint": _("Hvordan noen nås"),
    "people.person": _("En person"),
    "privacy.deletion": _("Sletting"),
    "reports.decision": _("Om en aktivitet teller"),
    "reports.frozenreport": _("En årsrapport"),
    "roles.grant": _("En rolle"),
    "roles.invitation": _("En invitasjon"),
    "roles.opening": _("En åpning i en nødsituasjon"),
    "roles.proposal": _("Et forslag som trenger to"),
    "supporters.place": _("Plassene til en [[likeperson]]"),
    "supporters.profile": _("Profilen til en [[likeperson]]"),
    "supporters.supporter": _("En [[likeperson]]"),
}
ACTS: Mapping[str, Text] = {
    "change": _("Endret"),
    "read": _("Leste"),
    "refusal": _("Fikk nei"),
}
PLACES: Mapping[str, Text] = {"ask": _("Et spørsmål"), "talk": _("En samtale")}
WISHED_AGES: Mapping[str, Text] = {
    "none": _("Spiller ingen rolle"),
    "similar": _("Omtrent som meg"),
}
TEXTS: Mapping[str, Text] = {"office": _("Sagt til kontoret")}


def _mark(code: str) -> Text:
    """A mark names another supporter by key; the page says no more than what the two share."""
    is_mail = code.partition(":")[0] == SAME_MAIL
    return _("Samme e-post som en annen") if is_mail else _("Samme mobil som en annen")


def _of(words: Mapping[str, Text], otherwise: Text = "") -> Callable[[str], Text]:
    return lambda code: words.get(code, otherwise)


def _edition(code: str) -> Text:
    """The edition of a text is a number or a month, but for what was said at the office."""
    return TEXTS.get(code, code)


NAMES: Mapping[tuple[str, str], Callable[[str], Text]] = {
    ("audit_entry", "kind"): _of(ACTS),
    ("audit_entry", "noun"): _of(NOUNS, _("Noe annet")),
    ("matching_request", "consent_text_version"): _edition,
    ("matching_request", "languages"): language_name,
    ("matching_request", "wish_age"): _of(WISHED_AGES),
    ("people_account", "language"): language_name,
    ("people_consent", "text_version"): _edition,
    ("people_linked_identity", "provider"): label_of,
    ("people_person", "language"): language_name,
    ("supporters_place", "kind"): _of(PLACES),
    ("supporters_profile", "languages"): language_name,
    ("supporters_supporter", "marks"): _mark,
}


def words_for(table: str, column: str, plain: object) -> tuple[str, ...]:
    """A column's codes in the reader's language; none where it holds no codes, or is empty."""
    name = NAMES.get((table, column))
    if name is None or not plain:
        return ()
    codes = plain if isinstance(plain, list) else [plain]
    return tuple(str(name(str(code))) for code in codes)
