"""A password is not the name of its owner, of the organisation, or of the product."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from storstua.organisations.tests.factories import make_organisation
from storstua.people.barred_words import LEAST_LEFT, OwnWords, check, of_mail
from storstua.people.models import Account
from storstua.people.tests.browsing import Browser
from storstua.people.tests.factories import make_account, make_person
from storstua.ui.tests.reading import page_of

KNOWN = ["Siri Fjellheim", "Foreningen Havblikk", "havblikk", *of_mail("siri.fjell@bergen.no")]
SAID = "Velg noe som ikke er navnet ditt"


@pytest.mark.parametrize(
    "password",
    [
        "Storstua2026!",
        "St0r5tu4 123",
        "likeperson likeperson",
        "Fjellheim1987",
        "siri.fjell.1987",
        "havblikk-havblikk",
        "HAVBLIKK 2026",
        "foreningenhavblikk",
        "bergen bergen",
        "Ｈavblikk-1234",
    ],
)
def test_little_more_than_a_name_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match=SAID):
        check(password, KNOWN)


@pytest.mark.parametrize(
    "password",
    [
        "en god setning her",
        "Siri liker kaffe om morgenen",
        "havblikk og tre rare ord",
        "kr3mt0pp og blåbær",
        # Signs are no letters of names, and count as Django counts them.
        "xK#9&v%Q2^w*",
        "a9#%&/k()=?x2+",
    ],
)
def test_a_sentence_may_hold_a_name(password: str) -> None:
    check(password, KNOWN)


@given(st.text(alphabet="kqxz ", min_size=0, max_size=30))
def test_what_is_left_decides_and_nothing_else(rest: str) -> None:
    left = len(rest.replace(" ", ""))
    if left >= LEAST_LEFT:
        check(f"havblikk {rest}", KNOWN)
    else:
        with pytest.raises(ValidationError):
            check(f"havblikk {rest}", KNOWN)


@pytest.mark.django_db
@pytest.mark.parametrize("password", ["Havblikk2026!!", "Torunn-1999-10", "siri.torunn.99"])
def test_it_is_refused_where_a_password_is_chosen(password: str) -> None:
    account = make_account("siri.torunn@example.org", "en god setning her")
    make_person(make_organisation(), "Torunn", "Eik", account=account)
    browser = Browser()
    browser.force_login(account)
    before = Account.objects.get().password
    answer = browser.post(
        "/konto/passord/",
        {"oldpassword": "en god setning her", "password1": password, "password2": password},
    )
    assert SAID in page_of(answer, 422)
    assert Account.objects.get().password == before


def test_nobody_known_is_measured_by_the_products_words_alone() -> None:
    OwnWords().validate("havblikk2026")
    with pytest.raises(ValidationError):
        OwnWords().validate("storstua2026")
    assert "e-posten" in OwnWords().get_help_text()
