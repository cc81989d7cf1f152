"""`storstua keys`: how the keys stand, and a new epoch of the server key."""

import argparse
import json
import sys

from storstua import vault
from storstua.operations.keeping_keys import keep_keys, renew_seals

NEEDS_DATABASE = True
HELP = "how the keys stand; `keys rotate` begins a new epoch of the server key"
UNUSABLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what can be done with keys, and the form of the answer."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=["show", "rotate", "tend"],
        default="show",
        help="show (default); rotate: seal under a new server key from now on, and bring the key "
        "store over; tend: do what the worker does by itself",
    )
    parser.add_argument("--json", action="store_true", help="answer as JSON")


def run(options: argparse.Namespace) -> int:
    """Do it and print; 2 when key file, key store or journal cannot be used."""
    try:
        answer = _done(options.what)
    except (vault.KeyFileFault, vault.KeyStoreFault) as fault:
        print(f"storstua keys: {fault}", file=sys.stderr)
        return UNUSABLE
    if options.json:
        print(json.dumps(answer))
    else:
        print("\n".join(f"{name}: {value}" for name, value in answer.items()))
    return 0


def _done(what: str) -> dict[str, object]:
    answer: dict[str, object] = {}
    if what == "rotate":
        answer["began"] = vault.begin_epoch()
    if what != "show":
        answer["touched"] = keep_keys()
        answer["sealed_anew"], answer["destroyed"] = renew_seals()
    state = vault.keys_state()
    return answer | {
        "epoch": state.epoch_id,
        "since": state.since,
        "keys": state.keys_count,
        "under_earlier_epochs": state.other_epochs_count,
        "erasures": state.erased_count,
        "earlier_epochs": [f"{e.server_key_id.hex()} until {e.ended_on}" for e in state.earlier],
    }
