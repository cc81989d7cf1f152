"""G5: requests of two organisations over pooled connections never see each other's rows.

    .venv/bin/python -m proofs.pooling

Needs PgBouncer (Debian: apt-get install pgbouncer), which runs in transaction mode in between.
"""

import importlib
import os
import sys

from proofs.ground import ground
from proofs.pooler import NotThere, pooled

REQUESTS, CONNECTIONS = 10_000, 2
PROMISE = "G5 pooled connections do not mix organisations"
FIGURE = f"{REQUESTS} interleaved requests of 2 organisations on {CONNECTIONS} connections: 0 mixes"


def main() -> int:
    """Interleave, then do so again with the setting on the session, which must be seen."""
    with ground("pooling") as addresses:
        try:
            with pooled(addresses.app, CONNECTIONS) as address:
                os.environ["DATABASE_URL"] = address
                # Only now does Django know where its tables are.
                prove = importlib.import_module("proofs.interleaving").prove
                mixes, mutant = prove(REQUESTS)
        except NotThere:
            print(f"{PROMISE} | {FIGURE} | not proved: pgbouncer is not installed")
            return 1
    said = f"{mixes} mixes; with the setting on the session {mutant} of {REQUESTS // 10} requests"
    print(f"{PROMISE} | {FIGURE} | {said}")
    return int(mixes > 0 or mutant == 0)


if __name__ == "__main__":
    sys.exit(main())
