"""Nothing readable at rest: plants a mark in each protected field through the pages, then looks.

    .venv/bin/python -m proofs.canaries [--without-seals]

Starts an installation of its own, writes a unique mark into every protected field the way people
do, and searches what lies on disk for it: database files, log and everything else in the data
folder, a dump, temporary folders. `--without-seals` takes the sealing out, and must find them.
"""

import argparse
import base64
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from storstua.launcher.binaries import candidates
from storstua.launcher.session import around_command

PROMISE = "G7 nothing readable at rest"
FIELDS = (
    "request text", "draft", "phone", "notice address", "message of a seeker",
    "message of a supporter", "message of a coordinator", "first message", "imported file",
)  # fmt: skip


def main() -> int:
    """Plant, look, print one line; 1 when a mark is found."""
    parser = argparse.ArgumentParser(description="plants marks and looks for them on disk")
    parser.add_argument("--without-seals", action="store_true")
    options = parser.parse_args()
    marks = {field: f"kanari{secrets.token_hex(8)}" for field in FIELDS}
    marks["phone"] = f"91{secrets.randbelow(1_000_000):06}"
    before = set(_files(Path(tempfile.gettempdir())))
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
        data = Path(folder) / "data"
        with around_command("backup", data), ExitStack() as without:
            if options.without_seals:
                _take_seals_out(without)
            planted = _plant(marks)
            dump = _dump(Path(folder) / "dump.sql")
        looked = [dump, *_files(data)]
        looked += set(_files(Path(tempfile.gettempdir()))) - before - set(_files(Path(folder)))
        found = sorted({field for path in looked for field in _hits(path, marks)})
    said = f"{len(found)} found in {len(looked)} files" + "".join(f"; {each}" for each in found)
    print(f"{PROMISE} | {planted} marks, 0 found | {said}")
    return int(bool(found) or planted < len(FIELDS))


def _take_seals_out(stack: ExitStack) -> None:
    """Let what is to be sealed lie as it is."""
    from storstua.vault.layout import padded

    stack.enter_context(
        patch(
            "storstua.vault.sealing.seal_with_nonce",
            lambda plain, lock, nonce: (
                lock.head + nonce + padded(plain, len(plain) + 1) + b"t" * 16
            ),
        )
    )


def _plant(marks: dict[str, str]) -> int:
    """Write each mark through the pages; returns how many were taken."""
    from django.test import Client

    from tests.house.cast import build

    house = build()
    rows, slug = house.rows, "/havblikk"
    asking, half, kari = Client(), Client(), house.client_of("kari")
    siri, ola = house.client_of("siri"), house.client_of("ola")
    ask = f"{slug}/samtale/be-om/"
    sent = []

    def send(browser: Client, path: str, **answers: object) -> None:
        answer = browser.post(path, answers)
        sent.append(answer.status_code == 302)
        if answer.status_code != 302:
            print(f"{path} answers {answer.status_code}", file=sys.stderr)

    for browser, nickname in ((asking, "Blåveis"), (half, marks["draft"])):
        browser.post(ask, {"role": "self"})
        browser.post(f"{ask}hvordan/", {"way": "phone"})
        browser.post(f"{ask}onsker/", {"skip": "1"})
        send(browser, f"{ask}kall-meg/", nickname=nickname, phone=marks["phone"], is_safe="on")
    send(asking, f"{ask}se-over/", text=marks["request text"])
    send(kari, "/b/varsel/", address=f"{marks['notice address']}@example.org")
    talk = rows["conversation"].key
    send(kari, f"/b/samtale/{talk}/", text=marks["message of a seeker"])
    send(ola, f"{slug}/samtaler/{talk}/", text=marks["message of a supporter"])
    waiting = rows["open_request_ask"]
    send(ola, f"{slug}/sporsmal/{waiting.key}/", svar="ja")
    send(ola, f"{slug}/sporsmal/{waiting.key}/melding/", text=marks["first message"])
    new = _newest_request()
    to = f"{slug}/foresporsler/{new}/spor/{rows['supporter'].key}/"
    send(siri, to, way="phone", message=marks["message of a coordinator"])
    _send_file(house.client_of("astrid"), f"{slug}/hent-inn/ny/", marks["imported file"], sent)
    return sum(sent)


def _newest_request() -> object:
    from storstua.matching.models import Request

    return Request.objects.latest("id").key


def _send_file(browser: object, address: str, mark: str, sent: list[bool]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    rows = f"Fornavn;Etternavn;Mobil\n{mark};Nordmann;91234567\n".encode()
    file = SimpleUploadedFile("liste.csv", rows)
    answer = browser.post(address, {"subject": "supporters", "file": file})  # type: ignore[attr-defined]
    sent.append(answer.status_code == 302)
    if answer.status_code != 302:
        print(f"{address} answers {answer.status_code}", file=sys.stderr)


def _dump(path: Path) -> Path:
    """The whole database as text, after everything has been written to its files."""
    import os

    import psycopg

    url = os.environ["DATABASE_BACKUP_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("checkpoint")
    program = next(each / "pg_dump" for each in candidates() if (each / "pg_dump").exists())
    subprocess.run([program, "--file", path, url], check=True)
    return path


def _files(folder: Path) -> Iterator[Path]:
    """Every plain file below a folder that can be read."""
    for found, _folders, names in folder.walk(on_error=lambda _fault: None):
        yield from (found / name for name in names)


def _hits(path: Path, marks: dict[str, str]) -> Iterator[str]:
    """The fields whose mark stands in a file: as text, in hexadecimal, or in Base64."""
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return
    for field, mark in marks.items():
        plain = mark.encode()
        inner = [base64.b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)]
        if any(each in content for each in (plain, plain.hex().encode(), *inner)):
            yield field


if __name__ == "__main__":
    sys.exit(main())
