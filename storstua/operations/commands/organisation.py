"""`storstua organisation`: makes an organisation with its first administrator, or lists them."""

import argparse
import json
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation

from storstua.base.viewer import Viewer
from storstua.operations import actions, queries
from storstua.organisations.models import Organisation

NEEDS_DATABASE = True
HELP = "make an organisation with its first administrator (create), or list them (list)"
UNUSABLE = 2
LONGEST = {"name": 120, "admin_email": 254, "admin_name": 80}
SLUG = "use 3 to 40 of the letters a–z, digits and hyphens; begin with a letter"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the two things one can do."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="create|list")
    create = verbs.add_parser("create", help="make an organisation and invite its administrator")
    create.add_argument("--slug", required=True, help="its address: /SLUG/")
    create.add_argument("--name", required=True, help="what it is called")
    create.add_argument("--admin-email", required=True, help="where the invitation goes")
    create.add_argument("--admin-name", default="", help="default: the address before @")
    create.add_argument(
        "--small",
        action="store_true",
        help="a small association: talks and information, its administrator is its coordinator",
    )
    listing = verbs.add_parser("list", help="list the organisations")
    for each in (create, listing):
        each.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Do it; what cannot be used is one line each on standard error, and exit code 2."""
    with translation.override("en"):
        return _create(options) if options.verb == "create" else _list(options)


def _create(options: argparse.Namespace) -> int:
    if faults := _faults(options):
        return _unusable(faults)
    founded = actions.found_organisation(
        by=Viewer.command_line(),
        slug=options.slug,
        name=options.name.strip(),
        admin_email=options.admin_email,
        admin_name=options.admin_name,
        is_small=options.small,
    )
    place = {"slug": founded.organisation.slug, "name": founded.organisation.name}
    address = f"{settings.ADDRESS}/{founded.organisation.slug}/"
    if options.json:
        answer = {"address": address, "invitation": founded.link}
        print(json.dumps(place | answer | {"expires_at": founded.expires_at.isoformat()}))
        return 0
    print(f"{place['name']} is at {address}")
    print(f"{options.admin_email} is invited as administrator. The link holds seven days:")
    print(founded.link)
    return 0


def _list(options: argparse.Namespace) -> int:
    found = queries.organisations()
    if options.json:
        print(json.dumps([{"slug": row.slug, "name": row.name} for row in found]))
        return 0
    for row in found:
        print(f"{row.slug:<40} {row.name}")
    return 0


def _faults(options: argparse.Namespace) -> list[str]:
    """What cannot be kept, before anything is made: one line each, with its option."""
    found = {
        field: f"use at most {longest} letters that can be printed"
        for field, longest in LONGEST.items()
        if len(getattr(options, field)) > longest or not getattr(options, field).isprintable()
    }
    try:
        Organisation(slug=options.slug, name=options.name.strip()).clean_fields()
    except ValidationError as fault:
        for field, messages in fault.message_dict.items():
            found.setdefault(field, SLUG if field == "slug" else " ".join(messages))
    try:
        validate_email(options.admin_email)
    except ValidationError:
        found.setdefault("admin_email", "this is not a mail address")
    return [f"{_option(field)}: {sentence}" for field, sentence in found.items()]


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


def _unusable(lines: list[str]) -> int:
    for line in lines:
        print(f"storstua organisation: {line}", file=sys.stderr)
    return UNUSABLE
