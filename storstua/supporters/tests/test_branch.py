"""One branch: renamed, moved, closed when it is empty, and never given another reach by one."""

import re

import pytest

from storstua.base.refusal import ChangedMeanwhile, Refusal
from storstua.base.roles import Role
from storstua.base.viewer import Viewer
from storstua.organisations import actions as organisations
from storstua.organisations.models import Branch, Level, Organisation
from storstua.people.tests.factories import make_person
from storstua.roles import actions as roles
from storstua.roles.models import Proposal
from storstua.roles.tests.factories import make_grant, make_helper, viewer_of
from storstua.supporters import actions, queries
from storstua.supporters.actions import Terms
from storstua.supporters.models import Supporter
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import heading_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def astrid(organisation) -> Viewer:
    return viewer_of(make_helper(organisation, Role.ORGANISATION_ADMINISTRATOR, "Astrid"))


def add(organisation: Organisation, name: str, **said: object) -> Branch:
    by = Viewer.command_line(organisation.id)
    return organisations.add_branch(by=by, organisation=organisation, name=name, **said)


@pytest.fixture
def oslo(organisation) -> Branch:
    return add(organisation, "Oslo", county="Oslo")


def change(by: Viewer, branch: Branch, **said: object) -> Branch:
    """Change a branch; what is not said stays as it is."""
    row = Branch.objects.get(id=branch.id)
    kept = {name: getattr(row, name) for name in ("name", "county", "parent", "is_open")}
    return actions.change_branch(by=by, branch=branch, **kept | {"level": Level(row.level)} | said)


def refused(by: Viewer, branch: Branch, **said: object) -> tuple[str, str]:
    before = Branch.objects.values().get(id=branch.id)
    with pytest.raises(Refusal) as refusal:
        change(by, branch, **said)
    assert Branch.objects.values().get(id=branch.id) == before
    return refusal.value.field, str(refusal.value.sentence)


def test_only_administrators_of_the_organisation_change_a_branch(organisation, oslo):
    for role in (Role.COORDINATOR, Role.BOARD_MEMBER, Role.SUPPORTER):
        assert refused(
            viewer_of(make_helper(organisation, role, role.value.title())), oslo, name="X"
        )
    assert refused(Viewer.visitor(organisation.id), oslo, name="X")


def test_a_branch_is_closed_when_it_is_empty(organisation, oslo, astrid):
    assert queries.lies_in(oslo, oslo.created_at.date()) == {}
    assert change(astrid, oslo, is_open=False).is_open is False
    assert change(astrid, oslo, is_open=True).is_open is True


def test_a_branch_in_use_is_not_closed_and_the_refusal_says_what_lies_there(
    organisation, oslo, astrid
):
    make_supporter(organisation, "Ola", branch=oslo)
    make_supporter(organisation, "Kari", branch=oslo)
    siri = make_helper(organisation, Role.COORDINATOR, "Siri", oslo)
    roles.invite(
        by=Viewer.command_line(organisation.id),
        person=siri,
        email="ny@example.org",
        role=Role.SUPERVISOR,
        branch=oslo,
    )
    roles.propose_role(by=viewer_of(siri), person=siri, role=Role.SUPERVISOR, branch=oslo)
    field, sentence = refused(astrid, oslo, is_open=False)
    assert field == "is_open"
    for words in ("2 [[likepersoner]]", "1 rolle", "1 invitasjon", "1 forslag som trenger to"):
        assert words in sentence


def test_each_thing_alone_keeps_a_branch_open(organisation, oslo, astrid):
    there = make_supporter(organisation, "Ola", branch=oslo)
    assert refused(astrid, oslo, is_open=False)[0] == "is_open"
    actions.change_profile(
        by=Viewer.command_line(organisation.id),
        supporter=there,
        terms=Terms(capacity=1, branch=None),
    )
    siri = make_person(organisation, "Siri")
    grant = make_grant(siri, Role.COORDINATOR, oslo)
    assert refused(astrid, oslo, is_open=False)[0] == "is_open"
    roles.end(by=Viewer.command_line(organisation.id), grant=grant)
    assert change(astrid, oslo, is_open=False).is_open is False


