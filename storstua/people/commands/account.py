"""`storstua account`: helps someone whom nobody in the organisation can help in."""

import argparse
import json
import sys

from django.utils import translation

from storstua.base.refusal import Refusal
from storstua.base.viewer import Viewer
from storstua.people import actions, queries

NEEDS_DATABASE = True
HELP = "help an account that nobody in the organisation can help (forget-second-factor MAIL)"
UNUSABLE = 2
BECAUSE = "asked for at the machine's command line"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the one thing one can do."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="forget-second-factor")
    forget = verbs.add_parser(
        "forget-second-factor",
        help="take the second step away from an account that lost phone and spare codes",
    )
    forget.add_argument("mail", help="the mail address the account signs in with")
    forget.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Do it; an address without an account or without a second step is told, with exit code 2."""
    with translation.override("en"):
        account = queries.account_with(options.mail)
        if account is None:
            return _unusable("no account has this mail address")
        try:
            actions.forget_second_factor(by=Viewer.command_line(), account=account, because=BECAUSE)
        except Refusal as refusal:
            return _unusable(str(refusal.sentence))
    if options.json:
        print(json.dumps({"mail": account.email, "second_factor": "forgotten"}))
    else:
        print(f"{account.email} signs in with the password alone, and sets up a new second step.")
    return 0


def _unusable(sentence: str) -> int:
    print(f"storstua account: {sentence}", file=sys.stderr)
    return UNUSABLE
