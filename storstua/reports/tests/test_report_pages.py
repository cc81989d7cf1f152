"""The pages and files of the reports."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from storstua.activities.choices import Figure, Mode, Type
from storstua.activities.tests.factories import make_activity
from storstua.audit.models import Entry
from storstua.base.roles import Role
from storstua.organisations.models import Branch
from storstua.organisations.tests.factories import make_organisation
from storstua.reports import actions
from storstua.reports.models import Decision, FrozenReport
from storstua.roles.tests.factories import make_helper, viewer_of
from storstua.supporters.tests.factories import make_supporter
from storstua.ui.tests.reading import heading_of

from .factories import YEAR, make_year

pytestmark = pytest.mark.django_db

OWN = "/havblikk/rapporter/"
GRANT = f"{OWN}tilskudd/{YEAR}/"
HEADINGS = {
    OWN: "Rapporter",
    GRANT: f"Tilskuddsrapport {YEAR}",
    f"{GRANT}rader/": f"Rader i tilskuddsrapporten {YEAR}",
}
# Eight, and the savepoint that stands for the request's transaction in a test.
QUERIES = 10


@pytest.fixture
def year(organisation, ola):
    return make_year(organisation, ola)


def text(answer):
    return " ".join(answer.content.decode().split())


def sheets(answer):
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def figures(answer):
    """Caption -> label -> numbers of a page with own figures."""
    return {
        table.caption: {
            row.label: [cell.number for cell in row.cells] for row in (*table.rows, table.totals)
        }
        for table in answer.context["tables"]
    }


@pytest.mark.parametrize("page", HEADINGS)
@pytest.mark.parametrize("more", [0, 2])
def test_page_takes_the_same_queries_however_many_rows(
    client, siri, organisation, ola, year, page, more, django_assert_num_queries
):
    for _number in range(more):
        make_activity(organisation, [ola], done_on=date(YEAR, 6, 7))
    client.get(page, {"ar": YEAR})
    with django_assert_num_queries(QUERIES):
        assert heading_of(client.get(page, {"ar": YEAR})) == HEADINGS[page]


def test_own_report_counts_by_supporter_branch_and_month(client, siri, organisation, ola):
    branch = Branch.objects.create(organisation=organisation, name="Fylket")
    kari = make_supporter(organisation, "Kari", "Lie", branch=branch)
    day = date(YEAR, 2, 3)
    talk = {"type_": Type.TALK, "done_on": day}
    make_activity(organisation, [ola], mode=Mode.PHONE, **talk)
    make_activity(organisation, [ola], mode=Mode.EMAIL, **talk)
    make_activity(organisation, [kari], done_on=date(YEAR, 8, 9))
    make_activity(organisation, [kari, ola], type_=Type.GET_TOGETHER, done_on=day)
    make_activity(organisation, [kari], done_on=date(YEAR - 1, 8, 9))
    found = figures(client.get(OWN, {"ar": YEAR}))
    assert found == {
        "Per [[likeperson]]": {
            "Kari Lie": [0, 1, 1, 0, 0, 2],
            "Ola": [1, 0, 1, 1, 0, 3],
            "Sum": [1, 1, 1, 1, 0, 4],
        },
        "Per lag": {
            "Uten lag": [1, 0, 0, 1, 0, 2],
            "Fylket": [0, 1, 1, 0, 0, 2],
            "Sum": [1, 1, 1, 1, 0, 4],
        },
        "Per måned": {
            "Februar": [1, 0, 1, 1, 0, 3],
            "August": [0, 1, 0, 0, 0, 1],
            "Sum": [1, 1, 1, 1, 0, 4],
        },
    }
    of_branch = figures(client.get(OWN, {"ar": YEAR, "lag": branch.key}))
    assert of_branch["Per lag"]["Sum"] == [0, 1, 1, 0, 0, 2]
    assert figures(client.get(OWN, {"ar": YEAR, "lag": "uten"}))["Per lag"]["Sum"][-1] == 2
    assert figures(client.get(OWN, {"ar": YEAR, "periode": "k3"}))["Per lag"]["Sum"][-1] == 1
    assert client.get(OWN, {"ar": YEAR, "periode": "1"}).context["total"] == 0


def test_each_number_of_the_own_report_leads_to_as_many_rows(client, siri, organisation, ola, year):
    branch = Branch.objects.create(organisation=organisation, name="Fylket")
    kari = make_supporter(organisation, "Kari", branch=branch, since=date(2010, 1, 1))
    make_activity(organisation, [kari, ola], type_=Type.COURSE_DAY, done_on=date(YEAR, 2, 3))
    query = {"ar": YEAR, "periode": "k1"}
    found = [
        (cell.number, cell.url)
        for table in client.get(OWN, query).context["tables"]
        for row in (*table.rows, table.totals)
        for cell in row.cells
        if cell.number
    ]
    assert len(found) > 20
    for number, url in found:
        assert (url, client.get(url).context["page"].paginator.count) == (url, number)


def supporters_shown(client, **query):
    """The names and all their activities as the first table shows them, and the sum below."""
    table = client.get(OWN, {"ar": YEAR, **query}).context["tables"][0]
    return [(row.label, row.total) for row in table.rows], table.totals.total


def test_own_report_when_long_has_pages_with_the_sum_of_all(client, siri, organisation):
    for number in range(51):
        who = make_supporter(organisation, f"Nr {number:02}", "")
        make_activity(organisation, [who], done_on=date(YEAR, 2, 3))
    first, total = supporters_shown(client)
    assert (first[0], len(first), total) == (("Nr 00", 1), 50, 51)
    assert supporters_shown(client, side="2") == ([("Nr 50", 1)], 51)
    assert supporters_shown(client, side="2", sorter="-navn") == ([("Nr 00", 1)], 51)
    answer = client.get(f"{OWN}regneark/", {"ar": YEAR, "side": "2"})
    by_supporter = next(iter(sheets(answer).values()))
    assert [row[0] for row in by_supporter[-2:]] == ["Nr 50", "Sum"]
    assert len(by_supporter) == 1 + 51 + 1


def test_own_report_is_sorted_by_each_column(client, siri, organisation, ola):
    kari = make_supporter(organisation, "Kari", "")
    make_activity(organisation, [kari, ola], done_on=date(YEAR, 2, 3))
    make_activity(organisation, [kari], type_=Type.TALK, mode=Mode.PHONE, done_on=date(YEAR, 2, 3))
    by_name = [("Kari", 2), ("Ola", 1)]
    orders = ("", "navn", "-alt", f"-{Figure.PHONE_TALKS}", Figure.VISITS, "x")
    for order in orders:
        assert supporters_shown(client, sorter=order) == (by_name, 2)
    for order in ("-navn", "alt", Figure.PHONE_TALKS):
        assert supporters_shown(client, sorter=order) == (by_name[::-1], 2)


def test_own_report_when_empty_says_when_numbers_come(client, siri):
    page = text(client.get(OWN))
    assert "Tallene kommer når noen registrerer." in page
    assert "<table" not in page


def test_own_report_as_a_file_holds_the_numbers_of_the_page(client, siri, organisation, ola, year):
    answer = client.get(f"{OWN}regneark/", {"ar": YEAR})
    assert answer["Content-Disposition"] == f'attachment; filename="rapport-{YEAR}.xlsx"'
    assert "no-store" in answer["Cache-Control"]
    found = sheets(answer)
    assert list(found) == ["Per likeperson", "Per lag", "Per måned", "Forklaring"]
    assert found["Per likeperson"][1:] == [["Ola", 1, 1, 2, 0, 0, 4], ["Sum", 1, 1, 2, 0, 0, 4]]
    assert found["Per likeperson"][0][0] == "Likeperson"
    entry = Entry.objects.using("audit").get(verb="fetch own report")
    assert (entry.person_id, entry.purpose) == (siri.id, f"ar={YEAR}")


def test_grant_report_says_the_finding_and_what_is_left_to_do(client, siri, year):
    page = text(client.get(GRANT))
    for sentence in (
        "4 aktiviteter. 1 teller i tilskuddet.",
        "Regler: BUFDIR-2020.",
        "Sammenlign dem med forskriften før dere søker.",
        "1 aktivitet: Deltakerne møttes ikke ansikt til ansikt",
        "Hvorfor teller ikke 1?",
        "Regnet ut",
    ):
        assert sentence in page


def test_each_number_of_the_grant_report_leads_to_as_many_rows(client, siri, year):
    answer = client.get(GRANT)
    rows = [*answer.context["rows"], answer.context["total"]]
    assert [row.label for row in rows] == ["Telefon", "Besøk", "Samtalegruppe", "Sum"]
    assert [[each.number for each in row.numbers] for row in rows] == [
        [1, 0, 1, 0],
        [1, 1, 0, 0],
        [2, 0, 0, 2],
        [4, 1, 1, 2],
    ]
    for row in rows:
        for each in row.numbers:
            if each.number:
                assert client.get(each.url).context["page"].paginator.count == each.number
    for remark in (*answer.context["to_decide"], *answer.context["why_not"]):
        assert client.get(remark.url).context["page"].paginator.count == 1


def test_grant_report_when_an_appointment_is_missing_tells_where_to_look(
    client, siri, organisation
):
    kari = make_supporter(organisation, "Kari", is_appointed=False)
    make_activity(organisation, [kari], done_on=date(YEAR, 2, 3))
    page = text(client.get(GRANT))
    assert "1 aktivitet: Ingen likeperson som var godkjent den dagen" in page
    assert "Se om noe mangler" in page


def test_grant_report_when_there_is_nothing_says_so(client, siri):
    assert "Ingen har registrert noe dette året." in text(client.get(GRANT))


@pytest.mark.parametrize("year_asked", ["1989", "2101", "9" * 30])
@pytest.mark.parametrize("page", ["", "rader/", "frys/", "regneark/", "pdf/", "versjon/1/"])
def test_year_that_no_report_is_about_is_not_there(client, siri, year_asked, page):
    assert client.get(f"{OWN}tilskudd/{year_asked}/{page}").status_code == 404


@pytest.mark.parametrize("number", ["1", "x", "٣", "12345"])
def test_version_that_was_never_frozen_is_not_there(client, siri, year, number):
    assert client.get(f"{GRANT}regneark/", {"versjon": number}).status_code == 404


def test_rows_when_shown_say_why_in_a_sentence(client, siri, year):
    page = text(client.get(f"{GRANT}rader/", {"svar": "NO"}))
    assert "Bare besøk teller: likepersonen reiser til den andre" in page
    assert page.count('type="checkbox" name="rows"') == 0
    assert "Ingen rader passer til dette." in text(client.get(f"{GRANT}rader/", {"hva": "video"}))


def test_rows_when_open_are_decided_together(client, siri, year):
    address = f"{GRANT}rader/?svar=REVIEW"
    page = client.get(address)
    assert text(page).count('name="rows"') == 2
    sent = {"rows": [str(year["small"].key), str(year["video"].key)], "counts": "ja",
            "reason": "funder_answered", "once": "b" * 32}  # fmt: skip
    assert client.post(address, sent)["Location"] == address
    assert "2 rader er bestemt." in text(client.post(address, sent, follow=True))
    assert Decision.objects.count() == 2
    answer = client.get(GRANT)
    assert "4 aktiviteter. 3 teller i tilskuddet." in text(answer)
    decided = client.get(answer.context["decided_url"])
    assert decided.context["page"].paginator.count == 2
    assert "at den teller: «Tilskuddsgiveren har svart oss»." in text(decided)
    sent |= {"counts": "nei", "reason": "in_doubt", "once": "d" * 32}
    client.post(f"{GRANT}rader/?bestemt=on", sent)
    page = text(client.get(f"{GRANT}rader/?svar=NO"))
    assert "at den ikke teller: «Vi er i tvil og søker ikke om den»." in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"rows": []}, "Kryss av for minst én rad i tabellen."),
        ({"rows": ["1"]}, "Velg blant svarene på siden."),
        ({"counts": ""}, "Velg ett av svarene."),
        ({"reason": "x"}, "Velg et av svarene på siden."),
        ({"reason": "in_doubt"}, "Er dere i tvil, skal den ikke telle."),
    ],
)
def test_deciding_when_something_is_missing_says_what(client, siri, year, changed, sentence):
    sent = {"rows": [str(year["video"].key)], "counts": "ja", "reason": "funder_answered"}
    answer = client.post(f"{GRANT}rader/?svar=REVIEW", sent | changed)
    assert (answer.status_code, Decision.objects.count()) == (422, 0)
    assert sentence in text(answer)
    kept = f'value="{year["video"].key}" aria-label="Samtalegruppe, 6. mai 2025" checked'
    assert (kept in text(answer)) is ("rows" not in changed)


def test_freezing_asks_first_and_leads_to_the_version(client, siri, year):
    page = text(client.get(f"{GRANT}frys/"))
    assert "Vil du fryse rapporten for 2025?" in page
    assert "2 aktiviteter er ikke vurdert." in page
    answer = client.post(f"{GRANT}frys/", {"once": "c" * 32})
    assert answer["Location"] == f"{GRANT}versjon/1/"
    assert client.post(f"{GRANT}frys/", {"once": "c" * 32})["Location"] == f"{GRANT}versjon/1/"
    assert FrozenReport.objects.count() == 1
    again = client.post(f"{GRANT}frys/", {})
    assert (again.status_code, "Ingenting er endret siden rapporten" in text(again)) == (422, True)
    version = client.get(f"{GRANT}versjon/1/")
    assert "Versjon 1, fryst" in text(version)
    assert "av Siri." in text(version)
    assert "Ingenting er endret siden den siste" in text(client.get(GRANT))
    make_activity(siri.organisation, done_on=date(YEAR, 9, 9))
    assert "Noe er endret siden den siste" in text(client.get(GRANT))
    numbers = version.context["total"].numbers
    rows = client.get(numbers[0].url)
    assert (numbers[0].number, rows.context["page"].paginator.count) == (4, 4)
    assert "Versjon 1, fryst" in text(rows)
    assert 'name="rows"' not in text(rows)


def test_grant_file_has_a_sheet_for_the_funder_and_one_with_every_row(
    client, siri, organisation, ola, year
):
    sheet = make_supporter(organisation, "=1+1", "@Ærlig", since=date(2010, 1, 1))
    make_activity(organisation, [sheet], done_on=date(YEAR, 12, 31))
    answer = client.get(f"{GRANT}regneark/")
    assert answer["Content-Disposition"].endswith(f'filename="tilskuddsrapport-{YEAR}.xlsx"')
    found = sheets(answer)
    assert list(found) == ["Til søknaden", "Alle rader", "Forklaring"]
    assert found["Til søknaden"][1:] == [
        [date(YEAR, 2, 3), "Besøk", "Oslo", "", "Ola", 1, 60, 1],
        [date(YEAR, 12, 31), "Besøk", "Oslo", "", "=1+1 @Ærlig", 1, 60, 1],
    ]
    headings, *rows = found["Alle rader"]
    column = {name: number for number, name in enumerate(headings)}
    assert [row[column["Svar"]] for row in rows] == [
        "Teller",
        "Teller ikke",
        "Må vurderes",
        "Må vurderes",
        "Teller",
    ]
    assert {row[column["Regelsett"]] for row in rows} == {"BUFDIR-2020"}
    assert rows[1][column["Koder"]] == "NOT_PHYSICAL"
    assert rows[1][column["Hvorfor"]].startswith("Bare besøk teller: likepersonen")
    assert rows[0][column["Id"]] == "A1"
    assert "Likepersoner" in headings
    explained = {str(row[0]): row[1] for row in found["Forklaring"]}
    assert explained["Aktivitetsdager"] == 2
    assert explained["Når det står NOT_PHYSICAL"].startswith("Bare besøk teller")
    assert "Sammenlign dem med forskriften" in explained["Viktig"]
    assert Entry.objects.using("audit").filter(verb="fetch grant report").count() == 1


def test_grant_pdf_is_tagged_and_has_a_title(client, siri, year):
    content = client.get(f"{GRANT}pdf/").content
    marks = (b"%PDF-", b"/StructTreeRoot", b"/Marked true", b"pdfuaid:part", b"DisplayDocTitle")
    assert [mark in content for mark in marks] == [True] * 5
    assert content.count(b"/TH") > 5


def test_files_of_a_version_stay_as_they_were(client, siri, organisation, year):
    actions.freeze(by=viewer_of(siri), organisation=organisation, year=YEAR)
    make_activity(organisation, done_on=date(YEAR, 9, 9))
    live, frozen = (
        sheets(client.get(f"{GRANT}regneark/", {"versjon": number})) for number in ("", "1")
    )
    assert (len(live["Alle rader"]), len(frozen["Alle rader"])) == (6, 5)
    assert frozen["Forklaring"][3][1].startswith("Versjon 1, fryst")
    assert client.get(f"{GRANT}pdf/", {"versjon": "1"}).content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("role", "reads", "freezes"),
    [
        (Role.COORDINATOR, 200, 200),
        (Role.ORGANISATION_ADMINISTRATOR, 200, 200),
        (Role.BOARD_MEMBER, 200, 403),
        (Role.SUPPORTER, 403, 403),
        (Role.SUPERVISOR, 403, 403),
    ],
)
def test_pages_open_for_each_role(client, organisation, year, role, reads, freezes):
    client.force_login(make_helper(organisation, role, "Tor").account)
    pages = [OWN, f"{OWN}regneark/", *(GRANT + page for page in ("", "rader/", "regneark/"))]
    assert {client.get(page).status_code for page in pages} == {reads}
    assert client.get(f"{GRANT}frys/").status_code == freezes
    assert ("Bestem for dem" in text(client.get(f"{GRANT}rader/"))) is (freezes == 200)


def test_deciding_when_a_board_member_posts_is_refused(client, organisation, year):
    client.force_login(make_helper(organisation, Role.BOARD_MEMBER, "Tor").account)
    sent = {"rows": [str(year["video"].key)], "counts": "ja", "reason": "funder_answered"}
    answer = client.post(f"{GRANT}rader/", sent)
    assert (answer.status_code, Decision.objects.count()) == (422, 0)


def test_reports_of_another_organisation_are_closed(client, siri):
    make_organisation(slug="andre")
    assert client.get("/andre/rapporter/").status_code == 403
    assert client.get(f"/andre/rapporter/tilskudd/{YEAR}/").status_code == 403


def test_pages_name_no_seeker(client, siri, organisation, ola, year):
    make_helper(organisation, Role.MEMBER, "Blåveis")
    pages = [OWN, GRANT, f"{GRANT}rader/"]
    assert ["Blåveis" in text(client.get(page)) for page in pages] == [False] * 3


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([OWN, f"{OWN}regneark/", f"{GRANT}rader/", GRANT]),
    st.dictionaries(
        st.sampled_from(["ar", "periode", "lag", "hva", "svar", "hvorfor", "side", "bestemt"]),
        st.text(max_size=30) | st.sampled_from(["2025", "k9", "13", "YES", "0", "-1", "OK"]),
    ),
)
def test_pages_when_asked_anything_never_break(client, siri, page, query):
    answer = client.get(page, query)
    if page.endswith("regneark/"):
        assert all(sheets(answer).values())
    else:
        assert heading_of(answer).startswith(HEADINGS[page])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["rows", "counts", "reason"]),
        st.text(max_size=40) | st.sampled_from(["ja", "in_doubt", "\x00"]),
    )
)
def test_deciding_when_given_anything_never_breaks(client, siri, sent):
    assert client.post(f"{GRANT}rader/", sent).status_code in {302, 422}
