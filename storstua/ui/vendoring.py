"""Fetches the vendored files again as static/vendor/manifest.toml names them; for maintainers.

Run `python -m storstua.ui.vendoring`, look at the difference, then write the new sums into the
manifest. Needs npm; nothing else in the product does.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).parent / "static" / "vendor"
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")


def manifest() -> list[dict[str, Any]]:
    """The packages of the manifest, each with name, version, licence and files."""
    packages: list[dict[str, Any]] = tomllib.loads((VENDOR / "manifest.toml").read_text())[
        "package"
    ]
    return packages


def sum_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def symbol(name: str, svg: str) -> str:
    """One icon as a <symbol>; numbers keep two decimals, which is enough on 24 pixels."""
    inner = re.sub(r"<svg[^>]*>|</svg>|\n", "", svg).replace(' clip-rule="evenodd"', "")
    inner = LONG_NUMBER.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), inner)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>\n'


def sprite(folder: Path, names: list[str]) -> str:
    """All named icons of a folder of SVG files as one file to point into."""
    symbols = (
        symbol(name, (folder / (name.title().replace("-", "") + ".svg")).read_text())
        for name in sorted(names)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'


def unpack(package: dict[str, Any], folder: Path) -> Path:
    """Download one package with npm and unpack it; gives the folder with its files."""
    wanted = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--silent", wanted]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    target = folder / str(package["name"]).replace("/", "-")
    with tarfile.open(folder / done.stdout.strip()) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def fetch(package: dict[str, Any], folder: Path) -> None:
    """Write the files of one package into static/vendor."""
    source = unpack(package, folder)
    for name, file in package["files"].items():
        target = VENDOR / name
        target.parent.mkdir(exist_ok=True)
        if "icons" in file:
            target.write_text(sprite(source / file["from"], file["icons"]))
        elif "from" in file:
            target.write_bytes((source / file["from"]).read_bytes())


def main() -> None:
    """Fetch everything and print the sums for the manifest."""
    with tempfile.TemporaryDirectory() as folder:
        for package in manifest():
            if package.get("fetch", True):
                fetch(package, Path(folder))
    for package in manifest():
        for name in package["files"]:
            print(sum_of(VENDOR / name), name)


if __name__ == "__main__":
    main()
