import pytest
from hypothesis import given

from .. import texts_nb
from ..fit import Reason, reasons, wishes_met
from ..fit.conditions import CONDITIONS
from ..nearness import kilometres
from .sides import make_seeker, make_supporter, seekers, supporters


def line(code, seeker, supporter):
    """The met and the text of one reason, or None if it is not told."""
    found = [each for each in reasons(seeker, supporter) if each.code == code]
    return (found[0].met, texts_nb.sentence(found[0])) if found else None


@pytest.mark.parametrize(
    ("code", "said", "known", "expected"),
    [
        ("area", {"area": "rygg"}, {"areas": {"rygg"}}, (True, "Samme område: rygg")),
        (
            "area",
            {"area": "rygg"},
            {"areas": {"nakke"}},
            (False, "Har ikke erfaring med området: rygg"),
        ),
        ("area", {}, {"areas": {"nakke"}}, None),
        ("role", {"role": "self"}, {"role": "self"}, (True, "Samme ståsted: har det selv")),
        ("role", {"role": "self"}, {"role": "parent"}, (False, "Annet ståsted: forelder")),
        ("role", {"role": "self"}, {}, None),
        (
            "life_phase",
            {"life_phase": "studies"},
            {"life_phase": "studies"},
            (True, "Samme livsfase: studier"),
        ),
        (
            "life_phase",
            {"life_phase": "studies"},
            {"life_phase": "retired"},
            (False, "Annen livsfase: pensjonist"),
        ),
        ("life_phase", {}, {"life_phase": "retired"}, None),
        ("age", {"age_band": "30-44"}, {"age": 49}, (True, "Omtrent samme alder")),
        (
            "age",
            {"age_band": "30-44", "wish_age": "similar"},
            {"age": 50},
            (False, "Eldre enn ønsket"),
        ),
        (
            "age",
            {"age_band": "30-44", "wish_age": "similar"},
            {"age": 24},
            (False, "Yngre enn ønsket"),
        ),
        ("age", {"age_band": "30-44"}, {"age": 50}, None),
        ("age", {"age_band": "30-44"}, {}, None),
        ("gender", {"wish_gender": "f"}, {"gender": "f"}, (True, "Ønsket kjønn: kvinne")),
        (
            "gender",
            {"wish_gender": "f"},
            {"gender": "m"},
            (False, "Et annet kjønn enn ønsket: kvinne"),
        ),
        ("gender", {"gender": "m"}, {"gender": "m"}, (True, "Samme kjønn: mann")),
        ("gender", {"gender": "m"}, {"gender": "f"}, None),
        ("gender", {"wish_gender": "f"}, {}, None),
        (
            "themes",
            {"themes": ("hope", "sleep", "grief")},
            {"themes": {"grief", "hope"}},
            (True, "Vil snakke om det samme: håp, sorg"),
        ),
        ("themes", {"themes": ("hope",)}, {}, (False, "Har andre temaer enn håp")),
        ("themes", {}, {"themes": {"hope"}}, None),
        (
            "contact_forms",
            {"contact_forms": ("visit", "phone")},
            {"contact_forms": {"phone", "visit"}},
            (True, "Begge kan bruke: besøk, telefon"),
        ),
        (
            "contact_forms",
            {"contact_forms": ("visit",)},
            {},
            (False, "Tilbyr ikke: besøk"),
        ),
        ("languages", {"languages": ("nb", "en")}, {}, (True, "Felles språk: norsk")),
        ("languages", {"languages": ("pl",)}, {}, (False, "Snakker ikke: polsk")),
        ("waiting", {"waited": 1}, {}, (True, "Har ventet i 1 dag")),
        ("waiting", {"waited": 12}, {}, (True, "Har ventet i 12 dager")),
        ("waiting", {"waited": 0}, {}, None),
        ("idle", {}, {"idle": 70}, (True, "Er ledig og har ventet på en samtale i 70 dager")),
        ("idle", {}, {"idle": 20}, None),
        ("load", {}, {"active": 1}, (True, "Har 1 av 3 samtaler")),
        ("load", {}, {"active": 2}, (False, "Har 2 av 3 samtaler")),
        ("load", {}, {"active": 3}, None),
    ],
)
def test_a_reason_tells(code, said, known, expected):
    frozen = {key: frozenset(v) if isinstance(v, set) else v for key, v in known.items()}
    assert line(code, make_seeker(**said), make_supporter(**frozen)) == expected


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (("Bergen", "Vestland"), ("Bergen", "Vestland"), (True, "Samme kommune: Bergen")),
        (
            ("Bergen", "Vestland"),
            ("Ukjent", "Vestland"),
            (True, "Samme fylke: Vestland"),
        ),
        (("Bergen", "Vestland"), ("Ukjent", "Troms"), (False, "Annet fylke: Troms")),
        (("Bergen", "Vestland"), ("", ""), None),
    ],
)
def test_a_reason_tells_of_nearness(here, there, expected):
    seeker = make_seeker(municipality=here[0], county=here[1])
    assert line("near", seeker, make_supporter(municipality=there[0], county=there[1])) == expected


def test_a_reason_tells_the_kilometres():
    bergen = make_seeker(municipality="Bergen", county="Vestland")
    apart = kilometres(("Bergen", "Vestland"), ("Voss", "Vestland"))
    voss = make_supporter(municipality="Voss", county="Vestland")
    text = f"Samme fylke: Vestland, omtrent {apart} km unna"
    assert line("near", bergen, voss) == (True, text)
    apart = kilometres(("Bergen", "Vestland"), ("Oslo", "Oslo"))
    oslo = make_supporter(municipality="Oslo", county="Oslo")
    assert line("near", bergen, oslo) == (False, f"Omtrent {apart} km unna")
    apart = kilometres(("Asker", "Akershus"), ("Oslo", "Oslo"))
    asker = make_seeker(municipality="Asker", county="Akershus")
    assert line("near", asker, oslo) == (True, f"Omtrent {apart} km unna")


def test_an_unknown_word_is_told_as_it_stands():
    reason = Reason("themes", True, {"wanted": ("new_friends",), "shared": ("new_friends",)})
    assert texts_nb.sentence(reason) == "Vil snakke om det samme: new friends"


def test_the_order_of_reasons_is_fixed():
    seeker = make_seeker(
        area="rygg", role="self", themes=("hope",), waited=3, gender="f", wish_gender="f"
    )
    supporter = make_supporter(role="self", gender="f", idle=99)
    assert [reason.code for reason in reasons(seeker, supporter)] == [
        *("area", "role", "gender", "themes", "contact_forms", "languages"),
        *("waiting", "idle", "load"),
    ]


def test_wishes_met_leaves_circumstances_out():
    seeker = make_seeker(area="rygg", role="self", waited=3)
    lines = reasons(seeker, make_supporter(role="self", active=2))
    assert wishes_met(lines) == (3, 4)


@given(seekers(), supporters())
def test_every_reason_has_a_sentence(seeker, supporter):
    for reason in reasons(seeker, supporter):
        sentence = texts_nb.sentence(reason)
        assert sentence[0].isupper()
        assert "None" not in sentence


def test_every_condition_has_a_text():
    codes = {condition.code for condition in CONDITIONS} | {"taken", "no_supporters"}
    assert set(texts_nb.CONDITIONS) == codes
