"""The pages of those who keep the log: list, one activity, putting right, doubles."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storstua.activities import actions, permissions
from storstua.activities.choices import Figure, Kind, Type, What
from storstua.activities.models import Activity
from storstua.base import clock
from storstua.base.refusal import Refusal
from storstua.base.roles import Role
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import heading_of

from .factories import make_activity

pytestmark = pytest.mark.django_db

LIST = "/havblikk/aktiviteter/"
# Eight, and the savepoint that stands for the request's transaction in a test.
QUERIES = 10


@pytest.fixture
def siri(organisation, client):
    siri = make_helper(organisation, Role.COORDINATOR)
    client.force_login(siri.account)
    return siri


def text(answer):
    return " ".join(answer.content.decode().split())


def rows_shown(client, **query):
    return [line.fact.id for line in client.get(LIST, query).context["lines"]]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("query", ["", "?svar=YES"])
def test_list_takes_the_same_queries_however_many_rows(
    client, siri, ola, rows, query, django_assert_num_queries
):
    for _number in range(rows):
        make_activity(ola.organisation, [ola])
    client.get(LIST)
    with django_assert_num_queries(QUERIES):
        answer = client.get(LIST + query)
    assert len(answer.context["lines"]) == rows


def test_list_when_filtered_shows_only_what_is_wished(client, siri, organisation, ola):
    year = clock.today().year - 1
    branch = Branch.objects.create(organisation=organisation, name="Fylket")
    kari = make_supporter(organisation, "Kari", branch=branch, since=date(year, 2, 1))
    visit = make_activity(organisation, [kari], done_on=date(year, 2, 3), minutes=30)
    group = make_activity(
        organisation, [ola], type_=Type.SUPPORT_GROUP, pax=2, done_on=date(year, 5, 6), minutes=50
    )
    talk = make_activity(
        organisation, [kari, ola], type_=Type.TALK, mode="phone", done_on=date(year, 5, 7)
    )
    everything = [talk.id, group.id, visit.id]
    assert rows_shown(client) == []
    assert rows_shown(client, ar=year) == everything
    assert rows_shown(client, ar=year, sorter="dag") == everything[::-1]
    assert rows_shown(client, ar=year, sorter="minutter") == [visit.id, group.id, talk.id]
    assert rows_shown(client, ar=year, sorter="-deltakere") == [group.id, talk.id, visit.id]
    assert rows_shown(client, ar=year, periode="5") == [talk.id, group.id]
    assert rows_shown(client, ar=year, periode="k1") == [visit.id]
    assert rows_shown(client, ar=year, hva=What.VISIT) == [visit.id]
    assert rows_shown(client, ar=year, hva=Figure.GET_TOGETHERS) == [group.id]
    assert rows_shown(client, ar=year, likeperson=kari.key) == [talk.id, visit.id]
    assert rows_shown(client, ar=year, lag=branch.key) == [talk.id, visit.id]
    assert rows_shown(client, ar=year, lag="uten") == [group.id]
    assert rows_shown(client, ar=year, svar="YES") == [visit.id]
    assert rows_shown(client, ar=year, svar="NO", hva=What.PHONE) == [talk.id]
    assert rows_shown(client, ar=year, svar="REVIEW") == [group.id]
    assert rows_shown(client, ar="x", periode="99", svar="?", lag="1", likeperson="2") == []


def test_list_when_filtered_by_verdict_says_why(client, siri, organisation, ola):
    make_activity(organisation, [ola], type_=Type.TALK, mode="phone")
    assert "Bare besøk teller" not in text(client.get(LIST))
    assert "Bare besøk teller: likepersonen reiser" in text(client.get(LIST, {"svar": "NO"}))


def test_list_when_long_has_pages(client, siri, organisation, ola):
    make = [make_activity(organisation, [ola]) for _number in range(51)]
    assert len(rows_shown(client)) == 50
    assert rows_shown(client, side="2") == [make[0].id]
    assert rows_shown(client, side="2", svar="YES") == [make[0].id]


def test_list_when_the_role_covers_a_branch_shows_that_branch(client, organisation, ola):
    branch = Branch.objects.create(organisation=organisation, name="Fylket")
    inside = make_activity(organisation, [ola], branch=branch)
    outside = make_activity(organisation, [ola])
    local = make_helper(organisation, Role.COORDINATOR, "Bente", branch=branch)
    client.force_login(local.account)
    assert rows_shown(client) == [inside.id]
    assert client.get(f"{LIST}{outside.key}/").status_code == 404
    assert heading_of(client.get(f"{LIST}{inside.key}/endre/")) == "Endre aktiviteten"
    viewer = viewer_of(local)
    may = [permissions.may_keep(viewer, each) for each in (inside, outside)]
    assert may == [True, False]


def test_an_activity_of_someone_never_appointed_says_why_it_does_not_count(
    client, siri, organisation
):
    kari = make_supporter(organisation, "Kari", is_appointed=False)
    row = make_activity(organisation, [kari])
    page = text(client.get(f"{LIST}{row.key}/"))
    assert "Kari" in page
    assert "Ingen likeperson som var godkjent den dagen, hadde samtalen." in page


@pytest.mark.parametrize(
    ("role", "reads", "keeps"),
    [
        (Role.COORDINATOR, 200, 200),
        (Role.ORGANISATION_ADMINISTRATOR, 200, 200),
        (Role.BOARD_MEMBER, 200, 403),
        (Role.SUPPORTER, 403, 403),
        (Role.SUPERVISOR, 403, 403),
    ],
)
def test_pages_open_for_each_role(client, organisation, ola, role, reads, keeps):
    activity = make_activity(organisation, [ola])
    client.force_login(make_helper(organisation, role, "Noen").account)
    own = f"{LIST}{activity.key}/"
    assert {client.get(page).status_code for page in (LIST, own)} == {reads}
    pages = [f"{LIST}ny/", *(f"{own}{page}/" for page in ("endre", "slett", "dobbel"))]
    assert {client.get(page).status_code for page in pages} == {keeps}


def test_pages_when_of_another_organisation_are_not_there(client, siri):
    other = make_activity(make_organisation(slug="andre"))
    assert client.get(f"{LIST}{other.key}/").status_code == 404
    assert client.get("/andre/aktiviteter/").status_code == 403


def test_pages_when_a_stranger_comes_ask_to_sign_in(client, organisation):
    assert client.get(LIST)["Location"] == "/logg-inn/?next=%2Fhavblikk%2Faktiviteter%2F"


def correction(activity, ola, **changed):
    return {
        "done_on": activity.done_on.isoformat(),
        "type": activity.type,
        "mode": activity.mode,
        "minutes": str(activity.minutes),
        "pax": str(activity.pax),
        "kind": "normal",
        "supporters": [str(ola.key)],
        "led_by_supporter": "on",
        "is_own_event": "on",
        "branch": "",
        "place": "Oslo|Oslo",
        "country": "NO",
        "version": "1",
    } | changed


def test_an_activity_takes_eight_queries_however_much_was_changed(client, siri, ola, queries_of):
    activity = make_activity(ola.organisation, [ola])
    own = f"{LIST}{activity.key}/"
    few = queries_of(own), queries_of(f"{own}endre/")
    for version, name in enumerate(("Kari", "Per", "Liv"), start=1):
        sent = correction(activity, make_supporter(ola.organisation, name), version=str(version))
        assert client.post(f"{own}endre/", sent).status_code == 302
    assert "fra Kari Nordmann til Per Nordmann." in text(client.get(own))
    many = queries_of(own), queries_of(f"{own}endre/")
    assert (few, many) == ((8, 8), (8, 8))


def test_activity_when_corrected_tells_its_history(client, siri, organisation, ola):
    branch = Branch.objects.create(organisation=organisation, name="Fylket")
    kari = make_supporter(organisation, "Kari", "Lie")
    activity = make_activity(organisation, [ola])
    own = f"{LIST}{activity.key}/"
    assert "Teller. Aktiviteten følger reglene og teller. BUFDIR-2020" in text(
        client.get(own)
    ).replace("</strong>", "").replace('<span class="muted">', "")
    sent = correction(activity, ola, minutes="30", kind="stand", branch=str(branch.key),
                      supporters=[str(kari.key)], led_by_supporter="", country="SE",
                      place="", done_on="2026-01-05")  # fmt: skip
    assert client.post(f"{own}endre/", sent)["Location"] == own
    page = text(client.get(own))
    for sentence in (
        "Endret minutter fra 60 til 30.",
        "Endret merknad fra «Vanlig» til «Stand».",
        "Endret likepersoner som var med fra Ola til Kari Lie.",
        "Endret ledet av likeperson fra ja til nei.",
        "Endret kommune fra Oslo til ikke sagt.",
        "Laget eller id-en er endret.",
        "til 5. januar 2026.",
        "Siri, i dag",
    ):
        assert sentence in page
    form = client.get(f"{own}endre/").context["form"]
    assert (form.initial["branch"], form.initial["supporters"]) == (
        str(branch.key),
        [str(kari.key)],
    )
    stale = client.post(f"{own}endre/", sent | {"minutes": "31"})
    assert (stale.status_code, "Noen andre endret dette" in text(stale)) == (422, True)


@pytest.mark.parametrize(
    "changed",
    [
        {"minutes": "1441"},
        {"minutes": ""},
        {"pax": "x"},
        {"done_on": "2999-01-01"},
        {"supporters": ["1"]},
        {"branch": "1"},
        {"place": "Nowhere|X"},
        {"country": "XX"},
        {"version": ""},
    ],
)
def test_correction_when_wrong_is_told_at_the_field(client, siri, organisation, ola, changed):
    activity = make_activity(organisation, [ola])
    answer = client.post(f"{LIST}{activity.key}/endre/", correction(activity, ola, **changed))
    assert (answer.status_code, "Dette må du rette" in text(answer)) == (422, True)
    activity.refresh_from_db()
    assert activity.version == 1


def test_addition_when_sent_is_logged_by_the_coordinator(client, siri, organisation, ola):
    activity = make_activity(organisation, [ola])
    sent = correction(activity, ola, minutes="75")
    answer = client.post(f"{LIST}ny/", sent)
    made = Activity.objects.order_by("-id").first()
    assert answer["Location"] == f"{LIST}{made.key}/"
    assert (made.minutes, made.logged_by_id) == (75, siri.id)
    assert client.post(f"{LIST}ny/", sent | {"done_on": "2999-01-01"}).status_code == 422


def test_deletion_when_said_yes_takes_the_row_out(client, siri, organisation, ola):
    activity = make_activity(organisation, [ola])
    address = f"{LIST}{activity.key}/slett/"
    assert "Vil du slette dette?" in text(client.get(address))
    assert client.post(address, {"version": "3"}).status_code == 422
    assert client.post(address, {"version": "1"})["Location"] == f"{LIST}{activity.key}/slettet/"
    assert rows_shown(client) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "60 minutter, 1 deltaker"),
        ("nn", "60 minutt, 1 deltakar"),
        ("en", "60 minutes, 1 participant"),
        ("de", "60 Minuten, 1 teilnehmende Person"),
    ],
)
def test_one_who_took_part_is_not_several(client, siri, organisation, ola, language, said):
    kept = make_activity(organisation, [ola], pax=1)
    make_activity(organisation, [ola], pax=1)
    client.cookies["sprak"] = language
    page = text(client.get(f"{LIST}{kept.key}/dobbel/"))
    assert (f"{said}." in page, f"{said}, Oslo" in page) == (True, True)


def test_merging_when_one_is_chosen_marks_it(client, siri, organisation, ola):
    kari = make_supporter(organisation, "Kari", "Lie", municipality="Bodø", county="Nordland")
    group = {"type_": Type.SUPPORT_GROUP, "pax": 5}
    kept = make_activity(organisation, [ola], **group)
    same = make_activity(organisation, [ola, kari], **group)
    elsewhere = make_activity(organisation, [kari], **group)
    alone = make_activity(organisation, [ola])
    address = f"{LIST}{kept.key}/dobbel/"
    page = text(client.get(address))
    assert "Ola, Kari Lie: 60 minutter, 5 deltakere, Oslo" in page
    assert str(elsewhere.key) not in page
    assert client.post(address, {"double": str(elsewhere.key)}).status_code == 422
    assert client.post(address, {"double": str(same.key)})["Location"] == f"{LIST}{kept.key}/"
    same.refresh_from_db()
    assert same.kind == Kind.DUPLICATE
    assert "Registrert fra før" in text(client.get(LIST))
    back = f"{LIST}{same.key}/dobbel/"
    refused = client.post(back, {"double": str(kept.key)})
    assert (refused.status_code, "allerede merket" in text(refused)) == (422, True)
    assert "Ingen andre rader samme dag" in text(client.get(f"{LIST}{alone.key}/dobbel/"))


def test_month_count_when_shown_has_no_form_to_correct_it(client, siri, organisation, ola):
    actions.log_month_counts(
        by=viewer_of(ola.person),
        organisation=organisation,
        month=clock.today(),
        counts=actions.MonthCounts(visits=4),
    )
    row = Activity.objects.get()
    assert "Antall i måneden</dt><dd>4" in text(client.get(f"{LIST}{row.key}/"))
    assert client.get(f"{LIST}{row.key}/endre/").status_code == 404
    assert "Besøk: 4 i alt" in text(client.get(LIST))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["ar", "periode", "hva", "svar", "lag", "likeperson", "sorter", "side"]),
        st.text(max_size=30) | st.sampled_from(["2026", "k9", "13", "YES", "-dag", "0", "-1"]),
    )
)
def test_list_when_asked_anything_never_breaks(client, siri, query):
    assert heading_of(client.get(LIST, query)) == "Aktiviteter"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["done_on", "type", "mode", "minutes", "pax", "kind", "supporters", "branch", "place",
             "country", "version"]
        ),
        st.text(max_size=30) | st.sampled_from(["", "2026-01-01", "talk", "9" * 20, "\x00"]),
    )
)  # fmt: skip
def test_addition_when_given_anything_never_breaks(client, siri, sent):
    assert client.post(f"{LIST}ny/", sent).status_code in {302, 422}


def test_who_keeps_one_branch_says_of_nobody_elses_supporters_that_they_were_there(
    organisation, client
):
    oslo = Branch.objects.create(organisation=organisation, name="Oslo")
    berit = make_helper(organisation, Role.COORDINATOR, "Berit", branch=oslo)
    here = make_supporter(organisation, "Her", branch=oslo)
    elsewhere = make_supporter(organisation, "Borte")
    activity = make_activity(organisation, [here], branch=oslo)
    client.force_login(berit.account)
    for path in ("ny/", f"{activity.key}/endre/"):
        page = client.get(LIST + path).content.decode()
        assert ("Her Nordmann" in page, "Borte Nordmann" in page) == (True, False)
    with pytest.raises(Refusal, match="Velg blant"):
        actions.change(
            by=viewer_of(berit), activity=activity, supporter_ids=[here.id, elsewhere.id]
        )
    shared = make_activity(organisation, [here, elsewhere], branch=oslo)
    assert "Borte Nordmann" in client.get(f"{LIST}{shared.key}/endre/").content.decode()


def test_namesakes_are_told_apart_where_one_is_chosen(client, siri, organisation, ola):
    oslo = Branch.objects.create(organisation=organisation, name="Oslo lag")
    make_supporter(organisation, "Berit", "Khan", branch=oslo, office_id="S7")
    make_supporter(organisation, "Berit", "Khan", municipality="Alta")
    make_supporter(organisation, "Berit", "Khan", municipality="", county="")
    for address in (LIST, f"{LIST}ny/"):
        shown = text(client.get(address))
        for name in ("Berit Khan (Oslo lag, S7)", "Berit Khan (Alta)", "Ola"):
            assert f"{name}<" in shown
        assert "Berit Khan<" in shown


def folds_of(page: str) -> list[str]:
    return re.findall(r"<summary>([^<]*)</summary>", page[page.index("<main") :])


def test_many_supporters_are_folded_by_letter_or_by_branch(client, siri, organisation, ola):
    for number in range(19):
        make_supporter(organisation, "Berit", f"Lie {number}")
    assert folds_of(text(client.get(f"{LIST}ny/"))) == []
    kari = make_supporter(organisation, "Kari")
    assert folds_of(text(client.get(f"{LIST}ny/"))) == ["B (19)", "K (1)", "O (1)"]
    kari.branch = Branch.objects.create(organisation=organisation, name="Oslo lag")
    kari.write("branch")
    assert folds_of(text(client.get(f"{LIST}ny/"))) == ["Ikke i noe lag (20)", "Oslo lag (1)"]
