from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from storstua import vault
from storstua.audit.models import Entry
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Holding, Viewer
from storstua.organisations.models import Organisation
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions, contact, permissions, queries
from storstua.people.models import Consent, ContactKind, ContactPoint, Person, Purpose, Receipt
from storstua.people.tests.factories import make_account, make_person, make_viewer

pytestmark = pytest.mark.django_db
CANARY = "kanarifugl@example.org"


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def kari(organisation) -> Person:
    return make_person(organisation, "Kari")


def viewer_of(person: Person, *roles: Role) -> Viewer:
    return make_viewer(person.organisation, *roles, person=person)


@pytest.fixture
def others(kari) -> list[Viewer]:
    """Everyone who may not speak for Kari: in the organisation and outside."""
    elsewhere = make_organisation("andre", "Andre")
    same = make_person(kari.organisation, "Fremmed")
    return [
        Viewer.visitor(kari.organisation_id),
        Viewer(account_id=1),
        viewer_of(same, Role.SUPPORTER),
        viewer_of(make_person(elsewhere, "Trude"), Role.COORDINATOR),
        replace(viewer_of(kari), organisation_id=elsewhere.id),
        Viewer.system(elsewhere.id, "test"),
    ]


def refuses(action, *viewers: Viewer, **said) -> bool:
    """True when every one of the viewers is refused."""
    for viewer in viewers:
        with pytest.raises(Refusal):
            action(by=viewer, **said)
    return True


def test_stranger_at_the_organisations_address_may_be_added_and_nobody_elsewhere(organisation):
    added = actions.add_person(
        by=Viewer.visitor(organisation.id), organisation=organisation, given_name=" Kari "
    )
    assert (added.full_name, added.language, added.is_member) == ("Kari", "nb", False)
    assert Entry.objects.filter(verb="add person", object_key=added.key).count() == 1
    elsewhere = make_organisation("andre", "Andre")
    strangers = (Viewer.visitor(elsewhere.id), Viewer.visitor(), Viewer(account_id=1))
    assert refuses(actions.add_person, *strangers, organisation=organisation, given_name="Per")
    assert list(Person.objects.all()) == [added]


def test_the_same_number_has_another_hash_in_another_organisation(kari):
    there = make_person(make_organisation("andre", "Andre"), "Kari")
    found = []
    for person in (kari, there):
        with inside(person.organisation_id):
            point = actions.set_contact_point(
                by=viewer_of(person), person=person, kind=ContactKind.PHONE, value="+4791234567"
            )
            assert contact.find(person.organisation_id, ContactKind.PHONE, "+4791234567") == [point]
        assert point
        found.append(point.lookup)
    assert len(set(found)) == 2


def test_hashes_from_before_find_their_contact_point_again(kari):
    point = actions.set_contact_point(
        by=viewer_of(kari), person=kari, kind=ContactKind.EMAIL, value=CANARY
    )
    ContactPoint.objects.update(lookup=vault.lookup_hash(CANARY, "contact email"))
    assert contact.find(kari.organisation_id, ContactKind.EMAIL, CANARY) == []
    step = import_module("storstua.people.migrations.0009_lookups_of_each_organisation")
    step.hash_anew(apps, None)
    assert contact.find(kari.organisation_id, ContactKind.EMAIL, CANARY) == [point]


def test_contact_point_is_sealed_found_again_changed_and_deleted(kari):
    by = viewer_of(kari)
    said = {"by": by, "person": kari, "kind": ContactKind.EMAIL}
    point = actions.set_contact_point(**said, value=CANARY, is_safe=False)
    assert (contact.opened(point), point.is_safe) == (CANARY, False)
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(c::text, ' ') from people_contact_point c")
        assert "kanarifugl" not in cursor.fetchone()[0]
    assert contact.find(kari.organisation_id, ContactKind.EMAIL, f" {CANARY.upper()}") == [point]
    assert contact.find(kari.organisation_id, ContactKind.PHONE, CANARY) == []
    changed = actions.set_contact_point(**said, value="ny@example.org")
    assert list(ContactPoint.objects.all()) == [changed]
    assert actions.set_contact_point(**said, value="") is None
    assert ContactPoint.objects.count() == 0
    assert CANARY not in str(list(Entry.objects.values()))


def test_contact_point_is_kept_by_the_person_and_those_who_know_everyone_only(kari, others):
    said = {"person": kari, "kind": ContactKind.EMAIL, "value": CANARY}
    assert refuses(actions.set_contact_point, *others, **said)
    assert ContactPoint.objects.count() == 0
    siri = viewer_of(make_person(kari.organisation, "Siri"), Role.COORDINATOR)
    assert contact.opened(actions.set_contact_point(by=siri, **said)) == CANARY


def test_receipt_words_lead_to_the_person_and_are_given_to_nobody_else(kari, others):
    siri = viewer_of(make_person(kari.organisation, "Siri"), Role.COORDINATOR)
    assert refuses(actions.give_receipt, siri, *others, person=kari)
    assert Receipt.objects.count() == 0
    words = actions.give_receipt(by=viewer_of(kari), person=kari)
    assert queries.by_words(words) == kari
    assert queries.by_words(words[::-1]) is None


