from storstua import vault
from storstua.base.roles import Role
from storstua.demo.cast import cast, member
from storstua.demo.scenery import SLUGS


def test_the_cast_has_those_whom_the_contract_names():
    names = {each.who: (each.organisation, each.roles[0]) for each in cast()}
    assert {
        "kari": ("smerte", Role.SEEKER),
        "ola": ("smerte", Role.SUPPORTER),
        "siri": ("smerte", Role.COORDINATOR),
        "veslemoy": ("smerte", Role.SUPERVISOR),
        "tor": ("smerte", Role.BOARD_MEMBER),
        "trude": ("lever", Role.COORDINATOR),
    }.items() <= names.items()


def test_everyone_belongs_to_an_organisation_of_the_demo():
    assert {each.organisation for each in cast()} == set(SLUGS)


def test_short_names_are_given_once():
    assert len({each.who for each in cast()}) == len(cast())


def test_only_the_seeker_has_receipt_words_and_they_are_words_of_the_list():
    assert [each.who for each in cast() if each.words] == ["kari"]
    assert vault.fold(" ".join(member("kari").words)) == member("kari").words


def test_siri_can_change_between_two_roles():
    assert member("siri").roles == (Role.COORDINATOR, Role.BOARD_MEMBER)


def test_a_name_is_parted_into_given_and_family_name():
    assert (member("ola").given_name, member("ola").family_name) == ("Ola", "Nordmo")
    assert (member("kari").given_name, member("kari").family_name) == ("Kari", "")
