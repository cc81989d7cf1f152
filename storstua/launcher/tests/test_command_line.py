"""The command line: finding commands, exit codes, who may run where."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from storstua.launcher import command_line
from storstua.launcher.command_line import main
from storstua.launcher.commands import run as run_command
from storstua.launcher.folder import DataFolder
from storstua.launcher.trouble import Trouble


def test_commands_are_listed_when_called_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  run           start database, web and worker, with demo data" in lines[2]


def test_command_is_refused_when_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tidy-up"]) == 2
    assert capsys.readouterr().err.startswith("storstua: there is no command 'tidy-up'.")


def test_command_is_not_shown_when_this_version_lacks_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(command_line.WITH_DATABASE, "later", "storstua.unbuilt.commands.later")
    main([])
    assert "later" not in capsys.readouterr().out
    assert main(["later"]) == 2


@pytest.mark.parametrize("arguments", [["--data", "here", "run"], ["run", "--data", "here"]])
def test_data_folder_is_taken_when_named_before_or_after(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA", "there")
    assert command_line._take_data(arguments) == (Path("here"), ["run"])


def test_data_folder_comes_from_environment_when_not_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATA", "there")
    assert command_line._take_data(["run"]) == (Path("there"), ["run"])
    monkeypatch.delenv("DATA")
    monkeypatch.delenv("STORSTUA_DATA", raising=False)
    assert command_line._take_data(["run"])[0] == command_line.CHECKOUT / "var"


def test_djangos_own_options_are_left_alone_when_passed_on() -> None:
    given = ["--data", "here", "manage", "shell", "--data", "x"]
    assert command_line._take_data(given) == (Path("here"), ["manage", "shell", "--data", "x"])


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (Trouble("No such file.", exit_code=2), 2, "storstua: No such file.\n"),
        (KeyboardInterrupt(), 1, ""),
    ],
)
def test_exit_code_tells_what_happened_when_command_ends_early(
    problem: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(options: object) -> int:
        raise problem

    monkeypatch.setattr(run_command, "run", fail)
    assert (main(["run"]), capsys.readouterr().err) == (code, said)


def test_pure_commands_load_neither_django_nor_database_driver_when_started() -> None:
    program = "import sys, storstua.launcher.command_line as c; c.main([]); print(*sys.modules)"
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    loaded = {name.split(".")[0] for name in output.splitlines()[-1].split()}
    assert loaded & {"django", "psycopg", "babel", "asyncio"} == set()


def _run_product(folder: Path, port: int) -> tuple[int, str]:
    """Call `storstua run` as a shell would; for calls that are refused at once."""
    command = [sys.executable, "-m", "storstua.launcher", "run", "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    answer = subprocess.run(
        [*command, "--data", str(folder)],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return answer.returncode, answer.stderr


def test_run_is_refused_when_port_is_taken(place: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = _run_product(place / "port", port)
    expected = f"storstua: Port {port} cannot be used (Address already in use): choose another"
    assert (code, said.startswith(expected), said.count("\n")) == (2, True, 1)


def test_run_is_refused_when_folder_is_already_run(place: Path) -> None:
    folder = DataFolder(place / "twice")
    with folder.using() as lock:
        lock.try_alone()
        lock.write("http://127.0.0.1:8123/")
        code, said = _run_product(folder.path, 8999)
    sentence = f"Storstua already runs at http://127.0.0.1:8123/ in the data folder {folder.path}"
    assert (code, said) == (
        2,
        f"storstua: {sentence}: stop it, or choose another with DATA=folder.\n",
    )


def test_run_is_refused_when_a_command_is_at_work(place: Path) -> None:
    folder = DataFolder(place / "busy")
    with folder.using() as lock:
        lock.try_together()
        code, said = _run_product(folder.path, 8999)
    assert (code, said.startswith("storstua: A storstua command is at work")) == (2, True)
