"""`python -m storstua.launcher` is the same as `storstua`."""

import sys

from .command_line import main

sys.exit(main())
