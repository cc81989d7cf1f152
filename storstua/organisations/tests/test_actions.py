from datetime import date

import pytest
from django.core.exceptions import ValidationError

from storstua.audit.models import Entry
from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.base.roles import Role
from storstua.base.tenancy import inside
from storstua.base.viewer import Holding, Viewer
from storstua.organisations import actions, permissions, queries
from storstua.organisations.models import (
    Area,
    AreaName,
    Branch,
    HelpLine,
    Level,
    Logo,
    Organisation,
    Policy,
    Topic,
    TopicName,
)
from storstua.organisations.tests.factories import make_organisation
from storstua.outbox import queries as outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return make_organisation()


@pytest.fixture
def astrid(organisation) -> Viewer:
    held = frozenset({Holding(Role.ORGANISATION_ADMINISTRATOR)})
    return Viewer(organisation.id, 1, 1, held)


def facts(organisation: Organisation) -> queries.Facts:
    organisation.refresh_from_db()
    return queries.facts_of(organisation)


def add_area(by: Viewer, organisation: Organisation, code: str = "rygg", **said) -> Area:
    names = {"nb": code.capitalize(), "en": "Back"}
    return actions.add_area(by=by, organisation=organisation, code=code, names=names, **said)


def everything(
    organisation: Organisation, line: HelpLine, area: Area, topic: Topic, branch: Branch
):
    """Every change to an organisation, as (action, what is said)."""
    own = {"organisation": organisation}
    return [
        (actions.add_area, own | {"code": "x", "names": {"nb": "X"}}),
        (actions.name_area, {"area": area, "names": {"nb": "X"}}),
        (actions.change_area, {"area": area, "is_open": False}),
        (actions.add_branch, own | {"name": "X"}),
        (actions.change_branch, {"branch": branch, "name": "X", "level": Level.LOCAL}),
        (actions.change, own | {"name": "X"}),
        (actions.set_policy, own | {"minimum_age": 30}),
        (actions.set_words, own | {"language": "nb", "forms": {}}),
        (actions.set_logo, own | {"png": b"x"}),
        (actions.set_help_line, own | {"line": line, "number": "1"}),
        (actions.remove_help_line, {"line": line}),
        (actions.add_topic, own | {"code": "x", "names": {"nb": "X"}}),
        (actions.change_topic, {"topic": topic, "is_open": False}),
        (actions.name_topic, {"topic": topic, "names": {"nb": "X"}}),
    ]


def test_nothing_is_changed_by_others_than_administrators_of_the_organisation(organisation, astrid):
    area, topic = add_area(astrid, organisation), Topic.objects.first()
    branch = actions.add_branch(by=astrid, organisation=organisation, name="Bodø")
    said = everything(organisation, HelpLine.objects.first(), area, topic, branch)
    elsewhere = make_organisation("andre", "Andre")
    held = frozenset({Holding(Role.ORGANISATION_ADMINISTRATOR)})
    coordinator = Viewer(organisation.id, 2, 2, frozenset({Holding(Role.COORDINATOR)}))
    before = Entry.objects.count()
    for viewer in (
        Viewer.visitor(organisation.id),
        coordinator,
        Viewer(elsewhere.id, 3, 3, held),
        Viewer(0, 3, 3, held),
        Viewer.system(elsewhere.id, "test"),
    ):
        for action, values in said:
            with pytest.raises(Refusal):
                action(by=viewer, **values)
    assert Entry.objects.count() == before


def test_organisation_is_founded_by_commands_only_and_not_at_a_taken_address(organisation):
    with pytest.raises(Refusal):
        actions.found(by=Viewer.visitor(), slug="ny", name="Ny")
    for slug in ("havblikk", "demo"):
        with pytest.raises(Refusal) as refusal:
            actions.found(by=Viewer.command_line(), slug=slug, name="Ny")
        assert refusal.value.field == "slug"
    assert Organisation.objects.count() == 1


def test_change_of_facts_is_kept_unless_someone_else_changed_them_meanwhile(organisation, astrid):
    said = {"by": astrid, "organisation": organisation, "seen": organisation.version}
    actions.change(**said, name="Nye Havblikk")
    with pytest.raises(ChangedMeanwhile):
        actions.change(**said, name="Andre Havblikk")
    with pytest.raises(ValidationError):
        actions.change(by=astrid, organisation=organisation, name="")
    assert Organisation.objects.get().name == "Nye Havblikk"


def test_policy_holds_from_the_next_page_on(organisation, astrid):
    before = facts(organisation).policy.minimum_age
    policy = Policy.objects.get()
    actions.set_policy(
        by=astrid, organisation=organisation, seen=policy.version, minimum_age=before + 1
    )
    assert facts(organisation).policy.minimum_age == before + 1
    with pytest.raises(ChangedMeanwhile):
        actions.set_policy(
            by=astrid, organisation=organisation, seen=policy.version, minimum_age=18
        )


