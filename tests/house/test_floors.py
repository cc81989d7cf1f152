"""Floors and furniture: the import contracts hold, and tables point downwards."""

import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).parents[2]


def floors() -> dict[str, int]:
    """Room name -> floor, counted from above, read from the contract itself."""
    text = (ROOT / ".importlinter").read_text()
    block = text.split("containers = storstua\nlayers =\n")[1].split("\n\n")[0]
    return {
        room.strip(): number
        for number, line in enumerate(block.splitlines())
        for room in line.split("|")
    }


def test_import_contracts_hold():
    run = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def test_foreign_keys_point_to_the_same_floor_or_lower():
    floor = floors()
    upwards = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("storstua.")
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and isinstance(field.related_model, type)
        and field.related_model._meta.app_label in floor
        and floor[field.related_model._meta.app_label] < floor[model._meta.app_label]
    ]
    assert upwards == []


def test_keys_into_another_room_leave_no_name_behind():
    named = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("storstua.")
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey)
        and isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("storstua.")
        and field.related_model._meta.app_label != model._meta.app_label
        and not field.remote_field.hidden
    ]
    assert named == []


def test_every_dependency_has_a_reason():
    text = (ROOT / "pyproject.toml").read_text()
    names = tomllib.loads(text)["project"]["dependencies"]
    lines = [line for line in text.splitlines() if any(f'"{name}"' in line for name in names)]
    assert [line for line in lines if line.strip().startswith('"') and "# " not in line] == []
