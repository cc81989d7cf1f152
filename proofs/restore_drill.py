"""We can come back: a copy is made, brought back elsewhere, and everything is there again.

    .venv/bin/python -m proofs.restore_drill [--messages 2000]

Fills an installation, makes a backup, erases one conversation afterwards, restores into an empty
folder with the newer journal, and compares: rows by checksum, 100 texts, a sign-in, the erased.
Then takes key store, server key and journal away in turn: each restore must be refused.
"""

import argparse
import importlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from storstua.launcher.session import around_command

PROMISE, WITHIN = "G33 we can come back", 15 * 60
SMALL = ("--messages", "200")


def main() -> int:
    """Do the drill in a temporary folder, or one half of it in a process of its own."""
    parser = argparse.ArgumentParser(description="backup, restore, compare")
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--half", choices=["fill", "erase", "look"])
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    if options.half:
        with around_command("backup", options.data):
            work = importlib.import_module("proofs.drilling")
            print(json.dumps(getattr(work, options.half)(options.messages)))
        return 0
    with tempfile.TemporaryDirectory(prefix="storstua-proof-") as folder:
        Path(folder).chmod(0o711)
        return _drill(Path(folder), options.messages)


def _drill(folder: Path, messages: int) -> int:
    one, two, copies = folder / "one", folder / "two", folder / "copies"
    told = _half("fill", one, messages)
    (folder / "told").write_text(json.dumps(told))
    made = _seconds("--data", one, "backup", copies)
    _half("erase", one, messages)
    key, journal = one / "keys" / "backup.key", one / "journal" / "erasures"
    back = _seconds("--data", two, "restore", copies, "--key", key, "--journal", journal)
    shutil.copy(folder / "told", two / "told")
    found = _half("look", two, messages)
    wrong = [name for name, fine in found.items() if not fine]
    wrong += [f"restored without {part}" for part in _not_refused(folder, copies, key)]
    size = sum(file.stat().st_size for file in copies.rglob("*") if file.is_file()) / 1e6
    said = f"backup {made:.0f} s ({size:.0f} MB), restore {back:.0f} s" + "".join(
        f"; {each}" for each in wrong
    )
    print(f"{PROMISE} | {messages} messages, restored in {WITHIN} s | {said}")
    return int(bool(wrong) or back > WITHIN)


def _not_refused(folder: Path, copies: Path, key: Path) -> list[str]:
    """What could be taken away without anyone noticing."""
    (main,) = (each for each in copies.iterdir() if each.name[0].isdigit())
    parts = {
        "key store": copies / "keystore",
        "server key": main / "keys.sealed",
        "journal": copies / "journal",
    }
    unnoticed = []
    for name, part in parts.items():
        part.rename(folder / "aside")
        command = _command("--data", folder / f"without {name}", "restore", copies, "--key", key)
        run = subprocess.run(command, check=False, capture_output=True)
        if run.returncode != 2:
            unnoticed.append(name)
        (folder / "aside").rename(part)
    return unnoticed


def _seconds(*words: object) -> float:
    begun = time.monotonic()
    subprocess.run(_command(*words), check=True, stdout=sys.stderr)
    return time.monotonic() - begun


def _command(*words: object) -> list[str]:
    return [sys.executable, "-m", "storstua.launcher", *map(str, words)]


def _half(half: str, data: Path, messages: int) -> dict[str, object]:
    command = [sys.executable, "-W", "ignore", "-m", "proofs.restore_drill", "--half", half]
    command += ["--data", str(data), "--messages", str(messages)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: dict[str, object] = json.loads(run.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