def test_those_who_have_ended_are_history_and_keep_the_name(organisation, oslo, astrid):
    ola = make_supporter(organisation, "Ola", branch=oslo)
    actions.end_appointment(by=Viewer.command_line(organisation.id), supporter=ola)
    change(astrid, oslo, is_open=False)
    assert Supporter.objects.get(id=ola.id).branch == oslo
    with pytest.raises(Refusal) as refusal:
        actions.appoint(
            by=Viewer.command_line(organisation.id), supporter=ola, from_on=oslo.created_at.date()
        )
    assert "Oslo er lagt ned" in str(refusal.value.sentence)


def test_nobody_comes_into_a_closed_branch(organisation, oslo, astrid):
    by = Viewer.command_line(organisation.id)
    siri = viewer_of(make_helper(organisation, Role.COORDINATOR, "Siri"))
    ola = make_supporter(organisation, "Ola")
    closed = change(astrid, oslo, is_open=False)
    person = make_person(organisation, "Ny")
    said = {"person": person, "role": Role.SUPERVISOR, "branch": closed}
    comers = [
        lambda: actions.enrol(by=by, person=person, branch=closed),
        lambda: actions.change_profile(
            by=by, supporter=ola, terms=Terms(capacity=1, branch=closed)
        ),
        lambda: roles.give(by=by, **said),
        lambda: roles.invite(by=by, email="ny@example.org", **said),
        lambda: roles.propose_role(by=siri, **said),
    ]
    for come in comers:
        with pytest.raises(Refusal) as refusal:
            come()
        assert refusal.value.field == "branch"
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "field"),
    [({"county": "Vestland"}, "county"), ({"level": Level.NATIONAL}, "level")],
)
def test_nobody_gets_another_reach_by_the_change_of_a_branch(
    organisation, oslo, astrid, said, field
):
    siri = make_helper(organisation, Role.COORDINATOR, "Siri")
    ola = make_supporter(organisation, "Ola", branch=oslo)
    actions.propose_for_minors(by=viewer_of(siri), supporter=ola)
    assert change(astrid, oslo, level=Level.COUNTY).level == "county"
    change(astrid, oslo, level=Level.LOCAL)
    grant = make_grant(siri, Role.COORDINATOR, oslo)
    assert refused(astrid, oslo, **said)[0] == field
    change(astrid, oslo, level=Level.COUNTY, name="Oslo fylke")
    roles.end(by=Viewer.command_line(organisation.id), grant=grant)
    assert change(astrid, oslo, **said).name == "Oslo fylke"


def test_what_two_change_at_once_is_noticed(organisation, oslo, astrid):
    change(astrid, oslo, seen=oslo.version, name="Oslo og omegn")
    with pytest.raises(ChangedMeanwhile):
        change(astrid, oslo, seen=oslo.version, name="Oslo")


def address(branch: Branch) -> str:
    return f"/havblikk/innstillinger/lag/{branch.key}/"


def kept(client, branch: Branch) -> dict[str, object]:
    """What the form of a branch holds, as a browser sends it."""
    initial = client.get(address(branch)).context["form"].initial
    return {name: value for name, value in initial.items() if value is not False}


def test_an_administrator_changes_a_branch_on_its_page(organisation, sign_in, oslo):
    client = sign_in(organisation, Role.ORGANISATION_ADMINISTRATOR)
    region = add(organisation, "Østlandet", level=Level.COUNTY)
    assert heading_of(client.get(address(oslo))) == "Endre Oslo"
    said = kept(client, oslo) | {"name": "Oslo sentrum", "parent": region.id}
    answer = client.post(address(oslo), said)
    assert (answer.status_code, answer["Location"]) == (302, "/havblikk/innstillinger/lag/")
    oslo.refresh_from_db()
    assert (oslo.name, oslo.parent) == ("Oslo sentrum", region)
    page = page_of(client.get("/havblikk/innstillinger/lag/"))
    assert f'href="{address(oslo)}">Oslo sentrum</a>' in page
    again = client.post(address(oslo), said | {"name": "Noe annet"})
    assert (again.status_code, "mens du skrev" in again.content.decode()) == (422, True)
    assert (
        client.get(address(oslo).replace(str(oslo.key), str(region.organisation.key))).status_code
        == 404
    )


