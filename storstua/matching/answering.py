"""Turns the answers of a draft into the values of a request, into words, and back again."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from storstua.matching.actions import RequestValues
from storstua.matching.choices import AgeBand, Must, Wish
from storstua.matching.forms.asking import SAFE, WAYS
from storstua.matching.models import Request
from storstua.organisations.models import SeekerRole
from storstua.organisations.queries import Facts
from storstua.people.models import ContactPoint
from storstua.supporters.choices import Gender, LifePhase
from storstua.supporters.languages import language_name
from storstua.ui.parts import Answer
from storstua.ui.phones import phone_words

type Answers = dict[str, Any]

EVERY_WAY = ("chat", "phone", "video", "visit")
UNDERSTOOD = {"nb": ("nb", "nn"), "nn": ("nn", "nb"), "en": ("en",), "de": ("de", "en")}


def ways_of(way: str, phone: str) -> tuple[str, ...]:
    """The contact forms behind the answer to "how". Who left it to us can be rung and met only
    with a number: without one nobody could say when and where."""
    if way in EVERY_WAY:
        return (way,)
    return EVERY_WAY if phone else ("chat",)


def values_from(answers: Answers, page_language: str) -> RequestValues:
    """The request that these answers make."""
    municipality, _bar, county = (answers.get("place") or "").partition("|")
    area = answers.get("area") or ""
    return RequestValues(
        nickname=(answers.get("nickname") or "").strip(),
        role=answers.get("role") or "",
        area_id=int(area) if area.isdigit() else None,
        topic_ids=tuple(int(topic) for topic in answers.get("topics") or ()),
        is_minor=bool(answers.get("is_minor")),
        contact_forms=ways_of(answers.get("way") or "", answers.get("phone") or ""),
        languages=tuple(answers.get("languages") or UNDERSTOOD.get(page_language, ("nb",))),
        life_phase=answers.get("life_phase") or "",
        age_band=answers.get("age_band") or "",
        gender=answers.get("gender") or "",
        wish_gender=answers.get("wish_gender") or Wish.NONE,
        wish_age="similar" if answers.get("age_band") else "none",
        municipality=municipality,
        county=county,
        must=tuple(answers.get("must") or ()),
        text=answers.get("text") or "",
        phone=answers.get("phone") or "",
        is_safe=answers.get("is_safe") != "no",
        wished_supporter_id=answers.get("wished"),
    )


def answers_from(
    request: Request, phone: ContactPoint | None, phone_number: str, text: str
) -> Answers:
    """The answers that a request was made from, so that the person can change them."""
    ways = set(request.contact_forms)
    way = request.contact_forms[0] if len(ways) == 1 else "unsure"
    wished = request.wished_supporter
    return {
        "change": request.version,
        "wished": request.wished_supporter_id,
        "wished_name": wished.person.given_name if wished else "",
        "nickname": request.person.given_name,
        "role": request.role,
        "area": str(request.area_id) if request.area_id else "",
        "topics": [str(row.topic_id) for row in request.topics.all()],
        "is_minor": request.is_minor,
        "way": way,
        "languages": _languages_said(request),
        "life_phase": request.life_phase,
        "age_band": request.age_band,
        "gender": request.gender,
        "wish_gender": request.wish_gender,
        "place": f"{request.municipality}|{request.county}" if request.municipality else "",
        "must": list(request.must),
        "phone": phone_number,
        "text": text,
        "is_safe": "yes" if phone is None or phone.is_safe else "no",
    }


def _languages_said(request: Request) -> list[str]:
    """None when they are what this page's readers understand anyway: nobody has said them."""
    unsaid = UNDERSTOOD.get(get_language() or "nb")
    return [] if tuple(request.languages) == unsaid else list(request.languages)


def _label(choices: Any, value: Any) -> str:
    return str(dict(choices).get(value, "")) if value else ""


def in_words(answers: Answers, facts: Facts, address: Callable[[int], str]) -> list[Answer]:
    """What was said, line by line, each with the page where it can be changed."""
    language = get_language() or "nb"
    area = facts.area(int(answers["area"])) if str(answers.get("area")).isdigit() else None
    topics = (facts.topic(int(topic)) for topic in answers.get("topics") or ())
    phone = answers.get("phone") or ""
    said = [
        (1, _("Gjelder"), _label(SeekerRole.choices, answers.get("role"))),
        (1, _("Område"), area.name_in(language) if area else ""),
        (1, _("Temaer"), ", ".join(each.name_in(language) for each in topics if each)),
        (1, _("Alder"), _("Under 18") if answers.get("is_minor") else ""),
        (2, _("Hvordan"), _label(WAYS, answers.get("way"))),
        (3, _("Ønsker"), "\n".join(_wishes(answers))),
        (3, _("Krav"), ", ".join(_label(Must.choices, word) for word in answers.get("must") or ())),
        (4, _("Vi kaller deg"), answers.get("nickname") or ""),
        (4, _("Telefon"), phone_words(phone)),
        (4, _("Trygt å ringe"), _label(SAFE, answers.get("is_safe")) if phone else ""),
    ]
    if answers.get("wished_name"):
        said = [line for line in said if line[0] not in {1, 3}]
        said.insert(0, (0, _("Du vil snakke med"), answers["wished_name"]))
    unasked = {_("Alder"), _("Telefon"), _("Trygt å ringe")}
    shown = [line for line in said if line[2] or line[1] not in unasked]
    return [
        Answer(label, value or _("Ikke sagt"), f"{address(step)}?endre=1" if step else "")
        for step, label, value in shown
    ]


def _wishes(answers: Answers) -> list[str]:
    languages = [language_name(code) for code in answers.get("languages") or ()]
    place = (answers.get("place") or "").replace("|", ", ")
    wish = answers.get("wish_gender")
    lines = [
        (_("Livsfase"), _label(LifePhase.choices, answers.get("life_phase"))),
        (_("Alder omtrent"), _label(AgeBand.choices, answers.get("age_band"))),
        (_("Kjønnet ditt"), _label(Gender.choices, answers.get("gender"))),
        (_("Vil helst snakke med"), _label(Wish.choices, wish) if wish != Wish.NONE else ""),
        (_("Språk"), ", ".join(languages)),
        (_("Bosted"), place),
    ]
    return [f"{label}: {value}" for label, value in lines if value]


def same_words(typed: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """True when what was typed means the words: first four letters, any case, aa for å."""
    return all(fold_word(one) == fold_word(other) for one, other in zip(typed, words, strict=True))


def fold_word(word: str) -> str:
    """The first four letters as receipt words are compared."""
    plain = word.strip().lower().replace("å", "aa").replace("ø", "o").replace("æ", "ae")
    return plain[:4]