def test_consent_given_twice_is_one_and_given_anew_after_withdrawal_is_another(kari):
    said = {"by": viewer_of(kari), "person": kari, "purpose": Purpose.WELCOME}
    first = actions.give_consent(**said, text_version="3")
    assert actions.give_consent(**said, text_version="4") == first
    assert first.text_version == "3"
    assert queries.consents_in_force(kari.id) == {Purpose.WELCOME}
    assert queries.has_consented(kari.id, Purpose.WELCOME)
    actions.withdraw_consent(**said)
    actions.withdraw_consent(**said)
    assert queries.consents_in_force(kari.id) == frozenset()
    assert not queries.has_consented(kari.id, Purpose.WELCOME)
    assert actions.give_consent(**said) != first
    assert Consent.objects.count() == 2
    assert Entry.objects.filter(verb="withdraw consent").count() == 1


def test_consent_is_the_persons_own(kari, others):
    siri = viewer_of(make_person(kari.organisation, "Siri"), Role.COORDINATOR)
    said = {"person": kari, "purpose": Purpose.WELCOME}
    assert refuses(actions.give_consent, siri, *others, **said)
    given = actions.give_consent(by=viewer_of(kari), **said)
    assert refuses(actions.withdraw_consent, siri, *others, **said)
    assert list(Consent.objects.filter(withdrawn_at=None)) == [given]


def test_account_is_linked_by_who_is_signed_in_with_it(kari):
    account, other = make_account("kari@example.org"), make_account("annen@example.org")
    own = Viewer(kari.organisation_id, account_id=account.id)
    strangers = [replace(own, account_id=other.id), replace(own, organisation_id=0)]
    assert refuses(actions.link_account, *strangers, person=kari, account=account)
    actions.link_account(by=own, person=kari, account=account)
    assert queries.by_account(account.id, kari.organisation_id) == kari
    assert queries.by_account(other.id, kari.organisation_id) is None


def test_language_is_remembered_for_the_account_and_all_its_people(organisation):
    account = make_account("kari@example.org")
    elsewhere = make_organisation("andre", "Andre")
    for each in (organisation, elsewhere):
        make_person(each, "Kari", account=account)
    said = {"account": account, "language": "de"}
    assert refuses(actions.choose_language, Viewer(account_id=account.id + 1), **said)
    actions.choose_language(by=Viewer(account_id=account.id), **said)
    assert queries.account(account.id).language == "de"
    for each in (organisation, elsewhere):
        with inside(each):
            assert [person.language for person in Person.objects.all()] == ["de"]


def test_people_are_seen_by_those_who_know_everyone_and_oneself_by_each(kari):
    siri = make_person(kari.organisation, "Siri")
    make_person(make_organisation("andre", "Andre"), "Trude")
    seen = {
        role: {person.given_name for person in permissions.readable(viewer_of(siri, role))}
        for role in (Role.COORDINATOR, Role.ORGANISATION_ADMINISTRATOR, Role.SUPPORTER)
    }
    assert seen == {
        Role.COORDINATOR: {"Kari", "Siri"},
        Role.ORGANISATION_ADMINISTRATOR: {"Kari", "Siri"},
        Role.SUPPORTER: {"Siri"},
    }


def test_a_role_in_a_branch_opens_nobody_and_reaches_nobody(kari):
    siri = make_person(kari.organisation, "Siri")
    holdings = frozenset({Holding(Role.COORDINATOR, branch_id=7)})
    by = Viewer(kari.organisation_id, siri.id, 1, holdings)
    assert [person.given_name for person in permissions.readable(by)] == ["Siri"]
    said = {"person": kari, "kind": ContactKind.PHONE, "value": "+4798080892"}
    assert refuses(actions.set_contact_point, by, **said)
    everywhere = Viewer(kari.organisation_id, siri.id, 1, holdings | {Holding(Role.COORDINATOR)})
    actions.set_contact_point(by=everywhere, **said)
    assert permissions.readable(everywhere).count() == 2


def test_someone_new_is_reached_the_way_that_was_told(organisation):
    by = Viewer.visitor(organisation.id)
    reached = {ContactKind.EMAIL: "per@example.org", ContactKind.PHONE: "+4798080892"}
    person = actions.add_person(by=by, organisation=organisation, given_name="Per", reached=reached)
    found = contact.find(organisation.id, ContactKind.EMAIL, "PER@example.org")
    assert [(point.person, contact.opened(point)) for point in found] == [
        (person, "per@example.org")
    ]


def test_places_of_an_account_come_by_name_with_the_address_of_today(organisation):
    account = make_account("kari@example.org")
    make_person(organisation, "Kari", account=account)
    make_person(make_organisation("andre", "Andre"), "Kari", account=account)
    make_person(make_organisation("tredje", "Tredje"), "Kari")
    assert queries.places_of(account.id) == [
        queries.PlaceOf("Andre", "/andre/i-dag/"),
        queries.PlaceOf("Havblikk", "/havblikk/i-dag/"),
    ]
    assert queries.account_with(" KARI@example.org") == account
    assert queries.account_with("ukjent@example.org") is None
