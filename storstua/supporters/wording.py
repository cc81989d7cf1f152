"""How facts about supporters are said in the language of the page."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from storstua.organisations.queries import Facts, Named
from storstua.supporters.choices import ApprovedBy, ContactForm, Experience
from storstua.supporters.languages import language_name
from storstua.supporters.models import Supporter
from storstua.supporters.standing import Standing, State
from storstua.ui.moments import full_day


def place_words(municipality: str, county: str) -> str:
    """Municipality and county, once when they are the same as in Oslo."""
    return listed(dict.fromkeys(part for part in (municipality, county) if part))


def first_large(text: str) -> str:
    """A line with a large first letter."""
    return text[:1].upper() + text[1:]


def small(text: object) -> str:
    """A word as it stands inside a line: small, save in German, where nouns keep their capital."""
    return str(text) if get_language() == "de" else str(text).lower()


def listed(words: Iterable[str]) -> str:
    """Words with commas between, such as "norsk, engelsk"."""
    return ", ".join(words)


def counted(what: str, count: int) -> str:
    """How many of something lie in a branch, such as "3 likepersoner"; `what` as `lies_in` says."""
    words = {
        "supporters": ngettext("%(count)s [[likeperson]]", "%(count)s [[likepersoner]]", count),
        "roles": ngettext("%(count)s rolle", "%(count)s roller", count),
        "invitations": ngettext("%(count)s invitasjon", "%(count)s invitasjoner", count),
        "proposals": ngettext(
            "%(count)s forslag som trenger to", "%(count)s forslag som trenger to", count
        ),
        "branches": ngettext("%(count)s lag under", "%(count)s lag under", count),
    }
    return words[what] % {"count": count}


def _names(found: Iterable[Named | None]) -> str:
    language = get_language() or "nb"
    return listed(each.name_in(language) for each in found if each)


def approval_words(supporter: Supporter) -> str:
    """Whether someone is approved for talks with minors, and who stands behind it."""
    if not supporter.is_approved_for_minors:
        return _("Ikke godkjent")
    if supporter.minors_approved_by:
        return str(ApprovedBy(supporter.minors_approved_by).label)
    return _("Godkjent")


def area_words(facts: Facts, area_ids: Iterable[int]) -> str:
    """The names of areas."""
    return _names(facts.area(area_id) for area_id in area_ids)


def topic_words(facts: Facts, topic_ids: Iterable[int]) -> str:
    """The names of topics."""
    return _names(facts.topic(topic_id) for topic_id in topic_ids)


def known_for(facts: Facts, area_ids: Iterable[int], role: str) -> str:
    """What someone has lived through, and that it was as a relative or parent, if so."""
    areas = area_words(facts, area_ids)
    if role in {"", Experience.SELF}:
        return areas
    as_what = small(Experience(role).label)
    return _("%(areas)s – %(role)s") % {"areas": areas, "role": as_what} if areas else as_what


def language_words(codes: Iterable[str]) -> str:
    """The names of languages."""
    return listed(language_name(code) for code in codes)


def way_words(codes: Iterable[str]) -> str:
    """The ways of talking, small letters within a line."""
    labels = dict(ContactForm.choices)
    return listed(small(labels.get(code, code)) for code in codes)


def decade_words(decade: int) -> str:
    """An age as people say it roughly, such as "i 40-årene"; "" for 0."""
    if not decade:
        return ""
    if decade < 20:
        return _("under 20 år")
    return _("i %(decade)s-årene") % {"decade": decade}


def load_words(standing: Standing) -> str:
    """How many talks there are and how much room, such as "2 samtaler, plass til 1 til"."""
    load, free = standing.known.load, standing.free_places
    now = ngettext("%(count)s samtale", "%(count)s samtaler", load) % {"count": load}
    if not load:
        now = _("Ingen samtaler nå")
    room = ngettext("plass til %(count)s til", "plass til %(count)s til", free) % {"count": free}
    return listed([now, room if free else _("ingen ledig plass")])


def pause_words(standing: Standing) -> str:
    """How long the pause lasts."""
    if standing.known.paused_until is None:
        return _("Har pause til videre")
    return _("Har pause til og med %(day)s") % {"day": full_day(standing.known.paused_until)}


def own_pause_words(standing: Standing) -> str:
    """How long the pause lasts, said to the one who has it."""
    if standing.known.paused_until is None:
        return _("Du har pause til videre")
    return _("Du har pause til og med %(day)s") % {"day": full_day(standing.known.paused_until)}


def state_words(standing: Standing) -> str:
    """Where the supporter stands, in a few words: what lacks, the pause, or the state."""
    match standing.state:
        case State.LACKS:
            lacking = listed(small(lack.label) for lack in standing.lacks)
            return _("Mangler %(what)s") % {"what": lacking}
        case State.PAUSED:
            return pause_words(standing)
    return str(standing.state.label)