def test_area_has_names_that_are_changed_and_taken_away_one_by_one(organisation, astrid):
    area = add_area(astrid, organisation)
    with pytest.raises(Refusal) as refusal:
        add_area(astrid, organisation)
    assert refusal.value.field == "code"
    actions.name_area(by=astrid, area=area, names={"en": "", "de": "Rücken"})
    assert dict(AreaName.objects.values_list("language", "name")) == {"nb": "Rygg", "de": "Rücken"}
    named = facts(organisation).area(area.id)
    found = [named.name_in(language) for language in ("de", "en")]
    assert found == ["Rücken", "Rygg"]
    actions.name_area(by=astrid, area=area, names={"nb": "", "de": ""})
    assert facts(organisation).area(area.id).name_in("nb") == "rygg"


def test_area_moves_in_the_tree_but_never_below_itself(organisation, astrid):
    whole = add_area(astrid, organisation)
    part = add_area(astrid, organisation, "nakke", parent=whole)
    piece = add_area(astrid, organisation, "virvel", parent=part)
    for below in (whole, part, piece):
        with pytest.raises(Refusal) as refusal:
            actions.change_area(by=astrid, area=whole, parent=below)
        assert refusal.value.field == "parent"
    with pytest.raises(ChangedMeanwhile):
        actions.change_area(by=astrid, area=piece, seen=piece.version + 1, parent=whole)
    actions.change_area(by=astrid, area=piece, parent=whole, is_open=False)
    tree = queries.area_tree(permissions.readable_areas(astrid), facts(organisation))
    assert [(line.name, line.depth, line.is_open) for line in tree] == [
        ("Rygg", 0, True),
        ("Nakke", 1, True),
        ("Virvel", 1, False),
    ]
    actions.change_area(by=astrid, area=piece, parent=part)
    assert [facts(organisation).with_parts(area.id) for area in (whole, part, piece)] == [
        {whole.id, part.id, piece.id},
        {part.id, piece.id},
        {piece.id},
    ]


def test_areas_topics_branches_and_help_lines_of_others_are_not_among_ones_own(
    organisation, astrid
):
    elsewhere = make_organisation("andre", "Andre")
    there = Viewer.command_line(elsewhere.id)
    for by, own in ((astrid, organisation), (there, elsewhere)):
        with inside(own):
            add_area(by, own)
            actions.add_branch(by=by, organisation=own, name="Oslo")
    for readable, table in (
        (permissions.readable_areas, Area),
        (permissions.readable_topics, Topic),
        (permissions.readable_branches, Branch),
        (permissions.readable_help_lines, HelpLine),
    ):
        own = set(table.objects.filter(organisation=organisation))
        assert own
        assert set(readable(astrid)) == own
        with inside(elsewhere):
            assert (table.objects.count() > 0, readable(astrid).count()) == (True, 0)


def test_topic_is_added_once_and_named(organisation, astrid):
    own = {"by": astrid, "organisation": organisation, "code": "hage"}
    topic = actions.add_topic(**own, names={"nb": "Hage", "en": "Garden"})
    with pytest.raises(Refusal):
        actions.add_topic(**own, names={"nb": "Hage"})
    actions.name_topic(by=astrid, topic=topic, names={"en": "", "de": "Garten", "nb": "Hagen"})
    names = TopicName.objects.filter(topic=topic).values_list("language", "name")
    assert dict(names) == {"nb": "Hagen", "de": "Garten"}
    lines = queries.topic_lines(permissions.readable_topics(astrid), facts(organisation))
    assert lines[-1] == (topic.key, "Hagen", True)
    assert facts(organisation).topic(topic.id).code == "hage"


def test_topic_is_closed_and_opened_again(organisation, astrid):
    topic = Topic.objects.first()
    seen = topic.version
    actions.change_topic(by=astrid, topic=topic, seen=seen, is_open=False)
    assert facts(organisation).topic(topic.id).is_open is False
    with pytest.raises(ChangedMeanwhile):
        actions.change_topic(by=astrid, topic=topic, seen=seen, is_open=True)
    actions.change_topic(by=astrid, topic=topic, is_open=True)
    assert facts(organisation).topic(topic.id).is_open is True
    assert Entry.objects.filter(verb="change topic", object_key=topic.key).count() == 2


def test_country_is_chosen_where_its_help_lines_stand_in_the_strip(organisation, astrid):
    own = {"by": astrid, "organisation": organisation}
    actions.change(**own, country="DE")
    with pytest.raises(Refusal) as refusal:
        actions.change(**own, country="SE")
    assert refusal.value.field == "country"
    said = {"country": "SE", "name": "Nödnummer", "number": "112", "checked_on": date(2026, 11, 1)}
    actions.set_help_line(**own, **said)
    with pytest.raises(Refusal):
        actions.change(**own, country="SE")
    actions.set_help_line(**own, line=HelpLine.objects.get(country="SE"), is_in_strip=True)
    actions.change(**own, country="SE")
    organisation.refresh_from_db()
    assert organisation.country == "SE"


