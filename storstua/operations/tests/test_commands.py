import argparse
import json

import pytest
from django.conf import LazySettings
from django.db import connection

from storstua.base.refusal import Refusal
from storstua.operations.checking import CHECKS
from storstua.operations.commands import check, organisation
from storstua.organisations.models import Organisation
from storstua.roles.models import Invitation

pytestmark = pytest.mark.django_db

CREATE = ("create", "--slug", "havblikk", "--name", "Havblikk", "--admin-email", "a@example.org")


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    organisation.add_arguments(parser)
    return organisation.run(parser.parse_args(words))


def test_the_link_of_the_invitation_is_printed(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
):
    settings.ADDRESS = "https://samtale.example"
    assert run(*CREATE) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Havblikk is at https://samtale.example/havblikk/"
    assert lines[2].startswith("https://samtale.example/invitasjon/")


def test_the_answer_can_be_json(capsys: pytest.CaptureFixture[str]):
    assert run(*CREATE, "--small", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["slug"], answer["name"]) == ("havblikk", "Havblikk")
    assert answer["expires_at"] == Invitation.objects.get().expires_at.isoformat()
    assert run("list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [{"slug": "havblikk", "name": "Havblikk"}]


def test_organisations_are_listed_by_address(capsys: pytest.CaptureFixture[str]):
    run(*CREATE)
    run("create", "--slug", "andre", "--name", "Andre", "--admin-email", "b@example.org")
    capsys.readouterr()
    assert run("list") == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["andre", "Andre"],
        ["havblikk", "Havblikk"],
    ]


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--slug", "A B", "--slug"),
        ("--slug", "x", "--slug"),
        ("--slug", "å" * 300, "--slug"),
        ("--name", " ", "--name"),
        ("--name", "x" * 121, "--name"),
        ("--name", "Hav\nblikk", "--name"),
        ("--name", "Hav\udcffblikk", "--name"),
        ("--admin-email", "ingen", "--admin-email"),
        (
            "--admin-email",
            "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 63 + ".no",
            "--admin-email",
        ),
        ("--admin-name", "x" * 81, "--admin-name"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_makes_nothing(
    capsys: pytest.CaptureFixture[str], option: str, value: str, told: str
):
    words = [*CREATE, "--admin-name", "Anne"]
    words[words.index(option) + 1] = value
    assert run(*words) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert [line.split(":")[1].strip() for line in answer.err.splitlines()] == [told]
    assert not Organisation.objects.exists()


def test_everything_that_cannot_be_used_is_told_at_once(capsys: pytest.CaptureFixture[str]):
    assert run("create", "--slug", "A B", "--name", "", "--admin-email", "ingen") == 2
    lines = capsys.readouterr().err.splitlines()
    assert {line.split(": ")[1] for line in lines} == {"--slug", "--name", "--admin-email"}


@pytest.mark.parametrize("slug", ["demo", "havblikk"])
def test_an_address_that_is_taken_is_refused_in_english(slug: str):
    run(*CREATE)
    words = list(CREATE)
    words[2] = slug
    with pytest.raises(Refusal, match="taken"):
        run(*words)


def test_the_check_tells_each_finding_and_fails_when_one_is_wrong(
    capsys: pytest.CaptureFixture[str],
):
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_workers")
    assert check.run(argparse.Namespace(json=False)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= len(CHECKS)
    assert [line for line in lines if line.startswith("wrong    worker:")]
    assert check.run(argparse.Namespace(json=True)) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["healthy"] is False
    assert len(answer["findings"]) == len(lines)
