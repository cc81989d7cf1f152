"""The reasons and the firm conditions in plain Norwegian, for the command line."""

from collections.abc import Callable, Mapping

from .fit.reasons import Detail, Reason

LABELS = {
    "role": {"self": "har det selv", "relative": "pårørende", "parent": "forelder"},
    "life_phase": {
        "youth": "ung",
        "studies": "studier",
        "working": "i jobb",
        "young_family": "småbarnsfamilie",
        "out_of_work": "utenfor arbeidslivet",
        "retired": "pensjonist",
    },
    "gender": {"f": "kvinne", "m": "mann", "x": "annet kjønn"},
    "contact_forms": {
        "phone": "telefon",
        "video": "video",
        "chat": "skriftlig",
        "visit": "besøk",
        "group": "gruppe",
    },
    "languages": {
        "nb": "norsk",
        "nn": "nynorsk",
        "en": "engelsk",
        "de": "tysk",
        "pl": "polsk",
        "ur": "urdu",
        "ar": "arabisk",
        "se": "nordsamisk",
        "so": "somali",
    },
    "themes": {
        "body_and_intimacy": "kropp og nærhet",
        "children": "barn",
        "economy_rights": "økonomi og rettigheter",
        "family_life": "familieliv",
        "fear_of_the_future": "frykt for fremtiden",
        "grief": "sorg",
        "hope": "håp",
        "loneliness": "ensomhet",
        "medication_everyday": "medisiner i hverdagen",
        "sleep": "søvn",
        "sources_of_knowledge": "kilder til kunnskap",
        "working_life": "arbeidsliv",
    },
}

CONDITIONS = {
    "paused": "har pause",
    "full": "har ingen ledig plass",
    "minors_not_approved": "er ikke godkjent for unge under 18",
    "no_common_contact_form": "snakker på andre måter",
    "no_common_language": "har ikke språk felles",
    "excluded": "er valgt bort av den som spør",
    "must_gender": "har et annet kjønn enn det som kreves",
    "must_language": "snakker ikke det første språket",
    "must_contact_form": "tilbyr ikke den første måten å snakke på",
    "must_area": "har ikke erfaring med området",
    "must_not_my_municipality": "bor i samme kommune",
    "taken": "passer, men plassene går til andre",
    "no_supporters": "ingen å spørre",
}

type Details = Mapping[str, Detail]


def _label(code: str, word: Detail) -> str:
    return LABELS.get(code, {}).get(str(word), str(word).replace("_", " "))


def _words(code: str, words: Detail) -> str:
    listed = words if isinstance(words, tuple) else (words,)
    return ", ".join(_label(code, word) for word in listed)


def _days(count: Detail) -> str:
    return "1 dag" if count == 1 else f"{count} dager"


def _area(met: bool, detail: Details) -> str:
    lead = "Samme område" if met else "Har ikke erfaring med området"
    return f"{lead}: {_words('area', detail['wanted'])}"


def _role(met: bool, detail: Details) -> str:
    return f"{'Samme' if met else 'Annet'} ståsted: {_label('role', detail['theirs'])}"


def _life_phase(met: bool, detail: Details) -> str:
    return f"{'Samme' if met else 'Annen'} livsfase: {_label('life_phase', detail['theirs'])}"


def _age(met: bool, detail: Details) -> str:
    if met:
        return "Omtrent samme alder"
    return "Eldre enn ønsket" if int(str(detail["years"])) > 0 else "Yngre enn ønsket"


def _gender(met: bool, detail: Details) -> str:
    wanted = _label("gender", detail["wanted"])
    if not met:
        return f"Et annet kjønn enn ønsket: {wanted}"
    return f"{'Ønsket' if detail['asked'] else 'Samme'} kjønn: {wanted}"


def _themes(met: bool, detail: Details) -> str:
    if met:
        return f"Vil snakke om det samme: {_words('themes', detail['shared'])}"
    return f"Har andre temaer enn {_words('themes', detail['wanted'])}"


def _contact_forms(met: bool, detail: Details) -> str:
    if met:
        return f"Begge kan bruke: {_words('contact_forms', detail['shared'])}"
    return f"Tilbyr ikke: {_words('contact_forms', detail['wanted'])}"


def _languages(met: bool, detail: Details) -> str:
    if met:
        return f"Felles språk: {_words('languages', detail['shared'])}"
    return f"Snakker ikke: {_words('languages', detail['wanted'])}"


def _near(met: bool, detail: Details) -> str:
    if "municipality" in detail:
        return f"Samme kommune: {detail['municipality']}"
    away = f"omtrent {detail['kilometres']} km unna" if "kilometres" in detail else ""
    if "county" not in detail:
        return away.capitalize()
    place = f"{'Samme' if met else 'Annet'} fylke: {detail['county']}"
    return f"{place}, {away}" if away else place


def _load(met: bool, detail: Details) -> str:
    return f"Har {detail['active']} av {detail['capacity']} samtaler"


_SENTENCES: dict[str, Callable[[bool, Details], str]] = {
    "area": _area,
    "role": _role,
    "life_phase": _life_phase,
    "age": _age,
    "gender": _gender,
    "themes": _themes,
    "contact_forms": _contact_forms,
    "languages": _languages,
    "near": _near,
    "waiting": lambda met, detail: f"Har ventet i {_days(detail['days'])}",
    "idle": lambda met, detail: f"Er ledig og har ventet på en samtale i {_days(detail['days'])}",
    "load": _load,
}


def sentence(reason: Reason) -> str:
    """One reason as a line for people."""
    return _SENTENCES[reason.code](reason.met, reason.detail)