def test_the_page_says_first_what_lies_in_the_branch_and_where_to_go(organisation, sign_in, oslo):
    client = sign_in(organisation, Role.ORGANISATION_ADMINISTRATOR)
    assert "Ingenting ligger her nå." in page_of(client.get(address(oslo)))
    make_supporter(organisation, "Ola", branch=oslo)
    make_grant(make_person(organisation, "Siri"), Role.COORDINATOR, oslo)
    add(organisation, "Grünerløkka", parent=oslo)
    page = page_of(client.get(address(oslo)))
    assert "<li>1 likeperson</li>" in page
    assert re.findall(r'<li><a class="ds-link" href="([^"]+)">(1 [^<]+)<', page) == [
        ("/havblikk/roller/", "1 rolle"),
        ("/havblikk/innstillinger/lag/", "1 lag under"),
    ]
    said = {name: value for name, value in kept(client, oslo).items() if name != "is_open"}
    answer = client.post(address(oslo), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["is_open"])


def test_who_coordinates_too_is_led_to_the_supporters_of_the_branch(organisation, sign_in, oslo):
    person = make_person(organisation, "Siri")
    make_grant(person, Role.COORDINATOR)
    client = sign_in(organisation, Role.ORGANISATION_ADMINISTRATOR, person)
    make_supporter(organisation, "Ola", branch=oslo)
    make_supporter(organisation, "Per")
    link = re.search(r'href="([^"]+)">1 likeperson<', page_of(client.get(address(oslo))))
    assert link
    page = page_of(client.get(link[1]))
    assert ("Ola" in page, "Per" in page) == (True, False)


def test_a_closed_branch_says_so_and_is_offered_nowhere(organisation, sign_in, oslo):
    client = sign_in(organisation, Role.ORGANISATION_ADMINISTRATOR)
    said = {name: value for name, value in kept(client, oslo).items() if name != "is_open"}
    assert client.post(address(oslo), said).status_code == 302
    assert "Laget er lagt ned." in page_of(client.get(address(oslo)))
    assert "Lagt ned" in page_of(client.get("/havblikk/innstillinger/lag/"))
    new = client.get("/havblikk/innstillinger/lag/nytt/").context["form"]
    assert [label for _key, label in new.fields["parent"].choices] == ["Ikke valgt"]
    assert "branch" not in client.get("/havblikk/roller/inviter/").context["form"].fields
    siri = sign_in(organisation, Role.COORDINATOR, make_person(organisation, "Siri"))
    form = siri.get("/havblikk/arbeid/likepersoner/ny/").context["form"]
    assert "branch" not in form.fields


def test_a_supporter_keeps_the_closed_branch_until_moved(organisation, sign_in, oslo):
    ola = make_supporter(organisation, "Ola", branch=oslo)
    other = make_supporter(organisation, "Per")
    Branch.objects.update(is_open=False)
    client = sign_in(organisation, Role.COORDINATOR)
    pages = [f"/havblikk/arbeid/likepersoner/{each.key}/endre/" for each in (ola, other)]
    kept_one, none = (client.get(page).context["form"].fields for page in pages)
    assert [label for _key, label in kept_one["branch"].choices][1:] == ["Oslo"]
    assert "branch" not in none


def test_the_page_takes_at_most_eight_queries(organisation, sign_in, oslo, queries_of):
    queries_of.client = sign_in(organisation, Role.ORGANISATION_ADMINISTRATOR)
    make_supporter(organisation, "Ola", branch=oslo)
    assert queries_of(address(oslo)) <= 8