def test_the_last_number_of_the_strip_stays(organisation, astrid):
    *others, last = HelpLine.objects.filter(country="NO", is_in_strip=True)
    for line in others:
        actions.remove_help_line(by=astrid, line=line)
    changes = [
        lambda: actions.remove_help_line(by=astrid, line=HelpLine.objects.get(id=last.id)),
        lambda: actions.set_help_line(
            by=astrid, organisation=organisation, line=last, is_in_strip=False
        ),
    ]
    for change in changes:
        with pytest.raises(Refusal):
            change()
        assert HelpLine.objects.get(id=last.id).is_in_strip is True
    others = HelpLine.objects.exclude(is_in_strip=True)
    actions.remove_help_line(by=astrid, line=others.first())
    HelpLine.objects.filter(country="NO").update(is_in_strip=False)
    actions.remove_help_line(by=astrid, line=HelpLine.objects.filter(country="DE").first())
    changed = actions.set_help_line(
        by=astrid, organisation=organisation, line=others.first(), name="Nytt navn"
    )
    assert changed.name == "Nytt navn"


def test_branch_of_a_name_is_there_once(organisation, astrid):
    branch = actions.add_branch(by=astrid, organisation=organisation, name="Oslo", county="Oslo")
    with pytest.raises(Refusal) as refusal:
        actions.add_branch(by=astrid, organisation=organisation, name="Oslo")
    assert (refusal.value.field, list(Branch.objects.all())) == ("name", [branch])


def test_help_line_is_added_changed_and_removed_and_no_number_stands_twice(organisation, astrid):
    said = {"country": "NO", "name": "Vår telefon", "checked_on": date(2026, 11, 1)}
    line = actions.set_help_line(by=astrid, organisation=organisation, number="11111111", **said)
    changed = actions.set_help_line(
        by=astrid, organisation=organisation, line=line, number="22222222"
    )
    assert (changed.id, HelpLine.objects.get(id=line.id).number) == (line.id, "22222222")
    with pytest.raises(Refusal) as refusal:
        actions.set_help_line(by=astrid, organisation=organisation, number="22222222", **said)
    assert refusal.value.field == "number"
    actions.remove_help_line(by=astrid, line=changed)
    assert "22222222" not in [each.number for each in facts(organisation).help_lines]


def test_logo_takes_the_place_of_the_one_before(organisation, astrid):
    assert queries.logo_of(organisation) is None
    for png in (b"one", b"two"):
        actions.set_logo(by=astrid, organisation=organisation, png=png, alternative_text="Sjø")
    assert (Logo.objects.count(), bytes(queries.logo_of(organisation).png)) == (1, b"two")


def test_organisation_is_found_by_slug_host_id_and_when_it_is_the_only_one(organisation):
    assert queries.the_only_one() == organisation
    other = make_organisation("andre", "Andre")
    Organisation.objects.filter(id=other.id).update(host="andre.example.org", is_listed=True)
    assert queries.the_only_one() is None
    assert (queries.by_slug("andre"), queries.by_slug("demo")) == (other, None)
    assert queries.by_slug("ukjent") is None
    assert queries.by_address("andre.example.org", "havblikk") == other
    assert queries.by_address("example.org", "havblikk") == organisation
    assert queries.by_address("example.org", "ukjent") is None
    assert (queries.by_id(other.id), queries.by_id(0)) == (other, None)
    listed = Organisation.objects.filter(is_listed=True)
    assert queries.listed() == list(listed.order_by("name"))


def test_overview_says_what_is_set(organisation, astrid):
    add_area(astrid, organisation)
    found = queries.overview(organisation, facts(organisation))
    assert (found.areas_count, found.topics_count, found.help_lines_count) == (
        1,
        Topic.objects.count(),
        HelpLine.objects.count(),
    )
    assert found.oldest_check_on == min(line.checked_on for line in HelpLine.objects.all())
    assert len(found.rooms) == len(organisation.open_rooms)
    HelpLine.objects.all().delete()
    queries._facts.cache_clear()
    assert queries.overview(organisation, facts(organisation)).oldest_check_on is None


def test_a_privacy_contact_who_is_replaced_is_told(organisation):
    said = {"by": Viewer.command_line(organisation.id), "organisation": organisation}
    actions.change(**said, privacy_email="vern@example.org")
    actions.change(**said, name="Nye Havblikk")
    assert list(outbox.newest()) == []
    actions.change(**said, privacy_email="en.annen@example.org")
    [mail] = outbox.newest()
    told = (mail.template, outbox.address_of(mail))
    assert told == ("privacy_contact_changed", "vern@example.org")
