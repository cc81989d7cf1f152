"""Single cells: phones, mails, numbers, yes and no, words and lists of words."""

from collections.abc import Callable

import pytest

from storstua.imports import cells
from storstua.imports.faults import Unclear
from storstua.imports.vocabularies import CONTACT_FORMS, GENDERS, LANGUAGES, ROLES
from storstua.imports.words import Vocabulary


def code_of(read: Callable[[], object]) -> str:
    with pytest.raises(Unclear) as caught:
        read()
    return caught.value.code


@pytest.mark.parametrize(
    "text",
    [
        "98080892",
        "980 80 892",
        "98 08 08 92",
        "980-80-892",
        "980.80.892",
        "+4798080892",
        "+47 980 80 892",
        "(+47) 98080892",
        "0047 980 80 892",
        "004798080892",
        "4798080892",
        "98080892.0",
        "tlf. 980 80 892",
        "Mob: 98080892",
    ],
)
def test_a_phone_becomes_one_form_when_it_is_written_so(text: str) -> None:
    assert cells.phone(text) == "+4798080892"


def test_a_foreign_phone_is_kept_when_it_has_its_country_code() -> None:
    assert cells.phone("+46 70 123 45 67") == "+46701234567"


@pytest.mark.parametrize(
    "text",
    ["1234567", "980808921", "9808089x", "98080892 / 99887766", "18080892", "+46 1", "ring meg"],
)
def test_a_phone_is_refused_when_it_cannot_be_one(text: str) -> None:
    assert code_of(lambda: cells.phone(text)) == "phone_unclear"


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("Kari@Example.org", "kari@example.org"),
        ("mailto:kari@example.org", "kari@example.org"),
        ("<kari.nilsen+a@post.example.org>", "kari.nilsen+a@post.example.org"),
        ("åse@blåbær.no", "åse@blåbær.no"),
    ],
)
def test_a_mail_is_understood_when_it_is_written_so(text: str, mail: str) -> None:
    assert cells.mail(text) == mail


@pytest.mark.parametrize(
    "text",
    [
        "kari(at)example.org",
        "kari@example",
        "kari@@example.org",
        "kari@example..org",
        ".kari@example.org",
        "kari nilsen@example.org",
        "a@example.org, b@example.org",
        "@example.org",
        "kari@-example.org",
        f"{'x' * 250}@example.org",
    ],
)
def test_a_mail_is_refused_when_it_cannot_be_one(text: str) -> None:
    assert code_of(lambda: cells.mail(text)) == "mail_unclear"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45,0", 45),
        ("45 min", 45),
        ("1 t 30 min", 90),
        ("1,5 timer", 90),
        ("2t", 120),
        ("1:30", 90),
        ("01:30:00", 90),
        ("0", 0),
    ],
)
def test_a_length_is_understood_when_it_is_written_so(text: str, minutes: int) -> None:
    assert cells.minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("en time", "number_unclear"),
        ("45,5", "number_unclear"),
        ("-5", "number_outside"),
        ("1441", "number_outside"),
        ("25:00", "number_outside"),
    ],
)
def test_a_length_is_refused_when_it_cannot_be_one(text: str, code: str) -> None:
    assert code_of(lambda: cells.minutes(text)) == code


@pytest.mark.parametrize(("text", "minutes"), [("1", 60), ("1,5", 90), ("30 min", 30)])
def test_hours_become_minutes_when_the_column_holds_hours(text: str, minutes: int) -> None:
    assert cells.hours(text) == minutes


@pytest.mark.parametrize("text", ["Ja", "ja.", "x", "X", "1", "yes", "TRUE", "✓"])
def test_yes_is_understood_when_it_is_written_so(text: str) -> None:
    assert cells.yes_or_no(text) is True


@pytest.mark.parametrize("text", ["Nei", "nei", "0", "no", "USANN"])
def test_no_is_understood_when_it_is_written_so(text: str) -> None:
    assert cells.yes_or_no(text) is False


def test_neither_is_a_fault_when_the_word_is_another() -> None:
    assert code_of(lambda: cells.yes_or_no("kanskje")) == "yes_no_unclear"


@pytest.mark.parametrize(
    ("text", "vocabulary", "code"),
    [
        ("Kvinne", GENDERS, "f"),
        ("MANN", GENDERS, "m"),
        ("Annet", GENDERS, "x"),
        ("pårørende", ROLES, "relative"),
        ("forelder", ROLES, "parent"),
        ("sjølv", ROLES, "self"),
        ("Norsk (nynorsk)", LANGUAGES, "nn"),
    ],
)
def test_a_word_has_its_code_when_it_is_known(text: str, vocabulary: Vocabulary, code: str) -> None:
    assert cells.word(text, vocabulary) == code


@pytest.mark.parametrize(
    "text",
    [
        "skriftlig, besøk",
        "besøk|skriftlig",
        "Skriftlig og besøk",
        "chat / visit",
        "skriftlig;besøk;",
        "skriftlig\nbesøk",
        "skriftlig, besøk og besøk",
    ],
)
def test_a_list_is_taken_apart_when_it_is_written_so(text: str) -> None:
    assert set(cells.word_list(text, CONTACT_FORMS)) == {"chat", "visit"}


def test_an_unknown_word_is_named_when_it_stands_in_a_list() -> None:
    with pytest.raises(Unclear) as caught:
        cells.word_list("telefon, faks", CONTACT_FORMS)
    assert (caught.value.code, caught.value.value) == ("word_unknown", "faks")


def test_an_area_with_og_is_one_when_the_organisation_has_it() -> None:
    vocabulary = Vocabulary.from_names({"Mage og tarm": "gut", "Nakke": "neck"})
    assert cells.areas("mage og tarm, nakke", vocabulary) == ("gut", "neck")
    assert cells.areas("nakke og mage og tarm", None) == ("nakke", "mage", "tarm")


def test_an_area_is_a_fault_when_the_organisation_lacks_it() -> None:
    vocabulary = Vocabulary.from_names({"Nakke": "neck"})
    assert code_of(lambda: cells.areas("nakke, kne", vocabulary)) == "area_unknown"


@pytest.mark.parametrize("text", ["12345", "kari@example.org", "?"])
def test_a_name_is_refused_when_it_cannot_be_one(text: str) -> None:
    assert code_of(lambda: cells.name(text)) == "name_unclear"


def test_a_name_is_refused_when_it_is_an_essay() -> None:
    assert code_of(lambda: cells.name("Kari " * 50)) == "text_too_long"


@pytest.mark.parametrize("text", ["+", "()", "-"])
def test_a_phone_is_refused_when_it_has_no_figures(text: str) -> None:
    assert code_of(lambda: cells.phone(text)) == "phone_unclear"


def test_a_name_is_tidied_when_it_has_too_many_spaces() -> None:
    assert cells.name(" Kjell \n Y?lmaz ") == "Kjell Y?lmaz"
