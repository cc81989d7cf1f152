"""From a file on the coordinator's machine to rows in the house, and back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from storstua import vault
from storstua.audit.models import Entry
from storstua.base.roles import Role
from storstua.imports import actions, sealing
from storstua.imports.actions import uploading
from storstua.imports.choices import State
from storstua.imports.models import Import, ImportedRow
from storstua.imports.reading import read
from storstua.organisations import actions as organisations
from storstua.organisations.tests.factories import make_organisation
from storstua.people import actions as people
from storstua.supporters.models import Supporter
from tests.house.swapping import assert_swap_equals_reload

from .factories import FILES, KNOWN, make_csv, make_xlsx, rows_of
from .taking import make_import, take

pytestmark = pytest.mark.django_db

START = "/havblikk/hent-inn/ny/"
LIST = "/havblikk/hent-inn/"


def page(file: Import, part: str = "") -> str:
    return f"{LIST}{file.key}/{part}"


def send(client: Client, content: bytes, kind: str = "supporters", name: str = "fil.csv"):
    sent = SimpleUploadedFile(name, content)
    return client.post(START, {"subject": kind, "file": sent}, follow=True)


FILE_GOES = ["Filen slettes også. Du kan sende den på nytt."]


def fates_in(answer) -> list[str]:
    """What is said to become of the rows when an import is undone."""
    (listed,) = re.findall(r'<ul class="ds-list">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", listed)


def text_of(answer) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


@pytest.fixture
def siri(organisation, sign_in) -> Client:
    return sign_in(organisation, Role.COORDINATOR)


def test_the_office_file_is_looked_at_brought_in_and_undone(organisation, siri):
    answer = send(siri, (FILES / "office.csv").read_bytes(), name="fra-kontoret.csv")
    file = Import.objects.get()
    assert answer.redirect_chain == [(page(file), 302)]
    text = text_of(answer)
    assert "Hent inn de 51 gode radene" in text
    assert "Oppnevnt: Datoen 31.02.2021 finnes ikke i kalenderen." in text
    assert "mangler taushetserklæring" in text
    assert Supporter.objects.count() == 0

    done = siri.post(page(file, "hent/"), {"version": file.version}, follow=True)
    assert "Hentet inn: Likepersoner" in text_of(done)
    assert Supporter.objects.count() == 51
    file.refresh_from_db()
    assert (file.new_count, file.fault_count, file.lacking_count) == (51, 9, 6)
    assert file.uploaded_by.given_name == "Coordinator"

    asked = siri.get(page(file, "angre/"))
    assert fates_in(asked) == ["51 nye rader slettes.", *FILE_GOES]
    undone = siri.post(page(file, "angre/"), {"version": file.version}, follow=True)
    assert "Importen er angret. Alt er som før." in text_of(undone)
    assert Supporter.objects.count() == 0


def test_progress_that_fetches_itself_leads_to_the_rows_when_all_is_done(organisation, siri):
    file, by_itself = make_import(organisation), {"HX-Request": "true"}
    Import.objects.update(state=State.RUNNING, done_count=1, good_count=3)
    assert_swap_equals_reload(siri, page(file), page(file), "framdrift")
    running = siri.get(page(file), headers=by_itself)
    assert "1 av 3 rader" in text_of(running)
    assert f'data-hx-get="{page(file)}"' in running.content.decode()
    Import.objects.update(state=State.READING)
    assert "Vi leser filen. Det tar et øyeblikk." in text_of(siri.get(page(file)))
    Import.objects.update(state=State.DONE)
    done = siri.get(page(file), headers=by_itself)
    assert "Vi er ferdige med filen. Se radene" in text_of(done)
    assert [part in done.content for part in (b'id="framdrift"', b"data-hx-get")] == [True, False]
    assert "Hentet inn: " in text_of(siri.get(page(file)))


def test_faulty_cells_are_marked_and_rows_can_be_narrowed(organisation, siri):
    file = make_import(organisation)
    answer = siri.get(page(file))
    assert answer.content.decode().count('<mark class="ds-tag"') == 1
    assert "Ingen kommune heter «Ingensteds»." in text_of(answer)
    only_new = text_of(siri.get(page(file) + "?vis=new"))
    assert ("Kari Nilsen" in only_new, "Ingensteds" in only_new) == (True, False)


def test_rows_stand_on_several_pages_when_they_are_many(organisation, siri):
    rows = [{"Navn": f"Per Nr{n:03}", "Mobil": f"9000{n:04}", "E-post": ""} for n in range(60)]
    send(siri, make_csv(rows_of("supporters", *rows)))
    file = Import.objects.get()
    first, second = (text_of(siri.get(page(file) + f"?side={n}")) for n in (1, 2))
    assert ("Nr049" in first, "Nr050" in first) == (True, False)
    assert ("Nr049" in second, "Nr050" in second) == (False, True)


def test_what_changes_is_named_before_and_the_same_file_is_recognised(organisation, siri):
    send(siri, make_csv(rows_of("supporters", {})))
    file = Import.objects.get()
    siri.post(page(file, "hent/"), {"version": file.version})
    again = text_of(send(siri, make_csv(rows_of("supporters", {}))))
    assert "Dere hentet inn akkurat denne filen" in again
    assert "Det er ingenting nytt å hente inn fra denne filen." in again
    changed = text_of(send(siri, make_csv(rows_of("supporters", {"Diagnose": "rygg"}))))
    assert "Endrer: Diagnose" in changed
    assert "Hent inn den ene gode raden" in changed


def test_an_unknown_heading_is_asked_about(organisation, siri):
    rows = rows_of("supporters", {})
    rows[0][rows[0].index("Samtaleform")] = "Hvorledes"
    answer = send(siri, make_csv(rows))
    file = Import.objects.get()
    assert answer.redirect_chain[-1] == (page(file, "kolonner/"), 302)
    text = text_of(answer)
    assert "Filen mangler kolonnen Samtaleform." in text
    fields = re.findall(r'name="(column_\d+)"', answer.content.decode())
    chosen = dict(zip(fields, guessed(answer), strict=True)) | {"version": file.version}
    chosen[fields[rows[0].index("Hvorledes")]] = "contact_forms"
    looked = siri.post(page(file, "kolonner/"), chosen, follow=True)
    assert "Hent inn den ene gode raden" in text_of(looked)
    file.refresh_from_db()
    siri.post(page(file, "hent/"), {"version": file.version})
    assert Supporter.objects.get().profile.contact_forms == ["phone"]


def guessed(answer) -> list[str]:
    selects = re.findall(r"<select.*?</select>", answer.content.decode(), re.DOTALL)
    values = [re.search(r'value="([^"]*)" selected', select) for select in selects]
    return [value[1] if value else "" for value in values]


def test_columns_that_still_lack_something_are_asked_about_again(organisation, siri):
    send(siri, make_csv([["Navn", "Mobil"], ["Kari", "98080892"]]))
    file = Import.objects.get()
    answer = siri.post(page(file, "kolonner/"), {"version": file.version}, follow=True)
    assert "Filen mangler kolonnen Kommune." in text_of(answer)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00\x01\x02\x03", "Dette er ikke et regneark"),
        (b"hei", "Vi fant ingen linje med overskrifter vi kjenner"),
        (b"", "Filen er tom."),
        (make_csv(rows_of("supporters", {})[:1]), "Filen har overskrifter, men ingen rader."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_one_sentence(siri, content, sentence):
    answer = send(siri, content)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Import.objects.count() == 0


def test_a_form_without_answers_names_its_fields(siri):
    answer = siri.post(START)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"subject", "file"}


def test_faulty_rows_are_handed_out_with_reasons_and_can_be_sent_again(organisation, siri):
    file = make_import(organisation)
    answer = siri.get(page(file, "feil/"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Cache-Control"].split(", ")[0] == "no-store"
    reading = read(answer.content, "feil.csv", "supporters", KNOWN)
    assert (reading.count, reading.headings.ignored) == (
        1,
        ("Linje i filen", "Hva som er galt"),
    )
    assert "Ingen kommune heter «Ingensteds»." in answer.content.decode()
    assert (
        Entry.objects.using("audit").filter(verb="fetch faulty rows", object_key=file.key).count()
        == 1
    )


def test_a_fault_beside_stored_rows_is_handed_out_too(organisation, siri):
    take(organisation, "supporters", {"Id": "17"})
    send(siri, make_csv(rows_of("supporters", {"Id": "18"})), name="b.csv")
    file = Import.objects.get(filename="b.csv")
    assert "med en annen id: «17»" in siri.get(page(file, "feil/")).content.decode()


@pytest.mark.parametrize("word", ["likepersoner", "foresporsler", "aktiviteter", "medlemmer"])
def test_a_template_can_be_filled(siri, word):
    answer = siri.get(f"{LIST}mal/{word}/")
    assert (answer.status_code, answer.content[:3]) == (200, b"\xef\xbb\xbf")
    assert siri.get(f"{LIST}mal/annet/").status_code == 404


def test_a_file_can_be_thrown_away_before_it_is_brought_in(organisation, siri):
    file = make_import(organisation)
    assert siri.post(page(file, "forkast/")).headers["Location"] == LIST
    assert (Import.objects.count(), ImportedRow.objects.count()) == (0, 0)


def test_a_file_that_was_brought_in_cannot_be_thrown_away(organisation, siri):
    outcome = take(organisation, "supporters", {})
    file = Import.objects.get(key=outcome.key)
    assert siri.post(page(file, "forkast/")).headers["Location"] == page(file)
    assert Import.objects.count() == 1


def test_an_old_page_does_not_bring_in(organisation, siri):
    file = make_import(organisation)
    answer = siri.post(page(file, "hent/"), {"version": file.version - 1})
    assert answer.status_code == 422
    assert "Noen andre endret dette mens du skrev" in text_of(answer)
    assert Supporter.objects.count() == 0


def test_pressing_twice_brings_in_once(organisation, siri):
    file = make_import(organisation)
    for _press in range(2):
        siri.post(page(file, "hent/"), {"version": file.version, "once": "a" * 36})
    assert Supporter.objects.count() == 1


def test_undoing_lists_the_lines_that_someone_changed(organisation, siri, by):
    file = make_import(organisation)
    siri.post(page(file, "hent/"), {"version": file.version})
    person = Supporter.objects.get().person
    people.set_contact_point(by=by, person=person, kind="email", value="ny@example.org")
    file.refresh_from_db()
    answer = siri.post(page(file, "angre/"), {"version": file.version})
    assert answer.status_code == 422
    text = text_of(answer)
    assert "1 rad er endret eller brukt etterpå" in text
    assert "Linje 2: Kari Nilsen" in text


def test_undoing_counts_one_row_as_one_and_says_nothing_of_none(organisation, siri):
    take(organisation, "supporters", {"Id": "S1"})
    take(organisation, "supporters", {"Id": "S1", "Kommune": "Moss"})
    made, changed = Import.objects.order_by("id")
    assert fates_in(siri.get(page(made, "angre/"))) == ["1 ny rad slettes.", *FILE_GOES]
    said = ["1 endret rad får tilbake det som sto der.", *FILE_GOES]
    assert fates_in(siri.get(page(changed, "angre/"))) == said


def test_a_file_whose_cells_were_never_kept_shows_no_empty_columns(organisation, siri, by):
    take(organisation, "supporters", {"Id": "S1"})
    bare, full = siri.get(page(Import.objects.get())), make_import(organisation)
    actions.bring_in(by=by, file=full)
    not_kept = "Det som sto i radene, er ikke lagret."
    assert (not_kept in text_of(bare), "Kommune</th>" in bare.content.decode()) == (True, False)
    shown = siri.get(page(full))
    assert (not_kept in text_of(shown), "Kommune</th>" in shown.content.decode()) == (False, True)


def test_large_numbers_are_grouped(organisation, siri):
    file = make_import(organisation)
    Import.objects.filter(id=file.id).update(new_count=4567, rows_count=4567)
    assert text_of(siri.get(page(file))).count("4 567") == 3


def test_the_page_says_so_when_the_file_is_gone(organisation, siri, by):
    file = make_import(organisation)
    actions.bring_in(by=by, file=file)
    actions.purge(by=by, file_id=file.id)
    text = text_of(siri.get(page(file)))
    assert ("Kari Nilsen" in text, "er slettet" in text) == (False, True)
    assert siri.get(page(file, "feil/")).headers["Location"] == page(file)


def test_the_page_of_a_supporter_tells_of_the_files_that_made_and_changed_them(organisation, siri):
    take(organisation, "supporters", {"Id": "S1"})
    take(organisation, "supporters", {"Id": "S1", "Kommune": "Moss"})
    supporter = Supporter.objects.get()
    text = text_of(siri.get(f"/havblikk/arbeid/likepersoner/{supporter.key}/historikk/"))
    made, changed = "Hentet inn fra et regneark", "Endret fra et regneark"
    assert 0 < text.find(changed) < text.find(made)


def test_the_page_stands_when_the_keys_of_the_file_are_gone(
    organisation, siri, by, django_capture_on_commit_callbacks
):
    file = make_import(organisation)
    actions.bring_in(by=by, file=file)
    with django_capture_on_commit_callbacks(execute=True):
        vault.erase(sealing.drawer_of(file))
    text = text_of(siri.get(page(file)))
    assert "Hentet inn: Likepersoner" in text
    assert "Kari Nilsen" not in text
    assert siri.get(page(file, "feil/")).headers["Location"] == page(file)


def test_a_file_that_could_not_be_read_says_so_when_its_keys_are_gone(
    organisation, siri, by, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(uploading, "READ_AT_ONCE", 2)
    file = actions.upload(
        by=by, organisation=organisation, kind="supporters", content=b"hei og hopp", filename="x"
    )
    actions.work_on(by=by, file_id=file.id)
    reason = "Vi fant ingen linje med overskrifter"
    before = text_of(siri.get(page(file)))
    with django_capture_on_commit_callbacks(execute=True):
        vault.erase(sealing.drawer_of(file))
    after = text_of(siri.get(page(file)))
    assert [(reason in text, "Filen kan ikke leses" in text) for text in (before, after)] == [
        (True, True),
        (False, True),
    ]


def test_an_excel_file_comes_in_too(organisation, siri):
    send(siri, make_xlsx(rows_of("supporters", {})), name="liste.xlsx")
    file = Import.objects.get()
    siri.post(page(file, "hent/"), {"version": file.version})
    assert Supporter.objects.count() == 1


def test_nothing_of_the_file_stands_in_the_session(organisation, siri):
    send(siri, make_csv(rows_of("supporters", {})))
    assert "Nilsen" not in repr(dict(siri.session.items()))


@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.BOARD_MEMBER, Role.SUPERVISOR])
def test_other_roles_meet_a_shut_door(organisation, sign_in, role):
    file = make_import(organisation)
    client = sign_in(organisation, role)
    parts = ("", "kolonner/", "feil/", "angre/")
    addresses = [LIST, START, f"{LIST}mal/likepersoner/", *(page(file, part) for part in parts)]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert {client.post(page(file, part)).status_code for part in ("hent/", "forkast/")} == {403}


def test_a_visitor_is_sent_to_the_sign_in(organisation, client):
    file = make_import(organisation)
    for address in (LIST, START, page(file), page(file, "feil/")):
        assert client.get(address).headers["Location"].startswith("/logg-inn/?")


def test_a_coordinator_of_a_branch_may_not_bring_in_for_all(organisation, sign_in, by):
    branch = organisations.add_branch(by=by, organisation=organisation, name="Oslo lag")
    client = sign_in(organisation, Role.COORDINATOR, branch)
    file = make_import(organisation)
    assert {client.get(each).status_code for each in (LIST, START)} == {403}
    assert client.get(page(file)).status_code == 404


def test_requests_are_for_coordinators_only(organisation, sign_in):
    file = make_import(organisation, "requests")
    astrid = sign_in(organisation, Role.ORGANISATION_ADMINISTRATOR)
    assert astrid.get(page(file)).status_code == 404
    assert "fra-kontoret.csv" not in text_of(astrid.get(LIST))
    answer = send(astrid, make_csv(rows_of("requests", {})), kind="requests")
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"subject"})


def test_an_import_of_another_organisation_is_not_there(organisation, siri):
    other = make_organisation("andre", "Andre")
    file = make_import(other)
    assert siri.get(page(file)).status_code == 404
    assert siri.post(page(file, "hent/"), {"version": 1}).status_code == 404


def test_pages_take_few_queries_however_many_rows(organisation, siri, queries_of):
    one = make_import(organisation)
    rows = [{"Navn": f"Per {n}", "Mobil": f"9000{n:04}", "E-post": ""} for n in range(30)]
    send(siri, make_csv(rows_of("supporters", *rows)))
    many = Import.objects.order_by("-id")[0]
    assert queries_of(page(one)) == queries_of(page(many)) <= 8
    assert queries_of(LIST) <= 8
    assert queries_of(START) <= 5
