"""Runs the proofs one after the other, and tells in a table which promises hold.

    .venv/bin/python -m proofs [--small] [--table FILE] [NAME ...]

A proof is a file of this folder that ends with `sys.exit(main())`. `--small` runs those that say
in `SMALL` how they are run in little time.
"""

import argparse
import ast
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ENDING = "sys.exit(main())"


@dataclass(frozen=True)
class Proof:
    """A proof, and the words with which it runs in little time (None when it cannot)."""

    name: str
    small: tuple[str, ...] | None


def proofs() -> Iterator[Proof]:
    """All proofs, by name."""
    for file in sorted(HERE.glob("*.py")):
        text = file.read_text()
        if file != Path(__file__) and text.rstrip().endswith(ENDING):
            yield Proof(file.stem, _small(ast.parse(text)))


def _small(tree: ast.Module) -> tuple[str, ...] | None:
    for each in tree.body:
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "SMALL":
            return tuple(ast.literal_eval(each.value))
    return None


def main() -> int:
    """Run those that are named, or all; 1 when one does not hold."""
    parser = argparse.ArgumentParser(prog="python -m proofs", description="runs the proofs")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--small", action="store_true", help="sizes for minutes, not hours")
    parser.add_argument("--table", type=Path, help="write the table to this file too")
    options = parser.parse_args()
    lines, failed = [], 0
    for proof in proofs():
        if options.names and proof.name not in options.names:
            continue
        if options.small and proof.small is None:
            continue
        holds, line = _run(proof, small=options.small)
        failed |= not holds
        lines.append(line)
        print(line, flush=True)
    if options.table:
        options.table.parent.mkdir(parents=True, exist_ok=True)
        options.table.write_text("\n".join(lines) + "\n")
    return int(failed)


def _run(proof: Proof, *, small: bool) -> tuple[bool, str]:
    """Whether it holds, and its line: promise, figure, result, holds or not, seconds."""
    command = [sys.executable, "-W", "ignore", "-m", f"proofs.{proof.name}"]
    command += (proof.small or ()) if small else ()
    began = time.monotonic()
    run = subprocess.run(command, cwd=HERE.parent, stdout=subprocess.PIPE, text=True, check=False)
    told = [line for line in run.stdout.splitlines() if " | " in line]
    line = told[-1] if told else f"{proof.name} | - | ended without a result"
    said = "holds" if run.returncode == 0 else "DOES NOT HOLD"
    return run.returncode == 0, f"{line} | {said} | {time.monotonic() - began:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
